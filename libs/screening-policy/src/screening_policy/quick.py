"""Tells quickly which patterns cannot match a text: each needs at least one of a few short stretches."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from re import _constants as _ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_Needs = frozenset[str]
_IGNORED = (_ops.ASSERT, _ops.ASSERT_NOT, _ops.AT)
_FEW = 12

_number: dict[int, int] = {}  # by identity: hashing a long pattern costs more than trying it
_known: list[re.Pattern[str]] = []
_by_gram: dict[str, list[int]] = defaultdict(list)
_always: list[int] = []


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text has what any match of the pattern must have; False is certain."""
    number = numbered(pattern)
    return number in _candidates(text, len(_number))


def possible(text: str) -> tuple[int, frozenset[int]]:
    """The numbers of patterns that may match a text; of those from the first on, nothing is known yet."""
    return len(_number), _candidates(text, len(_number))


def numbered(pattern: re.Pattern[str]) -> int:
    """The number under which a pattern is known here."""
    number = _number.get(id(pattern))
    if number is not None:
        return number
    _known.append(pattern)  # kept, so that no other gets its identity
    number = _number[id(pattern)] = len(_number)
    needs = (
        frozenset() if pattern.pattern == "(?!)" else _needs(_parser.parse(pattern.pattern, pattern.flags))
    )
    if needs is None:
        _always.append(number)
    for gram in needs or ():
        _by_gram[gram].append(number)
    return number


@lru_cache(maxsize=4096)
def _candidates(text: str, known: int) -> frozenset[int]:
    """The numbers of the patterns that may match; `known` is how many there are, for the cache to notice."""
    grams = set(text)
    grams.update(map("".join, pairwise(text)))
    grams.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    found = set(_always)
    for gram in grams & _by_gram.keys():
        found.update(_by_gram[gram])
    return frozenset(found)


def _needs(tree: Iterable[tuple[Any, Any]]) -> _Needs | None:
    """Stretches of which every match has at least one; None when there is no telling."""
    choices, run = list[_Needs](), ""
    for op, value in tree:
        if op is _ops.LITERAL:
            run += chr(value)
            continue
        if op in _IGNORED:
            continue
        inner = _inner(op, value)
        if run:
            choices.append(frozenset((_gram(run),)))
            run = ""
        if inner is not None:
            choices.append(inner)
    if run:
        choices.append(frozenset((_gram(run),)))
    return min(choices, key=_cost, default=None)


def _inner(op: Any, value: Any) -> _Needs | None:
    if op is _ops.SUBPATTERN:
        return _needs(value[-1])
    if op is _ops.ATOMIC_GROUP:
        return _needs(value)
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT):
        return _needs(value[2]) if value[0] > 0 else None
    if op is _ops.BRANCH:
        branches = [_needs(branch) for branch in value[1]]
        return None if None in branches else frozenset().union(*(b for b in branches if b is not None))
    if op is _ops.IN and len(value) <= _FEW and all(kind is _ops.LITERAL for kind, _ in value):
        return frozenset(chr(char) for _, char in value)
    return None


def _gram(run: str) -> str:
    """The rarest stretch of up to three letters."""
    longest = 3 if run.isascii() else 2
    if len(run) <= longest:
        return run
    return min((run[at : at + longest] for at in range(len(run) - longest + 1)), key=_rarity)


def _cost(needs: _Needs) -> float:
    return sum(map(_rarity, needs))


def _rarity(gram: str) -> float:
    """How often a stretch may be expected, roughly."""
    cost = 1.0
    for char in gram:
        cost *= (
            0.25 if char in " etaoinsrhl" else 0.05 if char.isascii() else 0.08 if char < "\u3100" else 0.004
        )
    return cost


__all__ = ["may_match", "numbered", "possible"]
