"""Tasks: the money that an order waits for, its pilot, and the job that then publishes its cleared rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Ids, Outcome, Row, Stream, no_rows
from chassis.jobs import Chunk, job
from task_catalog.domain import ItemBatch, Order, Task, batch_id, task_id

PUBLISH = "publish_tasks"
Load = Callable[[type[Any], UUID], Any]


def fund(order_id: UUID, tasks: int, total_jpy: int, at: datetime) -> Command:
    """The money is locked: the order opens, or goes on with more tasks or under a further version."""

    def decide(found: Aggregates) -> Outcome:
        publish = found[order_id].fund(tasks, total_jpy, at)
        return Outcome(200, _to_publish(found[order_id]) if publish else {})

    key = f"funded/{order_id}/{total_jpy}"
    return Command(key, [Stream(Order, order_id)], decide, rows=partial(publishing, order_id))


def decide_pilot(
    order_id: UUID, tasks: int, failed: list[str], measures: dict[str, Any], at: datetime
) -> Command:
    """Members have done the pilot; when it went well, a job publishes the other tasks."""

    def decide(found: Aggregates) -> Outcome:
        publish = found[order_id].decide_pilot(tasks, failed, measures, at)
        return Outcome(200, _to_publish(found[order_id]) if publish else {})

    key = f"pilot/{order_id}/{tasks}"
    return Command(key, [Stream(Order, order_id)], decide, rows=partial(publishing, order_id))


def resume(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    """Members may start again; after a pilot that failed, a job publishes the tasks of a further one."""

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        order.resume(at)
        told: Ids = {"order_id": str(order_id), "version": order.order_version, "state": order.state}
        return Outcome(200, {**told, **_to_publish(order)})

    return Command(key, [Stream(Order, order_id)], decide, digest, partial(publishing, order_id))


def _to_publish(order: Order) -> dict[str, int]:
    """What a job needs to know, as counts of the outcome."""
    return {"publish_up_to": order.publish_target, "batches": max(order.batches, 1)}


def publishing(order_id: UUID, outcome: Outcome) -> Sequence[Row]:
    """The job that publishes tasks up to so many; one that is there already stays as it is."""
    tasks = outcome.ids.get("publish_up_to")
    if not tasks:
        return no_rows(outcome)
    argument = {"order_id": str(order_id), "tasks": tasks}
    id = f"{PUBLISH}/{order_id}/{tasks}"
    return [job(id, PUBLISH, argument, total=int(outcome.ids["batches"] or 0))]


def publish_tasks(load: Load, argument: Mapping[str, Any], cursor: int, at: datetime) -> Chunk:
    """The job's step: the tasks of the next batch, or the only task of an order without items."""
    order_id, tasks = UUID(argument["order_id"]), argument["tasks"]
    order: Order = load(Order, order_id)
    waiting = [batch for batch in order.unpublished_batches() if batch >= cursor]
    if not waiting or order.publishable_tasks < 1:
        return Chunk([], None)
    batch = waiting[0]
    items: dict[int, dict[str, str]] = {0: {}}
    approved: Sequence[int] = ()
    if order.batches:
        proposed: ItemBatch = load(ItemBatch, batch_id(order_id, batch))
        items = {row: proposed.item(row) for row in proposed.cleared_under(order.live_version)}
        approved = proposed.approved
    key = f"publish/{order_id}/{tasks}/{batch}"
    return Chunk(
        [_publish(key, order_id, batch, items, approved, at)], batch + 1 if len(waiting) > 1 else None
    )


def _publish(
    key: str,
    order_id: UUID,
    batch: int,
    items: Mapping[int, dict[str, str]],
    approved: Sequence[int],
    at: datetime,
) -> Command:
    """Never more tasks than the locked money pays: rows cleared since then wait for theirs."""
    ids = {row: task_id(order_id, row) for row in items}

    def decide(found: Aggregates) -> None:
        order: Order = found[order_id]
        places, left = int(order.live_document["answers_per_task"]), order.publishable_tasks
        published = 0
        for row, item in items.items():
            if published < left:
                task: Task = found[ids[row]]
                version, adults_only = order.live_version, row in approved
                published += task.publish(str(order_id), version, row, item, places, adults_only, at)
        if published:
            order.publish(batch, published, at)

    return Command(key, [Stream(Order, order_id), *(Stream(Task, id) for id in ids.values())], decide)
