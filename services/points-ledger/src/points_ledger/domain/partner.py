"""A partner's account, in yen: what is prefunded for its grants, and what it is owed for points it took."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import NO_DAY, day_of
from points_ledger.domain.client import MAX_BALANCE
from points_ledger.domain.errors import CapReached, DepositTooLarge, PartnerShort, TooManyKeys

MEMBER_DAY_POINTS, DAY_POINTS = 3_000, 1_000_000
MAX_CAPPED_KEYS = 100


@dataclass(frozen=True, slots=True)
class Moves:
    """What this group has moved so far; owed is less what was refunded."""

    partner_id: str
    at: datetime
    grants: int = 0
    granted_jpy: int = 0
    by_key: dict[str, int] = field(default_factory=dict)
    uses: int = 0
    owed_jpy: int = 0


class PartnerAccount(Aggregate):
    """Grants are paid from `balance`, never below zero; captures and spends add to `payable`.

    restored_jpy: what reversals of clawbacks have taken. They are refused for no balance, since a member gets
    back what was taken wrongly; so `balance` may be below zero by so much, until a deposit fills it.
    key_day_points: by API key, what it may grant in a day, where an operator has set it.
    granted_by_key: points of `day`, also of keys without a cap, since one may be set in the middle of a day.
    """

    class_version = 2

    def __init__(self) -> None:
        self.partner_id = ""
        self.balance = 0
        self.payable = 0
        self.restored_jpy = 0
        self.member_day_points = MEMBER_DAY_POINTS
        self.day_points = DAY_POINTS
        self.unit = 1
        self.day = NO_DAY
        self.granted_on_day = 0
        self.key_day_points: dict[str, int] = {}
        self.granted_by_key: dict[str, int] = {}
        self.batch: Moves | None = None

    class Deposited(Aggregate.Event):
        """Yen: debit the bank, credit the partner."""

        TOPIC = "PartnerAccount.Deposited"
        partner_id: str
        amount_jpy: int
        reference: str

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.balance += self.amount_jpy

    class Capped(Aggregate.Event):
        """How much the partner may grant in a day, to one member and in all; no posting."""

        TOPIC = "PartnerAccount.Capped"
        partner_id: str
        member_day_points: int
        day_points: int

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.member_day_points, aggregate.day_points = self.member_day_points, self.day_points

    class KeyCapped(Aggregate.Event):
        """How much may be granted in a day with one API key; None lifts the cap; no posting."""

        TOPIC = "PartnerAccount.KeyCapped"
        partner_id: str
        api_key_id: str
        day_points: int | None

        def apply(self, aggregate: "PartnerAccount") -> None:
            aggregate.partner_id = self.partner_id
            if self.day_points is None:
                aggregate.key_day_points.pop(self.api_key_id, None)
            else:
                aggregate.key_day_points[self.api_key_id] = self.day_points

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
            day = day_of(self.timestamp)
            if aggregate.day < day:
                aggregate.day, aggregate.granted_on_day, aggregate.granted_by_key = day, 0, {}
            by_key = aggregate.granted_by_key
            for key, granted in self.by_key.items():
                by_key[key] = by_key.get(key, 0) + granted
            aggregate.partner_id = self.partner_id
            aggregate.balance -= self.amount_jpy
            aggregate.granted_on_day += self.amount_jpy

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

    def cap(self, partner_id: str, member_day_points: int, day_points: int, at: datetime) -> None:
        """Sets what the partner may grant in a day."""
        self.trigger_event(
            self.Capped,
            partner_id=partner_id,
            member_day_points=member_day_points,
            day_points=day_points,
            timestamp=at,
        )

    def cap_key(self, partner_id: str, api_key_id: str, day_points: int | None, at: datetime) -> None:
        """Sets what may be granted in a day with one API key. Raises TooManyKeys."""
        if day_points is not None and len({*self.key_day_points, api_key_id}) > MAX_CAPPED_KEYS:
            raise TooManyKeys(
                f"at most {MAX_CAPPED_KEYS} keys of a partner have a cap; lift another one first"
            )
        self.trigger_event(
            self.KeyCapped,
            partner_id=partner_id,
            api_key_id=api_key_id,
            day_points=day_points,
            timestamp=at,
        )

    def set_unit(self, partner_id: str, unit: int, at: datetime) -> None:
        """Sets in which steps points are used; nothing happens when it is the same."""
        if self.unit != unit:
            self.trigger_event(self.UnitSet, partner_id=partner_id, unit=unit, timestamp=at)

    def check_can_grant(self, points: int, at: datetime, api_key_id: str = "") -> None:
        """api_key_id: with which it is asked for, empty for a token. Raises PartnerShort, CapReached."""
        pending, is_today = self.batch.granted_jpy if self.batch else 0, self.day >= day_of(at)
        if self.balance - pending < points:
            raise PartnerShort(self.balance - pending)
        today = self.granted_on_day if is_today else 0
        if today + pending + points > self.day_points:
            raise CapReached("partner-day", f"at most {self.day_points} points are granted in a day")
        most = self.key_day_points.get(api_key_id)
        if most is None:
            return
        today = self.granted_by_key.get(api_key_id, 0) if is_today else 0
        pending = self.batch.by_key.get(api_key_id, 0) if self.batch else 0
        if today + pending + points > most:
            raise CapReached("key-day", f"at most {most} points are granted in a day with this API key")

    def pay_grant(self, partner_id: str, points: int, at: datetime, api_key_id: str = "") -> None:
        """Pays 1 yen for each point; written once for the whole group."""
        now = self._moves(partner_id, at)
        by_key = dict(now.by_key)
        if api_key_id:
            by_key[api_key_id] = by_key.get(api_key_id, 0) + points
        granted_jpy = now.granted_jpy + points
        self.batch = replace(now, grants=now.grants + 1, granted_jpy=granted_jpy, by_key=by_key)

    def owe(self, partner_id: str, points: int, at: datetime) -> None:
        """Adds what was captured or spent, takes off what was refunded; written once for the whole group."""
        now = self._moves(partner_id, at)
        self.batch = replace(now, uses=now.uses + 1, owed_jpy=now.owed_jpy + points)

    def _moves(self, partner_id: str, at: datetime) -> Moves:
        """What the group has moved, stamped with the latest of its times."""
        now = self.batch or Moves(partner_id, at)
        return replace(now, at=max(now.at, at))

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
                timestamp=moves.at,
            )
        if moves.uses:
            self.trigger_event(
                self.Owed,
                partner_id=moves.partner_id,
                count=moves.uses,
                amount_jpy=moves.owed_jpy,
                timestamp=moves.at,
            )
