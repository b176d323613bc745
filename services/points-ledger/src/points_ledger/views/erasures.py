"""Members who leave, and what of theirs lapses."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import MemberAccount, day_of
from points_ledger.views.tables import erasures, links, lots

_ASK = """
INSERT INTO erasures_v1 (account, member_id, lapses_on) VALUES (%(account)s, %(member_id)s, %(lapses_on)s)
"""


def apply_erasures(tx: Connection, events: Sequence[Any]) -> None:
    """One after the other: they are rare."""
    for event in events:
        if isinstance(event, MemberAccount.ErasureAsked):
            row = {"account": event.originator_id, "member_id": event.member_id}
            tx.exec_driver_sql(_ASK, {**row, "lapses_on": event.lapses_on})


def lapses_due(tx: Connection, at: datetime, limit: int) -> list[str]:
    """Members whose days to spend are over and who still have points or links."""
    query = (
        sa.select(erasures.c.member_id)
        .where(
            erasures.c.lapses_on < date.fromisoformat(day_of(at)),
            sa.or_(
                sa.exists().where(lots.c.account == erasures.c.account, lots.c.points > 0),
                sa.exists().where(links.c.account == erasures.c.account, links.c.to_version.is_(None)),
            ),
        )
        .order_by(erasures.c.lapses_on)
    )
    return list(tx.execute(query.limit(limit)).scalars())
