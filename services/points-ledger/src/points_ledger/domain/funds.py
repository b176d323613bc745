"""The funds that are paid from the platform's fees, in yen; what a fund cannot pay is not offered."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import FeesShort, FundShort

FUNDS = ("growth", "training", "arbitration", "late", "campaign", "safety_net")


class Funds(Aggregate):
    """All of them in one stream. balances: by fund, never below 0. filled_jpy: taken from the fees in all."""

    def __init__(self) -> None:
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

    def fill(self, fund: str, amount_jpy: int, earned_jpy: int, reference: str, at: datetime) -> None:
        """earned_jpy: fees that were ever taken in, as far as a view knows, so never too many.

        Raises FeesShort.
        """
        if self.filled_jpy + amount_jpy > earned_jpy:
            raise FeesShort(earned_jpy - self.filled_jpy)
        self.trigger_event(self.Filled, fund=fund, amount_jpy=amount_jpy, reference=reference, timestamp=at)

    def check_can_pay(self, fund: str, points: int) -> None:
        """Raises FundShort; what this group has paid counts."""
        left = self.balances.get(fund, 0) - (self.batch or {}).get(fund, 0)
        if left < points:
            raise FundShort(fund, left)

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
