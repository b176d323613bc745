"""A draft order that is put together piece by piece; what does not fit is kept as a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ADVISED_POINTS_A_MINUTE = 10
TITLE_MAX, TEXT_MAX, OPTION_MAX, QUESTIONS_MAX, OPTIONS_MAX = 200, 2_000, 200, 30, 100
ANSWERS_MAX = 100
INSTRUCTIONS_MAX = 5_000
_SPACE = re.compile(r"\s+")


class BrokenSource(ValueError):
    """The file is not what it is said to be; the message says why."""


def plain(text: str | None, most: int = TEXT_MAX) -> str:
    """A text in one line, without what an order does not take."""
    return _SPACE.sub(" ", text or "").strip()[:most]


@dataclass
class Draft:
    """An order of the public API in the making, its items, and what was not carried over."""

    title: str = ""
    instructions: str = ""
    answers_per_task: int = 1
    acceptance: str = "client"
    estimated_minutes: float = 1
    questions: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def leave(self, what: str) -> None:
        """Notes what was not carried over, once."""
        if what not in self.left:
            self.left.append(what)

    def ask(self, name: str, kind: str, text: str, options: Sequence[str | None] = (), **more: Any) -> None:
        """Adds a question; more: required, min, max. What cannot be asked is noted."""
        chosen = list(dict.fromkeys(plain(option, OPTION_MAX) for option in options if plain(option)))
        if kind in ("single", "multi") and not 2 <= len(chosen) <= OPTIONS_MAX:
            self.leave(f"question {name}: {len(chosen)} options, a choice has 2 to {OPTIONS_MAX}")
        elif len(self.questions) == QUESTIONS_MAX:
            self.leave(f"question {name}: an order asks at most {QUESTIONS_MAX}")
        else:
            question = {"id": f"q{len(self.questions) + 1}", "kind": kind, "text": plain(text) or name}
            self.questions.append({**question, "options": chosen, **more})

    def add_items(self, rows: list[dict[str, Any]]) -> None:
        """Adds rows; numbers become texts, and what is neither is noted."""
        for row in rows:
            item = {name: str(value) for name, value in row.items() if isinstance(value, str | int | float)}
            for name in row.keys() - item.keys():
                self.leave(f"column {name}: its values are neither texts nor numbers")
            if item:
                self.items.append(item)

    def show(self, columns: list[str]) -> None:
        """Puts columns that no question names yet before the first question."""
        texts = " ".join(question["text"] for question in self.questions)
        missing = " ".join(f"{{{name}}}" for name in columns if f"{{{name}}}" not in texts)
        if missing and self.questions:
            self.questions[0]["text"] = plain(f"{missing} {self.questions[0]['text']}")

    def order(self) -> dict[str, Any]:
        """The document for `POST /v1/orders`. Raises BrokenSource when nothing can be asked."""
        if not self.questions:
            raise BrokenSource(f"no question could be carried over: {'; '.join(self.left) or 'none found'}")
        self.leave("purpose, recipient and retention: state them before you submit")
        if len(self.instructions) > INSTRUCTIONS_MAX:
            self.leave(f"instructions beyond {INSTRUCTIONS_MAX} characters")
        return {
            "title": plain(self.title, TITLE_MAX) or "Imported order",
            "instructions": plain(self.instructions, INSTRUCTIONS_MAX),
            "questions": self.questions,
            "reward_points": max(1, round(ADVISED_POINTS_A_MINUTE * self.estimated_minutes)),
            "estimated_minutes": self.estimated_minutes,
            "answers_per_task": min(max(self.answers_per_task, 1), ANSWERS_MAX),
            "acceptance": self.acceptance,
        }

    def to_json(self) -> dict[str, Any]:
        """`{"order", "items", "not_carried_over"}`"""
        order = self.order()
        return {"order": order, "items": self.items, "not_carried_over": self.left}
