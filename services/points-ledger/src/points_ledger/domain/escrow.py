"""The escrow of an order, in yen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import EscrowEnded, EscrowUnknown, FeeWrong, PaymentsMissing, QuoteWrong
from points_ledger.domain.owing import Owing


@dataclass(frozen=True, slots=True)
class Payments:
    """What this group has paid from an escrow so far; bonuses are in the amount and not in the count."""

    count: int
    amount_jpy: int
    bonus_jpy: int
    at: datetime


class OrderEscrow(Owing):
    """The yen locked for one order: reward, reserves for exits and appeals, and fee; never paid beyond.

    Rewards, bonuses, exits and peers are paid from reward and reserves together: how much of them each may
    take is assignment's to say, which also says when nothing of it is needed any more (`Drained`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.order_id = ""
        self.client_id = ""
        self.order_version = 0
        self.tasks = 0
        self.reward_jpy = 0
        self.reserve_jpy = 0
        self.appeals_jpy = 0
        self.fee_jpy = 0
        self.paid_jpy = 0
        self.bonus_jpy = 0
        self.paid_answers = 0
        self.due: dict[str, int] = {}
        self.settled = False
        self.fee_taken_jpy = 0
        self.fee_returned_jpy = 0
        self.returned_jpy = 0
        self.batch: Payments | None = None

    class Funded(Aggregate.Event):
        """Totals after this lock; the posting is the client's `Locked`. reserve_jpy: for exits.

        appeals_jpy: for peers who judge appeals.
        """

        TOPIC = "OrderEscrow.Funded"
        class_version = 3
        order_id: str
        client_id: str
        version: int
        tasks: int
        reward_jpy: int
        fee_jpy: int
        reserve_jpy: int
        appeals_jpy: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Exits came with the second version."""
            state["reserve_jpy"] = 0

        @staticmethod
        def upcast_v2_v3(state: dict[str, object]) -> None:
            """Appeals came with the third version."""
            state["appeals_jpy"] = 0

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.order_id, aggregate.client_id = self.order_id, self.client_id
            aggregate.order_version, aggregate.tasks = self.version, self.tasks
            aggregate.reward_jpy, aggregate.fee_jpy = self.reward_jpy, self.fee_jpy
            aggregate.reserve_jpy, aggregate.appeals_jpy = self.reserve_jpy, self.appeals_jpy

    class Refused(Aggregate.Event):
        """The client's balance did not cover it."""

        TOPIC = "OrderEscrow.Refused"
        order_id: str
        version: int
        tasks: int
        short_by_jpy: int

    class Paid(Aggregate.Event):
        """The running total of a group; the postings are the members' `Granted`.

        count: of answers, stopped leases and screened out ones. bonus_jpy: of the amount, what bonuses were.
        """

        TOPIC = "OrderEscrow.Paid"
        class_version = 2
        count: int
        amount_jpy: int
        bonus_jpy: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Bonuses came with the second version."""
            state["bonus_jpy"] = 0

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.paid_answers += self.count
            aggregate.paid_jpy += self.amount_jpy
            aggregate.bonus_jpy += self.bonus_jpy

    class Drained(Aggregate.Event):
        """No work is open any more; this many answers and points, and points of bonuses, are due in all."""

        TOPIC = "OrderEscrow.Drained"
        class_version = 2
        accepted: int
        points: int
        bonus: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Bonuses came with the second version."""
            state["bonus"] = 0

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.due = {"answers": self.accepted, "points": self.points, "bonus": self.bonus}

    class Settled(Aggregate.Event):
        """Yen: debit the escrow, credit the fees; the rest is the client's `Returned`."""

        TOPIC = "OrderEscrow.Settled"
        order_id: str
        paid_answers: int
        paid_points: int
        fee_jpy: int
        returned_jpy: int

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.settled = True
            aggregate.fee_taken_jpy, aggregate.returned_jpy = self.fee_jpy, self.returned_jpy

    class FeeReturned(Aggregate.Event):
        """So much of the fee that was taken has gone back; the posting is the client's `FeeReturned`."""

        TOPIC = "OrderEscrow.FeeReturned"
        fee_jpy: int

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.fee_returned_jpy += self.fee_jpy

    @property
    def payable_jpy(self) -> int:
        """What is locked for members."""
        return self.reward_jpy + self.reserve_jpy + self.appeals_jpy

    @property
    def left_jpy(self) -> int:
        """What is still locked, the fee included."""
        locked_jpy = self.payable_jpy + self.fee_jpy
        return locked_jpy - self.paid_jpy - self.fee_taken_jpy - self.returned_jpy

    def wants(self, payable_jpy: int) -> bool:
        """Whether a quote adds anything: not an earlier one, nor one of an order that is paid to its end."""
        return payable_jpy > self.payable_jpy and not self.settled and not self.is_paid_up

    def check_quote(
        self, reward_jpy: int, reserve_jpy: int, appeals_jpy: int, fee_jpy: int, total_jpy: int
    ) -> None:
        """The quote is the catalog's; what is locked is exactly its reward, its reserves and its fee."""
        if reward_jpy + reserve_jpy + appeals_jpy + fee_jpy != total_jpy:
            parts = f"{reward_jpy}, {reserve_jpy} for exits, {appeals_jpy} for appeals and a fee of {fee_jpy}"
            raise QuoteWrong(f"{parts} are not {total_jpy} yen")
        if fee_jpy < self.fee_jpy:
            raise QuoteWrong(f"a fee of {fee_jpy} yen, while {self.fee_jpy} are locked for less work")

    def fund(
        self,
        order_id: UUID,
        client_id: str,
        version: int,
        tasks: int,
        reward_jpy: int,
        reserve_jpy: int,
        appeals_jpy: int,
        fee_jpy: int,
        at: datetime,
    ) -> None:
        """Sets the totals; the caller locks the difference in the same command."""
        self.trigger_event(
            self.Funded,
            order_id=str(order_id),
            client_id=client_id,
            version=version,
            tasks=tasks,
            reward_jpy=reward_jpy,
            fee_jpy=fee_jpy,
            reserve_jpy=reserve_jpy,
            appeals_jpy=appeals_jpy,
            timestamp=at,
        )

    def refuse(self, order_id: UUID, version: int, tasks: int, short_by_jpy: int, at: datetime) -> None:
        """Says by how much the client's balance is short."""
        self.trigger_event(
            self.Refused,
            order_id=str(order_id),
            version=version,
            tasks=tasks,
            short_by_jpy=short_by_jpy,
            timestamp=at,
        )

    def refusal_to_pay(self, points: int) -> str:
        """Why this cannot be paid now, as a contract reason; empty when it can.

        What is owed already comes first.
        """
        if not self.order_id:
            return "escrow_unknown"
        if self.settled:
            return "escrow_settled"
        return "" if not self.owed and self.covers(points) else "escrow_short"

    def covers(self, points: int) -> bool:
        """Whether what is locked pays this too."""
        taken = self.batch.amount_jpy if self.batch else 0
        return self.paid_jpy + taken + points <= self.payable_jpy

    def pay(self, points: int, at: datetime, *, is_bonus: bool = False) -> None:
        """Takes 1 yen for each point; written once for the whole group."""
        before = self.batch or Payments(0, 0, 0, at)
        count, bonus_jpy = (0, points) if is_bonus else (1, 0)
        self.batch = Payments(
            before.count + count, before.amount_jpy + points, before.bonus_jpy + bonus_jpy, at
        )

    def close_batch(self) -> None:
        """Writes what the group has paid."""
        paid, self.batch = self.batch, None
        if paid is not None:
            self.trigger_event(
                self.Paid,
                count=paid.count,
                amount_jpy=paid.amount_jpy,
                bonus_jpy=paid.bonus_jpy,
                timestamp=paid.at,
            )

    def drain(self, accepted: int, points: int, bonus: int, at: datetime) -> None:
        """Keeps what is due in all; settling waits for the last payment."""
        self.trigger_event(self.Drained, accepted=accepted, points=points, bonus=bonus, timestamp=at)

    @property
    def is_paid_up(self) -> bool:
        """Whether everything that is due has been paid."""
        paid = self.paid_answers, self.paid_jpy - self.bonus_jpy, self.bonus_jpy
        return bool(self.due) and paid == (self.due["answers"], self.due["points"], self.due["bonus"])

    @property
    def fee_due_jpy(self) -> int:
        """The locked fee in proportion to what was paid, rounded up: never more than is locked."""
        return self.fee_on(self.paid_jpy)

    def fee_on(self, paid_jpy: int) -> int:
        """The fee for so much of what was paid, rounded up. Raises EscrowUnknown."""
        if not self.payable_jpy:
            raise EscrowUnknown("nothing was locked for this order")
        return -(-paid_jpy * self.fee_jpy // self.payable_jpy)

    def return_fee(self, client_id: str, fee_jpy: int, at: datetime) -> None:
        """Only a fee that was taken goes back, and never twice. Raises FeeWrong."""
        left_jpy = self.fee_taken_jpy - self.fee_returned_jpy
        if client_id != self.client_id or fee_jpy > left_jpy:
            raise FeeWrong(f"{left_jpy} yen of the fee were taken and not returned, {fee_jpy} are to go back")
        self.trigger_event(self.FeeReturned, fee_jpy=fee_jpy, timestamp=at)

    def settle(self, at: datetime) -> int:
        """Takes the fee on what was paid and says how many yen go back to the client."""
        self.close_batch()
        if not self.order_id:
            raise EscrowUnknown("nothing was locked for this order")
        if self.settled:
            raise EscrowEnded("the escrow is settled")
        if self.owed or not self.is_paid_up:
            raise PaymentsMissing("accepted work is not paid yet")
        fee_jpy = self.fee_due_jpy
        returned_jpy = self.left_jpy - fee_jpy
        self.trigger_event(
            self.Settled,
            order_id=self.order_id,
            paid_answers=self.paid_answers,
            paid_points=self.paid_jpy,
            fee_jpy=fee_jpy,
            returned_jpy=returned_jpy,
            timestamp=at,
        )
        return returned_jpy
