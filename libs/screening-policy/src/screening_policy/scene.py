"""What a member will read, place by place: the scene that every rule looks at."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any, Literal

from screening_policy import wording
from screening_policy.frames import VARIABLE, says_nothing, without_names
from screening_policy.quick import forgets, numbered, possible
from screening_policy.reading import SHORT, Reading, read
from screening_policy.verdict import Judgement

Kind = Literal[
    "title", "instructions", "question", "option", "hint", "link", "audience", "reward", "cell", "rendered"
]

Pause = Callable[[], None]
"""Called between places; what it raises ends the screening."""
_SENTENCE_END = re.compile(r"[。!?;\n]|\.(?=\s|$)")
_HEAD: tuple[Kind, ...] = ("title", "instructions")
_ORDER_FIELDS = """
title instructions questions links audience reward_points estimated_minutes answers_per_task acceptance items
id order_id client_id version state
"""
_OF_ORDER = frozenset(_ORDER_FIELDS.split())
_OF_QUESTION = frozenset({"id", "kind", "text", "options", "required", "screens_out"})
_REACH = 200
_LONGEST = 800
READ: tuple[Kind, ...] = ("title", "instructions", "question", "option", "hint", "cell", "rendered")
"""The kinds of what a member reads as text."""
_OPEN = frozenset({"text", "number", "date"})
_CHOSEN = re.compile(
    r"(?:選ん|選択し)だ?た?(?:もの|番号|方|画像|項目|内容|理由以外)|あなたが選|(?:you|have) (?:chose"
    r"|picked|selected|ticked)|your choice"
)
_LETTERS = 8
_QUOTATION_MARKS = frozenset(('""', "“”", "「」", "『』"))
_KANA_KANJI = re.compile("[ぁ-ヿ一-鿿ｦ-ﾟ]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Place:
    """One text of an order or of a row, under the name that findings give it.

    `asks` says that a thing merely named here is thereby asked for, as in a question "Phone number:".
    `open` is a question that is answered in the member's own words, figures or pictures, `material` a
    text of a row that the member is to work on, or an option that is only compared as words.
    """

    where: str
    kind: Kind
    text: str
    asks: bool = False
    question: int | None = None
    open: bool = False
    material: bool = False

    @cached_property
    def reading(self) -> Reading:
        """The text as rules see it."""
        return read(without_names(self.text) if self.kind == "question" and "{" in self.text else self.text)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of the pattern in the text as rules see it."""
        return pattern.search(self.reading.text) if self.may_hold(numbered(pattern)) else None

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match of the pattern in the text as rules see it."""
        return pattern.finditer(self.reading.text) if self.may_hold(numbered(pattern)) else iter(())

    def may_hold(self, number: int) -> bool:
        """Whether the pattern of this number may match the text; False is certain."""
        return self.possible >> number & 1 == 1

    @cached_property
    def possible(self) -> int:
        """The patterns that may match the text, a bit for each number; a bit that is not set is certain."""
        return possible(self.reading.text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around `start:end` (folded offsets), at most 200 to either side."""
        text = self.reading.text
        first, last = max(0, start - _REACH), min(len(text), end + _REACH)
        for match in _SENTENCE_END.finditer(text, first, start):
            first = match.end()
        after = _SENTENCE_END.search(text, end, last)
        return first, after.end() if after else last

    def sentences(self) -> list[tuple[int, int]]:
        """The bounds of every sentence (folded offsets); a very long one in overlapping stretches."""
        return self._sentences

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return list(self._sentences_of())

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What was worked out about this place and may be asked for again."""
        return {}

    def _sentences_of(self) -> Iterator[tuple[int, int]]:
        at, text = 0, self.reading.text
        for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
            while end - at > _LONGEST:
                yield at, at + _LONGEST
                at += _LONGEST - _REACH
            if at < end:
                yield at, end
            at = end


def place_of(*parts: Any) -> Place:
    """`Place(*parts)`; one of a short text, which comes again and again, is looked at once."""
    return _place_once(*parts) if len(parts[2]) <= SHORT else Place(*parts)


_place_once = lru_cache(maxsize=4096)(Place)
forgets.append(_place_once.cache_clear)


@dataclass(frozen=True)
class Piece:
    """The stretch `start:end` of a rendered text that came from `offset` of one cell."""

    start: int
    end: int
    where: str
    text: str
    offset: int


@dataclass(frozen=True)
class Rendered(Place):
    """A text of the order with a row's cells put into it.

    `may_be_personal`: the frame speaks of the member, or the cells are short enough to name what it asks.
    """

    pieces: tuple[Piece, ...] = ()
    may_be_personal: bool = True

    def frame_speaks(self, start: int, end: int) -> bool:
        """Whether the order's own words have a part in `start:end` (original offsets)."""
        inside = {at for piece in self.pieces for at in range(max(start, piece.start), min(end, piece.end))}
        return any(self.text[at].isalnum() for at in range(start, end) if at not in inside)


@dataclass(frozen=True)
class Scene:
    """The places of an order, or of one row of it, with what rules need to know besides."""

    order: Mapping[str, Any]
    places: Sequence[Place]
    japanese: bool
    floor: int
    pause: Pause | None = None

    def of(self, *kinds: Kind) -> Iterator[Place]:
        """The places of these kinds, in reading order; before each, `pause` may call the screening off."""
        places = self._of.get(kinds)
        if places is None:
            places = self._of[kinds] = [place for place in self.places if place.kind in kinds]
        if self.pause is None:
            return iter(places)
        return self._pausing(places, self.pause)

    @cached_property
    def _of(self) -> dict[tuple[Kind, ...], list[Place]]:
        return {}

    @staticmethod
    def _pausing(places: Sequence[Place], pause: Pause) -> Iterator[Place]:
        for place in places:
            pause()
            yield place

    @cached_property
    def possible(self) -> int:
        """The patterns that may match some text, a bit for each number; a bit that is not set is certain."""
        return reduce(or_, (place.possible for place in self.places), 0)

    @cached_property
    def views(self) -> dict[str, Any]:
        """Places that are read together, by the scope of those who read them so."""
        return {}

    def options_of(self, question: int | None) -> list[Place]:
        """The options of one question."""
        return [place for place in self.of("option") if place.question == question]


@dataclass(frozen=True)
class Hit:
    """What a rule found at `start:end` (folded offsets) of a place.

    `hull` also covers the words that make it a request. `mend` is what to write instead of `mended` (folded
    offsets, the hit itself if not given); `about_member` says that nobody else can be meant; `offer` is a
    rewrite that the rule's own `apply` understands.
    """

    place: Place
    start: int
    end: int
    hull: tuple[int, int] | None = None
    about_member: bool = False
    verdict: Judgement | None = None
    mend: str | None = None
    mended: tuple[int, int] | None = None
    offer: str | None = None
    reason: tuple[str, str] | None = None


def scene_of(order: Mapping[str, Any], floor: int, pause: Pause | None = None) -> Scene:
    """Every place of an order (of a shape that is understood) but its items."""
    places = [place_of(key, key, order[key]) for key in _HEAD if isinstance(order.get(key), str)]
    places += [place_of(where, "instructions", text) for where, text in _unknown("", order, _OF_ORDER)]
    compares = any(wording.is_compared(place.text) for place in places)
    for number, question in enumerate(listed(order, "questions")):
        places += _of_question(number, question, compares)
    links = enumerate(listed(order, "links"))
    places += [place_of(f"links[{index}]", "link", link) for index, link in links if isinstance(link, str)]
    places += [place_of(where, "audience", text) for where, text in _texts("audience", order.get("audience"))]
    if isinstance(order.get("reward_points"), int | float):
        places.append(place_of("reward_points", "reward", str(order["reward_points"])))
    if any(place.kind == "question" and says_nothing(place.text) for place in places):
        ask = ("title", "instructions", "option")
        places = [_asking(place) if place.kind in ask else place for place in places]
    if any(place.open and _CHOSEN.search(place.text) for place in places):
        places = [_asking(place) if place.kind == "option" else place for place in places]
    return Scene(order, places, is_japanese(place.text for place in places), floor, pause)


def _asking(place: Place) -> Place:
    return place_of(place.where, place.kind, place.text, True, place.question, place.open, place.material)


def _of_question(number: int, question: Mapping[str, Any], compares: bool) -> Iterator[Place]:
    where = f"questions[{number}]"
    if isinstance(question.get("text"), str):
        is_open = question.get("kind", "text") in _OPEN and not question.get("options")
        yield place_of(f"{where}.text", "question", question["text"], True, number, is_open)
    text = str(question.get("text"))
    compared = wording.compares(text, compares)
    for index, option in enumerate(listed(question, "options")):
        if isinstance(option, str):
            yield place_of(
                f"{where}.options[{index}]",
                "option",
                option,
                False,
                number,
                False,
                compared or _is_quoted(option) or wording.is_kind_of_data(text, option),
            )
    for place, text in _unknown(f"{where}.", question, _OF_QUESTION):
        yield place_of(place, "hint", text, not place.startswith(f"{where}.rows["), number)


def _is_quoted(option: str) -> bool:
    """Whether the whole option stands in quotation marks: words to be chosen, not said to the member."""
    return len(option) > _LETTERS and f"{option[0]}{option[-1]}" in _QUOTATION_MARKS


def _unknown(prefix: str, holder: Mapping[str, Any], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The texts under keys that we do not know (help, hint, placeholder): they may reach a member as well."""
    for key, value in holder.items():
        if key not in known:
            yield from _texts(f"{prefix}{key}", value, keys=False)


def is_japanese(texts: Iterable[str]) -> bool:
    """Whether a reader of these texts will want reasons in Japanese (variables do not count)."""
    text = VARIABLE.sub("", " ".join(texts))
    kana_kanji = len(_KANA_KANJI.findall(text))
    return kana_kanji > 0 and kana_kanji * 3 >= len(_LATIN.findall(text))


def listed(holder: Mapping[str, Any], key: str) -> Sequence[Any]:
    """`holder[key]` if it is a list, else nothing."""
    value = holder.get(key)
    return value if isinstance(value, list | tuple) else ()


def _texts(where: str, value: Any, keys: bool = True) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if keys and inner not in (None, False):
                yield f"{where}.{key}", str(key)
            yield from _texts(f"{where}.{key}", inner, keys)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(f"{where}[{index}]", inner, keys)
