"""The queue of cases that wait for an operator, and what an operator reads beside each."""

from order_screening.views.follow import apply
from order_screening.views.queue import (
    DUE_MAX,
    Case,
    Late,
    batch_of,
    case_id,
    find,
    overdue,
    queue,
    uncounted,
    waiting,
)
from order_screening.views.tables import tables
from order_screening.views.watches import (
    Watched,
    apply_watches,
    find_watch,
    open_watches,
    overdue_watches,
)

__all__ = [
    "DUE_MAX",
    "Case",
    "Late",
    "Watched",
    "apply",
    "apply_watches",
    "batch_of",
    "case_id",
    "find",
    "find_watch",
    "open_watches",
    "overdue",
    "overdue_watches",
    "queue",
    "tables",
    "uncounted",
    "waiting",
]
