"""Answers of an order that are not paid in full: how many there may be, and the money that waits for them."""

from dataclasses import replace
from datetime import datetime

from assignment.domain.contest import PEER_POINTS, PEERS
from assignment.domain.fair_pay import BackPay
from assignment.domain.refusals import AppealNotCovered
from assignment.domain.review import check_order_cap
from assignment.domain.totals import Totals


class Disputes(Totals):
    """The part of an OrderBudget about them. What is at stake stays reserved until it is paid or lost.

    appeals: points for peers, apart from rewards and exits; what was not paid of them is free for each answer
    that is contested: three peers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.appeals = 0

    def check_can_withhold(self) -> None:
        """Whether one more answer may be paid in part or not at all.

        Raises ReviewCapReached or AppealNotCovered.
        """
        unpaid = self._total("rejected") + self._total("lost")
        check_order_cap(self._total("in_part") + unpaid, self._total("accepted") + unpaid)
        locked = (self._total("contested") + 1) * PEERS * PEER_POINTS
        if self._total("peer_points") + locked > self.appeals:
            raise AppealNotCovered(
                f"{self.appeals} points are set aside for appeals; approve this answer, or decide on it when"
                " another appeal is over"
            )

    def reject(self, at: datetime) -> None:
        """An undecided answer is not paid; its reward stays reserved."""
        self._move(at, undecided=-1, rejected=1, contested=1)

    def pay_share(self, points: int, at: datetime, *, is_contested: bool) -> None:
        """Of an undecided answer a share is paid; the rest stays reserved while it is contested."""
        moves = {"undecided": -1, "accepted": 1, "reserved": -points, "spent": points, "in_part": 1}
        self._move(at, **moves, contested=int(is_contested))

    def lose_answer(self, reserved: int, at: datetime) -> None:
        """A rejection is final; its reward is free again."""
        self._move(at, rejected=-1, contested=-1, lost=1, reserved=-reserved)

    def pay_rejected(self, points: int, at: datetime) -> None:
        """A rejected answer is accepted after all."""
        self._move(at, rejected=-1, contested=-1, accepted=1, reserved=-points, spent=points)

    def lose_rest(self, reserved: int, at: datetime) -> None:
        """What was not approved of an accepted answer is free again."""
        self._move(at, contested=-1, reserved=-reserved)

    def pay_rest(self, before: int, share_percent: int, points: int, at: datetime) -> None:
        """What was not approved of an accepted answer, which got `before`, is paid like a bonus."""
        self._move(at, contested=-1, reserved=-points, spent=points, bonus=points)
        assert self.batch is not None
        paid = BackPay(before, share_percent, points, 100)
        self.batch = replace(self.batch, back_pay=(*self.batch.back_pay, paid))

    def pay_peers(self, points: int, at: datetime) -> None:
        """So much of what is set aside for appeals is paid."""
        if points:
            self._move(at, peer_points=points)
