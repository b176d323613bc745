"""Queries about the monthly settlement with partners."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import PAYOUT, month_before
from points_ledger.views.books import balances_of
from points_ledger.views.tables import YEN, postings

_IS_BEHIND = """
SELECT EXISTS (
    SELECT FROM events
    WHERE notification_id > coalesce((SELECT position FROM followers WHERE name = %(view)s), 0)
        AND (convert_from(state, 'UTF8')::json ->> 'timestamp')::timestamptz < %(until)s
)
"""
_UNSETTLED = """
SELECT account, substr(account, length('payable:') + 1) AS partner_id FROM sums_v2
WHERE account LIKE 'payable:%%' AND NOT EXISTS (
    SELECT FROM inbox WHERE key = 'payout/' || substr(account, length('payable:') + 1) || '/' || %(month)s
) ORDER BY account LIMIT %(limit)s
"""


def is_behind(tx: Connection, view: str, until: datetime) -> bool:
    """Whether a follower does not show all that was booked before a time."""
    return bool(tx.exec_driver_sql(_IS_BEHIND, {"view": view, "until": until}).scalar_one())


def payouts_due(tx: Connection, view: str, at: datetime, limit: int) -> list[tuple[str, str, int]]:
    """Partner, month and yen owed at its end, of partners with whom the last month is not settled.

    None while the view, a follower, does not show all of that month: a payout is once and for all.
    """
    month, ended_at = month_before(at)
    if is_behind(tx, view, ended_at):
        return []
    rows = tx.exec_driver_sql(_UNSETTLED, {"month": month, "limit": limit}).all()
    return [
        (partner_id, month, balances_of(tx, account, ended_at).get(YEN, 0)) for account, partner_id in rows
    ]


def payouts_of(tx: Connection, month: str) -> list[Any]:
    """What was settled for a month."""
    query = sa.select(
        sa.func.substr(postings.c.yen_debit, len("payable:") + 1).label("partner_id"),
        postings.c.reference.label("month"),
        postings.c.amount.label("amount_jpy"),
        postings.c.at.label("booked_at"),
    ).where(postings.c.origin == PAYOUT, postings.c.reference == month)
    return list(tx.execute(query.order_by("partner_id")).mappings())
