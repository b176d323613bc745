"""Queries of partners: whose a slip is, and the feed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql as pg

from points_ledger.domain import Slip
from points_ledger.views.stored import EVENTS, event_of
from points_ledger.views.tables import feed


def slips_of(tx: Connection, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Partner and member of slips, out of the events themselves: a hold is known as soon as it is stored."""
    query = sa.select(*EVENTS.c).where(
        EVENTS.c.originator_id == sa.any_(sa.literal(list(ids), pg.ARRAY(pg.UUID))),
        EVENTS.c.originator_version == 1,
    )
    found: dict[UUID, tuple[str, str]] = {}
    for row in tx.execute(query).mappings():
        event = event_of(row)
        if isinstance(event, Slip.Opened):
            found[row["originator_id"]] = event.partner_id, event.member_id
    return found


def feed_of(tx: Connection, partner_id: str, after: int, limit: int) -> list[tuple[int, Any]]:
    """Place and event of what a partner may see, in order, from after a place on."""
    query = (
        sa.select(feed.c.place, *EVENTS.c)
        .join(
            EVENTS,
            sa.and_(EVENTS.c.originator_id == feed.c.account, EVENTS.c.originator_version == feed.c.version),
        )
        .where(feed.c.partner_id == partner_id, feed.c.place > after)
        .order_by(feed.c.place)
        .limit(limit)
    )
    return [(int(row["place"]), event_of(row)) for row in tx.execute(query).mappings()]


def end_of_feed(tx: Connection, partner_id: str) -> int:
    """The last place of a partner's feed; 0 when there is none."""
    query = sa.select(sa.func.coalesce(sa.func.max(feed.c.place), 0)).where(feed.c.partner_id == partner_id)
    return int(tx.execute(query).scalar_one())
