"""Every figure that the README claims, as commands; each beside its floor in the same run."""
