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
        for mine, theirs, when in ((one.used, other.used, month), (one.earned, other.earned, day)):
            theirs[when] = theirs.get(when, 0) + mine.get(when, 0)
            other.counted[name, when] = mine.get(when, 0)
        for partner in one.links:
            other.links.setdefault(partner, set()).add(name)
        return self.forward(name, into, at)

    def forward(self, name: str, into: str, at: datetime) -> bool:
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into:
            return True
        one.piles, other.piles = self.alive(one, day), self.alive(other, day)
        moved = [pile for pile in one.piles if not pile.whose or self.member(pile.whose[-1]).merged == name]
        one.piles = [pile for pile in one.piles if pile not in moved]
        self._move(other, one, [replace(pile, whose=(*pile.whose, name)) for pile in moved], day)
        return True

    def split_off(self, name: str, into: str, at: datetime) -> bool:
        """What came and is still there goes back, and no longer counts for the survivor."""
        one, other, day = self.member(name), self.member(into), day_of(at)
        if one.merged != into or other.merged or other.is_stopped:
            return False
        self._hand_back(name, into, day)
        for counter in (other.used, other.earned):
            for when in counter:
                counter[when] -= other.counted.pop((name, when), 0)
        one.merged = ""
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
        self._move(one, other, [replace(pile, whose=pile.whose[:-1]) for pile in moved], day)

    def _move(self, to: Member, giver: Member, piles: list[Pile], day: str) -> None:
        """Of both days of normal points the later one counts."""
        if any(not pile.limited for pile in piles) and giver.normal_ends > to.normal_ends:
            to.deaths += to.normal_ends < day
            to.normal_ends = giver.normal_ends
        for pile in piles:
            self._back(to, pile)
