"""From many answers to one: labels by vote or by Dawid-Skene, medians and lists, one row per task."""

from assignment.quality.aggregate import Given, Result, aggregate
from assignment.quality.files import to_csv, to_parquet
from assignment.quality.labels import Method, import_soon

__all__ = ["Given", "Method", "Result", "aggregate", "import_soon", "to_csv", "to_parquet"]
