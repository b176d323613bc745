"""minijob of Mini Job."""
