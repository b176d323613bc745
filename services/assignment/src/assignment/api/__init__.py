"""The HTTP side of assignment: what members do and what clients see."""

from assignment.api import appeals, client, member, photos, profile, reports, results, reviews, terms
from chassis.http import joined

PARTS = (member, client, reviews, appeals, photos, results, terms, profile, reports)
router = joined(*(part.router for part in PARTS))

__all__ = ["router"]
