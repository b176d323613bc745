"""What has become due by itself, as the timers ask for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

DUE_MAX = 200

_EXPIRED = """
SELECT assignment_id, order_id, task_id, lease FROM assignments_v1
WHERE state = 'leased' AND expires_at <= %(now)s ORDER BY expires_at LIMIT %(limit)s
"""
_SILENT = """
SELECT assignment_id, order_id, orders_v1.client_id FROM assignments_v1 JOIN orders_v1 USING (order_id)
WHERE assignments_v1.state = 'submitted' AND decide_by <= %(now)s ORDER BY decide_by LIMIT %(limit)s
"""


def expired_leases(tx: Connection, now: datetime) -> Sequence[tuple[UUID, UUID, UUID, int]]:
    """(assignment, order, task, lease) of up to DUE_MAX leases whose time is over, the oldest first."""
    return [tuple(row) for row in tx.exec_driver_sql(_EXPIRED, {"now": now, "limit": DUE_MAX})]


def silent_decisions(tx: Connection, now: datetime) -> Sequence[tuple[UUID, UUID, str]]:
    """(assignment, order, client) of up to DUE_MAX answers that the client left undecided for too long."""
    return [tuple(row) for row in tx.exec_driver_sql(_SILENT, {"now": now, "limit": DUE_MAX})]
