"""K1: whether what a client can put together would single members out, judged from counts alone."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from screening_policy.attributes import COARSER, NAMES, attributes_of, finest
from screening_policy.scene import is_japanese
from screening_policy.verdict import Finding, Judgement

K = 20
SMALL_PERCENT_MOST = 5

Combination = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linkable:
    """What a client has learned under pseudonyms that this order would continue.

    attributes: of its earlier orders with a linkable pseudonym, their audiences included. is_known: whether
    the order that it continues is known at all.
    """

    attributes: Combination = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Cells:
    """A combination of attributes among the members that an order is meant for.

    small_percent: how many of 100 share theirs with fewer than K, rounded up; None when too few have told
    these attributes to say.
    """

    attributes: Combination
    small_percent: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for an order: nothing about anybody.

    eligible: members that it is meant for, rounded down to 100. reaches_k: whether they are K or more.
    """

    eligible: int
    reaches_k: bool
    cells: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """What K1 says. digest: SHA-256 of exactly what it was said of, in hexadecimal."""

    verdict: Judgement
    findings: tuple[Finding, ...]
    digest: str


def combinations(own: Sequence[str], linkable: Linkable) -> tuple[Combination, ...]:
    """What has to be counted for K1: all that can be put together, then what a single change would leave.

    own: `attributes_of` the order.
    """
    return tuple(dict.fromkeys(combination for combination, _ in _changes(own, linkable)))


def k1(order: Mapping[str, Any], linkable: Linkable, counts: Counts | None) -> CellVerdict:
    """The verdict on cells. The same input always gets the same verdict. counts: None when nobody counted."""
    return CellVerdict(*_judged(order, linkable, counts), _digest(order, linkable, counts))


def _judged(
    order: Mapping[str, Any], linkable: Linkable, counts: Counts | None
) -> tuple[Judgement, tuple[Finding, ...]]:
    own = attributes_of(order)
    all_of_it = finest([*own, *linkable.attributes])
    texts = [str(order.get("title", "")), *(str(q.get("text", "")) for q in order.get("questions") or ())]
    say = _Words(0 if is_japanese(texts) else 1)
    if not linkable.is_known:
        return _found("human", "second_wave_of", "", say.unknown_wave())
    if counts is None:
        return _found("human", "audience", say.names(all_of_it), say.not_counted())
    if not counts.reaches_k:
        return _found("refuse", "audience", "", say.too_few())
    shares = {cells.attributes: cells.small_percent for cells in counts.cells}
    share = shares.get(all_of_it)
    if all_of_it and share is None:
        return _found("human", "audience", say.names(all_of_it), say.not_counted())
    if not all_of_it or share is None or share <= SMALL_PERCENT_MOST:
        return "pass", ()
    ways = [
        say.change(change)
        for combination, change in _changes(own, linkable)
        if change and _is_wide(combination, shares)
    ]
    return _found("refuse", "audience", say.names(all_of_it), say.too_fine(all_of_it, share, ways))


def _is_wide(combination: Combination, shares: Mapping[Combination, int | None]) -> bool:
    share = shares.get(combination)
    return not combination or (share is not None and share <= SMALL_PERCENT_MOST)


def _changes(own: Sequence[str], linkable: Linkable) -> Iterator[tuple[Combination, tuple[str, ...]]]:
    """Each combination with the change that leads to it: none, (drop, x), (coarser, x, y) or (apart,)."""
    linked = linkable.attributes
    whole = finest([*own, *linked])
    yield whole, ()
    for name in own:
        rest = [one for one in own if one != name]
        if coarse := COARSER.get(name):
            yield from _if_new(whole, [*rest, coarse, *linked], ("coarser", name, coarse))
        yield from _if_new(whole, [*rest, *linked], ("drop", name))
    if linked:
        yield from _if_new(whole, own, ("apart",))


def _if_new(
    whole: Combination, attributes: Iterable[str], change: tuple[str, ...]
) -> Iterator[tuple[Combination, tuple[str, ...]]]:
    combination = finest(attributes)
    if combination != whole:
        yield combination, change


def _found(verdict: Judgement, where: str, quote: str, reason: str) -> tuple[Judgement, tuple[Finding, ...]]:
    return verdict, (Finding("K1", verdict, where, (0, 0), quote, reason),)


def _digest(order: Mapping[str, Any], linkable: Linkable, counts: Counts | None) -> str:
    given = [order, asdict(linkable), counts and asdict(counts), K, SMALL_PERCENT_MOST]
    text = json.dumps(given, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return sha256(text.encode()).hexdigest()


class _Words:
    """The reasons, in the language of the order."""

    def __init__(self, language: int) -> None:
        self.language = language

    def _say(self, japanese: str, english: str) -> str:
        return (japanese, english)[self.language]

    def names(self, attributes: Iterable[str]) -> str:
        return self._say("、", ", ").join(NAMES[name][self.language] for name in attributes)

    def unknown_wave(self) -> str:
        return self._say(
            "続きとして指定された前回の依頼が確認できないため、担当者が確認します",
            "The earlier order that this one continues is not known, so a person must look at it",
        )

    def not_counted(self) -> str:
        return self._say(
            f"{K}人未満に絞り込まれないかを数えられなかったため、担当者が確認します",
            f"A person must look: it could not be counted whether fewer than {K} members would be told apart",
        )

    def too_few(self) -> str:
        return self._say(
            f"対象となる会員が{K}人未満です。対象の条件をゆるめてください",
            f"Fewer than {K} members belong to the audience; widen it",
        )

    def too_fine(self, attributes: Iterable[str], share: int, ways: Sequence[str]) -> str:
        named, listed = self.names(attributes), self._say("、または", "; or ").join(ways)
        told = self._say(
            f"結び付けられる項目（{named}）の組み合わせで、対象者の約{share}％が{K}人未満に絞り込まれます。",
            f"By what can be linked ({named}), {share} % of the audience are narrowed down to under {K}. ",
        )
        none = self._say(
            "一つの変更では足りません。項目を二つ以上減らしてください", "Drop more than one of them"
        )
        return told + (listed or none)

    def change(self, change: tuple[str, ...]) -> str:
        kind, *names = change
        first, *more = (NAMES[name][self.language] for name in names) if names else ("",)
        if kind == "coarser":
            return self._say(f"{first}を{more[0]}にする", f"ask {more[0]} instead of {first}")
        if kind == "drop":
            return self._say(f"{first}を聞かない", f"do not ask {first}")
        return self._say("前回までの依頼の続きにしない", "do not continue the earlier orders")
