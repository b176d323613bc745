"""Orders, their items and their tasks."""

from task_catalog.domain.columns import columns_in, wrong_in_braces, wrong_in_name
from task_catalog.domain.errors import OldVersion, UnknownOrder, UploadsMeet, WrongState
from task_catalog.domain.events import RUNNING
from task_catalog.domain.ids import batch_id, lease_seconds, order_id_for, pilot_size, quote, task_id
from task_catalog.domain.items import ItemBatch, Task
from task_catalog.domain.order import STATED, Order

__all__ = [
    "RUNNING",
    "STATED",
    "ItemBatch",
    "OldVersion",
    "Order",
    "Task",
    "UnknownOrder",
    "UploadsMeet",
    "WrongState",
    "batch_id",
    "columns_in",
    "lease_seconds",
    "order_id_for",
    "pilot_size",
    "quote",
    "task_id",
    "wrong_in_braces",
    "wrong_in_name",
]
