"""What is late: reviews that nobody decides, day by day, audiences that nobody counts, safety stops."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from prometheus_client import Gauge
from sqlalchemy import Connection

from chassis.command import Command
from order_screening import application, views
from order_screening.application import Case

WATCHES_LATE = Gauge("order_watches_overdue", "reports and stops that an operator should have decided")
COUNT_WITHIN = timedelta(seconds=60)
log = structlog.get_logger()
WAITING = Gauge("order_reviews_waiting", "open cases that have waited for so many days or more", ["days"])


def due_reviews(tx: Connection, at: datetime) -> Sequence[Command]:
    """One command for each case whose time is over; 48 hours (`days` 2) are a breach of what was promised."""
    for days, cases in views.waiting(tx).items():
        WAITING.labels(days).set(cases)
    late = views.overdue(tx, at)
    for one in late:
        log.warning("nobody has decided in time; the next operator has to", days=one.days, **_names(one))
    return [
        application.remind(Case(one.order_id, one.version, one.batch), one.opened_at, one.days, at)
        for one in late
    ]


def due_watches(tx: Connection, at: datetime) -> Sequence[Command]:
    """Reports and safety stops that should have been decided; measured, no command."""
    late = views.overdue_watches(tx, at)
    if late:
        log.warning("reports or safety stops wait for an operator for too long", watches=late)
    WATCHES_LATE.set(late)
    return []


def due_counts(tx: Connection, at: datetime) -> Sequence[Command]:
    """Versions for which no count came in time: a person has to look."""
    return [
        application.weigh(order_id, version, client_id, attempt, None, at)
        for order_id, version, client_id, attempt in views.uncounted(tx, at - COUNT_WITHIN)
    ]


def _names(late: views.Late) -> dict[str, object]:
    return {"order": str(late.order_id), "version": late.version, "batch": late.batch}
