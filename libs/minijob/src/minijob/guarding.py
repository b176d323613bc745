"""Runs a file of answers through the answer guard; no server is asked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from minijob.lines import answered
from screening_policy.guard import EXPECTS, guard


def guard_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """`{"id", "masked", "findings", "held"}` for each line, `{"line", "error"}` where it is no answer."""
    return answered(lines, _guarded)


def _answer(line: bytes) -> dict[str, Any]:
    """Raises ValueError naming the field that is wrong."""
    answer = json.loads(line)
    if not isinstance(answer, dict):
        raise ValueError("an answer is no object")
    if not isinstance(answer.get("text"), str):
        raise ValueError("text is no text")
    if not isinstance(answer.get("id"), str | int | None) or isinstance(answer.get("id"), bool):
        raise ValueError("id is neither a text nor a whole number")
    expects = answer.get("expects")
    expects = [expects] if isinstance(expects, str) else expects or []
    if not isinstance(expects, list) or not all(isinstance(one, str) and one in EXPECTS for one in expects):
        raise ValueError(f"expects is not made of {', '.join(EXPECTS)}")
    return {**answer, "expects": expects}


def _guarded(line: bytes) -> dict[str, Any]:
    answer = _answer(line)
    try:
        found = guard(answer["text"], answer["expects"]).to_json()
    except Exception as error:
        found = {"masked": "", "findings": [], "held": f"failed ({type(error).__name__})"}
    return {"id": answer.get("id"), **found}
