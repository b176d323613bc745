"""Queries about what passes between members: through whose hands points came, and what waits for a person."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import account_id
from points_ledger.views.merges import one_with
from points_ledger.views.tables import reviews, senders

MOST_HANDS = 200


def hands_of(tx: Connection, member_id: str, receivers: Iterable[str], since: datetime) -> list[str] | None:
    """From whom a member's points came since then, and from whom theirs; None when that is too many.

    Beside them all accounts that are one with any of these, with the member, or with a receiver.
    """
    level, found = one_with(tx, [member_id]), set[str]()
    asked = one_with(tx, receivers) | level
    for _ in range(2):
        accounts = [account_id(member) for member in level]
        query = (
            sa.select(senders.c.giver)
            .distinct()
            .where(senders.c.account.in_(accounts), senders.c.last_at >= since)
        )
        level = one_with(tx, tx.execute(query.limit(MOST_HANDS + 1)).scalars()) - found
        found |= level
        if len(found) > MOST_HANDS:
            return None
    return sorted(found | asked)


def reviews_waiting(tx: Connection, after: tuple[datetime, UUID] | None, limit: int) -> list[Any]:
    """What waits for a person, the most urgent first."""
    query = sa.select(reviews).order_by(reviews.c.decide_by, reviews.c.review_id).limit(limit)
    if after is not None:
        query = query.where(sa.tuple_(reviews.c.decide_by, reviews.c.review_id) > sa.tuple_(*after))
    return list(tx.execute(query).mappings())


def review_of(tx: Connection, id: UUID) -> Any | None:
    """One of them."""
    return tx.execute(sa.select(reviews).where(reviews.c.review_id == id)).mappings().one_or_none()


def reviews_due(tx: Connection, at: datetime, limit: int) -> list[tuple[UUID, str, str]]:
    """Those whose time is over: id, member and who is to get it."""
    query = sa.select(reviews.c.review_id, reviews.c.member_id, reviews.c.to_member).where(
        reviews.c.decide_by <= at
    )
    return [(row[0], row[1], row[2]) for row in tx.execute(query.order_by(reviews.c.decide_by).limit(limit))]
