"""The ledger over a store in memory: commands in groups, and what stands in the books afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.cache import Cache
from chassis.codec import Codec
from chassis.command import Aggregates, Command, Outcome
from chassis.group import Limits, Result, step
from minijob_contracts import Event
from points_ledger import application
from points_ledger.application import Debt
from points_ledger.domain import (
    MemberAccount,
    OrderEscrow,
    PartnerAccount,
    Slip,
    account_id,
    clawback_id,
    escrow_id,
    partner_account_id,
)
from points_ledger.publishing import to_contract
from points_ledger.service import SERVICE
from points_ledger.views import postings_of
from tests.chassis.memory_store import MemoryStore

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CODEC = Codec(SERVICE.aggregates)
CLIENT, ORDER, OTHER_ORDER = "c1", UUID(int=1), UUID(int=2)
SHOP, OTHER_SHOP = "shop-1", "shop-2"
Books = dict[str, dict[str, int]]
A = TypeVar("A", bound=Aggregate)


class Ledger:
    """One replica that decides a group at a time."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.cache = Cache(1_000)

    def do(self, *commands: Command) -> list[Result]:
        return step(self.store, CODEC, self.cache, Limits(), commands)

    def funded(self, reward_jpy: int = 100, deposit_jpy: int = 1_000, order_id: UUID = ORDER) -> None:
        deposit = application.deposit(CLIENT, deposit_jpy, f"bank-{order_id}", AT)
        self.do(deposit, fund(reward_jpy, order_id))

    @property
    def events(self) -> Sequence[Any]:
        return [CODEC.decode(stored)[0] for stored in self.store.events]

    def said(self, kind: type[Event]) -> list[Any]:
        found = [to_contract(event) for event in self.events]
        return [event for event in found if isinstance(event, kind)]

    def books(self) -> Books:
        """Balances by unit and account, from the postings alone."""
        books: Books = {"points": defaultdict(int), "jpy": defaultdict(int)}
        for event in self.events:
            for posting in postings_of(event):
                books[posting.unit][posting.debit] -= posting.amount
                books[posting.unit][posting.credit] += posting.amount
        return books

    def escrow(self, order_id: UUID = ORDER) -> OrderEscrow:
        return self.replayed(OrderEscrow, escrow_id(order_id))

    def account(self, member_id: str = "m1") -> MemberAccount:
        return self.replayed(MemberAccount, account_id(member_id))

    def partner(self, partner_id: str = SHOP) -> PartnerAccount:
        return self.replayed(PartnerAccount, partner_account_id(partner_id))

    def slips(self) -> list[Slip]:
        ids = {event.originator_id for event in self.events if isinstance(event, Slip.Opened)}
        return [self.replayed(Slip, id) for id in ids]

    def replayed(self, kind: type[A], id: UUID) -> A:
        """An aggregate as its stored events make it."""
        found = CODEC.replay(kind, id, self.store.read({id: 0}).tails.get(id, []))
        assert isinstance(found, kind)
        return found


def fund(
    reward_jpy: int = 100,
    order_id: UUID = ORDER,
    attempt: int = 1,
    fee_jpy: int | None = None,
    reserve_jpy: int = 0,
    appeals_jpy: int = 0,
) -> Command:
    """A quote with the fee of 20 %, if no other is given."""
    payable_jpy = reward_jpy + reserve_jpy + appeals_jpy
    fee_jpy = payable_jpy // 5 if fee_jpy is None else fee_jpy
    total_jpy = payable_jpy + fee_jpy
    quoted = reward_jpy, fee_jpy, total_jpy
    return application.fund(order_id, CLIENT, 1, attempt, 10, *quoted, AT, reserve_jpy, appeals_jpy)


def pay(number: int, member_id: str = "m1", points: int = 10, order_id: UUID = ORDER) -> Command:
    """The pay of assignment `number`."""
    return application.pay(order_id, UUID(int=1_000 + number), member_id, points, AT)


def agreed(key: str, member: str, into: str, at: datetime = AT) -> Command:
    """A merge that one operator proposes and another one confirms."""
    first = application.merge(key, member, into, "one person", "op-0", at)
    second = application.merge(key, member, into, "one person", "op-1", at)

    def decide(found: Aggregates) -> Outcome | None:
        first.decide(found)
        return second.decide(found)

    return Command(key, second.streams, decide, second.digest)


def clawed_back(
    member_id: str,
    reference: str,
    points: int,
    origin: str = "work",
    partner_id: str = "",
    policy: str = "balance",
    operators: tuple[str, str] = ("op-1", "op-2"),
    at: datetime = AT,
    granted_at: datetime = AT,
    members: Sequence[str] = (),
) -> Command:
    """A grant that one operator wants back and another one takes. members: all ids of the member."""
    of_grant = member_id, reference, points, origin, partner_id, granted_at, policy, "farmed"
    first = application.propose_clawback("propose", *of_grant, operators[0], at)
    id = clawback_id(member_id, partner_id, reference)
    named = {member_id, *members}
    second = application.decide_clawback(
        "decide", id, sorted(named), partner_id, True, "seen", operators[1], at
    )

    def decide(found: Aggregates) -> Outcome | None:
        first.decide(found)
        return second.decide(found)

    return Command(f"clawed-back/{id}", second.streams, decide, second.digest)


def settle(ledger: Ledger, order_id: UUID = ORDER) -> Command:
    escrow = ledger.escrow(order_id)
    return application.settle(order_id, CLIENT, escrow.paid_answers, escrow.paid_jpy, AT)


def owed_by(ledger: Ledger) -> list[Debt]:
    """All that was ever owed, the oldest first."""
    owed = [event for event in ledger.events if isinstance(event, OrderEscrow.Owed)]
    return [
        Debt(UUID(one.order_id), one.member_id, one.points, one.reference, one.made_of, one.is_bonus)
        for one in owed
    ]


def refused(results: Sequence[Result]) -> list[str]:
    """The names of the refusals among results."""
    return [type(result).__name__ for result in results if not isinstance(result, Outcome)]


def link(member_id: str = "m1", partner_id: str = SHOP, number: int = 1) -> Command:
    return application.link(f"link/{member_id}/{partner_id}/{number}", member_id, partner_id, AT)


def prefund(amount_jpy: int = 1_000, partner_id: str = SHOP) -> Command:
    return application.deposit_for_partner(partner_id, amount_jpy, "bank-1", AT)


def gift(
    reference: str,
    points: int = 100,
    expires_on: str = "",
    usable_from: str = "",
    partners: Sequence[str] = (),
    at: datetime = AT,
    member_id: str = "m1",
) -> Command:
    """Points from the shop: limited ones when they have a last day."""
    kind = "limited" if expires_on else "normal"
    days = (expires_on, usable_from)
    return application.grant(SHOP, member_id, points, reference, kind, *days, list(partners), at)


def hold(
    reference: str, points: int, at: datetime = AT, lasts_seconds: int = 900, partner_id: str = SHOP
) -> Command:
    return application.hold(partner_id, "m1", points, reference, lasts_seconds, at)


def hold_id(reference: str, partner_id: str = SHOP) -> UUID:
    return application.slip_id(application.HOLD, partner_id, reference)


def capture(reference: str, points: int | None = None, at: datetime = AT, partner_id: str = SHOP) -> Command:
    return application.capture(partner_id, "m1", hold_id(reference), points, at)


def void(reference: str, at: datetime = AT) -> Command:
    return application.void(SHOP, "m1", hold_id(reference), at)


def spend(reference: str, points: int, at: datetime = AT, partner_id: str = SHOP) -> Command:
    return application.spend(partner_id, "m1", points, reference, at)


def spend_id(reference: str) -> UUID:
    return application.slip_id(application.SPEND, SHOP, reference)


def refund(of: UUID, reference: str, points: int | None = None, at: datetime = AT) -> Command:
    return application.refund(SHOP, "m1", of, points, reference, at)
