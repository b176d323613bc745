"""What a partner may see of the events on `points.v1`: its linked members and its own references alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.errors import invalid
from points_ledger import views
from points_ledger.domain import partner_of
from points_ledger.publishing import to_contract

_OF_A_REFERENCE = {"hold_id", "spend_id", "refund_id", "share_id"}


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An event as on the bus, at its place in one partner's feed; of other partners' deals no id is told."""

    place: int
    type: str
    account_id: UUID
    sequence: int
    time: datetime
    reference: str | None
    data: dict[str, Any]


def page(tx: Connection, partner_id: str, after: int, limit: int) -> list[FeedEvent]:
    """Up to `limit` events after a place, in the order of the ledger, which is that of each account too.

    Raises Invalid beyond the end: whoever went on from another feed's cursor would miss all up to it.
    """
    found = views.feed_of(tx, partner_id, after, limit)
    if not found and after > views.end_of_feed(tx, partner_id):
        raise invalid("after", "is no cursor of this feed, which does not reach so far")
    return [_told(place, event, partner_id) for place, event in found]


def _told(place: int, event: Any, partner_id: str) -> FeedEvent:
    said = to_contract(event)
    assert said is not None, "the feed holds nothing that is kept inside"
    is_own = partner_of(event) == partner_id
    return FeedEvent(
        place=place,
        type=said.TYPE,
        account_id=event.originator_id,
        sequence=event.originator_version,
        time=event.timestamp,
        reference=event.reference if is_own else None,
        data=said.model_dump(mode="json", exclude=None if is_own else _OF_A_REFERENCE),
    )
