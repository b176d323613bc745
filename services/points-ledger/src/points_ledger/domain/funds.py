"""The funds that are paid from the platform's fees, in yen; what a fund cannot pay is not offered."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.arbitration import ARBITRATION, Arbitration
from points_ledger.domain.errors import FeesShort, FundShort

LATE = "late"
FUNDS = ("growth", "training", ARBITRATION, LATE, "campaign", "safety_net")


class Funds(Arbitration):
    """All of them in one stream. balances: by fund, never below 0. filled_jpy: taken from the fees in all."""

    def __init__(self) -> None:
        super().__init__()
        self.balances: dict[str, int] = {}
        self.filled_jpy = 0
        self.batch: dict[str, int] | None = None
        self.batch_at: datetime | None = None

    class Filled(Aggregate.Event):
        """Yen: debit the fees, credit the fund."""

        TOPIC = "Funds.Filled"
        fund: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "Funds") -> None:
            aggregate.balances[self.fund] = aggregate.balances.get(self.fund, 0) + self.amount_jpy
            aggregate.filled_jpy += self.amount_jpy

    class Paid(Aggregate.Event):
        """The running total of a group by fund; the postings are the members' `Granted`."""

        TOPIC = "Funds.Paid"
        amounts_jpy: dict[str, int]

        def apply(self, aggregate: "Funds") -> None:
            for fund, amount_jpy in self.amounts_jpy.items():
                aggregate.balances[fund] -= amount_jpy

    class LateAnswered(Aggregate.Event):
        """Whether a late answer was paid; the posting is the member's `Granted`."""

        TOPIC = "Funds.LateAnswered"
        order_id: str
        assignment_id: str
        lease: int
        paid: bool

    def answer_late(self, order_id: str, assignment_id: str, lease: int, points: int, at: datetime) -> bool:
        """Pays a late answer when the fund holds as much; says whether it did."""
        paid = self._free(LATE) >= points
        of = {"order_id": order_id, "assignment_id": assignment_id, "lease": lease}
        self.trigger_event(self.LateAnswered, paid=paid, timestamp=at, **of)
        if paid:
            self.pay(LATE, points, at)
        return paid

    def fill(self, fund: str, amount_jpy: int, earned_jpy: int, reference: str, at: datetime) -> None:
        """earned_jpy: fees that were ever taken in, as far as a view knows, so never too many.

        Raises FeesShort.
        """
        if self.filled_jpy + amount_jpy > earned_jpy:
            raise FeesShort(earned_jpy - self.filled_jpy)
        self.trigger_event(self.Filled, fund=fund, amount_jpy=amount_jpy, reference=reference, timestamp=at)

    def check_can_pay(self, fund: str, points: int) -> None:
        """Raises FundShort; what this group has paid counts, and what is set aside for peers."""
        left = self._free(fund)
        if left < points:
            raise FundShort(fund, left)

    def _free(self, fund: str) -> int:
        aside = sum(self.aside.values()) if fund == ARBITRATION else 0
        return self.balances.get(fund, 0) - (self.batch or {}).get(fund, 0) - aside

    def ask_for_peers(
        self, order_id: str, assignment_id: str, points: int, at: datetime, *, is_over: bool
    ) -> None:
        """Sets aside what peers of an appeal are paid when the member loses, or says that it cannot."""
        is_covered = not is_over and self._free(ARBITRATION) >= points
        self.answer(order_id, assignment_id, points, is_covered, at)

    def pay_peer(self, assignment_id: str, points: int, at: datetime) -> None:
        """Pays a peer out of what was set aside for the appeal.

        Heard of when the appeal is over, out of what is free again. Raises FundShort.
        """
        if self.aside.get(assignment_id, 0) >= points:
            self.use(assignment_id, points, at)
        else:
            self.check_can_pay(ARBITRATION, points)
        self.pay(ARBITRATION, points, at)

    def pay(self, fund: str, points: int, at: datetime) -> None:
        """Pays 1 yen for each point; written once for the whole group."""
        before = self.batch or {}
        self.batch = before | {fund: before.get(fund, 0) + points}
        self.batch_at = self.batch_at or at

    def close_batch(self) -> None:
        """Writes what the group has paid."""
        amounts, at = self.batch, self.batch_at
        self.batch = self.batch_at = None
        if amounts and at:
            self.trigger_event(self.Paid, amounts_jpy=amounts, timestamp=at)
