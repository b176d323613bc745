"""Whether answers fit the form that was leased, and the keyed digest by which an event refers to them."""

import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from chassis.errors import FieldError, Invalid

Question = Mapping[str, Any]
Answer = str | int | float | list[str]
Answers = dict[str, Answer]

TEXT_MAX = 4_000
NUMBER_MAX = 10**15
RATING_MIN, RATING_MAX = 1, 5
QUESTION_ID_MAX = 64

_COLUMN = re.compile(r"\{[^{}]+\}")
_PHOTO_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def about_item(question: Question) -> bool:
    """Whether it names a column of its item, so that others can look at what was answered."""
    return _COLUMN.search(question["text"]) is not None


def check_answers(questions: Sequence[Question], answers: Mapping[str, Any]) -> Answers:
    """The answers as they are stored. Raises Invalid naming each as `answers.q1`.

    questions: of the order's document, `{"id", "kind", "options", "required", "min", "max"}`.
    """
    errors = no_such_question(questions, answers)
    given = normalised(answers)
    for question in questions:
        if question["id"] in given:
            wrong = _CHECKS[question["kind"]](question, given[question["id"]])
        else:
            wrong = "is required" if question["required"] else ""
        if wrong:
            errors.append(FieldError(f"answers.{question['id']}", wrong))
    if errors:
        raise Invalid(errors)
    return given


def no_such_question(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[FieldError]:
    """What was answered though nobody asked it; the first twenty."""
    return [
        FieldError(f"answers.{name[:QUESTION_ID_MAX]}", "there is no such question")
        for name in sorted(answers.keys() - {question["id"] for question in questions})[:20]
    ]


def normalised(answers: Mapping[str, Any]) -> Answers:
    """The answers that say something, as a database gives them back: it has no zero below zero.

    An empty text or choice is no answer.
    """
    return {
        name: 0.0 if isinstance(answer, float) and answer == 0 else answer
        for name, answer in answers.items()
        if answer not in (None, "", [])
    }


def keyed_digest(key: bytes, answers: Mapping[str, Answer]) -> str:
    """HMAC-SHA256 of the answers in hex; without the key, which is erased with them, it says nothing."""
    text = json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(key, text.encode(), "sha256").hex()


def _single(question: Question, given: Any) -> str:
    return "" if isinstance(given, str) and given in question["options"] else "must be one of the options"


def _multi(question: Question, given: Any) -> str:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        return "must be a list of options"
    if len(set(given)) != len(given) or not set(given) <= set(question["options"]):
        return "must be different options of the question"
    if given == [question.get("decline")]:
        return ""
    return _within(question, len(given), "options")


def _rating(question: Question, given: Any) -> str:
    low = RATING_MIN if question["min"] is None else question["min"]
    high = RATING_MAX if question["max"] is None else question["max"]
    if not isinstance(given, int) or isinstance(given, bool) or not low <= given <= high:
        return f"must be a whole number from {low} to {high}"
    return ""


def _number(question: Question, given: Any) -> str:
    if not isinstance(given, int | float) or isinstance(given, bool) or not abs(given) <= NUMBER_MAX:
        return f"must be a number of at most {NUMBER_MAX}"
    return _within(question, given, "")


def _text(question: Question, given: Any) -> str:
    if not isinstance(given, str):
        return "must be a text"
    if not given.strip():
        return "must not be blank"
    if len(given) > TEXT_MAX:
        return f"at most {TEXT_MAX} characters"
    return _within(question, len(given), "characters")


def _photo(question: Question, given: Any) -> str:
    """Whether it was uploaded for this question is checked where uploads are known."""
    return "" if isinstance(given, str) and _PHOTO_ID.fullmatch(given) else "must be the id of a photo"


def _date(question: Question, given: Any) -> str:
    if isinstance(given, str) and _DATE.fullmatch(given):
        try:
            date.fromisoformat(given)
            return ""
        except ValueError:
            pass
    return "must be a date such as 2026-11-27"


def _within(question: Question, size: float, unit: str) -> str:
    low, high = question["min"], question["max"]
    if low is not None and size < low:
        return f"at least {low} {unit}".strip()
    if high is not None and size > high:
        return f"at most {high} {unit}".strip()
    return ""


_CHECKS: Mapping[str, Callable[[Question, Any], str]] = {
    "single": _single,
    "multi": _multi,
    "rating": _rating,
    "number": _number,
    "text": _text,
    "date": _date,
    "photo": _photo,
}
