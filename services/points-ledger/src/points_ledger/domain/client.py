"""A client's account, in yen."""

from datetime import datetime
from uuid import UUID

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import DepositTooLarge

MAX_BALANCE = 10**12


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

    class FromFees(Aggregate.Event):
        """Of what the platform pays back: yen, debit the fees, credit the client. KIND: of its posting."""

        KIND = ""
        client_id: str
        amount_jpy: int
        order_id: str

        def apply(self, aggregate: "ClientAccount") -> None:
            aggregate.balance += self.amount_jpy

    class FeeReturned(FromFees):
        """The fee of an order whose promise was missed (business rule 33)."""

        TOPIC = "ClientAccount.FeeReturned"
        KIND = "fee-return"

    class StopReturned(FromFees):
        """What a safety stop has cost that was a false alarm (business rule 11)."""

        TOPIC = "ClientAccount.StopReturned"
        KIND = "stop-return"

    class WithdrawalReturned(FromFees):
        """What an answer has cost that a member has withdrawn (business rule 24)."""

        TOPIC = "ClientAccount.WithdrawalReturned"
        KIND = "withdrawal-return"

    def deposit(self, client_id: str, amount_jpy: int, reference: str, at: datetime) -> None:
        """Money that arrived in the bank."""
        if self.balance + amount_jpy > MAX_BALANCE:
            raise DepositTooLarge(MAX_BALANCE)
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

    def take_back(
        self, event: type[FromFees], client_id: str, amount_jpy: int, order_id: UUID, at: datetime
    ) -> None:
        """Takes back what the platform pays; `event` says why."""
        self.trigger_event(
            event, client_id=client_id, amount_jpy=amount_jpy, order_id=str(order_id), timestamp=at
        )
