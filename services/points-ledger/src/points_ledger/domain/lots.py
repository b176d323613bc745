"""Lots of points as pure values: which may be used where and when, and in which order.

An account keeps its lots as a mapping from key to free points. A key says all about its lot, so one that is
used up can be thrown away and still be restored.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
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
    via: the merged members from whom the points came, the last one last; empty for the account's own.
    """

    kind: str
    origin: str
    expires_on: str = NO_DAY
    usable_from: str = NO_DAY
    partners: tuple[str, ...] = ()
    via: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The lot's name within its account; ids of partners and members hold neither of the separators."""
        name = f"{self.kind}/{self.origin}"
        if self.kind == LIMITED:
            name += f"/{self.expires_on}/{self.usable_from}/{','.join(self.partners)}"
        return name + "".join(f"/,{member}" for member in self.via)

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
    via = tuple(part[1:] for part in rest if part.startswith(","))
    if kind == NORMAL:
        return Lot(kind, origin, via=via)
    expires_on, usable_from, partners = rest[:3]
    return Lot(kind, origin, expires_on, usable_from, tuple(partners.split(",")) if partners else (), via)


def came_from(takes: Takes, member_id: str) -> Takes:
    """The lots in which points of a merged member stand at the one that survives."""
    return {replace(lot_of(key), via=(*lot_of(key).via, member_id)).key: takes[key] for key in takes}


def went_back(takes: Takes) -> Takes:
    """The lots of the merged member again."""
    return {replace(lot_of(key), via=lot_of(key).via[:-1]).key: takes[key] for key in takes}


def as_own(takes: Takes) -> Takes:
    """The lots of somebody to whom it does not matter through whom the points came."""
    own: Takes = {}
    for key, points in takes.items():
        add(own, {replace(lot_of(key), via=()).key: points})
    return own


def usable(lots: Iterable[str], day: str, partner_id: str, normal_expires_on: str) -> list[str]:
    """Keys of what may be used: limited before normal, the nearest expiry, own ones, then the oldest."""
    found = [key for key in lots if lot_of(key).may_be_used(day, partner_id, normal_expires_on)]
    return sorted(found, key=lambda key: _turn(lot_of(key)))


def _turn(lot: Lot) -> tuple[bool, str, bool]:
    return lot.kind == NORMAL, lot.expires_on, bool(lot.via)


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
    return Lot(LIMITED, "refund", days_later(day, GRACE_DAYS), NO_DAY, lot.partners, lot.via)


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
