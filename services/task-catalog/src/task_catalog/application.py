"""Use-cases of the catalog."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.command import Aggregates, Command, Outcome, Row, Stream, digest_of, no_rows
from chassis.jobs import Chunk, job
from screening_policy import Finding, Verdict, apply_rewrites
from task_catalog.domain import (
    ItemBatch,
    Order,
    Task,
    UploadsMeet,
    WrongState,
    batch_id,
    order_id_for,
    quote,
    task_id,
)

ITEMS_PER_BATCH = 200
BATCH_BYTES = 200_000
PUBLISH = "publish_tasks"
ONCE_PER_EVENT = ""
"""The consumer then takes the id of the event as the key."""
Load = Callable[[type[Any], UUID], Any]


def draft(key: str, digest: bytes, client_id: str, document: dict[str, Any], at: datetime) -> Command:
    """A client writes an order."""
    order_id = order_id_for(key)

    def decide(found: Aggregates) -> Outcome:
        found[order_id].draft(client_id, document, at)
        return Outcome(201, {"order_id": str(order_id), "version": 1, "state": "draft"})

    return Command(key, [Stream(Order, order_id)], decide, digest)


def edit(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    version: int,
    document: dict[str, Any],
    at: datetime,
) -> Command:
    """A client writes the version after `version`."""
    return _move(key, digest, client_id, order_id, lambda order: order.edit(version, document, at))


def submit(
    key: str, digest: bytes, client_id: str, order_id: UUID, used_columns: Sequence[str], at: datetime
) -> Command:
    """A client hands a version in, or asks again for the money."""
    return _move(key, digest, client_id, order_id, lambda order: order.submit(used_columns, at))


def rewritten(document: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A copy of the document with every rewrite made that the findings offer."""
    offered = tuple(
        Finding(one["rule"], "fix", one["where"], (0, 0), "", "", one["rewrite"])
        for one in findings
        if one.get("rewrite")
    )
    return apply_rewrites(document, Verdict("fix", "", offered))


def accept_rewrites(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    version: int,
    document: dict[str, Any],
    used_columns: Sequence[str],
    at: datetime,
) -> Command:
    """Submits `document`, the `rewritten` one of `version`."""
    return _move(
        key,
        digest,
        client_id,
        order_id,
        lambda order: order.accept_rewrites(version, document, used_columns, at),
    )


def pause(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    return _move(key, digest, client_id, order_id, lambda order: order.pause(at))


def resume(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    return _move(key, digest, client_id, order_id, lambda order: order.resume(at))


def close(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    return _move(key, digest, client_id, order_id, lambda order: order.close("client", at))


def stop(key: str, digest: bytes, order_id: UUID, at: datetime) -> Command:
    """An operator ends an order whose client it is not."""
    return _move(key, digest, None, order_id, lambda order: order.stop(at))


def _move(
    key: str, digest: bytes, client_id: str | None, order_id: UUID, change: Callable[[Order], None]
) -> Command:
    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        if client_id is not None:
            order.check_owner(client_id)
        change(order)
        return Outcome(200, {"order_id": str(order_id), "version": order.order_version, "state": order.state})

    return Command(key, [Stream(Order, order_id)], decide, digest)


def in_batches(rows: Sequence[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Rows in pieces that fit into one event each."""
    batches: list[list[dict[str, str]]] = []
    size = BATCH_BYTES
    for row in rows:
        length = len(orjson.dumps(row))
        if size + length > BATCH_BYTES or len(batches[-1]) == ITEMS_PER_BATCH:
            batches.append([])
            size = 0
        batches[-1].append(row)
        size += length
    return batches


def add_items(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    first_batch: int,
    rows: Sequence[dict[str, str]],
    at: datetime,
) -> Command:
    """Takes rows as batches from `first_batch` on, the number that the caller has just read."""
    batches = in_batches(rows)
    ids = [batch_id(order_id, first_batch + number) for number in range(len(batches))]

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        if order.batches != first_batch:
            raise UploadsMeet("another upload came first; send the same request again")
        for number, (id, batch) in enumerate(zip(ids, batches, strict=True), first_batch):
            first_row = order.add_batch(batch, at)
            found[id].propose(str(order_id), number, first_row, batch, at)
        return Outcome(200, {"accepted": len(rows)})

    streams = [Stream(Order, order_id), *(Stream(ItemBatch, id) for id in ids)]
    return Command(key, streams, decide, digest)


def clear(order_id: UUID, version: int, by: str, at: datetime) -> Command:
    """Screening or an operator passes a version."""
    return _hear(f"clear/{order_id}/{version}/{by}", order_id, lambda order: order.clear(version, by, at))


def flag(
    order_id: UUID, version: int, verdict: str, by: str, findings: list[dict[str, Any]], at: datetime
) -> Command:
    """Screening or an operator does not pass a version."""
    key = f"flag/{order_id}/{version}/{by}"
    return _hear(key, order_id, lambda order: order.flag(version, verdict, findings, at))


def refuse_funding(order_id: UUID, tasks: int, short_by_jpy: int, at: datetime) -> Command:
    """The client's balance is short; may be said again in the same words after a new attempt."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.refuse_funding(tasks, short_by_jpy, at))


def complete(order_id: UUID, tasks: int, at: datetime) -> Command:
    """Every place is answered."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.complete(tasks, at))


def settle(order_id: UUID, paid_points: int, fee_jpy: int, returned_jpy: int, at: datetime) -> Command:
    """The ledger has settled the escrow."""
    return _hear(
        f"settled/{order_id}", order_id, lambda order: order.settle(paid_points, fee_jpy, returned_jpy, at)
    )


def _hear(key: str, order_id: UUID, change: Callable[[Order], None]) -> Command:
    def decide(found: Aggregates) -> None:
        change(found[order_id])

    return Command(key, [Stream(Order, order_id)], decide)


def screen_items(
    order_id: UUID,
    version: int,
    batch: int,
    cleared: list[int],
    held: list[dict[str, Any]],
    at: datetime,
) -> Command:
    """Which rows of a batch may become tasks; said again when an operator has decided held ones."""
    id = batch_id(order_id, batch)

    def decide(found: Aggregates) -> None:
        order, rows = found[order_id], found[id]
        if order.awaits_rows(version) and rows.screen(str(order_id), version, cleared, held, at):
            order.screen_batch(batch, len(rows.cleared), len(rows.held), rows.undecided, at)

    key = f"items/{order_id}/{version}/{batch}/{digest_of(cleared, held).hex()}"
    return Command(key, [Stream(Order, order_id), Stream(ItemBatch, id)], decide)


def fund(order_id: UUID, tasks: int, total_jpy: int, at: datetime) -> Command:
    """The money is locked: the order opens, and a job publishes its tasks."""

    def decide(found: Aggregates) -> Outcome:
        publish = found[order_id].fund(tasks, total_jpy, at)
        return Outcome(200, {"publish": publish, "batches": max(found[order_id].batches, 1)})

    def rows(outcome: Outcome) -> Sequence[Row]:
        if not outcome.ids["publish"]:
            return no_rows(outcome)
        id = f"{PUBLISH}/{order_id}/{tasks}"
        argument = {"order_id": str(order_id), "tasks": tasks}
        return [job(id, PUBLISH, argument, total=int(outcome.ids["batches"] or 0))]

    return Command(f"funded/{order_id}/{tasks}", [Stream(Order, order_id)], decide, rows=rows)


def publish_tasks(load: Load, argument: Mapping[str, Any], cursor: int, at: datetime) -> Chunk:
    """The job's step: the tasks of the next batch, or the only task of an order without items."""
    order_id, tasks = UUID(argument["order_id"]), argument["tasks"]
    order: Order = load(Order, order_id)
    waiting = [batch for batch in order.unpublished_batches() if batch >= cursor]
    if not waiting:
        return Chunk([], None)
    batch = waiting[0]
    items: dict[int, dict[str, str]] = {0: {}}
    if order.batches:
        proposed: ItemBatch = load(ItemBatch, batch_id(order_id, batch))
        items = {row: proposed.item(row) for row in proposed.cleared}
    key = f"publish/{order_id}/{tasks}/{batch}"
    return Chunk([_publish(key, order_id, batch, items, at)], batch + 1 if len(waiting) > 1 else None)


def _publish(
    key: str, order_id: UUID, batch: int, items: Mapping[int, dict[str, str]], at: datetime
) -> Command:
    """Never more tasks than the locked money pays: rows cleared since then wait for theirs."""
    ids = {row: task_id(order_id, row) for row in items}

    def decide(found: Aggregates) -> None:
        order: Order = found[order_id]
        places, left = int(order.document["answers_per_task"]), order.publishable_tasks
        published = 0
        for row, item in items.items():
            if published < left:
                task: Task = found[ids[row]]
                published += task.publish(str(order_id), order.order_version, row, item, places, at)
        if published:
            order.publish(batch, published, at)

    return Command(key, [Stream(Order, order_id), *(Stream(Task, id) for id in ids.values())], decide)


def quote_of(order: Order) -> dict[str, int]:
    """What the order costs at most under what is known now."""
    return quote(order.possible_tasks, order.document)


__all__ = [
    "PUBLISH",
    "ItemBatch",
    "Order",
    "Task",
    "UploadsMeet",
    "WrongState",
    "accept_rewrites",
    "add_items",
    "clear",
    "close",
    "complete",
    "draft",
    "edit",
    "flag",
    "fund",
    "pause",
    "publish_tasks",
    "quote",
    "quote_of",
    "refuse_funding",
    "resume",
    "rewritten",
    "screen_items",
    "settle",
    "stop",
    "submit",
]
