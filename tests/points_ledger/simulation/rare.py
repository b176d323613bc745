"""What is rare: points are taken back, that is appealed, and members leave."""

from uuid import UUID

from points_ledger import application
from points_ledger.domain import clawback_id, day_of
from tests.points_ledger.simulation.wish import MEMBERS, Wish, Wisher
from tests.points_ledger.world import clawed_back


class Rare(Wisher):
    """The wishes about it."""

    def _claw_back(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, only_pending = self.chance.randint(1, 300), self.chance.random() < 0.3
        policy = "pending" if only_pending else "balance"
        owned = [(name, pile.origin) for name, one in self.model.members.items() for pile in one.piles]
        owned = [one for one in owned if one[1] in ("partner", "campaign")] or [(member, "partner")]
        member, origin = self.chance.choice(owned)
        payer = partner if origin == "partner" else ""
        id = str(clawback_id(member, payer, reference))
        return Wish(
            lambda at: clawed_back(
                member, reference, points, origin, payer, policy, at=at, granted_at=at, members=MEMBERS
            ),
            lambda at: self.model.claw_back(id, member, points, payer, only_pending, at),
        )

    def _case(self) -> Wish:
        """The member appeals, or an operator decides about that."""
        if not self.model.cases:
            return self._claw_back()
        id, key = self.chance.choice(list(self.model.cases)[-3:]), self._next()
        found, is_reversed = self.model.cases[id], self.chance.random() < 0.7
        if found.state == "taken" or self.chance.random() < 0.2:
            return Wish(
                lambda at: application.appeal_clawback(key, UUID(id), MEMBERS, at),
                lambda at: self.model.appeal(id, at),
            )
        of_case = found.member, found.partner, is_reversed
        return Wish(
            lambda at: application.decide_appeal(key, UUID(id), *of_case, "seen", "op-3", at),
            lambda at: self.model.judge(id, is_reversed, at),
        )

    def _leave(self) -> Wish:
        """A member leaves, or what one has left lapses, when nothing of it is to be decided."""
        member, key = self.chance.choice(MEMBERS), self._next()
        gone = [name for name in self.model.members if self.model.has_left(name, day_of(self.at))]
        due = [name for name in gone if not self.model.waits(name, day_of(self.at))]
        if due and self.chance.random() < 0.7:
            leaving = self.chance.choice(due)
            return Wish(
                lambda at: application.lapse(leaving, at),
                lambda at: self.model.lapse(leaving, at),
                may_be_late=False,
            )
        return Wish(
            lambda at: application.erase(key, member, at, MEMBERS),
            lambda at: self.model.leave(member, at),
        )
