"""One schedule: months of random commands, doubled, dropped, late and cut off by crashes, under one seed."""

import hashlib
import random
from collections import defaultdict
from copy import deepcopy
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import orjson

from chassis.cache import Cache
from chassis.codec import Codec
from chassis.command import Aggregates, Command
from chassis.errors import STORED_STATUSES, StoredRefusal
from chassis.group import Limits, step
from points_ledger import application
from points_ledger.application.one_member import followed
from points_ledger.domain import (
    ClientAccount,
    Lot,
    MemberAccount,
    OrderEscrow,
    PartnerAccount,
    account_id,
    client_account_id,
    escrow_id,
    held_account,
    lot_of,
    member_account,
    partner_account_id,
)
from points_ledger.service import SERVICE
from points_ledger.views import postings_of
from tests.chassis.memory_store import Crash, MemoryStore
from tests.points_ledger.simulation.orders import CLIENT, ORDER, SHORT_ORDER
from tests.points_ledger.simulation.things import TOKYO, Pile, day_of
from tests.points_ledger.simulation.wish import MEMBERS, PARTNERS, Wish
from tests.points_ledger.simulation.wishes import Wishes

CODEC = Codec(SERVICE.aggregates)
ESCROW_JPY = 10**7
STEPS = 60
HOUR, DAY = 3_600, 86_400
LONGER = {
    "friends": (HOUR, DAY),
    "years": (HOUR, DAY, 200 * DAY),
    "minutes": (200, 400),
    "grants": (HOUR, DAY, 8 * DAY),
}
"""Up to how many seconds may pass at once, by mood."""
STATED = MemberAccount.Granted | MemberAccount.Held | MemberAccount.Spent | MemberAccount.Refunded


class Wrong(AssertionError):
    """The ledger did what the model says it must not, or the other way round."""


class Schedule(Wishes):
    """Runs to its end or raises Wrong; `digest` is of all events that were stored."""

    def __init__(self, seed: int) -> None:
        super().__init__(random.Random(seed))
        self.store, self.cache = MemoryStore(), Cache(1_000)
        self.said: dict[str, tuple[bytes, bool]] = {}

    def run(self) -> str:
        """Returns the digest."""
        self._prepare()
        for _ in range(STEPS):
            self._pass_time()
            self._together([self._wish() for _ in range(self.chance.randint(1, 4))])
            self._check_accounts()
        self._check_books()
        return self.digest

    @property
    def digest(self) -> str:
        stored = [f"{one.id} {one.version} {one.topic} {one.state!r}" for one in self.store.events]
        return hashlib.sha256("\n".join(stored).encode()).hexdigest()

    def _prepare(self) -> None:
        fee = ESCROW_JPY // 5
        total = ESCROW_JPY + fee
        deposit = application.deposit("c", 2 * ESCROW_JPY, "bank", self.at)
        fund = application.fund(ORDER, "c", 1, 1, 10, ESCROW_JPY, fee, total, self.at)
        step(self.store, CODEC, self.cache, Limits(), [deposit, fund])
        self._together([self._deposit_of_client()])
        for partner in PARTNERS:
            self._together([self._deposit(partner, 2_000)])
            links = [self._link(member, partner) for member in MEMBERS]
            step(self.store, CODEC, self.cache, Limits(), [wish.command(self.at) for wish in links])
            for wish in links:
                wish.model(self.at)

    def _pass_time(self) -> None:
        longer = LONGER.get(self.mood, (HOUR, DAY, 8 * DAY, 40 * DAY))
        seconds = self.chance.choice((1, 60, *longer))
        self.at += timedelta(seconds=self.chance.randint(0, seconds))
        if self.chance.random() < 0.1:
            midnight = datetime.combine((self.at + TOKYO).date() + timedelta(days=1), time(), UTC) - TOKYO
            self.at = midnight + timedelta(seconds=self.chance.randint(-3, 3))

    def _together(self, wishes: list[Wish]) -> None:
        """One group; some wishes come twice, some late again, and the process may end before or after it.

        Requests that come again have another key at times.
        """
        was_cut = self.store.crash_at = self.chance.choice((None, None, None, "before", "after"))
        again = self.chance.sample(self.old, min(len(self.old), self.chance.choice((0, 0, 1, 2))))
        twice = [] if was_cut == "after" else self.chance.sample(wishes, self.chance.choice((0, 0, 1)))
        group = [*wishes, *again, *twice]
        self.chance.shuffle(group)
        self.old += wishes
        stamps = [self._stamp(wish) for wish in group]
        commands = [wish.command(at) for wish, at in zip(group, stamps, strict=True)]
        for wish, command in zip(group, commands, strict=True):
            if wish.any_key and wish in again and self.chance.random() < 0.5:
                command.key = self._next()
        try:
            results = step(self.store, CODEC, self.cache, Limits(), commands)
        except Crash:
            self.cache = Cache(1_000)
            if was_cut == "before" and self.chance.random() < 0.5:
                return
            if was_cut == "after":
                self._assume(group, commands, stamps)
            results = step(self.store, CODEC, self.cache, Limits(), commands)
        for wish, command, at, result in zip(group, commands, stamps, results, strict=True):
            self._compare(wish, command, at, result)

    def _stamp(self, wish: Wish) -> datetime:
        """Some commands are stamped by a clock that is late, or come out of a batch that has waited."""
        seconds = self.chance.choice((0, 0, 5, 86_400)) if wish.may_be_late else 0
        return self.at - timedelta(seconds=self.chance.randint(0, seconds))

    def _assume(self, group: list[Wish], commands: list[Command], stamps: list[datetime]) -> None:
        """What has been done, or refused for good, although nobody heard the answers.

        One that is refused for the moment leaves its key to a later one of the group.
        """
        for wish, command, at in zip(group, commands, stamps, strict=True):
            if command.key in self.said:
                continue
            is_done, found = wish.model(at), self.store.keys.get(command.key)
            is_same = found is not None and found.digest == command.digest
            if is_done or (is_same and orjson.loads(found.outcome)["status"] in STORED_STATUSES):
                self.said[command.key] = command.digest, is_done

    def _compare(self, wish: Wish, command: Command, at: datetime, result: Any) -> None:
        """A key that was answered gets that answer again, and none with other arguments."""
        is_done = not isinstance(result, Exception)
        if isinstance(result, StoredRefusal):
            self.said.setdefault(command.key, (command.digest, False))
        digest, expected = self.said.get(command.key) or (command.digest, wish.model(at))
        if is_done != (expected and digest == command.digest):
            raise Wrong(f"{command.key} at {at}: {result!r}, while the model says {expected}")
        if is_done or getattr(result, "status", 0) in STORED_STATUSES:
            self.said.setdefault(command.key, (digest, expected))

    def _aggregate(self, kind: Any, id: UUID) -> Any:
        cached = self.cache.aggregates.get(id)
        return cached or CODEC.replay(kind, id, self.store.read({id: 0}).tails.get(id, []))

    def _account(self, name: str) -> MemberAccount:
        """As whoever asks next will find it."""
        account: MemberAccount = self._aggregate(MemberAccount, account_id(name))
        if not account.merged_into:
            return account
        found = Aggregates({}, lambda stream: deepcopy(self._aggregate(stream.kind, stream.id)))
        return followed(found, deepcopy(account), self.at)

    def _check_accounts(self) -> None:
        day = day_of(self.at)
        for name in MEMBERS:
            account, one = self._account(name), self.model.member(name)
            alive = {
                key: points
                for key, points in account.lots.items()
                if lot_of(key).last_day(account.normal_expires_on) >= day
            }
            expected: dict[str, int] = defaultdict(int)
            for pile in self.model.alive(one, day):
                expected[_key(pile)] += pile.points
            if alive != expected:
                raise Wrong(f"{name} on {day}: lots {alive}, while the model has {dict(expected)}")
            held = self.model.held(name) + self.model.waiting(name)
            if account.held != held:
                raise Wrong(f"{name}: {account.held} held instead of {held}")
            if sum(account.lots.values()) != account.balance or min(account.lots.values(), default=1) < 1:
                raise Wrong(f"{name}: lots {account.lots} and a balance of {account.balance}")
        for name in PARTNERS:
            partner = self._aggregate(PartnerAccount, partner_account_id(name))
            told = (partner.balance, partner.payable)
            if told != (self.model.money.get(name, 0), self.model.owed.get(name, 0)):
                raise Wrong(f"{name}: {told}, while the model has {self.model.money} and {self.model.owed}")

        self._check_order()

    def _check_order(self) -> None:
        client = self._aggregate(ClientAccount, client_account_id(CLIENT))
        if client.balance != self.model.yen or client.balance < 0:
            raise Wrong(f"the client has {client.balance}, while the model has {self.model.yen}")
        order = self._aggregate(OrderEscrow, escrow_id(SHORT_ORDER))
        owes = {reference: points for reference, (_, points, _) in self.model.debts.items()}
        if (order.owed, order.paid_jpy, order.payable_jpy) != (owes, self.model.paid, self.model.locked):
            raise Wrong(f"the order owes {order.owed} and paid {order.paid_jpy}, while the model has {owes}")

    def _check_books(self) -> None:
        """The postings alone lead to the same balances as the events, and sum to zero."""
        books: dict[tuple[str, str], int] = defaultdict(int)
        for event in (CODEC.decode(stored)[0] for stored in self.store.events):
            self._check_moment(event)
            for posting in postings_of(event):
                books[posting.unit, posting.debit] -= posting.amount
                books[posting.unit, posting.credit] += posting.amount
        for unit in ("points", "jpy"):
            if total := sum(amount for (of, _), amount in books.items() if of == unit):
                raise Wrong(f"all accounts sum to {total} {unit}")
        for name in MEMBERS:
            id = account_id(name)
            account = CODEC.replay(MemberAccount, id, self.store.read({id: 0}).tails.get(id, []))
            told = books["points", member_account(name)], books["points", held_account(name)]
            if told != (account.balance, account.held):
                raise Wrong(
                    f"{name}: {told} by the postings, {account.balance}, {account.held} by the events"
                )

    def _check_moment(self, event: Any) -> None:
        """What was told late stands beside the time at which it was booked."""
        if isinstance(event, STATED) and event.reference in self.model.moments:
            told = self.model.moments[event.reference]
            if event.occurred_at != told:
                raise Wrong(f"{event.reference} happened at {event.occurred_at} instead of {told}")


def _key(pile: Pile) -> str:
    kind = "limited" if pile.limited else "normal"
    return Lot(kind, pile.origin, pile.ends, pile.starts, pile.partners, pile.whose).key
