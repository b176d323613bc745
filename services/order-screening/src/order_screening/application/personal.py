"""Which questions are personal, and by what words a member declines or agrees to them; pay never changes."""

from collections.abc import Mapping, Sequence
from typing import Any

import screening_policy
from screening_policy import Pause, declines
from screening_policy.scene import is_japanese

CONSENT = {
    True: "特に配慮を要する個人情報を尋ねる質問と理解し、回答に同意します",
    False: "I understand that this asks for sensitive personal information, and agree to answer it",
}
DECLINE = {True: "答えたくない", False: "Prefer not to answer"}
Question = Mapping[str, Any]


def personal_questions(document: Mapping[str, Any], pause: Pause) -> list[dict[str, str]]:
    """`{"question", "decline"}` of each question that would be refused if it were compulsory (S3).

    Of one that asks for what needs special care (S1) also the words of "consent"; of each, where the order
    around the questions asks for it.
    """
    questions: Sequence[Question] = document["questions"]
    firm = [
        {**one, "required": True, "options": [text for text in _options(one) if not declines(text)]}
        for one in questions
    ]
    found = screening_policy.screen({**document, "questions": firm}, pause=pause).findings
    personal, careful = (
        {finding.where.partition(".")[0] for finding in found if finding.rule == rule}
        for rule in ("S3", "S1")
    )
    around = any(not place.startswith("questions[") for place in careful)
    numbered = [(f"questions[{number}]", one) for number, one in enumerate(questions)]
    return [
        declining(one, around or place in careful) for place, one in numbered if place in personal | careful
    ]


def declining(question: Question, careful: bool) -> dict[str, str]:
    """The words that decline it (an option that does so already, or those to add) and agree to it."""
    options = _options(question)
    japanese = is_japanese([question["text"], *options])
    own = next((text for text in options if declines(text)), None)
    consent = {"consent": CONSENT[japanese]} if careful else {}
    return {"question": question["id"], "decline": own or DECLINE[japanese], **consent}


def _options(question: Question) -> Sequence[str]:
    return question.get("options") or []
