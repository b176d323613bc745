"""Which open orders nobody has begun for long, and how many members each of their conditions leaves."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from assignment.domain import TOLD_AFTER, YOUNGEST, BudgetEvent, OrderBudget
from assignment.views.audience import count_audience

WAITING_AT_ONCE = 10
ROUNDED_TO = 100

_MOVED = """
INSERT INTO waits_v1 (order_id, moved_at, unclaimed_hours)
SELECT * FROM unnest(%(order_id)s::uuid[], %(moved_at)s::timestamptz[], %(hours)s::int[])
ON CONFLICT (order_id) DO UPDATE SET
    moved_at = excluded.moved_at, unclaimed_hours = excluded.unclaimed_hours
"""
_WAITING = """
SELECT order_id, moved_at, age_min, age_max, prefectures FROM waits_v1 JOIN orders_v1 USING (order_id)
WHERE state = 'live' AND places > accepted + live + undecided AND live = 0
    AND funded - reserved - spent >= reward_points
    AND (unclaimed_hours = 0 AND moved_at <= %(first)s OR unclaimed_hours = %(told)s AND moved_at <= %(last)s)
ORDER BY moved_at LIMIT %(limit)s
"""


def waiting_orders(tx: Connection, now: datetime) -> Sequence[tuple[UUID, datetime, dict[str, Any]]]:
    """(order, since when nothing has happened, whom it is meant for) of up to 10, the longest first."""
    first, last = TOLD_AFTER
    arguments = {
        "first": now - timedelta(hours=first),
        "told": first,
        "last": now - timedelta(hours=last - first),
        "limit": WAITING_AT_ONCE,
    }
    rows = tx.exec_driver_sql(_WAITING, arguments)
    names = ("age_min", "age_max", "prefectures")
    return [(row[0], row[1], dict(zip(names, row[2:], strict=True))) for row in rows]


def members_left(tx: Connection, audience: Mapping[str, Any], at: datetime) -> list[dict[str, Any]]:
    """How many members each condition leaves by itself, and all of them; rounded down, None below 100.

    Counted over the profiles that members told.
    """
    given = {name: value for name, value in audience.items() if value not in (None, [], YOUNGEST)}
    asked = {"everybody": {}, **{name: {name: value} for name, value in given.items()}, "audience": given}
    everybody = {"age_min": YOUNGEST}
    counted = {name: count_audience(tx, everybody | one, [], 0, at).eligible for name, one in asked.items()}
    return [
        {"condition": name, "members": count // ROUNDED_TO * ROUNDED_TO or None}
        for name, count in counted.items()
    ]


def apply_waits(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps when something last happened to each order, and for how long it had waited when that was told."""
    newest: dict[UUID, BudgetEvent] = {
        event.originator_id: event for event in events if isinstance(event, BudgetEvent)
    }
    if newest:
        moved = [event.timestamp for event in newest.values()]
        hours = [event.hours if isinstance(event, OrderBudget.Unclaimed) else 0 for event in newest.values()]
        tx.exec_driver_sql(_MOVED, {"order_id": list(newest), "moved_at": moved, "hours": hours})
