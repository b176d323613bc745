"""Which accounts are one member's: what a page of events changes about it, and queries."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import MemberAccount, day_of
from points_ledger.views.tables import lots, merged

_MERGE = """
INSERT INTO merged_v1 (account, member_id, into_member)
SELECT * FROM json_to_recordset(%(rows)s::json) AS merged (account uuid, member_id text, into_member text)
"""
_SPLIT_OFF = "DELETE FROM merged_v1 WHERE account = %(account)s"
_ONE = """
WITH RECURSIVE up AS (
    SELECT asked, asked AS member_id FROM unnest(%(members)s::text[]) AS asked
    UNION SELECT asked, merged.into_member FROM up JOIN merged_v1 AS merged USING (member_id)
), found AS (
    SELECT asked, member_id FROM up
    UNION SELECT asked, merged.member_id FROM found JOIN merged_v1 AS merged ON into_member = found.member_id
)
SELECT asked, member_id FROM found
"""
_SURVIVOR = """
WITH RECURSIVE way AS (
    SELECT %(member)s AS member_id
    UNION SELECT merged.into_member FROM way JOIN merged_v1 AS merged USING (member_id)
)
SELECT member_id FROM way WHERE NOT EXISTS (
    SELECT FROM merged_v1 AS merged WHERE merged.member_id = way.member_id
)
"""
_GIVE_BACK = """
SELECT DISTINCT owner, survivor FROM (
    SELECT regexp_replace(lot, '^.*/,', '') AS owner, member_id AS survivor
    FROM lots_v2 WHERE lot LIKE '%%/,%%' AND points > 0 AND expires_on >= %(day)s::date
) AS came
WHERE NOT EXISTS (
    SELECT FROM merged_v1 AS merged WHERE merged.member_id = owner AND merged.into_member = survivor
)
LIMIT %(limit)s
"""


def apply_merges(tx: Connection, events: Sequence[Any]) -> None:
    """In order, since an account may be merged again after it was split off."""
    for event in events:
        match event:
            case MemberAccount.Merged():
                row = {
                    "account": event.originator_id,
                    "member_id": event.member_id,
                    "into_member": event.into,
                }
                tx.exec_driver_sql(_MERGE, {"rows": orjson.dumps([row]).decode()})
            case MemberAccount.SplitOff():
                tx.exec_driver_sql(_SPLIT_OFF, {"account": event.originator_id})


def members_of(tx: Connection, member_id: str) -> list[str]:
    """All that are one with a member: the surviving one first, then those merged into it."""
    survivor = tx.exec_driver_sql(_SURVIVOR, {"member": member_id}).scalar_one()
    return [survivor, *sorted(one_with(tx, [member_id]) - {survivor})]


def one_with(tx: Connection, members: Iterable[str]) -> set[str]:
    """All that are one with any of these, in no order."""
    return {member_id for _, member_id in _each_with(tx, members)}


def each_with(tx: Connection, members: Iterable[str]) -> dict[str, list[str]]:
    """All that are one with each of these, in no order."""
    found: dict[str, list[str]] = {}
    for asked, member_id in _each_with(tx, members):
        found.setdefault(asked, []).append(member_id)
    return found


def _each_with(tx: Connection, members: Iterable[str]) -> Iterable[Any]:
    return tx.exec_driver_sql(_ONE, {"members": list(members)})


def merged_into(tx: Connection, member_id: str) -> str:
    """The account that a member was merged into; empty when into none."""
    query = sa.select(merged.c.into_member).where(merged.c.member_id == member_id)
    return tx.execute(query).scalar_one_or_none() or ""


def forwards_due(tx: Connection, at: datetime, limit: int) -> list[tuple[str, str]]:
    """Merged accounts that have points again, and the accounts that these belong to."""
    is_alive = sa.and_(lots.c.points > 0, lots.c.expires_on >= date.fromisoformat(day_of(at)))
    query = sa.select(merged.c.member_id, merged.c.into_member).where(
        sa.exists().where(lots.c.account == merged.c.account, is_alive)
    )
    return [(row[0], row[1]) for row in tx.execute(query.limit(limit))]


def give_backs_due(tx: Connection, at: datetime, limit: int) -> list[tuple[str, str]]:
    """Members who were split off, and the accounts where points of theirs have become free since."""
    rows = tx.exec_driver_sql(_GIVE_BACK, {"day": day_of(at), "limit": limit})
    return [(row[0], row[1]) for row in rows]
