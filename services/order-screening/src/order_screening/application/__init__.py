"""The use-cases of order-screening."""

from order_screening.application.arrivals import end_order, propose_items, submit_order
from order_screening.application.policy import Policy, dry_run
from order_screening.application.reviews import Case, decide
from order_screening.application.screenings import screen_batch, screen_version
from order_screening.domain import Decision

__all__ = [
    "Case",
    "Decision",
    "Policy",
    "decide",
    "dry_run",
    "end_order",
    "propose_items",
    "screen_batch",
    "screen_version",
    "submit_order",
]
