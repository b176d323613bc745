"""gateway of Mini Job."""
