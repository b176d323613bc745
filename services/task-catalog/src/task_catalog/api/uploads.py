"""Items as JSON lines or CSV: each row is taken or gets its own error."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from chassis.errors import Invalid, Refused, invalid
from chassis.http.models import check_text
from task_catalog.api.models import RowError

COLUMNS_MOST, VALUE_LENGTH_MOST, NAME_LENGTH_MOST = 50, 10_000, 100
ROW_BYTES, ROWS_MOST = 100_000, 100_000
Parsed = tuple[int, Any]


class UnknownFormat(Refused):
    """Items come as application/x-ndjson or text/csv."""

    status = 415


def read_items(
    content_type: str, body: bytes, needed: Sequence[str]
) -> tuple[list[dict[str, str]], list[RowError]]:
    """Good rows in order, and why the others are not. Raises Invalid when nothing can be read at all."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise invalid("body", f"is not UTF-8 at byte {error.start}") from None
    kind = content_type.partition(";")[0].strip().lower()
    readers = {"application/x-ndjson": _json_lines, "application/jsonl": _json_lines, "text/csv": _csv}
    if kind not in readers:
        raise UnknownFormat("send items as application/x-ndjson or text/csv")
    good: list[dict[str, str]] = []
    errors: list[RowError] = []
    for row, found in readers[kind](text):
        if row == ROWS_MOST:
            raise invalid("body", f"has more than {ROWS_MOST} rows; send it in parts")
        try:
            good.append(_item(found, needed))
        except ValueError as error:
            errors.append(RowError(row=row, error=str(error)))
    return good, errors


def _json_lines(text: str) -> Iterator[Parsed]:
    lines = (line for line in text.split("\n") if line.strip())
    for row, line in enumerate(lines):
        try:
            yield row, orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield row, ValueError(f"is not JSON: {error}")


def _csv(text: str) -> Iterator[Parsed]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = next(reader, [])
        if not names or len(set(names)) != len(names):
            raise invalid("body", "the first line must name each column once")
        for row, values in enumerate(values for values in reader if values):
            if len(values) == len(names):
                yield row, dict(zip(names, values, strict=True))
            else:
                yield row, ValueError(f"has {len(values)} fields instead of {len(names)}")
    except csv.Error as error:
        raise invalid("body", f"line {reader.line_num}: {error}") from None


def _item(found: Any, needed: Sequence[str]) -> dict[str, str]:
    if isinstance(found, ValueError):
        raise found
    if not isinstance(found, dict) or not found:
        raise ValueError("is not an object of columns")
    if len(found) > COLUMNS_MOST:
        raise ValueError(f"has more than {COLUMNS_MOST} columns")
    item = {name: _value(name, value) for name, value in found.items()}
    for name in needed:
        if name not in item:
            raise ValueError(f"has no column {name}, which a question names")
    try:
        check_text(item, "item")
    except Invalid as error:
        raise ValueError(error.detail) from None
    if len(orjson.dumps(item)) > ROW_BYTES:
        raise ValueError(f"takes more than {ROW_BYTES} bytes")
    return item


def _value(name: str, value: Any) -> str:
    if not 0 < len(name) <= NAME_LENGTH_MOST:
        raise ValueError("a column has no name, or one that is too long")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{name} is neither a text nor a number")
    if len(str(value)) > VALUE_LENGTH_MOST:
        raise ValueError(f"{name} is longer than {VALUE_LENGTH_MOST} characters")
    return str(value)
