"""points-ledger of Mini Job."""
