"""Which questions an answer declines."""

from collections.abc import Mapping, Sequence
from typing import Any

from screening_policy import declines


def declinable(questions: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a form offers anywhere to decline."""
    return any(declines(option) for one in questions for option in one["options"])


def declined(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[str]:
    """The questions that these answers decline by an option."""
    return [one["id"] for one in questions if one["options"] and _declines(answers.get(one["id"]))]


def _declines(given: Any) -> bool:
    chosen = given if isinstance(given, list) else [given]
    return any(isinstance(one, str) and declines(one) for one in chosen)
