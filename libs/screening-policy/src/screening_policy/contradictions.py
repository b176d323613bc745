"""Whether a sentence of the instructions contradicts what the questions of the order ask."""

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from re import Pattern

from screening_policy import clashing as words
from screening_policy.quick import bits, numbered
from screening_policy.reading import read
from screening_policy.scene import Place, Scene, listed

Clash = Callable[[str, "Asked"], bool]


class Asked:
    """What the questions ask, to be held against the instructions."""

    def __init__(self, scene: Scene) -> None:
        self.questions = listed(scene.order, "questions")
        self.kinds = [question.get("kind") for question in self.questions]
        self.texts = [place.reading.text for place in scene.of("question", "hint")]
        self._others = [place.reading.text for place in scene.of("option", "title")]
        self._raw = [str(question.get("text")) for question in self.questions]
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
        return "\n".join([*self.texts, *self._others])

    @cached_property
    def scales(self) -> list[tuple[int | None, int | None, int | None]]:
        """For each question the number that is best, the one that is worst, and the last one."""
        return [(_number(words.HIGH, text), _number(words.LOW, text), _range(text)) for text in self.texts]


def _one_or_many(sentence: str, asked: Asked) -> bool:
    if words.ONE.search(sentence) and not words.MANY.search(sentence):
        return bool(asked.found(words.MANY, "multi", "single", "text", "ranking"))
    wants_many = words.MANY.search(sentence) and not words.ONE.search(sentence)
    ones = asked.found(words.ONE, "single", "multi") if wants_many else []
    return bool(ones) and len(ones) == len(asked.of("single", "multi"))


def _written_or_chosen(sentence: str, asked: Asked) -> bool:
    if words.NO_WRITING.search(sentence):
        return bool(asked.found(words.WRITTEN, "text"))
    return bool(words.NO_LIST.search(sentence)) and bool(asked.of("single", "multi"))


def _left_open(sentence: str, asked: Asked) -> bool:
    if words.FULL.search(sentence):
        return bool(asked.found(words.OPEN))
    return bool(words.FREE.search(sentence)) and bool(asked.found(words.MUST))


def _language(sentence: str, asked: Asked) -> bool:
    if len(set(words.LANGUAGE_OF.findall(sentence))) != 1:
        return False
    same, other = words.ENGLISH, words.JAPANESE
    if not same.search(sentence):
        same, other = other, same
    return bool(same.search(sentence) and asked.found(other) and not asked.found(same))


def _length(sentence: str, asked: Asked) -> bool:
    most, least = _number(words.AT_MOST, sentence), _number(words.AT_LEAST, sentence)
    if most is not None and any(_told(found) > most for found in asked.found(words.AT_LEAST)):
        return True
    return least is not None and any(_told(found) < least for found in asked.found(words.AT_MOST))


def _number(pattern: Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return _told(found) if found else None


def _told(found: re.Match[str]) -> int:
    return int(found["n"] or found["m"])


def _scale(sentence: str, asked: Asked) -> bool:
    best, worst = _number(words.HIGH, sentence), _number(words.LOW, sentence)
    ends = _range(sentence)
    if ends is None and None in (best, worst):
        return False
    for their_best, their_worst, their_end in asked.scales:
        known = None not in (best, worst, their_best, their_worst)
        if known and _falls(best, worst) != _falls(their_best, their_worst):
            return True
        if ends and their_end and ends != their_end:
            return True
    return False


def _falls(best: int | None, worst: int | None) -> bool:
    return (best or 0) < (worst or 0)


def _range(text: str) -> int | None:
    found = words.RANGE.search(text)
    return int(found["steps"] or found["high"]) if found else None


def _count(sentence: str, asked: Asked) -> bool:
    there = len(asked.questions)
    for match in words.COUNT.finditer(sentence):
        word = match["a"] or match["b"] or match["c"]
        before = sentence[max(0, match.start() - 8) : match.start()]
        if words.CHOOSE_OF.match(sentence, match.end()) or before.endswith(("of ", "of the ")):
            continue
        told = _value(word)
        if told < there and not words.IN_ALL.search(sentence):
            continue
        if told not in (0, there) and (told > 1 or not match["c"]):
            return True
    return any(int(match["n"]) > there for match in words.NUMBERED.finditer(sentence))


def _media(sentence: str, asked: Asked) -> bool:
    """Whether the instructions work on a medium that no question, item or link has."""
    if asked.shows or not words.USED.search(sentence) or asked.shows_any(words.SEEN):
        return False
    if words.PHOTO_WANTED.search(sentence) and "photo" not in asked.kinds:
        return True
    return any(
        medium.search(sentence)
        and not asked.shows_any(medium)
        and not (name == "picture" and "photo" in asked.kinds)
        for name, medium in words.MEANT.items()
    )


def _kinds(sentence: str, asked: Asked) -> bool:
    """Whether the sentence wants answers of a kind that no question takes."""
    kinds = set(asked.kinds)
    if words.CHOOSE.search(sentence):
        offers = any(listed(question, "options") for question in asked.questions)
        if not offers and kinds <= {"text", "number", "date", "photo"} and not words.WRITTEN.search(sentence):
            return True
    if words.COMPOSE.search(sentence) and kinds <= {"single", "multi", "rating", "matrix"}:
        return True
    if kinds & {"rating", "matrix", "number", "nps"} or not words.RATE.search(sentence):
        return False
    return not asked.shows_any(words.RATED)


def _amount(sentence: str, asked: Asked) -> bool:
    """Whether another number of choices is wanted than a question wants."""
    told = words.PICKS.search(sentence)
    if told is None:
        return False
    return any(_picked(found) != _picked(told) for found in asked.found(words.PICKS))


def _value(word: str) -> int:
    """What a number says that is written in digits, in English or in kanji (below 100)."""
    if word.isdigit() or word in words.NUMBERS:
        return int(word) if word.isdigit() else words.NUMBERS[word]
    tens, ten, ones = word.partition("十")
    digits = [words.NUMBERS.get(part, int(part) if part.isdigit() else 0) for part in (tens, ones)]
    return (digits[0] or 1) * 10 + digits[1] if ten else 0


def _picked(found: re.Match[str]) -> int:
    return _value(found["n"] or found["m"])


def _missing(sentence: str, asked: Asked) -> bool:
    """Whether the sentence sends to a text or link that is not there."""
    linked = bool(words.LINKED.search(sentence))
    if not (linked or words.PASSAGE.search(sentence)) or asked.shows or "http" in sentence:
        return False
    there = asked.shows_any(words.QUOTE) or asked.shows_any(words.LINK_ITSELF)
    return not there and (linked or all(len(text) <= 100 for text in asked.texts))


def _only_some(sentence: str, asked: Asked) -> bool:
    """Whether a question must be answered that the sentence says to leave out."""
    found = words.ONLY_ONE.search(sentence)
    others = [question for question in asked.questions if question.get("required", True)]
    return found is not None and len(others) > 1


def _numbers_only(sentence: str, asked: Asked) -> bool:
    if not words.DIGITS.search(sentence):
        return False
    return bool(asked.found(words.WRITTEN, "text"))


def _direction(sentence: str, asked: Asked) -> bool:
    told = words.INTO.search(sentence)
    return told is not None and any(
        _language_of(found) != _language_of(told) for found in asked.found(words.INTO)
    )


def _language_of(found: re.Match[str]) -> str:
    return found["a"] or found["b"]


# What a sentence says that can contradict a question: it matches one of these.
_CLASHES: Mapping[Clash, tuple[Pattern[str], ...]] = {
    _one_or_many: (words.ONE, words.MANY),
    _written_or_chosen: (words.NO_WRITING, words.NO_LIST),
    _left_open: (words.FULL, words.FREE),
    _language: (words.LANGUAGE_OF,),
    _length: (words.AT_MOST, words.AT_LEAST),
    _scale: (words.HIGH, words.RANGE),
    _count: (words.COUNT, words.NUMBERED),
    _media: (words.USED,),
    _kinds: (words.CHOOSE, words.COMPOSE, words.RATE),
    _amount: (words.PICKS,),
    _missing: (words.LINKED, words.PASSAGE),
    _only_some: (words.ONLY_ONE,),
    _numbers_only: (words.DIGITS,),
    _direction: (words.INTO,),
}


def clashes_in(instructions: Place) -> list[Clash]:
    """The ways in which a sentence of these instructions may contradict a question."""
    return [clash for clash, needed in _needed() if instructions.possible & needed]


@cache
def _needed() -> tuple[tuple[Clash, int], ...]:
    return tuple((clash, bits(map(numbered, said))) for clash, said in _CLASHES.items())
