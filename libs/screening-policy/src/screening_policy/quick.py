"""Tells quickly which patterns cannot match a text: one scan finds every stretch that a match would need."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

import ahocorasick

from screening_policy.needs import Choice, Way, rarest, ways_to_match

_FULL = 1.15
_LOOKS = 64

expected: list[Callable[[], object]] = []
"""What numbers patterns that are sure to be looked for; done before the first look."""
forgets: list[Callable[[], object]] = []
"""What drops answers that knew fewer patterns."""

_number: dict[int, int] = {}  # by identity: hashing a long pattern costs more than trying it
_known: list[re.Pattern[str]] = []
_ways: list[list[Way]] = []


class _Index:
    """The patterns known at one time, under the stretches that they need."""

    def __init__(self, ways: Iterable[list[Way]]) -> None:
        self.size = 0
        self._always = set[int]()
        self._triggers: dict[str, list[tuple[int, tuple[Choice, ...]]]] = defaultdict(list)
        stretches = set[str]()
        for number, ways_of_one in enumerate(ways):
            self.size += 1
            for way in ways_of_one:
                if not way:
                    self._always.add(number)
                    continue
                first = rarest(way)
                others = tuple(choice for choice in way if choice is not first)
                for stretch in first:
                    self._triggers[stretch].append((number, others))
                stretches.update(*way)
        self._automaton = ahocorasick.Automaton()
        for stretch in sorted(stretches):
            self._automaton.add_word(stretch, stretch)
        self._automaton.make_automaton()

    def possible(self, text: str) -> frozenset[int]:
        """The numbers of the patterns that may match."""
        found = set(self._always)
        held = {stretch for _, stretch in self._automaton.iter(text)} if len(self._automaton) else set()
        for stretch in held & self._triggers.keys():
            for number, others in self._triggers[stretch]:
                if number not in found and not any(choice.isdisjoint(held) for choice in others):
                    found.add(number)
        return frozenset(found)


class _Sieve:
    """The index in use. It is made anew when many patterns, or for some time a few, are not in it."""

    def __init__(self) -> None:
        self._index = _Index(())
        self._looks = 0

    def index(self) -> _Index:
        while expected:
            expected.pop()()
        if self._index.size < len(_known):
            self._looks += 1
            if self._looks > _LOOKS or len(_known) > self._index.size * _FULL:
                self._index, self._looks = _Index(_ways), 0
                for forget in forgets:
                    forget()
        return self._index


_sieve = _Sieve()


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text has what any match of the pattern must have; False is certain."""
    number = numbered(pattern)
    known, numbers = possible(text)
    return number in numbers or number >= known


def possible(text: str) -> tuple[int, frozenset[int]]:
    """The numbers of patterns that may match a text; of those from the first on, nothing is known yet."""
    index = _sieve.index()
    return index.size, _possible(text, index)


def numbered(pattern: re.Pattern[str]) -> int:
    """The number under which a pattern is known here."""
    number = _number.get(id(pattern))
    if number is None:
        number = _number[id(pattern)] = len(_known)
        _known.append(pattern)  # kept, so that no other gets its identity
        _ways.append(ways_to_match(pattern))
    return number


@lru_cache(maxsize=4096)
def _possible(text: str, index: _Index) -> frozenset[int]:
    return index.possible(text)


forgets.append(_possible.cache_clear)

__all__ = ["expected", "forgets", "may_match", "numbered", "possible"]
