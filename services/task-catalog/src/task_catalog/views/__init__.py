"""Read models of the catalog: lists of orders, tasks and held rows, and how filled orders went."""

from task_catalog.views.lists import (
    apply,
    apply_held_rows,
    batches_to_mend,
    held_rows_of,
    orders_of,
    tables,
    tasks_of,
)
from task_catalog.views.outcomes import apply_outcomes, outcomes_like

__all__ = [
    "apply",
    "apply_held_rows",
    "apply_outcomes",
    "batches_to_mend",
    "held_rows_of",
    "orders_of",
    "outcomes_like",
    "tables",
    "tasks_of",
]
