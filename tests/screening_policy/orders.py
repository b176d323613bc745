"""Orders that tests vary: a harmless one, and the same with a question or other parts exchanged."""

from collections.abc import Mapping
from typing import Any

Order = dict[str, Any]


def harmless(**parts: object) -> Order:
    question = {"id": "q1", "kind": "text", "text": "Which colour do you like best?", "required": False}
    order: Order = {
        "title": "A short task",
        "instructions": "Answer the question.",
        "links": [],
        "questions": [question],
    }
    return order | {"reward_points": 50, "estimated_minutes": 1} | parts


def asking(text: str, *options: str, kind: str = "text", required: bool = False, **parts: object) -> Order:
    question = {"id": "q1", "kind": "single" if options else kind, "text": text, "required": required}
    if options:
        question["options"] = list(options)
    return harmless(questions=[question], **parts)


def of_example(example: str | Mapping[str, Any]) -> Order:
    return asking(example) if isinstance(example, str) else harmless(**example)
