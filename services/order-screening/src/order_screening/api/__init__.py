"""What clients and operators ask of order-screening over HTTP."""

from chassis.http import joined
from order_screening.api import clients, dry_runs, reviews, rulesets, watches

PARTS = (dry_runs, reviews, clients, watches, rulesets)
router = joined(*(part.router for part in PARTS))

__all__ = ["router"]
