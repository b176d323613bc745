"""What is rare: operators take points back and reverse that, and members leave."""

from datetime import timedelta
from uuid import UUID

from points_ledger import application
from points_ledger.domain import clawback_id, day_of
from tests.points_ledger.simulation.things import Case
from tests.points_ledger.simulation.wish import MEMBERS, OPERATORS, Wish, Wisher


class Rare(Wisher):
    """The wishes about it."""

    def _propose(self) -> Wish:
        """An operator holds a grant for fraud."""
        (member, partner), reference, key = self._who(), self._next(), self._next()
        owned = [(name, pile.origin) for name, one in self.model.members.items() for pile in one.piles]
        owned = [one for one in owned if one[1] in ("partner", "campaign")] or [(member, "partner")]
        member, origin = self.chance.choice(owned)
        payer = partner if origin == "partner" else ""
        only_pending, by = self.chance.random() < 0.3, self._operator()
        granted_at = self.at - timedelta(days=self.chance.choice((0, 0, 3, 20, 31)))
        case = Case(member, payer, self.chance.randint(1, 300), only_pending, granted_at, [by], "")
        of_grant = member, reference, case.points, origin, payer, granted_at
        policy, id = "pending" if only_pending else "balance", str(clawback_id(member, payer, reference))
        return Wish(
            lambda at: application.propose_clawback(key, *of_grant, policy, "farmed", by, at),
            lambda at: self.model.propose(id, case, at),
        )

    def _case(self) -> Wish:
        """Another operator decides, the member appeals, or a third one decides about that."""
        open_cases = [id for id, case in self.model.cases.items() if case.state != "ended"]
        if not open_cases:
            return self._propose()
        id, key, by = self.chance.choice(open_cases[-3:]), self._next(), self._operator()
        case, is_agreed = self.model.cases[id], self.chance.random() < 0.7
        if case.state == "taken" or self.chance.random() < 0.2:
            return Wish(
                lambda at: application.appeal_clawback(key, UUID(id), MEMBERS, at),
                lambda at: self.model.appeal(id, at),
            )
        if case.state == "proposed" or case.taken is None:
            of_case = UUID(id), MEMBERS, case.partner, is_agreed
            return Wish(
                lambda at: application.decide_clawback(key, *of_case, "seen", by, at),
                lambda at: self.model.decide(id, is_agreed, by, at),
            )
        of_appeal = UUID(id), case.taken.member, case.partner, is_agreed
        return Wish(
            lambda at: application.decide_appeal(key, *of_appeal, "seen", by, at),
            lambda at: self.model.judge(id, is_agreed, by, at),
        )

    def _operator(self) -> str:
        return self.chance.choice(OPERATORS)

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
