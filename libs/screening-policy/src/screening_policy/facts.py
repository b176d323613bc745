"""Finds where a place asks about a fact of the member."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import Match, Pattern

from screening_policy import cues
from screening_policy.asking import is_addressed
from screening_policy.patterns import compiled
from screening_policy.quick import bits, expected, may_match, numbered
from screening_policy.quoting import is_cited
from screening_policy.scene import Hit, Place, Rendered, Scene

_NEAR = 100
_NO_TAIL = r"(?:(?<![a-z])(?=[a-z])|(?=[^a-z])|^)"  # an English word is found at its beginning alone


@dataclass(frozen=True, eq=False)
class Fact:
    """Something about the member that a question may be about.

    `plain` words are about the member wherever a question uses them ("your income", 年収); `vague` ones only
    beside words that speak of the member ("diabetes" in "have you ever had ...").
    """

    plain: str
    vague: str = r"(?!)"
    not_before: str = r"(?!)"

    def __post_init__(self) -> None:
        expected.append(lambda: self.either)

    @cached_property
    def _plain(self) -> Pattern[str]:
        return compiled(f"{_NO_TAIL}(?:{self.plain})")

    @cached_property
    def numbers(self) -> tuple[int, int]:
        """The numbers of its patterns."""
        return numbered(self._plain), numbered(self._vague)

    @cached_property
    def either(self) -> int:
        """The patterns of which one must match, a bit for each number."""
        return bits(self.numbers)

    @cached_property
    def _vague(self) -> Pattern[str]:
        return compiled(f"{_NO_TAIL}(?:{self.vague})")

    @cached_property
    def _other(self) -> Pattern[str]:
        return compiled(self.not_before)

    def in_question(self, place: Place) -> Sequence[Hit]:
        """Where a question, or material that speaks to the member, asks about it; once a sentence."""
        if not place.possible & self.either:
            return ()
        hits: tuple[Hit, ...] | None = place.memory.get(self)
        if hits is None:
            plain, vague = map(place.may_hold, self.numbers)
            hits = place.memory[self] = tuple(self._in_question(place, plain, vague))
        return hits

    def _in_question(self, place: Place, plain: bool, vague: bool) -> Iterator[Hit]:
        if isinstance(place, Rendered) and not place.may_be_personal:
            return
        text = place.reading.text
        for first, last in place.sentences():
            sentence = text[first:last]
            matches = self._matches(sentence, plain, vague)
            match = next((m for m in matches if not _let_off(place, sentence, m)), None)
            if match is None or _is_cited(place, first + match.start(), first + match.end()):
                continue
            if self._is_meant(place, first, last, match):
                yield Hit(place, first + match.start(), first + match.end(), (first, last))

    def _is_meant(self, place: Place, first: int, last: int, match: Match[str]) -> bool:
        """Whether a sentence of a cell asks at all; a question of the order always does."""
        sentence = place.reading.text[first:last]
        if place.kind != "cell":
            return True
        if not is_addressed(place, first, last):
            return False
        is_field = place.asks and match[0].strip() == sentence.strip()
        return is_field or bool((cues.SHORT_ASK if place.asks else cues.QUESTION).search(sentence))

    def _matches(self, sentence: str, plain: bool, vague: bool) -> Iterator[Match[str]]:
        found = list(self._plain.finditer(sentence)) if plain else []
        yield from (m for m in found if not self._other.match(sentence, m.end()))
        found = list(self._vague.finditer(sentence)) if vague else []
        if found and cues.MEMBER.search(sentence):
            yield from (m for m in found if not self._other.match(sentence, m.end()))

    def plainly(self, text: str) -> Match[str] | None:
        """The first mention in a folded text of words that are about the member anywhere."""
        return self._plain.search(text) if may_match(self._plain, text) else None

    def told_to_write(self, scene: Scene) -> Iterator[Hit]:
        """Where the title or the instructions ask to write about it."""
        if not scene.possible & self.either:
            return
        for place in scene.of("title", "instructions"):
            for hit in self.in_question(place):
                sentence = place.reading.text[slice(*place.sentence(hit.start, hit.end))]
                if cues.QUESTION.search(sentence) and not cues.UNWANTED.search(sentence):
                    yield hit

    def mentioned(self, text: str) -> Match[str] | None:
        """The first mention of any kind in a folded text."""
        plain = self._plain.search(text) if may_match(self._plain, text) else None
        return plain or (self._vague.search(text) if may_match(self._vague, text) else None)


def told_of_in(texts: Place | Scene, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """Those of the facts that may be mentioned there."""
    if not texts.possible & _mentions(facts):
        return
    for fact in facts:
        if texts.possible & fact.either:
            yield fact


@lru_cache(maxsize=1024)
def _mentions(facts: tuple[Fact, ...]) -> int:
    return bits(number for fact in facts for number in fact.numbers)


def _is_cited(place: Place, start: int, end: int) -> bool:
    return place.kind != "cell" and is_cited(place.reading.text, start, end)


def _let_off(place: Place, sentence: str, match: Match[str]) -> bool:
    """Whether the words around a fact make it an opinion, or a fact about the material."""
    before = sentence[max(0, match.start() - _NEAR) : match.start()]
    after = sentence[match.end() : match.end() + _NEAR]
    own = match[0].startswith("your ") or cues.MEMBERS_OWN.search(before)
    if not own and cues.OPINION.search(f"{before} {after}"):
        return True
    if place.kind != "cell" and cues.MENTIONED.match(after):
        return True
    near = before + match[0] + after
    if not own and place.kind != "cell" and cues.SHOWN.search(f"{before} {after}"):
        return True
    return place.kind != "cell" and bool(cues.MATERIAL.search(near)) and not cues.SPOKEN_TO.search(near)
