"""Personal questions as members get them: each may be declined, none is compulsory or ends the work.

Where an answer needs special care (S1), a member agrees first.
"""

from collections.abc import Mapping
from typing import Any


def declinable(
    document: Mapping[str, Any], declines: Mapping[str, str], consents: Mapping[str, str]
) -> dict[str, Any]:
    """The document with words to decline by, and to agree with, in the questions that are named."""
    questions = [
        _with(one, declines[one["id"]]) | {"consent": consents.get(one["id"])}
        if one["id"] in declines
        else one
        for one in document["questions"]
    ]
    return {**document, "questions": questions}


def _with(question: Mapping[str, Any], decline: str) -> dict[str, Any]:
    options = question.get("options")
    if not options:
        return {**question, "decline": decline, "required": False}
    added = [] if decline in options else [decline]
    return {**question, "decline": decline, "options": [*options, *added]}


def personal_exits(document: Mapping[str, Any], declines: Mapping[str, str]) -> list[dict[str, Any]]:
    """A finding for each personal question, one that `declines` names, with answers that end the work."""
    return [
        {
            "rule": "S3",
            "verdict": "fix",
            "where": f"questions[{number}].text",
            "reason": "a personal question may not end the work: who may answer is said by the audience",
            "rewrite": "screens_out: none",
        }
        for number, question in enumerate(document["questions"])
        if question.get("screens_out") and question["id"] in declines
    ]
