"""Aggregates the accepted answers of an order, question by question."""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assignment.quality.labels import Method, Vote, labels_of

Found = tuple[Any, float | None]
CELL_LEAST = 20
"""Answers to a personal question that a client may be told together (business rule 22)."""


@dataclass(frozen=True, slots=True)
class Given:
    """One accepted answer; `task` is the row of its item."""

    task: int
    worker: str
    answers: Mapping[str, Any]


@dataclass(slots=True)
class Result:
    """One task: a label and a confidence per question. `answers` counts the accepted ones.

    A label is an option (`single`), options (`multi`), a whole number (`rating`), the median (`number`), or
    the list of what was written (`text`); None without an answer. Confidence is None for the last two.
    suppressed: personal questions whose label rests on too few answers to be told.
    """

    answers: int = 0
    labels: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float | None] = field(default_factory=dict)
    suppressed: list[str] = field(default_factory=list)


def aggregate(
    questions: Sequence[Mapping[str, Any]], tasks: Sequence[int], given: Sequence[Given], method: Method
) -> dict[int, Result]:
    """A Result for each task, by row. questions: `{"id", "kind", "options"}` of the order's document, with
    `decline` where one is personal.
    """
    results = {task: Result() for task in tasks}
    for one in given:
        results[one.task].answers += 1
    for question in questions:
        name = question["id"]
        answers = [(one.task, one.worker, one.answers[name]) for one in given if name in one.answers]
        found, values = _of_question(question, answers, method), _by_task(answers)
        for task, result in results.items():
            label, confidence = found.get(task, (None, None))
            if (
                question.get("decline")
                and task in found
                and _cell(question, values[task], label) < CELL_LEAST
            ):
                label, confidence = None, None
                result.suppressed.append(name)
            result.labels[name] = label
            result.confidence[name] = None if confidence is None else round(confidence, 4)
    return results


def _of_question(
    question: Mapping[str, Any], answers: Sequence[tuple[int, str, Any]], method: Method
) -> dict[int, Found]:
    match question["kind"]:
        case "single" | "rating":
            return dict(labels_of(answers, method))
        case "multi":
            return _options(question["options"], answers, method)
        case "number":
            return {task: (statistics.median(values), None) for task, values in _by_task(answers).items()}
        case _:
            return {task: (sorted(values), None) for task, values in _by_task(answers).items()}


def _cell(question: Mapping[str, Any], values: Sequence[Any], label: Any) -> int:
    """How many members share what a label would tell of them; who writes words shares them with nobody."""
    match question["kind"]:
        case "single" | "rating":
            return values.count(label)
        case "multi":
            return min((sum(option in one for one in values) for option in label), default=len(values))
        case "number":
            return len(values)
        case _:
            return 0


def _options(
    options: Sequence[str], answers: Sequence[tuple[int, str, list[str]]], method: Method
) -> dict[int, Found]:
    """Each option is a question of its own, chosen or not; the confidence is that of the least sure one."""
    chosen: dict[int, list[str]] = {task: [] for task, _, _ in answers}
    confidence: dict[int, float] = dict.fromkeys(chosen, 1.0)
    for option in options:
        votes: list[Vote] = [(task, worker, int(option in given)) for task, worker, given in answers]
        for task, (label, share) in labels_of(votes, method).items():
            confidence[task] = min(confidence[task], share)
            if label:
                chosen[task].append(option)
    return {task: (labels, confidence[task]) for task, labels in chosen.items()}


def _by_task(answers: Sequence[tuple[int, str, Any]]) -> dict[int, list[Any]]:
    values: dict[int, list[Any]] = defaultdict(list)
    for task, _, value in answers:
        values[task].append(value)
    return values
