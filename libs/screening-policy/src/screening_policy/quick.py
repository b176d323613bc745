"""Tells quickly which patterns cannot match a text: one scan finds every stretch that a match would need."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from operator import itemgetter, or_

import ahocorasick
import numpy as np

from screening_policy.needs import Way, how_common, rarest, ways_to_match

_FULL = 1.5
_LOOKS = 1_000
_FOUND = itemgetter(1)

expected: list[Callable[[], object]] = []
"""What numbers patterns that are sure to be looked for; done before the first look."""
forgets: list[Callable[[], object]] = []
"""What drops answers that knew fewer patterns."""

_number: dict[int, int] = {}  # by identity: hashing a long pattern costs more than trying it
_known: list[re.Pattern[str]] = []
_ways: list[list[Way]] = []


class _Index:
    """The patterns known at one time, under the stretches that they need."""

    def __init__(self, ways: Sequence[list[Way]]) -> None:
        self.size = len(ways)
        self._always = sum(1 << number for number, of_one in enumerate(ways) if () in of_one)
        every = [(number, way) for number, of_one in enumerate(ways) for way in of_one if way]
        choices = {choice: at for at, choice in enumerate({choice: 0 for _, way in every for choice in way})}
        self._number = np.array([number for number, _ in every], np.intp)
        self._needs = np.full((len(every), max((len(way) for _, way in every), default=1)), len(choices))
        self._satisfied = np.zeros(len(choices) + 1, bool)
        self._satisfied[-1] = True  # what stands where a way has fewer choices than others
        satisfies, triggers = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for row, (_, way) in enumerate(every):
            self._needs[row, : len(way)] = [choices[choice] for choice in sorted(way, key=how_common)]
            for stretch in rarest(way):
                triggers[stretch].append(row)
        for choice, at in choices.items():
            for stretch in choice:
                satisfies[stretch].append(at)
        self._second = self._needs[:, min(1, self._needs.shape[1] - 1)].copy()
        self._automaton = ahocorasick.Automaton()
        for stretch in sorted(satisfies):
            both = np.array(satisfies[stretch], np.intp), np.array(triggers[stretch], np.intp)
            self._automaton.add_word(stretch, (stretch, both))
        self._automaton.make_automaton()

    def possible(self, text: str) -> int:
        """The patterns that may match, a bit for each number."""
        held = dict(map(_FOUND, self._automaton.iter(text))) if len(self._automaton) else {}
        if not held:
            return self._always
        satisfied = self._satisfied.copy()
        satisfied[np.concatenate([choices for choices, _ in held.values()])] = True
        rows = np.concatenate([rows for _, rows in held.values()])
        rows = rows[satisfied[self._second[rows]]]  # leaves few of them
        may = np.zeros(self.size, bool)
        may[self._number[rows[satisfied[self._needs[rows]].all(axis=1)]]] = True
        return self._always | int.from_bytes(np.packbits(may, bitorder="little").tobytes(), "little")


class _Sieve:
    """The index in use. It is made anew when many patterns, or for ever longer a few, are not in it."""

    def __init__(self) -> None:
        self._index = _Index(())
        self._looks, self._patience = 0, _LOOKS

    def index(self) -> _Index:
        while expected:
            expected.pop()()
        if self._index.size < len(_known):
            self._looks += 1
            if self._looks > self._patience or len(_known) > self._index.size * _FULL:
                self.take_in()
        return self._index

    def take_in(self) -> None:
        self._index, self._looks, self._patience = _Index(_ways), 0, 4 * self._patience
        for forget in forgets:
            forget()


_sieve = _Sieve()


def take_in() -> None:
    """Makes the index anew with every pattern that is known by now, so that no order waits for it later."""
    _sieve.take_in()


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text has what any match of the pattern must have; False is certain."""
    return possible(text) >> numbered(pattern) & 1 == 1


def possible(text: str) -> int:
    """The patterns that may match a text, a bit for each number; set for those not yet looked for."""
    index = _sieve.index()
    return _possible(text, index)


def bits(numbers: Iterable[int]) -> int:
    """A bit for each of these numbers."""
    return reduce(or_, (1 << number for number in numbers), 0)


def numbered(pattern: re.Pattern[str]) -> int:
    """The number under which a pattern is known here."""
    number = _number.get(id(pattern))
    if number is None:
        number = _number[id(pattern)] = len(_known)
        _known.append(pattern)  # kept, so that no other gets its identity
        _ways.append(ways_to_match(pattern))
    return number


def commonness(number: int) -> float:
    """How often the pattern of a number may be expected to be possible, for comparison with others."""
    return sum(min(map(how_common, way), default=1.0) for way in _ways[number])


@lru_cache(maxsize=4096)
def _possible(text: str, index: _Index) -> int:
    return index.possible(text) | -1 << index.size


forgets.append(_possible.cache_clear)

__all__ = ["bits", "commonness", "expected", "forgets", "may_match", "numbered", "possible", "take_in"]
