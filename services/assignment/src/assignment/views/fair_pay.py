"""What members were measured to earn, and who is to be paid up since the reward of an order has risen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.postgresql import insert

from assignment.domain import Assignment, OrderBudget
from assignment.views.due import DUE_MAX
from assignment.views.tables import fair_pay, shares

_UNDERPAID = """
SELECT work.assignment_id, work.order_id, work.points, raised_points
FROM assignments_v1 AS work LEFT JOIN shares_v1 USING (assignment_id)
WHERE work.order_id = orders_v1.order_id AND work.state = 'accepted' AND work.points < raised_points
    AND work.points < (raised_points * coalesce(shares_v1.percent, 100) + 99) / 100
"""
_BACK_PAYS = f"""
SELECT owed.* FROM fair_pay_v1 JOIN orders_v1 USING (order_id) CROSS JOIN LATERAL ({_UNDERPAID}) AS owed
WHERE NOT is_paid_up AND funded > reserved + spent
LIMIT %(limit)s
"""  # noqa: S608
_PAID_UP = f"""
SELECT order_id, raised_points, accepted FROM fair_pay_v1 JOIN orders_v1 USING (order_id)
WHERE NOT is_paid_up AND state = 'closed' AND live + undecided = 0
    AND NOT EXISTS (SELECT FROM contests_v1 AS open WHERE open.order_id = orders_v1.order_id
        AND open.state <> 'over')
    AND (funded = reserved + spent OR NOT EXISTS ({_UNDERPAID}))
LIMIT %(limit)s
"""  # noqa: S608


def back_pays_due(tx: Connection) -> Sequence[tuple[UUID, UUID, int, int]]:
    """(assignment, order, points, points that it is to get) of up to DUE_MAX answers that were paid less."""
    return [tuple(row) for row in tx.exec_driver_sql(_BACK_PAYS, {"limit": DUE_MAX})]


def orders_paid_up(tx: Connection) -> Sequence[tuple[UUID, int, int]]:
    """(order, points, accepted answers) of closed orders of which every accepted answer got those points.

    Or of which nothing is left to pay them from.
    """
    return [tuple(row) for row in tx.exec_driver_sql(_PAID_UP, {"limit": DUE_MAX})]


def apply_fair_pay(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps the newest median of each order, and whether what it was raised to is still to be paid."""
    changed: dict[UUID, dict[str, Any]] = {}
    for event in events:
        match event:
            case OrderBudget.Timed(median_seconds=seconds) if seconds:
                row = {"form_version": event.form_version, "median_seconds": seconds}
            case OrderBudget.Raised():
                row = {"raised_points": event.least_points, "is_paid_up": False}
            case OrderBudget.Drained():
                row = {"is_paid_up": True}
            case Assignment.Accepted(share_percent=percent) if percent < 100:
                given = {"assignment_id": event.originator_id, "percent": percent}
                tx.execute(insert(shares).values(given).on_conflict_do_nothing())
                continue
            case Assignment.Restored():
                tx.execute(delete(shares).where(shares.c.assignment_id == event.originator_id))
                continue
            case _:
                continue
        changed.setdefault(event.originator_id, {"order_id": event.originator_id}).update(row)
    for row in changed.values():
        known = insert(fair_pay).values(row)
        tx.execute(known.on_conflict_do_update(index_elements=["order_id"], set_=row))
