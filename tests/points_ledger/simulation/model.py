"""What the rules of points say, as plainly as possible; written apart from the ledger's own code.

Days are ISO dates in Tokyo. Every method answers whether the ledger must do it (True) or refuse it (False).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.points_ledger.simulation.debts import Debts
from tests.points_ledger.simulation.granting import Granting
from tests.points_ledger.simulation.things import (
    EARNED_A_DAY,
    Aside,
    Case,
    Kept,
    Member,
    Pile,
    Use,
    add,
    cut,
    day_of,
    in_turn,
    is_told_in_time,
    on,
)

GRACE = 30
AT_ONCE, IN_A_MONTH = 300, 1_500
BETWEEN_A_DAY, REMEMBERED, PEOPLE = 150, 30, 3


class Model(Granting, Debts):
    """All members and partners. done, moments: references of partners, and when what was done happened."""

    def __init__(self) -> None:
        self.members: dict[str, Member] = {}
        self.uses: dict[str, Use] = {}
        self.money: dict[str, int] = {}
        self.owed: dict[str, int] = {}
        self.done: set[str] = set()
        self.moments: dict[str, datetime | None] = {}
        self.caps: dict[str, tuple[int, int]] = {}
        self.key_caps: dict[tuple[str, str], int] = {}
        self.given: dict[tuple[str, str], dict[str, int]] = {}
        self.units: dict[str, int] = {}
        self.asides: dict[str, Aside] = {}
        self.passed: dict[frozenset[str], dict[str, int]] = {}
        self.shared: list[tuple[str, str, str]] = []
        self.cases: dict[str, Case] = {}
        self.proposed: dict[str, tuple[str, str]] = {}
        self.yen, self.locked, self.paid = 0, 0, 0
        self.debts: dict[str, tuple[str, int, Kept | None]] = {}

    def link(self, name: str, partner: str) -> bool:
        if self.member(name).merged:
            return False
        self.member(name).links.setdefault(partner, set()).add(name)
        return True

    def unlink(self, name: str, partner: str) -> bool:
        """At all accounts that are one."""
        for one in self.all_of(name):
            one.links.pop(partner, None)
        return True

    def work(self, name: str, points: int, at: datetime, aside: str, kept: Kept | None = None) -> bool:
        """What is above the limit of the day is earned, but waits under the id `aside`.

        kept: what of it goes on to who passed the task on, and is not the doer's.
        """
        one, day, pile = self.member(name), day_of(at), Pile(False, "work", points)
        own = points - (kept.points if kept else 0)
        above = min(own, max(0, on(one.worked, day) + own - EARNED_A_DAY))
        self._put(one, pile, at)
        add(one.worked, day, points)
        add(one.earned, day, points)
        if kept:
            self._keep(name, kept, replace(pile, points=0), at)
        if above:
            waits = self._pick(one, [replace(pile, points=0)], above)
            self.asides[aside] = Aside(name, "", waits, one.deaths, at + timedelta(hours=72))
        return True

    def _keep(self, doer: str, kept: Kept, pile: Pile, at: datetime) -> None:
        one, day = self.member(doer), day_of(at)
        if self.has_left(kept.to, day) or kept.to in self.names_of(doer):
            return
        between = kept.points + self._between(doer, kept.to, day)
        earned = on(self.member(kept.to).earned, day) + kept.points
        piles = self._pick(one, [pile], kept.points)
        if one.is_stopped or between > BETWEEN_A_DAY or earned > EARNED_A_DAY:
            self.asides[kept.aside] = Aside(doer, kept.to, piles, one.deaths, at + timedelta(hours=72))
        else:
            self._pass_on(doer, kept.to, piles, at)

    def _between(self, giver: str, name: str, day: str) -> int:
        """What has passed on that day, either way, between all accounts of the two."""
        return sum(
            on(self.passed.get(frozenset((one, other)), {}), day)
            for one in self.names_of(giver)
            for other in self.names_of(name)
        )

    def split(self, giver: str, parts: list[tuple[str, int]], at: datetime, asides: list[str]) -> bool:
        """All of it, or nothing; a part against a limit waits."""
        one, day = self.member(giver), day_of(at)
        normal = in_turn([pile for pile in self.alive(one, day) if not pile.limited])
        if one.is_stopped or one.merged or any(self.member(name).merged for name, _ in parts):
            return False
        if any(self.has_left(name, day) for name, _ in parts):
            return False
        if sum(pile.points for pile in normal) < sum(points for _, points in parts):
            return False
        came_from = self._origins(giver, day)
        for (name, points), aside in zip(parts, asides, strict=True):
            receivers, between = self.names_of(name), points + self._between(giver, name, day)
            earned = on(self.member(name).earned, day) + points
            piles = self._pick(one, normal, points)
            normal = in_turn([pile for pile in one.piles if not pile.limited])
            if receivers & came_from or between > BETWEEN_A_DAY or earned > EARNED_A_DAY:
                self.asides[aside] = Aside(giver, name, piles, one.deaths, at + timedelta(hours=72))
            else:
                self._pass_on(giver, name, piles, at)
        return True

    def _origins(self, name: str, day: str) -> set[str]:
        """Whose points these were, through at most three people."""
        last: dict[str, str] = {}
        for _, to, when in self.shared:
            last[to] = max(when, last.get(to, day))
        found: set[str] = set()
        level = {name}
        for _ in range(PEOPLE):
            hands = {one for other in level for one in self.names_of(other)}
            level = {one for one, to, when in self.shared if to in hands and when >= _month_before(last[to])}
            found |= level
        return found

    def _pass_on(self, giver: str, name: str, piles: list[Pile], at: datetime) -> None:
        """Receiving moves no day, but for somebody without any."""
        one, day = self.member(name), day_of(at)
        if one.normal_ends < day:
            one.piles = self.alive(one, day)
            in_grace = (date.fromisoformat(day) + timedelta(days=GRACE)).isoformat()
            others = self.member(giver).normal_ends
            self._live_until(one, others if others >= day else in_grace, day)
        for pile in piles:
            self._back(one, replace(pile, whose=()))
        points = sum(pile.points for pile in piles)
        add(one.earned, day, points)
        add(self.passed.setdefault(frozenset((giver, name)), {}), day, points)
        self.shared.append((giver, name, day))

    def end_aside(self, id: str, decision: str, at: datetime) -> bool:
        """`release`, `return`, or `lapse`, which passes nothing out of a stopped account."""
        found = self.asides.get(id)
        if found is None or (decision == "return" and not found.to):
            return decision == "lapse"
        one, day = self.member(found.giver), day_of(at)
        if decision == "release" and found.to and one.is_stopped:
            return False
        del self.asides[id]
        is_dead = found.deaths != one.deaths or one.normal_ends < day
        stays = decision == "return" or (decision == "lapse" and one.is_stopped)
        if found.to and not stays:
            self._pass_on(found.giver, found.to, found.piles, at)
        elif not is_dead:
            for pile in found.piles:
                self._back(one, pile)
        return True

    def waiting(self, name: str) -> int:
        return sum(pile.points for one in self.asides.values() if one.giver == name for pile in one.piles)

    def set_unit(self, partner: str, unit: int) -> bool:
        self.units[partner] = unit
        return True

    def take(
        self,
        use: str,
        name: str,
        partner: str,
        points: int,
        at: datetime,
        until: datetime | None,
        moment: datetime | None,
        is_e_money: bool = False,
    ) -> bool:
        """A hold when `until` is given, else a spend. moment: when it happened, and not what was pending."""
        one, day = self.member(name), day_of(at)
        if partner not in one.links or one.is_stopped or one.merged or not is_told_in_time(moment, at):
            return False
        if points % self.units.get(partner, 1) or points > AT_ONCE:
            return False
        if on(one.used, day[:7]) + self.held(name) + points > IN_A_MONTH:
            return False
        begun = min(day, day_of(moment or at))
        may = [
            p for p in self.alive(one, day) if p.starts <= begun and (not p.partners or partner in p.partners)
        ]
        if is_e_money:
            may = [pile for pile in may if not pile.limited]
        if sum(pile.points for pile in may) < points:
            return False
        taken = []
        for pile in in_turn(may):
            part = min(points, pile.points)
            if part:
                points -= part
                taken.append(replace(pile, points=part))
                left = replace(pile, points=pile.points - part)
                one.piles[one.piles.index(pile)] = left
        one.piles = [pile for pile in one.piles if pile.points]
        points = sum(pile.points for pile in taken)
        state = "held" if until else "used"
        self.uses[use] = Use(name, partner, taken, one.deaths, until, state, is_e_money, points)
        if not until:
            self._pay(self.uses[use], day)
        return True

    def _pay(self, use: Use, day: str) -> None:
        """The partner gets its yen, and the month of the member fills."""
        points = sum(pile.points for pile in use.piles)
        add(self.member(use.member).used, day[:7], points)
        self._owe(use.partner, points)

    def capture(self, use: str, points: int | None, at: datetime, moment: datetime | None) -> bool:
        """Once; the same again is no other one."""
        found = self.uses.get(use)
        if found is None or found.until is None:
            return False
        wanted = found.points if points is None else points
        if found.state == "used":
            return found.captured == wanted
        if found.state != "held" or at >= found.until or not is_told_in_time(moment, at):
            return False
        if self.member(found.member).is_stopped or wanted > found.points:
            return False
        if wanted != found.points and wanted % self.units.get(found.partner, 1):
            return False
        kept, back = cut(found.piles, wanted)
        found.piles, found.state, found.captured = kept, "used", wanted
        self._pay(found, day_of(at))
        self._give(found, back, at, grace=False)
        return True

    def void(self, use: str, at: datetime, moment: datetime | None) -> bool:
        """Once; the same again is no other one."""
        found = self.uses.get(use)
        if found is None or found.state != "held":
            return found is not None and found.state == "voided"
        if not is_told_in_time(moment, at):
            return False
        self._end(found, "voided", at)
        return True

    def time_out(self, use: str, at: datetime) -> bool:
        """Ends a hold that is late, if it still is one."""
        found = self.uses[use]
        if found.state == "held" and found.until is not None and at >= found.until:
            self._end(found, "expired", at)
        return True

    def _end(self, found: Use, state: str, at: datetime) -> None:
        back, found.piles, found.state = found.piles, [], state
        self._give(found, back, at, grace=False)

    def refund(self, use: str, points: int | None, at: datetime, moment: datetime | None) -> bool:
        found = self.uses.get(use)
        if found is None or found.state != "used" or found.is_e_money or not is_told_in_time(moment, at):
            return False
        left = sum(pile.points for pile in found.piles)
        if not left or (points is not None and points > left):
            return False
        wanted = left if points is None else points
        found.piles, back = cut(found.piles, left - wanted)
        self._owe(found.partner, -wanted)
        self._give(found, back[::-1], at, grace=True)
        return True

    def _owe(self, partner: str, yen: int) -> None:
        self.owed[partner] = self.owed.get(partner, 0) + yen

    def expire(self, name: str, at: datetime) -> bool:
        one = self.member(name)
        one.piles = self.alive(one, day_of(at))
        return True

    def stop(self, name: str, is_stopped: bool) -> bool:
        """All accounts that are one."""
        for one in self.all_of(name):
            one.is_stopped = is_stopped
        return True


def _month_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=REMEMBERED)).isoformat()
