"""Accounts of the ledger: members in points, clients and the escrows of their orders in yen."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from chassis.errors import Refused

NAMESPACE = UUID("6f7a1c1e-52a5-4e0b-9d57-0c9f0a7b4c11")
FEE_PERCENT = 20
IDS_KEPT = 10_000

ISSUED = "issued"
BANK = "bank"
BACKING = "points_backing"
FEES = "fees"


@lru_cache(IDS_KEPT)
def account_id(member_id: str) -> UUID:
    """The stream of a member's account."""
    return uuid5(NAMESPACE, f"member/{member_id}")


@lru_cache(IDS_KEPT)
def client_account_id(client_id: str) -> UUID:
    """The stream of a client's account."""
    return uuid5(NAMESPACE, f"client/{client_id}")


@lru_cache(IDS_KEPT)
def escrow_id(order_id: UUID) -> UUID:
    """The stream of an order's escrow."""
    return uuid5(NAMESPACE, f"escrow/{order_id}")


def member_account(member_id: str) -> str:
    """The account's name in postings."""
    return f"member:{member_id}"


def client_account(client_id: str) -> str:
    """The account's name in postings."""
    return f"client:{client_id}"


def escrow_account(order_id: UUID | str) -> str:
    """The account's name in postings."""
    return f"escrow:{order_id}"


def fee_for(reward_jpy: int) -> int:
    """The platform's fee on a reward, rounded up to a whole yen."""
    return -(-reward_jpy * FEE_PERCENT // 100)


class EscrowUnknown(Refused):
    """Nothing was locked for this order."""


class EscrowShort(Refused):
    """What is left of the escrow does not cover the pay."""


class EscrowEnded(Refused):
    """The escrow of this order is settled."""


class PaymentsMissing(Refused):
    """Work that is due is not paid yet, so the escrow cannot be settled."""


class DepositTooLarge(Refused):
    """The account would hold more than the ledger's bound."""


MAX_BALANCE = 10**12


class MemberAccount(Aggregate):
    """A member's points. Each grant is a posting that names both of its sides."""

    def __init__(self) -> None:
        self.member_id = ""
        self.balance = 0
        self.refused = 0

    class Granted(Aggregate.Event):
        """Points: debit `issued`, credit the member. Yen: debit the escrow, credit what backs the points."""

        TOPIC = "MemberAccount.Granted"
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            aggregate.balance += self.points

    class GrantRefused(Aggregate.Event):
        """Accepted work that could not be paid; no posting, an alert."""

        TOPIC = "MemberAccount.GrantRefused"
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str
        reason: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            aggregate.refused += 1

    def grant(self, member_id: str, points: int, reference: str, order_id: UUID, at: datetime) -> None:
        """Points for work, at once usable (business rule 4)."""
        self.trigger_event(
            self.Granted,
            member_id=member_id,
            points=points,
            origin="work",
            reference=reference,
            order_id=str(order_id),
            timestamp=at,
        )

    def refuse_grant(
        self, member_id: str, points: int, reference: str, order_id: UUID, reason: str, at: datetime
    ) -> None:
        """Keeps that work could not be paid, for an operator to decide."""
        self.trigger_event(
            self.GrantRefused,
            member_id=member_id,
            points=points,
            origin="work",
            reference=reference,
            order_id=str(order_id),
            reason=reason,
            timestamp=at,
        )


class ClientAccount(Aggregate):
    """A client's yen that are not locked in an escrow."""

    def __init__(self) -> None:
        self.client_id = ""
        self.balance = 0

    class Deposited(Aggregate.Event):
        """Yen: debit the bank, credit the client."""

        TOPIC = "ClientAccount.Deposited"
        client_id: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "ClientAccount") -> None:
            aggregate.client_id = self.client_id
            aggregate.balance += self.amount_jpy

    class Locked(Aggregate.Event):
        """Yen: debit the client, credit the escrow."""

        TOPIC = "ClientAccount.Locked"
        client_id: str
        amount_jpy: int
        order_id: str

        def apply(self, aggregate: "ClientAccount") -> None:
            aggregate.balance -= self.amount_jpy

    class Returned(Aggregate.Event):
        """Yen: debit the escrow, credit the client."""

        TOPIC = "ClientAccount.Returned"
        client_id: str
        amount_jpy: int
        order_id: str

        def apply(self, aggregate: "ClientAccount") -> None:
            aggregate.balance += self.amount_jpy

    def deposit(self, client_id: str, amount_jpy: int, reference: str, at: datetime) -> None:
        """Money that arrived in the bank."""
        if self.balance + amount_jpy > MAX_BALANCE:
            raise DepositTooLarge(f"an account holds at most {MAX_BALANCE} yen")
        self.trigger_event(
            self.Deposited, client_id=client_id, amount_jpy=amount_jpy, reference=reference, timestamp=at
        )

    def lock(self, amount_jpy: int, order_id: UUID, at: datetime) -> None:
        """Moves yen into an escrow; the caller has checked the balance."""
        self.trigger_event(
            self.Locked,
            client_id=self.client_id,
            amount_jpy=amount_jpy,
            order_id=str(order_id),
            timestamp=at,
        )

    def give_back(self, client_id: str, amount_jpy: int, order_id: UUID, at: datetime) -> None:
        """Takes back what an order did not need."""
        self.trigger_event(
            self.Returned, client_id=client_id, amount_jpy=amount_jpy, order_id=str(order_id), timestamp=at
        )


@dataclass(frozen=True, slots=True)
class Payments:
    """What this group has paid from an escrow so far."""

    count: int
    amount_jpy: int
    at: datetime


class OrderEscrow(Aggregate):
    """The yen locked for one order: reward and fee; nothing is ever paid beyond them."""

    def __init__(self) -> None:
        self.order_id = ""
        self.client_id = ""
        self.order_version = 0
        self.tasks = 0
        self.reward_jpy = 0
        self.fee_jpy = 0
        self.paid_jpy = 0
        self.paid_answers = 0
        self.due: dict[str, int] = {}
        self.settled = False
        self.batch: Payments | None = None

    class Funded(Aggregate.Event):
        """Totals after this lock; the posting is the client's `Locked`."""

        TOPIC = "OrderEscrow.Funded"
        order_id: str
        client_id: str
        version: int
        tasks: int
        reward_jpy: int
        fee_jpy: int

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.order_id, aggregate.client_id = self.order_id, self.client_id
            aggregate.order_version, aggregate.tasks = self.version, self.tasks
            aggregate.reward_jpy, aggregate.fee_jpy = self.reward_jpy, self.fee_jpy

    class Refused(Aggregate.Event):
        """The client's balance did not cover it."""

        TOPIC = "OrderEscrow.Refused"
        order_id: str
        version: int
        tasks: int
        short_by_jpy: int

    class Paid(Aggregate.Event):
        """The running total of a group; the postings are the members' `Granted`."""

        TOPIC = "OrderEscrow.Paid"
        count: int
        amount_jpy: int

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.paid_answers += self.count
            aggregate.paid_jpy += self.amount_jpy

    class Drained(Aggregate.Event):
        """No work is open any more; this many answers and points are due in all."""

        TOPIC = "OrderEscrow.Drained"
        accepted: int
        points: int

        def apply(self, aggregate: "OrderEscrow") -> None:
            aggregate.due = {"answers": self.accepted, "points": self.points}

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

    @property
    def left_jpy(self) -> int:
        """What is still locked, the fee included."""
        return 0 if self.settled else self.reward_jpy + self.fee_jpy - self.paid_jpy

    def fund(
        self, order_id: UUID, client_id: str, version: int, tasks: int, reward_jpy: int, at: datetime
    ) -> None:
        """Sets the totals; the caller locks the difference in the same command."""
        self.trigger_event(
            self.Funded,
            order_id=str(order_id),
            client_id=client_id,
            version=version,
            tasks=tasks,
            reward_jpy=reward_jpy,
            fee_jpy=fee_for(reward_jpy),
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
        """Why this cannot be paid, as a contract reason; empty when it can."""
        taken = self.batch.amount_jpy if self.batch else 0
        if not self.order_id:
            return "escrow_unknown"
        if self.settled:
            return "escrow_settled"
        return "escrow_short" if self.paid_jpy + taken + points > self.reward_jpy else ""

    def pay(self, points: int, at: datetime) -> None:
        """Takes 1 yen for each point; written once for the whole group."""
        before = self.batch or Payments(0, 0, at)
        self.batch = Payments(before.count + 1, before.amount_jpy + points, at)

    def close_batch(self) -> None:
        """Writes what the group has paid."""
        paid, self.batch = self.batch, None
        if paid is not None:
            self.trigger_event(self.Paid, count=paid.count, amount_jpy=paid.amount_jpy, timestamp=paid.at)

    def drain(self, accepted: int, points: int, at: datetime) -> None:
        """Keeps what is due in all; settling waits for the last payment."""
        self.trigger_event(self.Drained, accepted=accepted, points=points, timestamp=at)

    @property
    def is_paid_up(self) -> bool:
        """Whether everything that is due has been paid, this group included."""
        taken = self.batch or Payments(0, 0, self.modified_on)
        return bool(self.due) and self.due["answers"] == self.paid_answers + taken.count

    def settle(self, at: datetime) -> int:
        """Takes the fee on what was paid and says how many yen go back to the client."""
        self.close_batch()
        if self.settled:
            raise EscrowEnded("the escrow is settled")
        if not self.is_paid_up or self.due["points"] != self.paid_jpy:
            raise PaymentsMissing("accepted work is not paid yet")
        fee_jpy = fee_for(self.paid_jpy)
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
