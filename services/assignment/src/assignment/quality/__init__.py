"""From many answers to one row per task (votes, Dawid-Skene, medians, lists), and what a pilot has shown."""

from assignment.quality.aggregate import Given, Result, aggregate
from assignment.quality.files import to_csv, to_parquet
from assignment.quality.labels import Method, import_soon
from assignment.quality.pilot import Answer, measured

__all__ = [
    "Answer",
    "Given",
    "Method",
    "Result",
    "aggregate",
    "import_soon",
    "measured",
    "to_csv",
    "to_parquet",
]
