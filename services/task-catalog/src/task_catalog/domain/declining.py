"""Personal questions as members get them: each may be declined, and none of them is compulsory."""

from collections.abc import Mapping
from typing import Any


def declinable(document: Mapping[str, Any], declines: Mapping[str, str]) -> dict[str, Any]:
    """The document with words to decline by in the questions that `declines` names."""
    questions = [
        _with(one, declines[one["id"]]) if one["id"] in declines else one for one in document["questions"]
    ]
    return {**document, "questions": questions}


def _with(question: Mapping[str, Any], decline: str) -> dict[str, Any]:
    options = question.get("options")
    if not options:
        return {**question, "decline": decline, "required": False}
    added = [] if decline in options else [decline]
    return {**question, "decline": decline, "options": [*options, *added]}
