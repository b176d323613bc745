"""What does not hold in the ledger, and how it is told: counted, logged, and the account stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy import Engine

from chassis import chain_proof
from chassis.chain_proof import Break

log = structlog.get_logger()
BREACHES = Counter("ledger_breaches_total", "what does not hold in the ledger", ["invariant"])


@dataclass(frozen=True, slots=True)
class Breach:
    """What does not hold. stream: whose writes are to be stopped; None of an account of the system.

    invariant: `folds`, `below-zero`, `hold`, `escrow` or `snapshot`.
    """

    stream: UUID | None
    invariant: str
    reason: str


def tell(engine: Engine, found: Sequence[Breach]) -> None:
    """Counts, logs, and stops the accounts."""
    for one in found:
        BREACHES.labels(one.invariant).inc()
        stream = str(one.stream) if one.stream else ""
        log.error("the ledger does not agree", invariant=one.invariant, stream=stream, reason=one.reason)
    stopped = [Break(one.stream, 0, f"{one.invariant}: {one.reason}") for one in found if one.stream]
    chain_proof.stop(engine, stopped)
