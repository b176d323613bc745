"""Recorded answers and what belongs to them, read from CSV files."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, str]

CELL_CHARACTERS_MAX = 1_000_000


class BrokenFile(ValueError):
    """A file cannot be used; the message names file and line."""


@dataclass(frozen=True)
class Recording:
    """What is replayed. `repeats` are a worker's further answers to an item; they are not in `answers`."""

    title: str
    question: str
    items: dict[str, Row]  # by item, in the order in which answers name them; each row has a column `item`
    answers: dict[str, list[tuple[str, str]]]  # worker -> (item, label) in the order of the file
    truth: dict[str, str]
    repeats: int

    @property
    def expected(self) -> int:
        """How many answers are to be accepted."""
        return sum(len(answers) for answers in self.answers.values())

    @property
    def answers_per_task(self) -> int:
        """The most answers that one item has."""
        return max(Counter(item for answers in self.answers.values() for item, _ in answers).values())

    @property
    def labels(self) -> list[str]:
        """The options of the question."""
        return sorted({label for answers in self.answers.values() for _, label in answers})


def read_recording(
    answers: Path, truth: Path | None = None, items: Path | None = None, limit: int | None = None
) -> Recording:
    """Reads `item,worker,label` and, where they are given, truths `item,label` and items `item,…`.

    `limit` keeps the first so many items. Raises BrokenFile.
    """
    given: dict[str, dict[str, str]] = {}
    kept: set[str] = set()
    repeats = 0
    for item, worker, label in _answers(answers):
        if item not in kept:
            if limit is not None and len(kept) >= limit:
                continue
            kept.add(item)
        if item in given.setdefault(worker, {}):
            repeats += 1
        else:
            given[worker][item] = label
    by_worker = {worker: list(found.items()) for worker, found in given.items() if found}
    if not by_worker:
        raise BrokenFile(f"{answers}: there is no answer")
    order = list(dict.fromkeys(item for item, _, _ in _answers(answers) if item in kept))
    rows: dict[str, Row] = _rows(items, order) if items else {item: {"item": item} for item in order}
    return Recording(
        title=f"Recorded answers: {answers.parent.name}",
        question=_question(rows),
        items=rows,
        answers=by_worker,
        truth={item: label for item, label in _truth(truth) if item in kept} if truth else {},
        repeats=repeats,
    )


def _question(rows: Mapping[str, Row]) -> str:
    columns = [column for column in next(iter(rows.values())) if column != "item"]
    if not columns:
        return "Which label fits item {item}?"
    named = " ".join(f"{{{column}}}" for column in columns)
    return f"Read the material and choose the label that fits. {named}"


def _answers(file: Path) -> Iterator[tuple[str, str, str]]:
    for _, row in _records(file, ("item", "worker", "label")):
        yield row["item"], row["worker"], row["label"]


def _truth(file: Path) -> Iterator[tuple[str, str]]:
    for _, row in _records(file, ("item", "label")):
        yield row["item"], row["label"]


def _rows(file: Path, order: list[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line, row in _records(file, ("item",)):
        if row["item"] in found:
            raise BrokenFile(f"{file}, line {line}: item {row['item']!r} is there twice")
        found[row["item"]] = row
    missing = [item for item in order if item not in found]
    if missing:
        raise BrokenFile(f"{file}: item {missing[0]!r} has answers and is not there ({len(missing)} such)")
    return {item: found[item] for item in order}


def _records(file: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the number of its last line; the needed columns are never empty."""
    csv.field_size_limit(CELL_CHARACTERS_MAX)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.reader(text, strict=True)
            columns = next(lines, [])
            _check_columns(file, columns, needed)
            for cells in lines:
                if cells:
                    yield lines.line_num, _record(f"{file}, line {lines.line_num}", columns, cells, needed)
    except csv.Error as error:
        raise BrokenFile(f"{file}, line {lines.line_num}: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{file}: {error}") from error


def _check_columns(file: Path, columns: list[str], needed: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in columns]
    if missing:
        raise BrokenFile(f"{file}, line 1: the column {missing[0]!r} is missing")
    if len(set(columns)) < len(columns) or "" in columns:
        raise BrokenFile(f"{file}, line 1: each column needs a name of its own")


def _record(where: str, columns: list[str], cells: list[str], needed: tuple[str, ...]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise BrokenFile(f"{where}: {len(cells)} cells instead of {len(columns)}")
    row = dict(zip(columns, cells, strict=True))
    for name in needed:
        if not row[name].strip():
            raise BrokenFile(f"{where}: {name!r} is empty")
    return row
