"""What the catalog is made of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.clock import now
from chassis.codec import Codec
from chassis.database import read_aggregate
from chassis.jobs import Chunk
from chassis.service import Service
from minijob_contracts.orders import ORDERS, TASKS
from task_catalog import application, views
from task_catalog.api import router
from task_catalog.domain import Client, ItemBatch, Order, Task
from task_catalog.publishing import to_contract
from task_catalog.subscribers import subscriptions

AGGREGATES = [Order, ItemBatch, Task, Client]
CODEC = Codec(AGGREGATES)


def publish_tasks(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
    """The job's step with its reads."""

    def load(kind: type[Any], id: UUID) -> Any:
        return read_aggregate(tx, CODEC, kind, id)

    return application.publish_tasks(load, argument, cursor, now())


def record_client(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
    """The job's only step; it reads nothing."""
    return application.record(argument, now())


SERVICE = Service(
    name="task-catalog",
    router=router,
    aggregates=AGGREGATES,
    to_contract=to_contract,
    topics=[ORDERS, TASKS],
    tables=views.tables,
    views={
        "orders_v1": views.apply,
        "held_rows_v2": views.apply_held_rows,
        "outcomes_v3": views.apply_outcomes,
    },
    subscriptions=subscriptions,
    jobs={application.PUBLISH: publish_tasks, application.RECORD: record_client},
)
