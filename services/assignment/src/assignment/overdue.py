"""What operators, or a timer that stands still, should have ended by now: measured, no command."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from prometheus_client import Gauge
from sqlalchemy import Connection

from assignment import views
from chassis.command import Command

APPEALS = Gauge("appeals_overdue", "open appeals that were to be over by then", ["due"])
RETURNS = Gauge("withdrawal_returns_overdue", "what waits for an operator for 72 hours, of withdrawn answers")
log = structlog.get_logger()


def measure_overdue(tx: Connection, now: datetime) -> Sequence[Command]:
    """By what was promised: an operator in 72 hours, the client in 9 days, everybody in 14."""
    late = views.appeals_overdue(tx, now)
    for due, appeals in late.items():
        APPEALS.labels(due).set(appeals)
    returns = views.returns_overdue(tx, now)
    RETURNS.set(returns)
    if any(late.values()) or returns:
        log.warning("what was to be decided is overdue", appeals=late, withdrawal_returns=returns)
    return []
