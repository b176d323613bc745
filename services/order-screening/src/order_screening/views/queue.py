"""What an operator asks of the queue, and what has waited in it for too long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, and_, func, select

from order_screening.views.tables import batches, cases, counts, orders

DUE_MAX = 200
_ALIVE = and_(orders.c.order_id == cases.c.order_id, orders.c.version == cases.c.version, ~orders.c.ended)


@dataclass(frozen=True, slots=True)
class Case:
    """One case as an operator sees it. `rows`: `{"row", "item", "findings"}` of each row that waits."""

    number: int
    id: UUID
    order_id: UUID
    version: int
    batch: int | None
    ruleset: str
    findings: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    approvals: int
    opened_at: datetime
    due_at: datetime
    overdue_days: int
    appeal: str | None
    decisions: list[dict[str, Any]]


def case_id(order_id: UUID, version: int, batch: int | None) -> UUID:
    """The id under which a case is decided."""
    return uuid5(order_id, f"case/{version}" if batch is None else f"case/{version}/{batch}")


def queue(tx: Connection, after: int, limit: int) -> list[Case]:
    """Up to `limit` open cases of versions that can still go to members, oldest first."""
    proposed = and_(batches.c.order_id == cases.c.order_id, batches.c.batch == cases.c.batch)
    rows = tx.execute(
        select(cases, batches.c.first_row, batches.c.rows.label("items"))
        .join(orders, _ALIVE)
        .join(batches, proposed, isouter=True)
        .where(cases.c.open, cases.c.number > after)
        .order_by(cases.c.number)
        .limit(limit)
    )
    return [_case(row) for row in rows.mappings()]


def find(tx: Connection, id: UUID) -> tuple[UUID, int, int | None] | None:
    """Order, version and batch of a case, open or not; None when there is none under this id."""
    found = select(cases.c.order_id, cases.c.version, cases.c.batch).where(cases.c.id == id)
    row = tx.execute(found).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def batch_of(tx: Connection, order_id: UUID, row: int) -> int | None:
    """The batch in which a row of an order was proposed; None when there is no such row."""
    found = select(batches.c.batch).where(
        batches.c.order_id == order_id,
        batches.c.first_row <= row,
        batches.c.first_row + func.jsonb_array_length(batches.c.rows) > row,
    )
    return tx.execute(found).scalar_one_or_none()


def _case(row: Mapping[Any, Any]) -> Case:
    names = Case.__dataclass_fields__
    waiting = [one | {"item": row["items"][one["row"] - row["first_row"]]} for one in row["rows"]]
    return Case(**({name: row[name] for name in names} | {"rows": waiting}))


@dataclass(frozen=True, slots=True)
class Late:
    """A case whose time is over, after `days` of which the others were said before."""

    order_id: UUID
    version: int
    batch: int | None
    opened_at: datetime
    days: int


def overdue(tx: Connection, at: datetime) -> Sequence[Late]:
    """Up to DUE_MAX open cases that were due and are not decided, the oldest first."""
    names = (cases.c.order_id, cases.c.version, cases.c.batch, cases.c.opened_at, cases.c.overdue_days + 1)
    late = select(*names).join(orders, _ALIVE).where(cases.c.open, cases.c.due_at <= at)
    return [Late(*row) for row in tx.execute(late.order_by(cases.c.due_at).limit(DUE_MAX))]


def waiting(tx: Connection) -> dict[int, int]:
    """How many open cases have waited for at least 0, 1 and 2 days."""
    days = cases.c.overdue_days
    counts = (func.count(), func.count().filter(days >= 1), func.count().filter(days >= 2))
    row = tx.execute(select(*counts).select_from(cases).join(orders, _ALIVE).where(cases.c.open)).one()
    return {days: row[days] for days in range(3)}


def uncounted(tx: Connection, before: datetime) -> Sequence[tuple[UUID, int, str, int]]:
    """(order, version, client, attempt) of up to DUE_MAX versions whose counts were asked for before then."""
    names = (counts.c.order_id, counts.c.version, counts.c.client_id, counts.c.attempt)
    alive = and_(
        orders.c.order_id == counts.c.order_id, orders.c.version == counts.c.version, ~orders.c.ended
    )
    late = select(*names).join(orders, alive).where(counts.c.asked_at <= before)
    rows = tx.execute(late.order_by(counts.c.asked_at).limit(DUE_MAX))
    return [(row[0], row[1], row[2], row[3]) for row in rows]
