"""The patrol: what a chained service follows of its streams by itself, without a proof of all at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection

from chassis import chain_proof
from chassis.command import Command

PATROL_EVENTS = 2_000
PATROL_SECONDS = 10


class Patrol:
    """Follows some streams at each turn and goes round, so that all are followed without a proof at once.

    Each replica begins anywhere, and so comes everywhere even when it never lives as long as a round takes.
    """

    def __init__(self) -> None:
        self.after: UUID = uuid4()

    def due(self, tx: Connection, at: datetime) -> Sequence[Command]:
        """Stops what is broken; no command."""
        tx.execution_options(isolation_level="REPEATABLE READ")
        breaks, self.after = chain_proof.prove_some(tx, self.after, PATROL_EVENTS)
        chain_proof.stop(tx.engine, breaks)
        return []
