"""Lots of points as pure values: which may be used where and when, and in which order.

An account keeps its lots as a mapping from key to free points. A key says all about its lot, so one that is
used up can be thrown away and still be restored.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache

from points_ledger.domain.calendar import NO_DAY, days_later

NORMAL, LIMITED = "normal", "limited"
GRACE_DAYS = 30
LOTS_KEPT = 10_000

Takes = dict[str, int]
"""Points by lot key in the order of taking, which JSON keeps."""


@dataclass(frozen=True, slots=True)
class Lot:
    """What all points of a lot share.

    expires_on: the last day of limited points; empty for normal ones, whose day is the account's.
    usable_from: the first day, empty when at once. partners: where alone it may be used; empty for anywhere.
    """

    kind: str
    origin: str
    expires_on: str = NO_DAY
    usable_from: str = NO_DAY
    partners: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The lot's name within its account; ids of partners hold neither of the separators."""
        if self.kind == NORMAL:
            return f"{NORMAL}/{self.origin}"
        return f"{LIMITED}/{self.origin}/{self.expires_on}/{self.usable_from}/{','.join(self.partners)}"

    def last_day(self, normal_expires_on: str) -> str:
        """The last day on which it may be used."""
        return normal_expires_on if self.kind == NORMAL else self.expires_on

    def may_be_used(self, day: str, partner_id: str, normal_expires_on: str) -> bool:
        """Whether it is active, not expired, and meant for this partner."""
        is_time = self.usable_from <= day <= self.last_day(normal_expires_on)
        return is_time and (not self.partners or partner_id in self.partners)


@lru_cache(LOTS_KEPT)
def lot_of(key: str) -> Lot:
    """The lot that a key names."""
    kind, origin, *rest = key.split("/")
    if kind == NORMAL:
        return Lot(kind, origin)
    expires_on, usable_from, partners = rest
    return Lot(kind, origin, expires_on, usable_from, tuple(partners.split(",")) if partners else ())


def usable(lots: Iterable[str], day: str, partner_id: str, normal_expires_on: str) -> list[str]:
    """Keys of what may be used: limited before normal, the nearest expiry first, then the oldest."""
    found = [key for key in lots if lot_of(key).may_be_used(day, partner_id, normal_expires_on)]
    return sorted(found, key=lambda key: (lot_of(key).kind == NORMAL, lot_of(key).expires_on))


def take(lots: Mapping[str, int], points: int, keys: Iterable[str]) -> Takes:
    """As many points as there are, up to `points`, out of these lots in this order."""
    takes: Takes = {}
    for key in keys:
        if not points:
            break
        takes[key] = min(points, lots[key])
        points -= takes[key]
    return takes


def split(takes: Takes, points: int) -> tuple[Takes, Takes]:
    """The first `points` of what was taken, and the rest."""
    first = take(takes, points, takes)
    rest = {key: taken - first.get(key, 0) for key, taken in takes.items() if taken > first.get(key, 0)}
    return first, rest


def last_of(takes: Takes, points: int) -> tuple[Takes, Takes]:
    """The last `points` of what was taken, the last taken first, and what stays taken."""
    last, rest = split(dict(reversed(takes.items())), points)
    return last, dict(reversed(rest.items()))


def grace_of(lot: Lot, day: str) -> Lot:
    """Where points of an expired lot come back to on a refund: a limited lot that ends in GRACE_DAYS."""
    return Lot(LIMITED, "refund", days_later(day, GRACE_DAYS), NO_DAY, lot.partners)


def subtract(lots: MutableMapping[str, int], takes: Takes) -> None:
    """Takes points out; a lot that is used up goes."""
    for key, taken in takes.items():
        lots[key] -= taken
        if not lots[key]:
            del lots[key]


def add(lots: MutableMapping[str, int], takes: Takes) -> None:
    """Puts points in."""
    for key, given in takes.items():
        lots[key] = lots.get(key, 0) + given
