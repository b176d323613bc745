"""Members who leave, and what of theirs lapses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import MemberAccount, ageing, day_of
from points_ledger.views.tables import clawbacks, erasures, links, lots, merged

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
    """Members whose days to spend are over and who still have points or links.

    What was taken back is decided first, and what comes of it can be appealed or spent for as long again.
    """
    is_of_member = sa.or_(
        clawbacks.c.member_id == erasures.c.member_id,
        sa.exists().where(
            merged.c.member_id == clawbacks.c.member_id, merged.c.into_member == erasures.c.member_id
        ),
    )
    is_open = clawbacks.c.state.in_(("proposed", "appealed"))
    is_recent = clawbacks.c.changed_at > at - timedelta(days=ageing.DAYS_TO_SPEND)
    query = (
        sa.select(erasures.c.member_id)
        .where(
            erasures.c.lapses_on < date.fromisoformat(day_of(at)),
            sa.or_(
                sa.exists().where(lots.c.account == erasures.c.account, lots.c.points > 0),
                sa.exists().where(links.c.account == erasures.c.account, links.c.to_version.is_(None)),
            ),
            ~sa.exists().where(is_of_member, sa.or_(is_open, is_recent)),
        )
        .order_by(erasures.c.lapses_on)
    )
    return list(tx.execute(query.limit(limit)).scalars())
