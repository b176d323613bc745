"""What a text must hold for a pattern to match it, as stretches of letters read off the pattern."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from re import _constants as _ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Choice = frozenset[str]
"""Stretches of which a match has at least one."""
Way = tuple[Choice, ...]
"""One way to match, which has something of every choice; no choice at all tells nothing."""

_ZERO_WIDTH = (_ops.ASSERT, _ops.ASSERT_NOT, _ops.AT)
_REPEATS = (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT)
_MOST_SPELLINGS = 24
_FEW_LETTERS = 8
_NOTHING = frozenset(("",))

Nodes = Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Needs:
    """`exact`: all that can match, if that is few; else `choices`, of each of which a match has one."""

    exact: Choice | None
    choices: Way = ()

    @property
    def all(self) -> Way:
        """The choices, those of the exact spellings among them."""
        return self.choices if self.exact is None else _worthwhile(self.exact)


def ways_to_match(pattern: re.Pattern[str]) -> list[Way]:
    """Every way the pattern can match; without choices it always may, with an empty one it never does."""
    if pattern.flags & re.IGNORECASE:
        return [()]
    known: dict[int, _Needs] = {}
    return [_of_sequence(nodes, known).all for nodes in _split(_parser.parse(pattern.pattern, pattern.flags))]


def _split(nodes: Iterable[tuple[Any, Any]]) -> list[list[tuple[Any, Any]]]:
    """The sequence once for each alternative of its largest branch."""
    nodes = list(nodes)
    parts = [_alternatives(op, value) for op, value in nodes]
    widest = max(range(len(nodes)), key=lambda at: len(parts[at]), default=None)
    if widest is None or len(parts[widest]) == 1:
        return [nodes]
    return [nodes[:widest] + one + nodes[widest + 1 :] for one in parts[widest]]


def _alternatives(op: Any, value: Any) -> list[list[tuple[Any, Any]]]:
    if op is _ops.BRANCH:
        return [one for branch in value[1] for one in _split(branch)]
    if op is _ops.SUBPATTERN:
        return [[(op, (*value[:-1], one))] for one in _split(value[-1])]
    return [[(op, value)]]


def _of_sequence(nodes: Iterable[tuple[Any, Any]], known: dict[int, _Needs]) -> _Needs:
    """Neighbours that can be spelled out are joined into longer stretches."""
    choices, run, broken = list[Choice](), _NOTHING, False
    for op, value in nodes:
        needs = _of_node(op, value, known)
        if needs.exact is not None and len(run) * len(needs.exact) <= _MOST_SPELLINGS:
            run = frozenset(map("".join, product(run, needs.exact)))
            continue
        choices += _worthwhile(run)
        broken = True
        run = _NOTHING if needs.exact is None else needs.exact
        choices += needs.choices
    if not broken:
        return _Needs(run)
    return _Needs(None, (*choices, *_worthwhile(run)))


def _of_node(op: Any, value: Any, known: dict[int, _Needs]) -> _Needs:
    if op is _ops.LITERAL:
        return _Needs(frozenset(chr(value)))
    if op is _ops.FAILURE or (op is _ops.ASSERT_NOT and not value[1]):
        return _Needs(frozenset())
    if op in _ZERO_WIDTH:
        return _Needs(_NOTHING)
    if op is _ops.IN:
        few = len(value) <= _FEW_LETTERS and all(kind is _ops.LITERAL for kind, _ in value)
        return _Needs(frozenset(chr(char) for _, char in value) if few else None)
    if op in _REPEATS:
        return _of_repeat(value, known)
    if op is _ops.BRANCH:
        if id(value) not in known:
            known[id(value)] = _of_branch([_of_sequence(branch, known) for branch in value[1]])
        return known[id(value)]
    if op is _ops.SUBPATTERN:
        return _of_sequence(value[-1], known)
    return _of_sequence(value, known) if op is _ops.ATOMIC_GROUP else _Needs(None)


def _of_repeat(value: Any, known: dict[int, _Needs]) -> _Needs:
    least, most, inner = value
    needs = _of_sequence(inner, known)
    if most == 1 and needs.exact is not None:
        return _Needs(needs.exact | _NOTHING if least == 0 else needs.exact)
    return _Needs(None, needs.all if least else ())


def _of_branch(branches: list[_Needs]) -> _Needs:
    spelled = [branch.exact for branch in branches if branch.exact is not None]
    if len(spelled) == len(branches) and sum(map(len, spelled)) <= _MOST_SPELLINGS:
        return _Needs(frozenset().union(*spelled))
    if not all(branch.all for branch in branches):
        return _Needs(None)
    return _Needs(None, (reduce(frozenset.union, (rarest(branch.all) for branch in branches)),))


def _worthwhile(spellings: Choice) -> Way:
    return () if "" in spellings else (spellings,)


def rarest(way: Way) -> Choice:
    """The choice that the fewest texts will have."""
    return min(way, key=how_common)


def how_common(choice: Choice) -> float:
    """How many texts will have something of the choice, roughly."""
    return sum(map(_rarity, choice))


def _rarity(stretch: str) -> float:
    """How often a stretch may be expected, roughly."""
    cost = 1.0
    for char in stretch:
        cost *= (
            0.25 if char in " etaoinsrhl" else 0.05 if char.isascii() else 0.08 if char < "\u3100" else 0.004
        )
    return cost
