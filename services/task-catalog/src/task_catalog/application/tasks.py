"""Tasks: the money that an order waits for, and the job that then publishes its cleared rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Row, Stream, no_rows
from chassis.jobs import Chunk, job
from task_catalog.domain import ItemBatch, Order, Task, batch_id, task_id

PUBLISH = "publish_tasks"
Load = Callable[[type[Any], UUID], Any]


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
