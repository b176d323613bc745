"""The ledger over a store in memory: commands in groups, and what stands in the books afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chassis.codec import Codec
from chassis.command import Command, Outcome
from chassis.group import Cache, Limits, Result, step
from minijob_contracts import Event
from points_ledger import application
from points_ledger.domain import OrderEscrow, escrow_id
from points_ledger.publishing import to_contract
from points_ledger.service import SERVICE
from points_ledger.views import postings_of
from tests.chassis.memory_store import MemoryStore

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CODEC = Codec(SERVICE.aggregates)
CLIENT, ORDER, OTHER_ORDER = "c1", UUID(int=1), UUID(int=2)
Books = dict[str, dict[str, int]]


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
        id = escrow_id(order_id)
        found = CODEC.replay(OrderEscrow, id, self.store.tails({id: 0}).get(id, []))
        assert isinstance(found, OrderEscrow)
        return found


def fund(
    reward_jpy: int = 100, order_id: UUID = ORDER, attempt: int = 1, fee_jpy: int | None = None
) -> Command:
    """A quote with the fee of 20 %, if no other is given."""
    fee_jpy = reward_jpy // 5 if fee_jpy is None else fee_jpy
    total_jpy = reward_jpy + fee_jpy
    return application.fund(order_id, CLIENT, 1, attempt, 10, reward_jpy, fee_jpy, total_jpy, AT)


def pay(number: int, member_id: str = "m1", points: int = 10, order_id: UUID = ORDER) -> Command:
    """The pay of assignment `number`."""
    return application.pay(order_id, UUID(int=1_000 + number), member_id, points, AT)


def settle(ledger: Ledger, order_id: UUID = ORDER) -> Command:
    return application.settle(order_id, CLIENT, ledger.escrow(order_id).paid_answers, AT)


def refused(results: Sequence[Result]) -> list[str]:
    """The names of the refusals among results."""
    return [type(result).__name__ for result in results if not isinstance(result, Outcome)]
