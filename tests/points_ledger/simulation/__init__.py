"""A seeded simulation of the ledger: clock, store, bus and crashes in one process, beside a naive model."""
