"""Queries of reconciliation: what was booked with a partner on a day, and what its file said otherwise."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from chassis.codec import Codec
from chassis.database import read_aggregate
from chassis.errors import NotFound
from points_ledger.domain import (
    TOKYO,
    Reconciliation,
    partner_account,
    payable_account,
    reconciliation,
    reconciliation_id,
)
from points_ledger.views.tables import OF_MANY, feed, postings

_CODEC = Codec([Reconciliation])


def booked_with(tx: Connection, partner_id: str, day: date, limit: int) -> dict[tuple[str, str], int]:
    """Points by kind and reference of what was booked under a partner's references on a day in Tokyo."""
    begun = datetime(day.year, day.month, day.day, tzinfo=TOKYO)
    own = (payable_account(partner_id), partner_account(partner_id))
    query = (
        sa.select(postings.c.origin, postings.c.reference, postings.c.amount)
        .join(feed, sa.and_(feed.c.account == postings.c.stream, feed.c.version == postings.c.version))
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
        (origin if origin in ("capture", "spend", "refund") else "grant", reference): int(amount)
        for origin, reference, amount in tx.execute(query)
    }


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
