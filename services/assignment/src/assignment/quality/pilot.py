"""What the answers to a pilot say of an order: whether members agree, decline, take longer than estimated."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screening_policy import declines

AGREEMENT_MIN = 0.4
DECLINES_MOST = 0.30
MINUTES_MOST = 1.3
REPORTS_MOST = 0.01
COMPARED = ("single", "multi")
_COLUMN = re.compile(r"\{[^{}]+\}")

Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted answer to a pilot; `task` is the row of its item, `seconds` from taking to handing in."""

    task: int
    form_version: int
    answers: Mapping[str, Any]
    seconds: float


def measured(document: Mapping[str, Any], given: Sequence[Answer], reported: int) -> dict[str, Any]:
    """The measures of a pilot as plain figures, and in `failed` those that miss their bound.

    document: of the order. given: at least one answer; counted are those under the newest form among them.
    reported: how many of them were reported by their members.
    """
    newest = max(one.form_version for one in given)
    given = [one for one in given if one.form_version == newest]
    questions = document["questions"]
    agreement = {
        question["id"]: round(alpha, 4)
        for question in questions
        if may_agree(question) and (alpha := _agreement(question, given)) is not None
    }
    found = {
        "accepted": len(given),
        "agreement": agreement,
        "declines": {question["id"]: round(_declined(question, given), 4) for question in questions},
        "median_minutes": round(statistics.median(one.seconds for one in given) / 60, 2),
        "reports": round(reported / len(given), 4),
    }
    return {**found, "failed": _failed(document, found)}


def _failed(document: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    bound = document.get("quality", {}).get("agreement_min", AGREEMENT_MIN)
    missed = {
        "agreement": bound is not None and any(alpha < bound for alpha in found["agreement"].values()),
        "declines": any(share > DECLINES_MOST for share in found["declines"].values()),
        "minutes": found["median_minutes"] > round(MINUTES_MOST * document["estimated_minutes"], 2),
        "reports": found["reports"] > REPORTS_MOST,
    }
    return [name for name, is_missed in missed.items() if is_missed]


def may_agree(question: Question) -> bool:
    """Whether members who answer alike say something of quality: a choice about an item, and no opinion."""
    about_item = _COLUMN.search(question["text"]) is not None
    return question["kind"] in COMPARED and about_item and not question.get("opinion", False)


def _agreement(question: Question, given: Iterable[Answer]) -> float | None:
    labels: dict[int, list[Any]] = defaultdict(list)
    for one in given:
        answer = one.answers.get(question["id"])
        if answer is not None:
            labels[one.task].append(tuple(sorted(answer)) if isinstance(answer, list) else answer)
    return alpha(labels.values())


def alpha(units: Iterable[Sequence[Any]]) -> float | None:
    """Krippendorff's alpha for nominal labels: 1 is full agreement, 0 what chance would give.

    units: the labels of each item. None when no item has two labels; 1.0 when there is one label in all.
    """
    pairable = [labels for labels in units if len(labels) > 1]
    if not pairable:
        return None
    total: Counter[Any] = Counter()
    disagreement = 0.0
    for labels in pairable:
        counts = Counter(labels)
        total += counts
        same = sum(count * (count - 1) for count in counts.values())
        disagreement += len(labels) - same / (len(labels) - 1)
    size = sum(total.values())
    expected = size - sum(count * (count - 1) for count in total.values()) / (size - 1)
    return 1.0 - disagreement / expected if expected else 1.0


def _declined(question: Question, given: Sequence[Answer]) -> float:
    return sum(declined(question, one.answers.get(question["id"])) for one in given) / len(given)


def declined(question: Question, answer: Any) -> bool:
    """Whether a member would rather not answer: such an option was chosen, or an optional question left out.

    An optional text is often left empty by who has nothing to say, so that is none.
    """
    if answer is None:
        return not question["required"] and question["kind"] != "text"
    chosen = answer if isinstance(answer, list) else [answer]
    return question["kind"] in COMPARED and any(declines(option) for option in chosen)
