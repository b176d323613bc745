"""The patrol: what a chained service follows of its streams by itself, without a proof of all at once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection

from chassis import chain_proof
from chassis.codec import NO_ID
from chassis.command import Command

_FOLLOWED = """
SELECT originator_id FROM heads
WHERE originator_id > %(after)s AND (originator_id <= %(last)s OR %(last)s = %(all)s)
"""
PATROL_EVENTS = 2_000
PATROL_SECONDS = 10


class Patrol:
    """Follows some streams at each turn and goes round, so that all are followed without a proof at once.

    Each replica begins anywhere, and so comes everywhere even when it never lives as long as a round takes.
    """

    def __init__(self, also: Callable[[set[UUID]], object] = lambda streams: None) -> None:
        """also: what else a service does with the streams that follow from their chain."""
        self.after: UUID = uuid4()
        self._also = also

    def due(self, tx: Connection, at: datetime) -> Sequence[Command]:
        """Stops what is broken; no command."""
        tx.execution_options(isolation_level="REPEATABLE READ")
        after = self.after
        breaks, self.after = chain_proof.prove_some(tx, after, PATROL_EVENTS)
        chain_proof.stop(tx.engine, breaks)
        followed = tx.exec_driver_sql(_FOLLOWED, {"after": after, "last": self.after, "all": NO_ID})
        self._also(set(followed.scalars()) - {one.stream for one in breaks})
        return []
