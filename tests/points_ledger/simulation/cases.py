"""The naive model of what is taken back, of appeals against it, and of members who leave."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.points_ledger.simulation.merging import Merges
from tests.points_ledger.simulation.things import Case, Pile, Use, day_of

GRACE = 30
WITHIN = timedelta(days=30)


class Cases(Merges):
    """The part of the model about them. `cases`: what was clawed back, by its id."""

    cases: dict[str, Case]

    def deposit(self, partner: str, yen: int) -> bool:
        raise NotImplementedError

    def propose(self, id: str, case: Case, at: datetime) -> bool:
        """One operator's word, another's after it was dismissed; nothing is taken yet."""
        former, [by] = self.cases.get(id), case.deciders[:1]
        before = former.deciders if former else []
        if at - case.granted_at > WITHIN or (former and former.state != "dismissed") or by in before:
            return False
        self.cases[id] = replace(case, deciders=[*before, by], changed=day_of(at))
        return True

    def decide(self, id: str, is_fraud: bool, by: str, at: datetime) -> bool:
        """The word of another one."""
        case = self.cases.get(id)
        if case is None or case.state != "proposed" or by in case.deciders:
            return False
        if is_fraud and at - case.granted_at > WITHIN:
            return False
        case.state, case.changed = "taken" if is_fraud else "dismissed", day_of(at)
        case.deciders.append(by)
        if is_fraud:
            self._claw_back(case, at)
        return True

    def _claw_back(self, case: Case, at: datetime) -> None:
        """Of a partner's normal points or of campaigns, pending ones first; never more than is there.

        It is taken of whom the member is merged into, and there first of what came from the member.
        """
        survivor, day, points = self._last(case.member), day_of(at), case.points
        one, origin = self.member(survivor), "partner" if case.partner else "campaign"
        of_origin = [pile for pile in self.alive(one, day) if pile.origin == origin]
        of_origin.sort(key=lambda pile: (*pile.whose, survivor)[0] != case.member)
        pending = [pile for pile in of_origin if pile.starts > day]
        others = [] if case.only_pending else [pile for pile in of_origin if pile.starts <= day]
        taken = []
        for pile in [*pending, *others]:
            part = min(points, pile.points)
            points -= part
            taken += [replace(pile, points=part)] if part else []
            one.piles[one.piles.index(pile)] = replace(pile, points=pile.points - part)
            if case.partner:
                self.deposit(case.partner, part)
        one.piles = [pile for pile in one.piles if pile.points]
        case.taken = Use(survivor, case.partner, taken, one.deaths, None, "taken")

    def appeal(self, id: str, at: datetime) -> bool:
        """Once."""
        case = self.cases.get(id)
        if case is None or case.state != "taken":
            return False
        case.state, case.changed = "appealed", day_of(at)
        return True

    def judge(self, id: str, is_reversed: bool, by: str, at: datetime) -> bool:
        """A third operator's: it stays, or all of it comes back, for what the partner has to pay again."""
        case = self.cases.get(id)
        if case is None or case.state != "appealed" or case.taken is None or by in case.deciders:
            return False
        case.state, case.changed = "ended", day_of(at)
        if is_reversed:
            if case.partner:
                self.deposit(case.partner, -sum(pile.points for pile in case.taken.piles))
            self._give(case.taken, case.taken.piles, at, grace=True)
        return True

    def _give(self, use: Use, piles: list[Pile], at: datetime, grace: bool) -> None:
        """Back to the very piles; what had to die meanwhile is gone, or gets days of grace."""
        one, day = self.member(use.member), day_of(at)
        for pile in piles:
            died_since = not pile.limited and use.deaths != one.deaths
            if not died_since and (pile.ends or one.normal_ends) >= day:
                self._back(one, pile)
            elif grace:
                until = (date.fromisoformat(day) + timedelta(days=GRACE)).isoformat()
                self._back(one, Pile(True, "refund", pile.points, until, "", pile.partners, pile.whose))

    def leave(self, name: str, at: datetime) -> bool:
        """All accounts that are one; the first asking counts."""
        for one in self.all_of(name):
            one.leaves = one.leaves or _days_after(day_of(at), GRACE)
        return True

    def has_left(self, name: str, day: str) -> bool:
        """Whether the days to spend what was left are over."""
        return bool(self.member(name).leaves) and day > self.member(name).leaves

    def waits(self, name: str, day: str) -> bool:
        """Whether what was taken back of a member may still come back, or has come lately."""
        of_member = [one for one in self.cases.values() if one.member in self.names_of(name)]
        is_open = any(one.state in ("proposed", "appealed") for one in of_member)
        return is_open or any(_days_after(one.changed, GRACE) >= day for one in of_member)

    def lapse(self, name: str, at: datetime) -> bool:
        """All that is left goes, and no partner sees the account."""
        if self.has_left(name, day_of(at)):
            self.member(name).piles, self.member(name).links = [], {}
        return True


def _days_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
