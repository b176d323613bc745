"""The naive model of one ID: two accounts become one, and are split again."""

from dataclasses import replace
from datetime import datetime

from tests.points_ledger.simulation.things import Member, Pile, day_of


class Merges:
    """The part of the model about members that are one; `Model` has the rest."""

    members: dict[str, Member]

    def member(self, name: str) -> Member:
        return self.members.setdefault(name, Member())

    def all_of(self, name: str) -> list[Member]:
        """All accounts that are one with this one."""
        last = self._last(name)
        return [one for other, one in list(self.members.items()) if self._last(other) == last]

    def _last(self, name: str) -> str:
        into = self.member(name).merged
        return self._last(into) if into else name

    def alive(self, one: Member, day: str) -> list[Pile]:
        """What has not expired."""
        return [pile for pile in one.piles if (pile.ends or one.normal_ends) >= day]

    def _back(self, one: Member, pile: Pile) -> None:
        for n, other in enumerate(one.piles):
            if other.is_like(pile):
                one.piles[n] = replace(other, points=other.points + pile.points)
                return
        one.piles.append(pile)

    def merge(self, name: str, into: str, at: datetime) -> bool:
        one, other = self.member(name), self.member(into)
        if one.merged or other.merged or one.is_stopped or other.is_stopped:
            return False
        day, month = day_of(at), day_of(at)[:7]
        one.merged = into
        other.used[month] = other.used.get(month, 0) + one.used.get(month, 0)
        other.earned[day] = other.earned.get(day, 0) + one.earned.get(day, 0)
        for partner in one.links:
            other.links.setdefault(partner, set()).add(name)
        return self.forward(name, into, at)

    def forward(self, name: str, into: str, at: datetime) -> bool:
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into:
            return True
        moved = self.alive(one, day)
        one.piles, other.piles = [], self.alive(other, day)
        self._move(other, one, moved, day)
        before, deaths = other.took.get(name, ([], other.deaths))
        kept = Member([pile for pile in before if pile.limited or deaths == other.deaths])
        for pile in moved:
            self._back(kept, pile)
        other.took[name] = kept.piles, other.deaths
        return True

    def split_off(self, name: str, into: str, at: datetime) -> bool:
        """What came and is still there goes back."""
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into or other.merged or other.is_stopped:
            return False
        other.piles, one.piles = self.alive(other, day), self.alive(one, day)
        came, deaths = other.took.pop(name, ([], other.deaths))
        moved = []
        for pile in came:
            if not pile.limited and deaths != other.deaths:
                continue
            for n, there in enumerate(other.piles):
                if there.is_like(pile):
                    part = min(pile.points, there.points)
                    other.piles[n] = replace(there, points=there.points - part)
                    moved += [replace(pile, points=part)] if part else []
        other.piles = [pile for pile in other.piles if pile.points]
        self._move(one, other, moved, day)
        one.merged = ""
        for partner in list(other.links):
            other.links[partner].discard(name)
            if not other.links[partner]:
                del other.links[partner]
        return True

    def _move(self, to: Member, giver: Member, piles: list[Pile], day: str) -> None:
        """Of both days of normal points the later one counts."""
        if any(not pile.limited for pile in piles) and giver.normal_ends > to.normal_ends:
            to.deaths += to.normal_ends < day
            to.normal_ends = giver.normal_ends
        for pile in piles:
            self._back(to, pile)
