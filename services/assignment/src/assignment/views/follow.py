"""Keeps the views up to the events: a page of them becomes a few statements, whatever its size."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from assignment.domain import (
    Assignment,
    BudgetEvent,
    Contested,
    LeaseBegun,
    OrderBudget,
    TaskSlots,
    WorkEvent,
)
from assignment.views.consents import apply_consents
from assignment.views.contests import apply_contests
from assignment.views.delegation import apply_delegation
from assignment.views.desks import apply_desks
from assignment.views.late import apply_late
from assignment.views.returns import apply_returns
from assignment.views.screen_outs import apply_screen_outs
from assignment.views.segments import apply_segments
from assignment.views.sources import apply_sources
from assignment.views.tables import orders

_COUNTS = ("tasks", "places", "live", "undecided", "accepted", "reserved", "spent")
_TERMS = (
    "form_version",
    "client_id",
    "title",
    "reward_points",
    "estimated_minutes",
    "age_min",
    "age_max",
    "prefectures",
)

_ADD_COUNTS = """
INSERT INTO orders_v1 AS mine (order_id, tasks, places, live, undecided, accepted, reserved, spent)
SELECT * FROM unnest(%(order_id)s::uuid[], %(tasks)s::bigint[], %(places)s::bigint[], %(live)s::bigint[],
    %(undecided)s::bigint[], %(accepted)s::bigint[], %(reserved)s::bigint[], %(spent)s::bigint[])
ON CONFLICT (order_id) DO UPDATE SET
    tasks = mine.tasks + excluded.tasks,
    places = mine.places + excluded.places,
    live = mine.live + excluded.live,
    undecided = mine.undecided + excluded.undecided,
    accepted = mine.accepted + excluded.accepted,
    reserved = mine.reserved + excluded.reserved,
    spent = mine.spent + excluded.spent
"""
_ADD_TASKS = """
INSERT INTO tasks_v1 (task_id, order_id, item_row, item, free)
SELECT * FROM unnest(%(task_id)s::uuid[], %(order_id)s::uuid[], %(item_row)s::int[], %(item)s::text[],
    %(free)s::int[])
"""
_MOVE_SLOTS = """
UPDATE tasks_v1 SET free = free + moved.change
FROM unnest(%(task_id)s::uuid[], %(change)s::int[]) AS moved (task_id, change)
WHERE tasks_v1.task_id = moved.task_id
"""
_MOVE_ASSIGNMENTS = """
INSERT INTO assignments_v1 AS mine (assignment_id, order_id, task_id, member_id, state, lease, points,
    leased_at, expires_at, submitted_at, decide_by)
SELECT * FROM unnest(%(assignment_id)s::uuid[], %(order_id)s::uuid[], %(task_id)s::uuid[],
    %(member_id)s::text[], %(state)s::text[], %(lease)s::int[], %(points)s::bigint[],
    %(leased_at)s::timestamptz[], %(expires_at)s::timestamptz[], %(submitted_at)s::timestamptz[],
    %(decide_by)s::timestamptz[])
ON CONFLICT (assignment_id) DO UPDATE SET
    state = excluded.state,
    lease = excluded.lease,
    points = coalesce(excluded.points, mine.points),
    leased_at = coalesce(excluded.leased_at, mine.leased_at),
    expires_at = coalesce(excluded.expires_at, mine.expires_at),
    submitted_at = coalesce(excluded.submitted_at, mine.submitted_at),
    decide_by = coalesce(excluded.decide_by, mine.decide_by)
"""
_ASSIGNMENT_COLUMNS = (
    "assignment_id",
    "order_id",
    "task_id",
    "member_id",
    "state",
    "lease",
    "points",
    "leased_at",
    "expires_at",
    "submitted_at",
    "decide_by",
)


_NO_MOVES = (
    Assignment.Reported,
    Assignment.PhotoDecided,
    Assignment.BonusAwarded,
    Assignment.Withdrawn,
    Assignment.ReturnDecided,
    Assignment.Resumed,
    Assignment.CameLate,
    Assignment.LatePayAnswered,
    Assignment.Offered,
    Assignment.OfferDropped,
    Contested.Appealed,
    Contested.StoodBy,
    Contested.ArbitrationAnswered,
    Contested.Seated,
    Contested.Judged,
    Contested.PeerPaid,
    Contested.ContestEnded,
)


def apply(tx: Connection, events: Sequence[Any]) -> None:
    """Brings orders, tasks and assignments up to these events, which come in order and once."""
    by_kind: dict[type[Any], list[Any]] = defaultdict(list)
    for event in events:
        by_kind[_kind(event)].append(event)
    for kind, follow in _FOLLOW.items():
        if by_kind[kind]:
            follow(tx, by_kind[kind])
    apply_screen_outs(tx, events)
    apply_contests(tx, events)
    apply_returns(tx, events)
    apply_late(tx, events)
    apply_sources(tx, events)
    apply_segments(tx, events)
    apply_delegation(tx, events)
    apply_desks(tx, events)
    apply_consents(tx, events)


def _kind(event: Any) -> type[Any]:
    for kind in _FOLLOW:
        if isinstance(event, kind):
            return kind
    return object


def _follow_orders(tx: Connection, events: Sequence[Any]) -> None:
    moved: dict[UUID, list[OrderBudget.Moved]] = defaultdict(list)
    changed: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for event in events:
        if isinstance(event, OrderBudget.Moved):
            moved[event.originator_id].append(event)
        elif columns := _of_order(event):
            changed[event.originator_id] |= columns
    _set(tx, changed)
    if moved:
        sums = [
            (order_id, *(sum(getattr(one, name) for one in moves) for name in _COUNTS))
            for order_id, moves in moved.items()
        ]
        tx.exec_driver_sql(_ADD_COUNTS, _columns(("order_id", *_COUNTS), sums))


def _of_order(event: BudgetEvent) -> dict[str, Any]:
    match event:
        case OrderBudget.Opened():
            terms = {name: getattr(event, name) for name in _TERMS}
            return {"state": "live", "opened_at": event.timestamp, **terms}
        case OrderBudget.Revised():
            return {name: getattr(event, name) for name in _TERMS}
        case OrderBudget.Raised():
            return {"reward_points": event.reward_points}
        case OrderBudget.Funded():
            return {"funded": event.points}
        case OrderBudget.Paused():
            return {"state": "paused"}
        case OrderBudget.Resumed():
            return {"state": "live"}
        case OrderBudget.Closed():
            return {"state": "closed"}
        case OrderBudget.Drained():
            return {"drained": True}
        case _:
            return {}


def _set(tx: Connection, changed: Mapping[UUID, Mapping[str, Any]]) -> None:
    """One statement for all orders in which the same columns change."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for order_id, columns in changed.items():
        alike[tuple(sorted(columns))].append({"order_id": order_id, **columns})
    for names, rows in alike.items():
        added = insert(orders).values(rows)
        values = {name: added.excluded[name] for name in names}
        tx.execute(added.on_conflict_do_update(index_elements=["order_id"], set_=values))


def _follow_slots(tx: Connection, events: Sequence[Any]) -> None:
    opened = [event for event in events if isinstance(event, TaskSlots.Opened)]
    if opened:
        added = [
            (one.originator_id, one.order_id, one.row, orjson.dumps(one.item).decode(), one.places)
            for one in opened
        ]
        tx.exec_driver_sql(_ADD_TASKS, _columns(("task_id", "order_id", "item_row", "item", "free"), added))
    changes: dict[UUID, int] = defaultdict(int)
    for event in events:
        if isinstance(event, TaskSlots.Taken):
            changes[event.originator_id] -= 1
        elif isinstance(event, TaskSlots.Freed):
            changes[event.originator_id] += 1
    moved = [(task_id, change) for task_id, change in changes.items() if change]
    if moved:
        tx.exec_driver_sql(_MOVE_SLOTS, _columns(("task_id", "change"), moved))


def _follow_assignments(tx: Connection, events: Sequence[WorkEvent]) -> None:
    rows: dict[UUID, dict[str, Any]] = {}
    moves = [one for one in events if not isinstance(one, _NO_MOVES)]
    if not moves:
        return
    for event in moves:
        row = rows.setdefault(event.originator_id, dict.fromkeys(_ASSIGNMENT_COLUMNS))
        row.update(
            assignment_id=event.originator_id,
            order_id=event.order_id,
            task_id=event.task_id,
            member_id=event.member_id,
            lease=event.lease,
            **_changed(event),
        )
    values = [tuple(row.values()) for row in rows.values()]
    if not values:
        return
    tx.exec_driver_sql(_MOVE_ASSIGNMENTS, _columns(_ASSIGNMENT_COLUMNS, values))


def _changed(event: WorkEvent) -> dict[str, Any]:
    match event:
        case LeaseBegun():
            return {
                "state": "leased",
                "points": event.points,
                "leased_at": event.timestamp,
                "expires_at": event.expires_at,
            }
        case Assignment.Accepted():
            return {"state": "accepted", "points": event.points}
        case Assignment.Submitted():
            return {"state": "submitted", "submitted_at": event.timestamp, "decide_by": event.decide_by}
        case Assignment.PassedOn():
            return {"state": "passed_on"}
        case Assignment.ScreenedOut():
            return {"state": "screened_out", "points": event.points, "submitted_at": event.timestamp}
        case Contested.Withheld():
            return {"state": "accepted" if event.share_percent else "rejected"}
        case Assignment.BackPaid() | Assignment.Restored():
            return {"state": "accepted", "points": event.total_points}
        case _:
            return {"state": type(event).__name__.lower()}


def _columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


_FOLLOW: Mapping[type[Any], Callable[[Connection, Sequence[Any]], None]] = {
    BudgetEvent: _follow_orders,
    TaskSlots.Event: _follow_slots,
    WorkEvent: _follow_assignments,
}
