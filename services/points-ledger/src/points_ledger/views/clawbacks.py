"""Cases of clawback, for the member whose points they are about and for operators."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection

from chassis.codec import Codec
from chassis.database import read_aggregate
from points_ledger.domain import AGGREGATES, ClawbackCase
from points_ledger.views.merges import members_of
from points_ledger.views.tables import clawbacks

_CODEC = Codec(AGGREGATES)
_OPEN = """
INSERT INTO clawbacks_v1 AS kept (id, member_id, partner_id, reference, points, state, changed_at)
SELECT * FROM json_to_recordset(%(rows)s::json) AS rows (id uuid, member_id text, partner_id text,
    reference text, points bigint, state text, changed_at timestamptz)
ON CONFLICT (id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
"""
_CHANGE = """
UPDATE clawbacks_v1 SET state = %(state)s, changed_at = %(at)s,
    taken = coalesce(%(taken)s::bigint, taken), claim = coalesce(%(claim)s::bigint, claim)
WHERE id = %(id)s
"""


def apply_clawbacks(tx: Connection, events: Sequence[Any]) -> None:
    """One after the other: they are rare."""
    for event in events:
        match event:
            case ClawbackCase.Proposed():
                row = {
                    "id": event.originator_id,
                    "member_id": event.member_id,
                    "partner_id": event.partner,
                    "reference": event.reference,
                    "points": event.points,
                    "state": "proposed",
                    "changed_at": event.timestamp,
                }
                tx.exec_driver_sql(_OPEN, {"rows": orjson.dumps([row]).decode()})
            case ClawbackCase.Decided():
                _change(tx, event, event.state, sum(event.takes.values()), event.claim)
            case ClawbackCase.Appealed():
                _change(tx, event, "appealed")
            case ClawbackCase.AppealDecided():
                _change(tx, event, event.state)


def _change(
    tx: Connection, event: Any, state: str, taken: int | None = None, claim: int | None = None
) -> None:
    values = {"state": state, "at": event.timestamp, "taken": taken, "claim": claim}
    tx.exec_driver_sql(_CHANGE, {"id": event.originator_id, **values})


def clawbacks_of(
    tx: Connection, member_id: str | None, state: str | None, after: UUID | None, limit: int
) -> list[Any]:
    """Cases in the order of their ids, of one member, whatever the id, or in one state only if given."""
    query = sa.select(clawbacks).order_by(clawbacks.c.id).limit(limit)
    if member_id is not None:
        query = query.where(
            clawbacks.c.member_id.in_(members_of(tx, member_id)), clawbacks.c.state != "proposed"
        )
    if state is not None:
        query = query.where(clawbacks.c.state == state)
    if after is not None:
        query = query.where(clawbacks.c.id > after)
    return list(tx.execute(query).mappings())


def case_of(tx: Connection, id: UUID) -> ClawbackCase | None:
    """One case, as its events have it."""
    case = read_aggregate(tx, _CODEC, ClawbackCase, id)
    return case if case.version else None
