"""Items as JSON lines or CSV: each row is taken or gets its own error."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from chassis.errors import Invalid, Refused, invalid
from chassis.http.models import check_text
from task_catalog import application
from task_catalog.api.models import RowError

COLUMNS_MOST, VALUE_LENGTH_MOST = 50, 10_000
ROW_BYTES, ROWS_MOST = 100_000, 100_000
READINGS_MOST = 20  # times over that a file is read because of its quotes
_LINES = "One JSON object of columns a line; values are texts or numbers."
FORMATS = {
    "application/x-ndjson": _LINES,
    "application/jsonl": _LINES,
    "text/csv": "The first line names the columns.",
}
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
            yield row, json.loads(line, parse_int=str, parse_float=str)
        except (ValueError, RecursionError) as error:
            yield row, ValueError(f"is not JSON: {error}")


def _csv(text: str) -> Iterator[Parsed]:
    lines = _csv_lines(text)
    names = next(lines, [])
    if not isinstance(names, list) or not names or len(set(names)) != len(names):
        raise invalid("body", "the first line must name each column once")
    if wrong := _wrong_in_names(names):
        raise invalid("body", f"the first line: {wrong}")
    for row, values in enumerate(values for values in lines if values):
        if isinstance(values, ValueError):
            yield row, values
        elif len(values) != len(names):
            yield row, ValueError(f"has {len(values)} fields instead of {len(names)}")
        else:
            yield row, dict(zip(names, values, strict=True))


def _csv_lines(text: str) -> Iterator[list[str] | ValueError]:
    """A record that cannot be read costs its first line alone: a stray quote would else take all that follow.

    Each may run to the end of the file before it fails, so what is read again is bounded in all.
    """
    lines = io.StringIO(text, newline="").readlines()
    start, left = 0, READINGS_MOST * len(lines)
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), strict=True)
        good = 0
        try:
            for values in reader:
                good = reader.line_num
                yield values
            return
        except csv.Error as error:
            yield ValueError(f"is not CSV: {error}")
            left -= reader.line_num - good
        if left < 0:
            raise invalid("body", "has too many quotes that nothing closes")
        start += good + 1


def _item(found: Any, needed: Sequence[str]) -> dict[str, str]:
    if isinstance(found, ValueError):
        raise found
    if not isinstance(found, dict) or not found:
        raise ValueError("is not an object of columns")
    if len(found) > COLUMNS_MOST:
        raise ValueError(f"has more than {COLUMNS_MOST} columns")
    _check_text(list(found), "columns")
    if wrong := _wrong_in_names(found):
        raise ValueError(wrong)
    item = {name: _value(name, value) for name, value in found.items()}
    for name in needed:
        if name not in item:
            raise ValueError(f"has no column {name}, which a question names")
    _check_text(item, "item")
    if len(orjson.dumps(item)) > ROW_BYTES:
        raise ValueError(f"takes more than {ROW_BYTES} bytes")
    return item


def _wrong_in_names(names: Iterable[str]) -> str:
    wrongs = (wrong for name in names if (wrong := application.wrong_in_name(name)))
    return next((f"the name of a column {wrong}" for wrong in wrongs), "")


def _check_text(value: Any, where: str) -> None:
    try:
        check_text(value, where)
    except Invalid as error:
        raise ValueError(error.detail) from None


def _value(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is neither a text nor a number")
    if len(value) > VALUE_LENGTH_MOST:
        raise ValueError(f"{name} is longer than {VALUE_LENGTH_MOST} characters")
    return value
