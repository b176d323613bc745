"""Queries about what becomes due: holds and lots whose time is over, and notices."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import ageing, day_of, days_later
from points_ledger.views.tables import holds, lots

_NOTICE_DUE = """
SELECT account, lot, expires_on::text, due.days FROM lots_v2
CROSS JOIN LATERAL (
    SELECT min(days) AS days FROM unnest(%(notices)s::int[]) AS days WHERE expires_on - %(day)s::date <= days
) AS due
WHERE expires_on BETWEEN %(day)s::date AND %(last)s::date AND points > 0 AND noticed > due.days
ORDER BY expires_on LIMIT %(limit)s
"""


def holds_due(tx: Connection, at: datetime, limit: int) -> list[tuple[UUID, str]]:
    """Open holds whose time is over, with the member."""
    query = sa.select(holds.c.hold_id, holds.c.member_id).where(holds.c.expires_at <= at)
    return [(row[0], row[1]) for row in tx.execute(query.order_by(holds.c.expires_at).limit(limit))]


def lots_due(tx: Connection, at: datetime, limit: int) -> list[tuple[UUID, str]]:
    """Accounts with points whose last day is over, and the first such day."""
    first = sa.func.min(lots.c.expires_on)
    query = sa.select(lots.c.account, first).where(
        lots.c.expires_on < date.fromisoformat(day_of(at)), lots.c.points > 0
    )
    found = tx.execute(query.group_by(lots.c.account).order_by(first).limit(limit))
    return [(account, day.isoformat()) for account, day in found]


def notices_due(tx: Connection, at: datetime, limit: int) -> list[tuple[UUID, str, str, int]]:
    """Account, lot, last day and number of days of what members are to be told."""
    day = day_of(at)
    place = {"day": day, "last": days_later(day, max(ageing.NOTICE_DAYS)), "limit": limit}
    rows = tx.exec_driver_sql(_NOTICE_DUE, {**place, "notices": list(ageing.NOTICE_DAYS)})
    return [(row[0], row[1], row[2], row[3]) for row in rows]
