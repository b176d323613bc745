"""Work that orders pay, and what one of them owes because its money does not suffice."""

from uuid import UUID

from points_ledger import application
from points_ledger.domain import review_id
from tests.points_ledger.simulation.things import Kept
from tests.points_ledger.simulation.wish import LIMITS, MEMBERS, Wish, Wisher

ORDER, SHORT_ORDER, CLIENT = UUID(int=7), UUID(int=8), "short"


class Orders(Wisher):
    """The wishes about them."""

    def _work(self) -> Wish:
        (member, _), points = self._who(), self.chance.randint(1, 300)
        assignment = UUID(int=self.chance.getrandbits(128))
        kept = self._kept(assignment, points)
        part = kept and application.Kept(kept.to, kept.points)
        return Wish(
            lambda at: application.pay(ORDER, assignment, member, points, at, kept=part, limits=LIMITS),
            lambda at: self.model.work(member, points, at, str(review_id(str(assignment))), kept),
        )

    def _kept(self, assignment: UUID, points: int) -> Kept | None:
        """Of a task that was passed on, mostly by another one."""
        if points < 5 or self.chance.random() < 0.7:
            return None
        share = review_id(f"{assignment}/kept")
        return Kept(
            self.chance.choice(MEMBERS), self.chance.randint(1, points // 5), str(review_id(str(share)))
        )

    def _work_on_credit(self) -> Wish:
        (member, _), points = self._who(), self.chance.randint(1, 300)
        assignment = UUID(int=self.chance.getrandbits(128))
        kept = self._kept(assignment, points)
        part = kept and application.Kept(kept.to, kept.points)
        of_work = str(assignment), member, points, kept
        return Wish(
            lambda at: application.pay(SHORT_ORDER, assignment, member, points, at, kept=part, limits=LIMITS),
            lambda at: self.model.work_on_credit(*of_work, at, str(review_id(str(assignment)))),
        )

    def _deposit_of_client(self) -> Wish:
        yen, reference = self.chance.choice((60, 400, 1_000)), self._next()
        return Wish(
            lambda at: application.deposit(CLIENT, yen, reference, at),
            lambda at: self.model.deposit_of_client(yen),
        )

    def _pay_back(self) -> Wish:
        """An answer that was withdrawn."""
        points, assignment = self.chance.randint(1, 300), UUID(int=self.chance.getrandbits(128))
        return Wish(
            lambda at: application.return_withdrawn(SHORT_ORDER, assignment, CLIENT, points, at),
            lambda at: self.model.pay_back(points),
        )

    def _lock(self) -> Wish:
        """A larger quote; by the time that it comes, a still larger one may have come."""
        reward, number = self.model.locked + self.chance.choice((50, 300, 900)), int(self._next()[1:])
        fee = reward // 5
        return Wish(
            lambda at: application.fund(SHORT_ORDER, CLIENT, 1, number, 10, reward, fee, reward + fee, at),
            lambda at: self.model.lock(reward),
        )

    def _pay_debt(self) -> Wish:
        """Mostly the oldest one, as the timer does."""
        owed = list(self.model.debts)
        if not owed:
            return self._work_on_credit()
        reference = self.chance.choice((owed[0], owed[0], self.chance.choice(owed)))
        member, points, _ = self.model.debts[reference]
        debt = application.Debt(SHORT_ORDER, member, points, reference, [points, 100, 100, 0], False)
        return Wish(
            lambda at: application.pay_owed(debt, at, LIMITS),
            lambda at: self.model.pay_debt(reference, at, str(review_id(reference))),
        )
