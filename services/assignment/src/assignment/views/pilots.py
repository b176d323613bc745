"""Which pilots have all their places answered and wait for their verdict, and what was answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from assignment.domain import OrderBudget

PILOTS_AT_ONCE = 10
QUIET_SECONDS = 30
ENOUGH = 2

_START = """
INSERT INTO pilots_v2 (order_id, tasks, started_at, moved_at, is_filled, is_decided)
VALUES (%(order)s, %(tasks)s, %(at)s, %(at)s, false, false)
ON CONFLICT (order_id) DO UPDATE SET tasks = excluded.tasks, started_at = excluded.started_at,
    moved_at = excluded.moved_at, is_filled = false, is_decided = false
"""
_MOVE = "UPDATE pilots_v2 SET moved_at = %(at)s WHERE order_id = %(order)s AND NOT is_decided"
_FILL = "UPDATE pilots_v2 SET is_filled = true WHERE order_id = %(order)s"
_CLOSE = "UPDATE pilots_v2 SET is_decided = true WHERE order_id = %(order)s AND NOT is_filled"
_END = "UPDATE pilots_v2 SET is_decided = true WHERE order_id = %(order)s"
_DUE = """
SELECT order_id, pilots_v2.tasks, orders_v1.form_version, pilots_v2.started_at
FROM pilots_v2 JOIN orders_v1 USING (order_id)
WHERE NOT is_decided AND orders_v1.tasks >= pilots_v2.tasks AND CASE
    WHEN accepted = places THEN true
    WHEN live > 0 OR undecided > 0 OR moved_at > %(quiet)s THEN false
    ELSE (SELECT max(free) FROM tasks_v1 WHERE tasks_v1.order_id = orders_v1.order_id)
        <= greatest(places / orders_v1.tasks - %(enough)s, 0) END
ORDER BY started_at LIMIT %(limit)s
"""
_WORK = """
SELECT tasks_v1.item_row, answers_v1.form_version, answers_v1.answers::text,
    extract(epoch FROM work.submitted_at - work.leased_at)::float
FROM answers_v1 JOIN assignments_v1 AS work ON work.assignment_id = answers_v1.assignment_id
    JOIN tasks_v1 ON tasks_v1.task_id = answers_v1.task_id
WHERE answers_v1.order_id = %(order)s AND work.state = 'accepted' AND work.submitted_at >= %(since)s
"""


def apply_pilots(tx: Connection, events: Sequence[Any]) -> None:
    """Brings the pilots up to these events, which come in order and once."""
    for event in events:
        match event:
            case OrderBudget.PilotStarted(originator_id=order, tasks=tasks, timestamp=at):
                tx.exec_driver_sql(_START, {"order": order, "tasks": tasks, "at": at})
            case OrderBudget.Moved(originator_id=order, timestamp=at):
                tx.exec_driver_sql(_MOVE, {"order": order, "at": at})
            case OrderBudget.Filled(originator_id=order):
                tx.exec_driver_sql(_FILL, {"order": order})
            case OrderBudget.Closed(originator_id=order):
                tx.exec_driver_sql(_CLOSE, {"order": order})
            case OrderBudget.PilotDecided(originator_id=order):
                tx.exec_driver_sql(_END, {"order": order})


def pilots_due(tx: Connection, now: datetime) -> Sequence[tuple[UUID, int, int, datetime]]:
    """(order, tasks of the pilot, newest form, since when) of pilots that wait for their verdict.

    Every place is answered; or every task has two answers, nobody is at work, and for 30 seconds nothing has
    moved: some places may find nobody.
    """
    arguments = {
        "limit": PILOTS_AT_ONCE,
        "enough": ENOUGH,
        "quiet": now - timedelta(seconds=QUIET_SECONDS),
    }
    return [tuple(row) for row in tx.exec_driver_sql(_DUE, arguments)]


def pilot_answers(
    tx: Connection, order_id: UUID, since: datetime
) -> list[tuple[int, int, dict[str, Any], float]]:
    """(row, form version, answers, seconds) of each accepted answer since then."""
    rows = tx.exec_driver_sql(_WORK, {"order": order_id, "since": since})
    return [(row, version, orjson.loads(answers), seconds) for row, version, answers, seconds in rows]
