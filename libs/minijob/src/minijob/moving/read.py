"""Which platform a file comes from, and the draft that it becomes."""

import json
from pathlib import Path
from typing import Any, Literal

from minijob.moving import label_studio, mturk, toloka
from minijob.moving.draft import BrokenSource, Draft

Source = Literal["mturk", "toloka", "label-studio"]
FILE_BYTES = 50_000_000


def read_source(source: Source, file: Path, tasks: Path | None) -> Draft:
    """The draft of a HIT, a pool or a labelling configuration, with the rows of `tasks` (JSON). Raises
    BrokenSource."""
    text = _text(file)
    try:
        draft = _draft(source, text, file)
    except BrokenSource:
        raise
    except (ValueError, TypeError) as error:
        raise BrokenSource(f"{file.name} has a value that is none: {error}") from None
    if tasks is not None:
        draft.add_items([_row(one) for one in _list(_json(_text(tasks), tasks))])
    return draft


def _draft(source: Source, text: str, file: Path) -> Draft:
    if source == "mturk":
        return mturk.read(_json_or_none(text) or {"Question": text})
    if source == "toloka":
        return toloka.read(_object(_json(text, file)))
    return label_studio.read(text)


def _text(file: Path) -> str:
    raw = file.read_bytes()
    if len(raw) > FILE_BYTES:
        raise BrokenSource(f"{file.name} has more than {FILE_BYTES} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenSource(f"{file.name} is not UTF-8 at byte {error.start}") from None


def _json(text: str, file: Path) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenSource(f"{file.name} is not JSON: {error}") from None


def _json_or_none(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BrokenSource("a pool is a JSON object")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BrokenSource("tasks are a JSON list")
    return value


def _row(task: Any) -> dict[str, Any]:
    """Label Studio keeps a row under `data`, Toloka under `input_values`; else the object is the row."""
    row = task
    for key in ("data", "input_values"):
        if isinstance(task, dict) and isinstance(task.get(key), dict):
            row = task[key]
    if not isinstance(row, dict):
        raise BrokenSource("a task is a JSON object of columns")
    return row
