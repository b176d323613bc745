"""What was reported and stopped: for the member who reports, and for what no client may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from assignment.domain import Assignment, OrderBudget
from assignment.views.due import DUE_MAX

_REPORTER = """
SELECT (SELECT min(leased_at) FROM assignments_v1 WHERE member_id = %(member)s),
    (SELECT count(*) FROM reports_v1
     WHERE member_id = %(member)s AND outcome = 'unfounded' AND decided_at > %(since)s)
"""
_MINE = """
SELECT assignment_id, order_id, reason, question, reported_at, outcome, decided_at FROM reports_v1
WHERE member_id = %(member)s AND (reported_at, assignment_id) < (%(reported_at)s, %(assignment)s)
ORDER BY reported_at DESC, assignment_id DESC LIMIT %(limit)s
"""
_STOPPED_LEASES = """
SELECT work.assignment_id, work.order_id, work.task_id, work.lease
FROM stops_v1 JOIN assignments_v1 AS work USING (order_id)
WHERE stops_v1.state IN ('stopped', 'breach') AND work.state = 'leased'
LIMIT %(limit)s
"""
_REPORTED = """
INSERT INTO reports_v1 (assignment_id, member_id, order_id, version, reason, question, reported_at)
VALUES (%(assignment_id)s, %(member_id)s, %(order_id)s, %(version)s, %(reason)s, %(question)s, %(at)s)
ON CONFLICT DO NOTHING
"""
_STATE = """
INSERT INTO stops_v1 (order_id, version, state) VALUES (%(order_id)s, %(version)s, %(state)s)
ON CONFLICT (order_id, version) DO UPDATE SET state = excluded.state
"""
_DECIDED = """
UPDATE reports_v1 SET outcome = %(outcome)s, decided_at = %(at)s
WHERE order_id = %(order_id)s AND version = %(version)s
    AND (outcome IS NULL OR %(outcome)s = 'breach')
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a member; outcome is `breach`, `unfounded`, or None until an operator has decided."""

    assignment_id: UUID
    order_id: UUID
    reason: str
    question: str | None
    reported_at: datetime
    outcome: str | None
    decided_at: datetime | None


def reporter(tx: Connection, member_id: str, since: datetime) -> tuple[datetime | None, int]:
    """When the member took a first task, and how many reports were unfounded since then."""
    first, unfounded = tx.exec_driver_sql(_REPORTER, {"member": member_id, "since": since}).one()
    return first, int(unfounded)


def my_reports(tx: Connection, member_id: str, limit: int, before: tuple[datetime, UUID]) -> Sequence[Report]:
    """The member's reports, the newest first, up to `limit`."""
    arguments = {
        "member": member_id,
        "limit": limit,
        "reported_at": before[0],
        "assignment": before[1],
    }
    return [Report(*row) for row in tx.exec_driver_sql(_MINE, arguments)]


def reports_since(tx: Connection, order_id: UUID, since: datetime) -> int:
    """How many tasks of an order were reported since a moment."""
    found = tx.exec_driver_sql(
        "SELECT count(*) FROM reports_v1 WHERE order_id = %(order)s AND reported_at >= %(since)s",
        {"order": order_id, "since": since},
    )
    return int(found.scalar_one())


def stopped_leases(tx: Connection) -> Sequence[tuple[UUID, UUID, UUID, int]]:
    """(assignment, order, task, lease) of up to DUE_MAX live leases of orders that were stopped."""
    return [tuple(row) for row in tx.exec_driver_sql(_STOPPED_LEASES, {"limit": DUE_MAX})]


def apply_watching(tx: Connection, events: Sequence[Any]) -> None:
    """Follows reports, stops and decisions, which are few."""
    for event in events:
        match event:
            case Assignment.Reported():
                _follow_report(tx, event)
            case OrderBudget.SafetyStopped():
                _follow_state(tx, event.originator_id, event.form_version, "stopped")
            case OrderBudget.WatchEnded():
                state = "breach" if event.breach else "ended"
                _follow_state(tx, event.originator_id, event.form_version, state)
                outcome = "breach" if event.breach else "unfounded"
                of = {"order_id": event.originator_id, "version": event.form_version}
                tx.exec_driver_sql(_DECIDED, {**of, "outcome": outcome, "at": event.timestamp})


def _follow_report(tx: Connection, event: Assignment.Reported) -> None:
    names = ("member_id", "order_id", "reason", "question")
    of = {"assignment_id": event.originator_id, "version": event.form_version, "at": event.timestamp}
    tx.exec_driver_sql(_REPORTED, {**of, **{name: getattr(event, name) for name in names}})


def _follow_state(tx: Connection, order_id: UUID, version: int, state: str) -> None:
    tx.exec_driver_sql(_STATE, {"order_id": order_id, "version": version, "state": state})
