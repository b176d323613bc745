"""Queries of reconciliation: what was booked with a partner on a day, and what its file said otherwise."""

from datetime import date, datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from chassis.codec import Codec
from chassis.database import read_aggregate
from chassis.errors import NotFound, Unavailable
from points_ledger.domain import (
    EXCHANGED,
    TOKYO,
    Reconciliation,
    partner_account,
    payable_account,
    reconciliation,
    reconciliation_id,
    slip_id,
)
from points_ledger.views.payouts import is_behind
from points_ledger.views.stored import EVENTS
from points_ledger.views.tables import OF_MANY, feed, postings

_CODEC = Codec([Reconciliation])


def booked_with(
    tx: Connection, view: str, partner_id: str, day: date, limit: int
) -> dict[tuple[str, str], int]:
    """Points by kind and reference of what was booked under a partner's references on a day in Tokyo.

    Raises Unavailable while the view does not show all of the day.
    """
    begun = datetime(day.year, day.month, day.day, tzinfo=TOKYO)
    if is_behind(tx, view, begun + timedelta(days=1)):
        raise Unavailable("the day is not all there yet; send it again")
    own = (payable_account(partner_id), partner_account(partner_id))
    query = (
        sa.select(postings.c.origin, postings.c.reference, postings.c.amount, EVENTS.c.state)
        .join(feed, sa.and_(feed.c.account == postings.c.stream, feed.c.version == postings.c.version))
        .join(
            EVENTS,
            sa.and_(
                EVENTS.c.originator_id == postings.c.stream, EVENTS.c.originator_version == postings.c.version
            ),
        )
        .where(
            feed.c.partner_id == partner_id,
            postings.c.at >= begun,
            postings.c.at < begun + timedelta(days=1),
            sa.or_(
                postings.c.yen_debit.in_(own),
                sa.and_(postings.c.yen_credit == own[0], postings.c.yen_credit.not_in(OF_MANY)),
            ),
        )
        .limit(limit)
    )
    return {
        (_kind(origin, partner_id, reference, state), reference): int(amount)
        for origin, reference, amount, state in tx.execute(query)
    }


def _kind(origin: str, partner_id: str, reference: str, state: bytes) -> str:
    """What a partner calls it: a captured hold and an exchange may have one reference."""
    if origin == "capture":
        is_exchange = orjson.loads(state)["hold_id"] == str(slip_id(EXCHANGED, partner_id, reference))
        return "exchange" if is_exchange else "capture"
    return origin if origin in ("spend", "refund") else "grant"


def reconciled(tx: Connection, partner_id: str, day: str) -> tuple[int, list[dict[str, Any]]]:
    """How many lines matched, and each difference with its resolution. Raises NotFound before a file came."""
    one = read_aggregate(tx, _CODEC, Reconciliation, reconciliation_id(partner_id, day))
    if not one.version:
        raise NotFound("no file of this day was compared")
    lines = []
    for line, (here, there) in one.lines.items():
        kind, _, reference = line.partition("/")
        lines.append(
            {
                "kind": kind,
                "reference": reference,
                "state": reconciliation.state_of(here, there),
                "points_here": here,
                "points_there": there,
                "resolution": one.resolutions.get(line),
            }
        )
    return one.matched, lines
