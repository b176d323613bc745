"""assignment of Mini Job."""
