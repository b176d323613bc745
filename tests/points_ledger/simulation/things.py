"""What the naive model is about: piles of points, members, uses, and what waits; days are those of Tokyo."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

TOKYO = timedelta(hours=9)
EARNED_A_DAY = 700
LATE, AHEAD = timedelta(days=7), timedelta(minutes=5)


@dataclass(frozen=True)
class Pile:
    """Points that are alike; `ends` is empty for normal points, whose day is the member's.

    `whose`: the merged members from whom they came, the last one last; empty for the member's own.
    """

    limited: bool
    origin: str
    points: int
    ends: str = ""
    starts: str = ""
    partners: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()

    def is_like(self, other: "Pile") -> bool:
        return replace(self, points=0) == replace(other, points=0)


@dataclass
class Member:
    """`piles` oldest first; `deaths` counts how often all normal points had to die.

    `told`: what of earned is counted by whom one is merged into.
    `counted`: what a merged member added to used and earned, by member and month or day.
    `granted`: by partner and merged member, whose name is empty for the member's own, points by day.
    `leaves`: the last day to spend what is left, empty for one who stays.
    `links`: by whose will a partner may, the member's own or that of one who is merged into it.
    """

    piles: list[Pile] = field(default_factory=list)
    normal_ends: str = ""
    deaths: int = 0
    links: dict[str, set[str]] = field(default_factory=dict)
    granted: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    is_stopped: bool = False
    used: dict[str, int] = field(default_factory=dict)
    worked: dict[str, int] = field(default_factory=dict)
    earned: dict[str, int] = field(default_factory=dict)
    merged: str = ""
    merged_on: str = ""
    told: dict[str, int] = field(default_factory=dict)
    counted: dict[tuple[str, str], int] = field(default_factory=dict)
    leaves: str = ""

    def granted_on(self, partner: str, day: str) -> int:
        """What a partner has granted, to merged members before too."""
        return sum(on(days, day) for (other, _), days in self.granted.items() if other == partner)


@dataclass
class Use:
    """A hold or a spend: `piles` in the order of taking, of which the last are given back first.

    points: of the hold. captured: of these.
    """

    member: str
    partner: str
    piles: list[Pile]
    deaths: int
    until: datetime | None
    state: str
    is_e_money: bool = False
    points: int = 0
    captured: int = 0


@dataclass
class Case:
    """Points of a grant that operators hold for fraud; `changed` is the day of the last word about it."""

    member: str
    partner: str
    points: int
    only_pending: bool
    granted_at: datetime
    deciders: list[str]
    changed: str
    state: str = "proposed"
    taken: Use | None = None


@dataclass(frozen=True)
class Kept:
    """Of the pay of a task that was passed on: for whom how many points are, and under which id they wait."""

    to: str
    points: int
    aside: str


@dataclass
class Aside:
    """What waits for a person; `to` is empty for what the giver has earned itself."""

    giver: str
    to: str
    piles: list[Pile]
    deaths: int
    until: datetime


def in_turn(piles: list[Pile]) -> list[Pile]:
    """Limited ones first, then what ends first, and own ones before those of a merged member."""
    return sorted(piles, key=lambda pile: (not pile.limited, pile.ends, pile.whose != ()))


def on(counter: dict[str, int], when: str) -> int:
    """Points of a day or month, or of the last one that has begun when that is later."""
    return counter.get(max([when, *counter]), 0)


def add(counter: dict[str, int], when: str, points: int) -> None:
    """What is stamped late counts on the day or month that has begun."""
    counter[max([when, *counter])] = on(counter, when) + points


def day_of(at: datetime) -> str:
    """The day in Tokyo."""
    return (at + TOKYO).date().isoformat()


def is_told_in_time(moment: datetime | None, at: datetime) -> bool:
    """Of what happened before it is booked: days later at most, and not after the clock here."""
    return moment is None or at - LATE <= moment <= at + AHEAD


def year_later(day: str) -> str:
    """The end of the month before the same month of the next year."""
    earned = date.fromisoformat(day)
    return (date(earned.year + 1, earned.month, 1) - timedelta(days=1)).isoformat()


def cut(piles: list[Pile], points: int) -> tuple[list[Pile], list[Pile]]:
    """The first `points`, and the rest."""
    first, rest = [], []
    for pile in piles:
        part = min(points, pile.points)
        points -= part
        first += [replace(pile, points=part)] if part else []
        rest += [replace(pile, points=pile.points - part)] if part < pile.points else []
    return first, rest
