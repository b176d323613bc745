"""Which questions are personal, and by what words a member declines them; pay never changes."""

from collections.abc import Mapping, Sequence
from typing import Any

import screening_policy
from screening_policy import Pause, declines
from screening_policy.scene import is_japanese

DECLINE = {True: "答えたくない", False: "Prefer not to answer"}
Question = Mapping[str, Any]


def personal_questions(document: Mapping[str, Any], pause: Pause) -> list[dict[str, str]]:
    """`{"question", "decline"}` of each question that would be refused if it were compulsory (S3)."""
    questions: Sequence[Question] = document["questions"]
    firm = [
        {**one, "required": True, "options": [text for text in _options(one) if not declines(text)]}
        for one in questions
    ]
    found = screening_policy.screen({**document, "questions": firm}, pause=pause).findings
    places = {finding.where for finding in found if finding.rule == "S3"}
    return [declining(one) for number, one in enumerate(questions) if f"questions[{number}].text" in places]


def declining(question: Question) -> dict[str, str]:
    """The words that decline it: an option that does so already, or those to add, in its language."""
    options = _options(question)
    own = next((text for text in options if declines(text)), None)
    words = own or DECLINE[is_japanese([question["text"], *options])]
    return {"question": question["id"], "decline": words}


def _options(question: Question) -> Sequence[str]:
    return question.get("options") or []
