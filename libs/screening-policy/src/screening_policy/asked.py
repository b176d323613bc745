"""What the questions of an order ask, to be held against its instructions."""

import re
from functools import cached_property
from re import Pattern

from screening_policy import clashing as words
from screening_policy.reading import read
from screening_policy.scene import Scene, listed


class Asked:
    """What the questions ask, to be held against the instructions."""

    def __init__(self, scene: Scene) -> None:
        self.questions = listed(scene.order, "questions")
        self.kinds = [question.get("kind") for question in self.questions]
        self.texts = [place.reading.text for place in scene.of("question", "hint")]
        self._raw = [str(question.get("text")) for question in self.questions]
        self.title = "\n".join(place.reading.text for place in scene.of("title"))
        self.options = [
            [read(option).text for option in listed(question, "options") if isinstance(option, str)]
            for question in self.questions
        ]
        told = list(scene.of("instructions"))
        self.told = "\n".join(place.reading.text for place in told)
        self.sentences = [place.reading.text[slice(*ends)] for place in told for ends in place.sentences()]
        self.shows = bool(listed(scene.order, "links")) or any("{" in text for text in self._raw)

        self._shown: dict[Pattern[str], bool] = {}
        self._found: dict[tuple[Pattern[str], tuple[str, ...]], list[re.Match[str]]] = {}

    def found(self, pattern: Pattern[str], *kinds: str) -> list[re.Match[str]]:
        """Its first match in each question (of these kinds) that says it; searched for once."""
        if (pattern, kinds) not in self._found:
            texts = self.of(*kinds) if kinds else self.texts
            self._found[pattern, kinds] = [match for text in texts if (match := pattern.search(text))]
        return self._found[pattern, kinds]

    def of(self, *kinds: str) -> list[str]:
        """The texts of the questions of these kinds."""
        asked = zip(self._raw, self.kinds, strict=True)
        return [read(text).text for text, kind in asked if kind in kinds]

    def shows_any(self, pattern: Pattern[str]) -> bool:
        """Whether a question, an option or the title has such words."""
        if pattern not in self._shown:
            self._shown[pattern] = bool(pattern.search(self._all))
        return self._shown[pattern]

    @cached_property
    def _all(self) -> str:
        return f"{self.words}\n{self.title}"

    @cached_property
    def words(self) -> str:
        """All that the questions and their options say."""
        return "\n".join([*self.texts, *(option for options in self.options for option in options)])

    @cached_property
    def scales(self) -> list[tuple[int | None, int | None, int | None]]:
        """For each question the number that is best, the one that is worst, and the last one."""
        return [
            (number_in(words.HIGH, text), number_in(words.LOW, text), range_in(text)) for text in self.texts
        ]


def number_in(pattern: Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return told_in(found) if found else None


def told_in(found: re.Match[str]) -> int:
    return value_of(found["n"] or found["m"])


def range_in(text: str) -> int | None:
    found = words.RANGE.search(text)
    return int(found["steps"] or found["high"]) if found else None


def value_of(word: str) -> int:
    """What a number says that is written in digits, in English or in kanji (below 1,000)."""
    if word.isdigit() or word in words.NUMBERS:
        return int(word) if word.isdigit() else words.NUMBERS[word]
    hundreds, hundred, rest = word.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return _digit(hundreds, hundred) * 100 + _digit(tens, ten) * 10 + _digit(ones, ones)


def _digit(before: str, unit: str) -> int:
    """The digit before a unit; a unit alone is one of it."""
    if not before:
        return 1 if unit else 0
    return int(before) if before.isdigit() else words.NUMBERS.get(before, 0)
