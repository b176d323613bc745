"""The naive model of one ID: two accounts become one, and are split again."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.points_ledger.simulation.things import EARNED_A_DAY, Aside, Member, Pile, Use, add, day_of, on


class Merges:
    """The part of the model about members that are one; `Model` has the rest."""

    members: dict[str, Member]
    uses: dict[str, Use]
    asides: dict[str, Aside]
    proposed: dict[str, tuple[str, str]]

    def member(self, name: str) -> Member:
        return self.members.setdefault(name, Member())

    def _pick(self, one: Member, kinds: list[Pile], points: int) -> list[Pile]:
        """Takes points out of piles like these, in order."""
        taken = []
        for kind in kinds:
            pile = next(other for other in one.piles if other.is_like(kind))
            part = min(points, pile.points)
            if part:
                points -= part
                taken.append(replace(pile, points=part))
                one.piles[one.piles.index(pile)] = replace(pile, points=pile.points - part)
        one.piles = [pile for pile in one.piles if pile.points]
        return taken

    def held(self, name: str) -> int:
        held = [use for use in self.uses.values() if use.member == name and use.state == "held"]
        return sum(pile.points for use in held for pile in use.piles)

    def all_of(self, name: str) -> list[Member]:
        """All accounts that are one with this one."""
        return [self.member(one) for one in self.names_of(name)]

    def names_of(self, name: str) -> set[str]:
        """Their names."""
        last = self._last(name)
        return {other for other in [*self.members, name] if self._last(other) == last}

    def _last(self, name: str) -> str:
        into = self.member(name).merged
        return self._last(into) if into else name

    def alive(self, one: Member, day: str) -> list[Pile]:
        """What has not expired."""
        return [pile for pile in one.piles if (pile.ends or one.normal_ends) >= day]

    def _live_until(self, one: Member, until: str, day: str) -> None:
        """What is earned moves the day of all normal points of those who are one, unless they had died."""
        if until > one.normal_ends:
            one.deaths += one.normal_ends < day
            one.normal_ends = until
            for other in self.members.values():
                is_of_one = bool(other.merged) and self.member(other.merged) is one
                if is_of_one and other.normal_ends >= max(day, other.merged_on):
                    self._live_until(other, until, day)

    def _back(self, one: Member, pile: Pile) -> None:
        for n, other in enumerate(one.piles):
            if other.is_like(pile):
                one.piles[n] = replace(other, points=other.points + pile.points)
                return
        one.piles.append(pile)

    def ask_merge(self, name: str, into: str, by: str, at: datetime) -> bool:
        """Two operators have to want it, one after the other."""
        one, other = self.member(name), self.member(into)
        if one.merged or other.merged or one.is_stopped or other.is_stopped:
            return False
        wanted, proposed_by = self.proposed.get(name, ("", ""))
        if wanted != into:
            self.proposed[name] = into, by
            return True
        if proposed_by == by:
            return False
        del self.proposed[name]
        self._merge(name, into, at)
        return True

    def _merge(self, name: str, into: str, at: datetime) -> None:
        one, other = self.member(name), self.member(into)
        day, month = day_of(at), day_of(at)[:7]
        one.merged, one.merged_on = into, day
        self._count(other, name, other.used, month, on(one.used, month) + self.held(name))
        self._count(other, name, other.earned, day, on(one.earned, day))
        add(other.worked, day, on(one.earned, day))
        for partner in {partner for partner, _ in one.granted}:
            other.granted[partner, name] = {day: one.granted_on(partner, day)}
        for partner in one.links:
            other.links.setdefault(partner, set()).add(name)
        self._forward(name, into, day, is_merging=True)

    def _count(self, other: Member, name: str, counter: dict[str, int], when: str, more: int) -> None:
        """What a merged member adds, until it is split off."""
        counter[when] = counter.get(when, 0) + more
        other.counted[name, when] = other.counted.get((name, when), 0) + more

    def forward(self, name: str, into: str, at: datetime, aside: str) -> bool:
        """What both have earned above the limit of a day waits."""
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into:
            return True
        new = on(one.earned, day) - one.told.get(day, 0)
        before, moved = on(other.worked, day), self._forward(name, into, day)
        if not moved:
            return True
        new = min(new, sum(pile.points for pile in moved))
        self._count(other, name, other.earned, day, new)
        other.worked[day] = before + new
        work = sum(pile.points for pile in moved if pile.is_like(Pile(False, "work", 0, whose=(name,))))
        above = min(work, new, max(0, before + new - EARNED_A_DAY))
        if above:
            waits = self._pick(other, [Pile(False, "work", 0, whose=(name,))], above)
            self.asides[aside] = Aside(into, "", waits, other.deaths, at + timedelta(hours=72))
        return True

    def _forward(self, name: str, into: str, day: str, is_merging: bool = False) -> list[Pile]:
        one, other = self.member(name), self.member(into)
        one.piles, other.piles = self.alive(one, day), self.alive(other, day)
        moved = [pile for pile in one.piles if not pile.whose or self.member(pile.whose[-1]).merged == name]
        one.piles = [pile for pile in one.piles if pile not in moved]
        moved = [replace(pile, whose=(*pile.whose, name)) for pile in moved]
        if moved or is_merging:
            one.told[day] = on(one.earned, day)
            if one.normal_ends >= day:
                self._live_until(other, one.normal_ends, day)
                self._live_until(one, other.normal_ends, day)
        for pile in moved:
            self._back(other, pile)
        self._follow(other, day)
        return moved

    def _follow(self, one: Member, day: str) -> None:
        """What came in lives as long as the points of the account that this one is merged into."""
        if one.merged:
            last = self.member(one.merged)
            self._follow(last, day)
            if one.normal_ends >= day:
                self._live_until(one, last.normal_ends, day)

    def split_off(self, name: str, into: str, at: datetime) -> bool:
        """What came and is still there goes back, and no longer counts for the survivor."""
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into or other.merged or other.is_stopped:
            return False
        self._hand_back(name, into, day)
        for when in other.worked:
            other.worked[when] -= other.counted.get((name, when), 0)
        other.granted = {of: days for of, days in other.granted.items() if of[1] != name}
        for counter in (other.used, other.earned):
            for when in counter:
                counter[when] -= other.counted.pop((name, when), 0)
        one.merged = ""
        one.told = {}
        for partner in list(other.links):
            other.links[partner].discard(name)
            if not other.links[partner]:
                del other.links[partner]
        return True

    def give_back(self, name: str, into: str, at: datetime) -> bool:
        """What is free of a member who stands for itself again."""
        if self.member(name).merged != into:
            self._hand_back(name, into, day_of(at))
        return True

    def _hand_back(self, name: str, into: str, day: str) -> None:
        one, other = self.member(name), self.member(into)
        other.piles, one.piles = self.alive(other, day), self.alive(one, day)
        moved = [pile for pile in other.piles if pile.whose[-1:] == (name,)]
        other.piles = [pile for pile in other.piles if pile not in moved]
        if any(not pile.limited for pile in moved):
            self._live_until(one, other.normal_ends, day)
        for pile in moved:
            self._back(one, replace(pile, whose=pile.whose[:-1]))
