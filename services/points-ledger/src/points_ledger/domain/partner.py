"""A partner's account, in yen: what is prefunded for its grants, and what it is owed for points it took."""

from dataclasses import replace
from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import day_of
from points_ledger.domain.caps import GrantCaps, Moves
from points_ledger.domain.client import MAX_BALANCE
from points_ledger.domain.errors import DepositTooLarge, PartnerShort


class PartnerAccount(GrantCaps):
    """Grants are paid from `balance`, never below zero; captures and spends add to `payable`.

    restored_jpy: what reversals of clawbacks have taken. They are refused for no balance, since a member gets
    back what was taken wrongly; so `balance` may be below zero by so much, until a deposit fills it.
    """

    class_version = 2

    def __init__(self) -> None:
        super().__init__()
        self.balance = 0
        self.payable = 0
        self.restored_jpy = 0
        self.unit = 1

    class Deposited(Aggregate.Event):
        """Yen: debit the bank, credit the partner."""

        TOPIC = "PartnerAccount.Deposited"
        partner_id: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.balance += self.amount_jpy

    class UnitSet(Aggregate.Event):
        """Points are used at this partner in steps of so many; no posting."""

        TOPIC = "PartnerAccount.UnitSet"
        partner_id: str
        unit: int

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id, aggregate.unit = self.partner_id, self.unit

    class GrantPaid(Aggregate.Event):
        """The running total of a group, and by API key; the postings are the members' `Granted`."""

        TOPIC = "PartnerAccount.GrantPaid"
        class_version = 2
        partner_id: str
        count: int
        amount_jpy: int
        by_key: dict[str, int]

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Keys came with the second version."""
            state["by_key"] = {}

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.count(self.amount_jpy, self.by_key, self.timestamp)
            aggregate.partner_id = self.partner_id
            aggregate.balance -= self.amount_jpy

    class Owed(Aggregate.Event):
        """The running total of a group; the postings are the members' `Captured`, `Spent` and `Refunded`."""

        TOPIC = "PartnerAccount.Owed"
        partner_id: str
        count: int
        amount_jpy: int

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.payable += self.amount_jpy

    class GrantReturned(Aggregate.Event):
        """A grant was taken back; the posting is the member's `ClawedBack`."""

        TOPIC = "PartnerAccount.GrantReturned"
        partner_id: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.balance += self.amount_jpy

    class GrantRestored(Aggregate.Event):
        """A grant that was taken back is paid again; the posting is the member's `ClawbackReversed`."""

        TOPIC = "PartnerAccount.GrantRestored"
        partner_id: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.balance -= self.amount_jpy
            aggregate.restored_jpy += self.amount_jpy

    class PaidOut(Aggregate.Event):
        """Yen: debit the payable, credit the bank, for what was owed when the month had ended."""

        TOPIC = "PartnerAccount.PaidOut"
        partner_id: str
        amount_jpy: int
        month: str

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.payable -= self.amount_jpy

    def pay_out(self, month: str, owed_jpy: int, at: datetime) -> int:
        """Pays what was owed at the end of a month, less what was refunded since; returns how much."""
        amount_jpy = min(owed_jpy, self.payable + (self.batch.owed_jpy if self.batch else 0))
        if amount_jpy <= 0:
            return 0
        self.trigger_event(
            self.PaidOut, partner_id=self.partner_id, amount_jpy=amount_jpy, month=month, timestamp=at
        )
        return amount_jpy

    def deposit(self, partner_id: str, amount_jpy: int, reference: str, at: datetime) -> None:
        """Money that arrived in the bank."""
        if self.balance + amount_jpy > MAX_BALANCE:
            raise DepositTooLarge(MAX_BALANCE)
        self.trigger_event(
            self.Deposited, partner_id=partner_id, amount_jpy=amount_jpy, reference=reference, timestamp=at
        )

    def set_unit(self, partner_id: str, unit: int, at: datetime) -> None:
        """Sets in which steps points are used; nothing happens when it is the same."""
        if self.unit != unit:
            self.trigger_event(self.UnitSet, partner_id=partner_id, unit=unit, timestamp=at)

    def check_can_grant(self, points: int, at: datetime, api_key_id: str = "") -> None:
        """api_key_id: with which it is asked for, empty for a token. Raises PartnerShort, CapReached."""
        left = self.balance - (self.batch.granted_jpy if self.batch else 0)
        if left < points:
            raise PartnerShort(left)
        self.check_caps(points, at, api_key_id)

    def pay_grant(self, partner_id: str, points: int, at: datetime, api_key_id: str = "") -> None:
        """Pays 1 yen for each point; written once for all of a group that are of one day."""
        if self.batch and self.batch.grants and day_of(self.batch.granted_at) < day_of(at):
            self.close_batch()
        now = self.batch or Moves(partner_id)
        by_key = dict(now.by_key)
        if api_key_id:
            by_key[api_key_id] = by_key.get(api_key_id, 0) + points
        granted_jpy, granted_at = now.granted_jpy + points, max(now.granted_at, at)
        self.batch = replace(
            now, grants=now.grants + 1, granted_jpy=granted_jpy, by_key=by_key, granted_at=granted_at
        )

    def owe(self, partner_id: str, points: int, at: datetime) -> None:
        """Adds what was captured or spent, takes off what was refunded; written once for the whole group."""
        now = self.batch or Moves(partner_id)
        used_at = max(now.used_at, at)
        self.batch = replace(now, uses=now.uses + 1, owed_jpy=now.owed_jpy + points, used_at=used_at)

    def take_back(self, partner_id: str, amount_jpy: int, reference: str, at: datetime) -> None:
        """Returns what a grant had cost."""
        self.trigger_event(
            self.GrantReturned,
            partner_id=partner_id,
            amount_jpy=amount_jpy,
            reference=reference,
            timestamp=at,
        )

    def restore(self, partner_id: str, amount_jpy: int, reference: str, at: datetime) -> None:
        """Pays again what a grant had cost, whatever the balance is."""
        self.trigger_event(
            self.GrantRestored,
            partner_id=partner_id,
            amount_jpy=amount_jpy,
            reference=reference,
            timestamp=at,
        )

    def close_batch(self) -> None:
        """Writes what the group has moved."""
        moves, self.batch = self.batch, None
        if moves is None:
            return
        if moves.grants:
            self.trigger_event(
                self.GrantPaid,
                partner_id=moves.partner_id,
                count=moves.grants,
                amount_jpy=moves.granted_jpy,
                by_key=moves.by_key,
                timestamp=moves.granted_at,
            )
        if moves.uses:
            self.trigger_event(
                self.Owed,
                partner_id=moves.partner_id,
                count=moves.uses,
                amount_jpy=moves.owed_jpy,
                timestamp=moves.used_at,
            )
