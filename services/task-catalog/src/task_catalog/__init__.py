"""task-catalog of Mini Job."""
