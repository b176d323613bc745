"""Orders, their items and their tasks."""

from task_catalog.domain.errors import OldVersion, UnknownOrder, UploadsMeet, WrongState
from task_catalog.domain.ids import batch_id, lease_seconds, order_id_for, quote, task_id
from task_catalog.domain.items import ItemBatch, Task
from task_catalog.domain.order import Order

__all__ = [
    "ItemBatch",
    "OldVersion",
    "Order",
    "Task",
    "UnknownOrder",
    "UploadsMeet",
    "WrongState",
    "batch_id",
    "lease_seconds",
    "order_id_for",
    "quote",
    "task_id",
]
