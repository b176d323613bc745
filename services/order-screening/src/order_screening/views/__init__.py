"""The queue of cases that wait for an operator, and what an operator reads beside each."""

from order_screening.views.follow import apply
from order_screening.views.queue import DUE_MAX, Case, Late, case_id, find, overdue, queue, uncounted, waiting
from order_screening.views.tables import tables

__all__ = [
    "DUE_MAX",
    "Case",
    "Late",
    "apply",
    "case_id",
    "find",
    "overdue",
    "queue",
    "tables",
    "uncounted",
    "waiting",
]
