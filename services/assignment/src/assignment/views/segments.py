"""Which orders are for a segment of an audience source, and which of them a member took."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from assignment.domain import OrderBudget

USED_MOST = 1_000
_SET = """
INSERT INTO segments_v1 (order_id, source, name) VALUES (%(order)s, %(source)s, %(name)s)
ON CONFLICT (order_id) DO UPDATE SET source = excluded.source, name = excluded.name
"""
_DROP = "DELETE FROM segments_v1 WHERE order_id = %(order)s"
_USED = """
SELECT segments_v1.source, order_id, segments_v1.name, min(leased_at) FROM assignments_v1
JOIN segments_v1 USING (order_id) WHERE member_id = %(member)s
GROUP BY segments_v1.source, order_id, segments_v1.name ORDER BY 4 DESC LIMIT %(limit)s
"""


def apply_segments(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps the segment of the newest form of each order."""
    for event in events:
        if isinstance(event, OrderBudget.TermsSet):
            given = {"order": event.originator_id, **(event.segment or {})}
            tx.exec_driver_sql(_SET if event.segment else _DROP, given)


def used_segments(tx: Connection, member_id: str) -> Sequence[tuple[str, UUID, str, datetime]]:
    """(source, order, segment, when it was first taken) of the orders of segments that the member took."""
    return [tuple(row) for row in tx.exec_driver_sql(_USED, {"member": member_id, "limit": USED_MOST})]
