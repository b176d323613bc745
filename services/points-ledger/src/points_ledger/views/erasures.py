"""Members who leave, and what of theirs lapses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import MemberAccount, ageing, day_of
from points_ledger.views.tables import clawbacks, erasures, links, lots, merged, work_appeals

_ASK = """
INSERT INTO erasures_v1 (account, member_id, lapses_on) VALUES (%(account)s, %(member_id)s, %(lapses_on)s)
"""
_APPEAL = """
INSERT INTO work_appeals_v1 (work, member_id, is_open, changed_at)
VALUES (%(work)s, %(member_id)s, %(is_open)s, %(at)s)
ON CONFLICT (work) DO UPDATE SET is_open = excluded.is_open, changed_at = excluded.changed_at
"""


def apply_erasures(tx: Connection, events: Sequence[Any]) -> None:
    """One after the other: they are rare."""
    for event in events:
        if isinstance(event, MemberAccount.ErasureAsked):
            row = {"account": event.originator_id, "member_id": event.member_id}
            tx.exec_driver_sql(_ASK, {**row, "lapses_on": event.lapses_on})
        elif isinstance(event, MemberAccount.WorkAppealed | MemberAccount.WorkDecided):
            is_open = isinstance(event, MemberAccount.WorkAppealed)
            row = {"work": event.work, "member_id": event.member_id, "is_open": is_open}
            tx.exec_driver_sql(_APPEAL, {**row, "at": event.timestamp})


def lapses_due(tx: Connection, at: datetime, limit: int) -> list[str]:
    """Members whose days to spend are over and who still have points or links.

    What was taken back or appealed is decided first, and what comes of it can be appealed or spent for as
    long again.
    """
    is_open = clawbacks.c.state.in_(("proposed", "appealed"))
    query = (
        sa.select(erasures.c.member_id)
        .where(
            erasures.c.lapses_on < date.fromisoformat(day_of(at)),
            sa.or_(
                sa.exists().where(lots.c.account == erasures.c.account, lots.c.points > 0),
                sa.exists().where(links.c.account == erasures.c.account, links.c.to_version.is_(None)),
            ),
            ~_waits(clawbacks, is_open, at),
            ~_waits(work_appeals, work_appeals.c.is_open, at),
        )
        .order_by(erasures.c.lapses_on)
    )
    return list(tx.execute(query.limit(limit)).scalars())


def _waits(cases: sa.Table, is_open: sa.ColumnElement[bool], at: datetime) -> sa.ColumnElement[bool]:
    """Whether a case of the member, or of one merged into it, is open or was decided in the last days."""
    is_of_member = sa.or_(
        cases.c.member_id == erasures.c.member_id,
        sa.exists().where(
            merged.c.member_id == cases.c.member_id, merged.c.into_member == erasures.c.member_id
        ),
    )
    is_recent = cases.c.changed_at > at - timedelta(days=ageing.DAYS_TO_SPEND)
    return sa.exists().where(is_of_member, sa.or_(is_open, is_recent))
