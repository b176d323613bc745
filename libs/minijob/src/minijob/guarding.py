"""Runs a file of answers through the answer guard; no server is asked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from screening_policy.guard import EXPECTS, guard


def guard_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """`{"id", "masked", "findings", "held"}` for each line, or `{"line", "error"}` where it holds no answer.

    Lines count from 1. Whatever goes wrong on a line, the lines after it are guarded.
    """
    for number, line in enumerate(lines, 1):
        try:
            answer = _answer(line)
        except (ValueError, RecursionError) as error:
            yield {"line": number, "error": str(error)}
        else:
            yield {"id": answer.get("id"), **_guarded(answer["text"], answer["expects"])}


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


def _guarded(text: str, expects: list[str]) -> dict[str, Any]:
    try:
        return guard(text, expects).to_json()
    except Exception as error:
        return {"masked": "", "findings": [], "held": f"failed ({type(error).__name__})"}
