"""order-screening of Mini Job."""
