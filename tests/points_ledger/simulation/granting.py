"""The naive model of what partners give: out of what they have prefunded, and within caps."""

from datetime import datetime

from tests.points_ledger.simulation.cases import Cases
from tests.points_ledger.simulation.things import Member, Pile, add, day_of, is_told_in_time, year_later

CAPS = 3_000, 1_000_000


class Granting(Cases):
    """The part of the model about it.

    caps: by partner, of a member and of all in a day. key_caps, given: by partner and API key, whose name is
    empty for all of the partner's.
    """

    money: dict[str, int]
    caps: dict[str, tuple[int, int]]
    key_caps: dict[tuple[str, str], int]
    given: dict[tuple[str, str], dict[str, int]]

    def deposit(self, partner: str, yen: int) -> bool:
        self.money[partner] = self.money.get(partner, 0) + yen
        return True

    def cap(self, partner: str, of_member: int, of_all: int) -> bool:
        self.caps[partner] = of_member, of_all
        return True

    def cap_key(self, partner: str, key: str, points: int | None) -> bool:
        self.key_caps.pop((partner, key), None)
        if points is not None:
            self.key_caps[partner, key] = points
        return True

    def grant(
        self, name: str, partner: str, pile: Pile, key: str, at: datetime, moment: datetime | None
    ) -> bool:
        """On the day that has begun for the partner, when it is stamped late."""
        one, of_member, of_all = self.member(name), *self.caps.get(partner, CAPS)
        day = max([day_of(at), *self.given.get((partner, ""), {})])
        most = {(partner, ""): of_all, (partner, key): self.key_caps.get((partner, key), of_all)}
        counted = {of: self.given.setdefault(of, {}).get(day, 0) + pile.points for of in most}
        if partner not in one.links or one.merged or not is_told_in_time(moment, at):
            return False
        if pile.ends and pile.ends < day_of(at):
            return False
        if one.granted_on(partner, day_of(at)) + pile.points > of_member:
            return False
        if any(counted[of] > most[of] for of in most) or self.money.get(partner, 0) < pile.points:
            return False
        for of in counted:
            self.given[of][day] = counted[of]
        add(one.granted.setdefault((partner, ""), {}), day_of(at), pile.points)
        self.money[partner] -= pile.points
        self._put(one, pile, at)
        return True

    def _put(self, one: Member, pile: Pile, at: datetime) -> None:
        """What has died is gone for whatever comes late, too."""
        day = day_of(at)
        if one.normal_ends < day:
            one.piles = self.alive(one, day)
        if not pile.limited:
            self._live_until(one, year_later(day), day)
        self._back(one, pile)
