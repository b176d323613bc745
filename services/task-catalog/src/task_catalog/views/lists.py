"""Read models of the catalog: lists of orders, of tasks and of held rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql as pg

from task_catalog.domain import RUNNING, ItemBatch, Order, Task

tables = sa.MetaData()

orders = sa.Table(
    "orders_v1",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("orders_v1_newest", "created_at", "order_id"),
    sa.Index("orders_v1_of_client", "client_id", "created_at", "order_id"),
)
tasks = sa.Table(
    "tasks_v1",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("task_id", pg.UUID, nullable=False),
    sa.Column("item", pg.JSONB, nullable=False),
)
held_rows = sa.Table(
    "held_rows_v2",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("batch_id", pg.UUID, nullable=False, index=True),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("rules", pg.ARRAY(sa.Text), nullable=False),
    sa.Column(
        "rewrites", pg.JSONB, nullable=False, comment="column and text; made when the client takes them"
    ),
)

_STATES: dict[type[Any], str] = {
    Order.Opened: "live",
    Order.PilotStarted: "pilot",
    Order.Paused: "paused",
    Order.Resumed: "live",
    Order.Closed: "closed",
    Order.Settled: "settled",
}
_STATES_BEFORE: dict[type[Any], str] = {
    Order.Submitted: "screening",
    Order.Cleared: "approved",
    Order.FundingAsked: "funding",
    Order.FundingRefused: "unfunded",
    Order.Funded: "funded",
}


def apply(tx: Connection, events: Sequence[Any]) -> None:
    """Feeds the lists of orders and of tasks from a page of events."""
    published = [event for event in events if isinstance(event, Task.Published)]
    if published:
        rows = [
            {
                "order_id": UUID(event.order_id),
                "row": event.row,
                "task_id": event.originator_id,
                "item": event.item,
            }
            for event in published
        ]
        tx.execute(pg.insert(tasks).on_conflict_do_nothing(), rows)
    for event in events:
        _apply_order(tx, event)


def _apply_order(tx: Connection, event: Any) -> None:
    change = sa.update(orders).where(orders.c.order_id == event.originator_id)
    before_live = change.where(orders.c.state.not_in(RUNNING))
    match event:
        case Order.Drafted():
            row = {
                "order_id": event.originator_id,
                "client_id": event.client_id,
                "title": event.document["title"],
                "state": "draft",
                "version": 1,
                "created_at": event.timestamp,
            }
            tx.execute(sa.insert(orders).values(row))
        case Order.Edited():
            tx.execute(change.values(title=event.document["title"], version=event.version))
            tx.execute(before_live.values(state="draft"))
        case Order.Flagged():
            tx.execute(before_live.values(state=event.state))
        case Order.PilotDecided(failed=[]):
            tx.execute(change.where(orders.c.state == "pilot").values(state="live"))
        case _ if type(event) in _STATES_BEFORE:
            tx.execute(before_live.values(state=_STATES_BEFORE[type(event)]))
        case _ if type(event) in _STATES:
            tx.execute(change.values(state=_STATES[type(event)]))


def apply_held_rows(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps what is held under the newest version of each order; a further version is screened anew."""
    for event in events:
        match event:
            case Order.Edited():
                tx.execute(sa.delete(held_rows).where(held_rows.c.order_id == event.originator_id))
            case ItemBatch.Screened():
                tx.execute(sa.delete(held_rows).where(held_rows.c.batch_id == event.originator_id))
                batch = {"order_id": UUID(event.order_id), "batch_id": event.originator_id}
                if rows := [{**batch, "rewrites": [], **one} for one in event.held]:
                    tx.execute(sa.insert(held_rows), rows)
            case ItemBatch.Replaced():
                gone = held_rows.c.row.in_(event.rows)
                tx.execute(sa.delete(held_rows).where(held_rows.c.batch_id == event.originator_id, gone))


def orders_of(
    tx: Connection, client_id: str | None, before: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Orders, newest first; of all clients when `client_id` is None."""
    query = sa.select(orders)
    if client_id is not None:
        query = query.where(orders.c.client_id == client_id)
    if before is not None:
        query = query.where(sa.tuple_(orders.c.created_at, orders.c.order_id) < sa.tuple_(*before))
    query = query.order_by(orders.c.created_at.desc(), orders.c.order_id.desc()).limit(limit)
    return list(tx.execute(query).mappings())


def tasks_of(tx: Connection, order_id: UUID, after_row: int, limit: int) -> list[Any]:
    """Published tasks by row."""
    query = sa.select(tasks).where(tasks.c.order_id == order_id, tasks.c.row > after_row)
    return list(tx.execute(query.order_by(tasks.c.row).limit(limit)).mappings())


def held_rows_of(tx: Connection, order_id: UUID, after_row: int, limit: int) -> list[Any]:
    """Rows that may not become tasks, in order, with their verdict and its rules."""
    query = sa.select(held_rows).where(held_rows.c.order_id == order_id, held_rows.c.row > after_row)
    return list(tx.execute(query.order_by(held_rows.c.row).limit(limit)).mappings())


def batches_to_mend(tx: Connection, order_id: UUID, limit: int) -> list[UUID]:
    """Streams of up to `limit` batches with a held row that a rewrite mends."""
    offered = sa.and_(held_rows.c.verdict == "fix", held_rows.c.rewrites != sa.literal([], pg.JSONB))
    query = sa.select(held_rows.c.batch_id).where(held_rows.c.order_id == order_id, offered).distinct()
    return list(tx.execute(query.limit(limit)).scalars())
