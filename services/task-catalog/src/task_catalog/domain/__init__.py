"""Orders, their items and their tasks."""

from task_catalog.domain.ages import GROWN_UP
from task_catalog.domain.client import LIMITS, NOTHING, Client, Size
from task_catalog.domain.columns import columns_in, wrong_in_braces, wrong_in_name
from task_catalog.domain.errors import (
    OldVersion,
    OrdersMeet,
    RowsChanged,
    UnknownOrder,
    UploadsMeet,
    WrongState,
)
from task_catalog.domain.ids import (
    batch_id,
    client_stream,
    lease_seconds,
    order_id_for,
    pilot_size,
    task_id,
)
from task_catalog.domain.items import ItemBatch, Task
from task_catalog.domain.order import STATED, Order
from task_catalog.domain.pricing import FEES, quote
from task_catalog.domain.promise import compared
from task_catalog.domain.quiz import QUIZ
from task_catalog.domain.running import RUNNING

__all__ = [
    "FEES",
    "GROWN_UP",
    "LIMITS",
    "NOTHING",
    "QUIZ",
    "RUNNING",
    "STATED",
    "Client",
    "ItemBatch",
    "OldVersion",
    "Order",
    "OrdersMeet",
    "RowsChanged",
    "Size",
    "Task",
    "UnknownOrder",
    "UploadsMeet",
    "WrongState",
    "batch_id",
    "client_stream",
    "columns_in",
    "compared",
    "lease_seconds",
    "order_id_for",
    "pilot_size",
    "quote",
    "task_id",
    "wrong_in_braces",
    "wrong_in_name",
]
