"""Tasks that are offered to a member, and those that a member has passed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from assignment.domain import Assignment
from assignment.views.tables import offers, passed_on

OFFERS_MAX = 100

_OFFERS = """
SELECT work.assignment_id, work.order_id, form_version, title, work.member_id, work.points, keep_percent,
    work.expires_at
FROM offers_v1 AS offer JOIN assignments_v1 AS work USING (assignment_id, lease)
    JOIN orders_v1 USING (order_id)
WHERE offer.to_member = %(member)s AND work.state = 'leased' AND work.expires_at > %(now)s
ORDER BY work.expires_at, work.assignment_id LIMIT %(limit)s
"""
_PASSED_ON = """
SELECT assignment_id, mine.at, title, work.member_id, keep_percent,
    CASE sign(work.lease - mine.lease) WHEN 0 THEN work.state WHEN 1 THEN 'returned' ELSE 'leased' END,
    kept_points
FROM passed_on_v1 AS mine JOIN assignments_v1 AS work USING (assignment_id) JOIN orders_v1 USING (order_id)
WHERE asked_by = %(member)s AND (mine.at, assignment_id) < (%(at)s, %(id)s)
ORDER BY mine.at DESC, assignment_id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class OfferToMe:
    """A task that another member would pass on to me."""

    offer_id: UUID
    order_id: UUID
    form_version: int
    title: str
    from_member_id: str
    reward_points: int
    keep_percent: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A task that I have passed on; `state` is that of the one who took it, `points` are mine."""

    id: UUID
    at: datetime
    title: str
    to_member_id: str
    keep_percent: int
    state: str
    points: int


def apply_delegation(tx: Connection, events: Sequence[Any]) -> None:
    """In order; passing on is rare. What has become of a lease is asked when its offer is shown.

    What is added to an accepted answer later is the doer's alone.
    """
    for event in events:
        match event:
            case Assignment.Offered():
                row = {"lease": event.lease, "to_member": event.to_member, "keep_percent": event.keep_percent}
                added = insert(offers).values(assignment_id=event.originator_id, **row)
                tx.execute(added.on_conflict_do_update(index_elements=["assignment_id"], set_=row))
            case Assignment.OfferDropped() | Assignment.PassedOn():
                tx.execute(sa.delete(offers).where(offers.c.assignment_id == event.originator_id))
            case Assignment.TakenOver():
                names = ("lease", "asked_by", "keep_percent")
                row = {name: getattr(event, name) for name in names}
                row |= {"kept_points": 0, "at": event.timestamp}
                tx.execute(sa.insert(passed_on).values(assignment_id=event.originator_id, **row))
            case Assignment.Accepted() if event.asked_by:
                its = (passed_on.c.assignment_id == event.originator_id, passed_on.c.lease == event.lease)
                tx.execute(sa.update(passed_on).where(*its).values(kept_points=event.asked_by_points))


def offers_to(tx: Connection, member_id: str, now: datetime) -> list[OfferToMe]:
    """Up to OFFERS_MAX, those first that end first."""
    arguments = {"member": member_id, "now": now, "limit": OFFERS_MAX}
    return [OfferToMe(*row) for row in tx.exec_driver_sql(_OFFERS, arguments)]


def passed_on_by(tx: Connection, member_id: str, limit: int, before: tuple[datetime, UUID]) -> list[PassedOn]:
    """The newest first, up to `limit`."""
    arguments = {"member": member_id, "limit": limit, "at": before[0], "id": before[1]}
    return [PassedOn(*row) for row in tx.exec_driver_sql(_PASSED_ON, arguments)]
