"""The HTTP side of assignment: what members do and what clients see."""

from assignment.api import (
    appeals,
    audience,
    client,
    delegation,
    desks,
    late,
    member,
    my_submissions,
    photos,
    profile,
    reports,
    results,
    reviews,
    segments,
    terms,
    withdrawals,
    young,
)
from chassis.http import joined

PARTS = (
    member,
    my_submissions,
    late,
    delegation,
    client,
    reviews,
    appeals,
    audience,
    withdrawals,
    photos,
    results,
    terms,
    profile,
    reports,
    segments,
    desks,
    young,
)
router = joined(*(part.router for part in PARTS))

__all__ = ["router"]
