"""Recorded answers and what belongs to them, read from CSV files."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

Row = Mapping[str, str]

CELL_CHARACTERS_MAX = 1_000_000

# What one order takes.
ITEMS_MAX = 100_000
TITLE_CHARACTERS_MAX = 200
LABELS_MIN, LABELS_MAX = 2, 100
LABEL_CHARACTERS_MAX = 200
ANSWERS_PER_ITEM_MAX = 100
OTHER_LABELS = ("other", "none of these")


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
    labels: list[str]  # the options of the question, also those that no kept answer chose

    @property
    def expected(self) -> int:
        """How many answers are to be accepted."""
        return sum(len(answers) for answers in self.answers.values())

    @property
    def answers_per_task(self) -> int:
        """The most answers that one item has."""
        return max(_answers_of_items(self.answers).values())


def read_recording(
    answers: Path, truth: Path | None = None, items: Path | None = None, limit: int | None = None
) -> Recording:
    """Reads `item,worker,label` and, where they are given, truths `item,label` and items `item,…`.

    `limit` keeps the first so many items. Each file is read once, so that it may be a pipe. Raises
    BrokenFile, also when the answers ask for more than one order takes.
    """
    given = _Given.read(answers, limit)
    true_labels = dict(_truth(truth)) if truth else {}
    labels = _options(given.labels | set(true_labels.values()))
    _check_limits(answers, given.by_worker, labels)
    kept = list(given.items)
    rows: dict[str, Row] = _rows(items, kept) if items else {item: {"item": item} for item in kept}
    return Recording(
        title=f"Recorded answers: {answers.parent.name}"[:TITLE_CHARACTERS_MAX],
        question=_question(rows),
        items=rows,
        answers=given.by_worker,
        truth={item: label for item, label in true_labels.items() if item in rows},
        repeats=given.repeats,
        labels=labels,
    )


@dataclass
class _Given:
    """What a file of answers says."""

    by_worker: dict[str, list[tuple[str, str]]]
    items: dict[str, None]  # the kept ones, in the order in which they are named
    labels: set[str]  # also of items that are not kept
    repeats: int

    @classmethod
    def read(cls, file: Path, limit: int | None) -> Self:
        found: dict[str, dict[str, str]] = {}
        items: dict[str, None] = {}
        labels: set[str] = set()
        repeats = 0
        for item, worker, label in _answers(file):
            labels.add(label)
            if item not in items:
                if limit is not None and len(items) >= limit:
                    continue
                items[item] = None
            if item in found.setdefault(worker, {}):
                repeats += 1
            else:
                found[worker][item] = label
        if not items:
            raise BrokenFile(f"{file}: there is no answer")
        by_worker = {worker: list(answers.items()) for worker, answers in found.items()}
        return cls(by_worker, items, labels, repeats)


def _options(labels: set[str]) -> list[str]:
    """A question needs a choice, so a single label gets a companion that says what it is."""
    if len(labels) < LABELS_MIN:
        labels = labels | {next(other for other in OTHER_LABELS if other not in labels)}
    return sorted(labels)


def _answers_of_items(answers: Mapping[str, list[tuple[str, str]]]) -> Counter[str]:
    return Counter(item for given in answers.values() for item, _ in given)


def _check_limits(file: Path, answers: Mapping[str, list[tuple[str, str]]], labels: list[str]) -> None:
    """Raises BrokenFile for what no order could ask."""
    counts = _answers_of_items(answers)
    item, most = counts.most_common(1)[0]
    longest = max(labels, key=len)
    if len(counts) > ITEMS_MAX:
        raise BrokenFile(f"{file}: {len(counts)} items; an order takes at most {ITEMS_MAX}, see --limit")
    if most > ANSWERS_PER_ITEM_MAX:
        raise BrokenFile(
            f"{file}: item {item!r} has {most} answers; an order takes at most "
            f"{ANSWERS_PER_ITEM_MAX} for each"
        )
    if len(labels) > LABELS_MAX:
        raise BrokenFile(f"{file}: {len(labels)} labels; a question takes at most {LABELS_MAX} options")
    if len(longest) > LABEL_CHARACTERS_MAX:
        raise BrokenFile(
            f"{file}: the label {longest[:20]!r}… has {len(longest)} characters; "
            f"an option takes at most {LABEL_CHARACTERS_MAX}"
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
