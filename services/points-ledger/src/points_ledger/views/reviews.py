"""What a page of events changes about points that pass between members and about what is set aside."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection

from points_ledger.domain import MemberAccount

_OPEN = """
WITH opened AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS opened (review_id uuid, member_id text, to_member text,
        points bigint, "row" text, set_aside_at timestamptz, decide_by timestamptz)
), held AS (
    INSERT INTO holds_v2 (hold_id, member_id, points, expires_at)
    SELECT review_id, member_id, points, '9999-01-01' FROM opened
)
INSERT INTO reviews_v1 SELECT * FROM opened
"""
_END = """
WITH held AS (DELETE FROM holds_v2 WHERE hold_id = ANY(%(ended)s::uuid[]))
DELETE FROM reviews_v1 WHERE review_id = ANY(%(ended)s::uuid[])
"""
_RECEIVE = """
INSERT INTO senders_v1 AS senders (account, giver, last_at)
SELECT account, giver, max(at) FROM json_to_recordset(%(rows)s::json)
    AS received (account uuid, giver text, at timestamptz)
GROUP BY account, giver
ON CONFLICT (account, giver) DO UPDATE SET last_at = greatest(senders.last_at, excluded.last_at)
"""


def apply_reviews(tx: Connection, events: Sequence[Any]) -> None:
    """What is set aside stands among the open holds too, without an end: its own timer ends it."""
    opened, ended, received = [], [], []
    for event in events:
        match event:
            case MemberAccount.SetAside():
                opened.append(_row(event))
            case MemberAccount.Released(partner_id=""):
                ended.append(event.hold_id)
            case MemberAccount.Shared(review_id=review_id) if review_id:
                ended.append(review_id)
            case MemberAccount.Received():
                received.append(
                    {"account": event.originator_id, "giver": event.from_member, "at": event.timestamp}
                )
    for statement, rows in ((_OPEN, opened), (_RECEIVE, received)):
        if rows:
            tx.exec_driver_sql(statement, {"rows": orjson.dumps(rows).decode()})
    if ended:
        tx.exec_driver_sql(_END, {"ended": ended})


def _row(event: MemberAccount.SetAside) -> dict[str, Any]:
    return {
        "review_id": event.review_id,
        "member_id": event.member_id,
        "to_member": event.to_member,
        "points": event.points,
        "row": event.row,
        "set_aside_at": event.timestamp,
        "decide_by": event.decide_by,
    }
