"""chassis of Mini Job."""
