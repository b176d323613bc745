"""One schedule: months of random commands, doubled, dropped, late and cut off by crashes, under one seed."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.codec import Codec
from chassis.command import Command
from chassis.errors import STORED_STATUSES, StoredRefusal
from chassis.group import Cache, Limits, step
from points_ledger import application
from points_ledger.domain import (
    HOLD,
    SPEND,
    Lot,
    MemberAccount,
    PartnerAccount,
    account_id,
    held_account,
    lot_of,
    member_account,
    partner_account_id,
    slip_id,
)
from points_ledger.service import SERVICE
from points_ledger.views import postings_of
from tests.chassis.memory_store import Crash, MemoryStore
from tests.points_ledger.simulation.model import Model, Pile, day_of

CODEC = Codec(SERVICE.aggregates)
BEGIN = datetime(2026, 1, 15, 3, tzinfo=UTC)
MEMBERS, PARTNERS = ("m0", "m1", "m2"), ("p0", "p1")
ORDER = UUID(int=7)
ESCROW_JPY = 10**7
STEPS = 60


class Wrong(AssertionError):
    """The ledger did what the model says it must not, or the other way round."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants: the command at a time, and what the model says of it."""

    command: Callable[[datetime], Command]
    model: Callable[[datetime], bool]


class Schedule:
    """Runs to its end or raises Wrong; `digest` is of all events that were stored."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.at = BEGIN + timedelta(days=self.chance.randrange(365))
        self.store, self.cache, self.model = MemoryStore(), Cache(1_000), Model()
        self.said: dict[str, tuple[bytes, bool]] = {}
        self.old: list[Wish] = []
        self.number = 0

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
        for partner in PARTNERS:
            self._together([self._deposit(partner, 2_000)])
            self._together([self._link(member, partner) for member in MEMBERS])

    def _pass_time(self) -> None:
        seconds = self.chance.choice((1, 60, 3_600, 86_400, 8 * 86_400, 40 * 86_400))
        self.at += timedelta(seconds=self.chance.randint(0, seconds))

    def _together(self, wishes: list[Wish]) -> None:
        """One group; some wishes come twice, some late again, and the process may end before or after it."""
        was_cut = self.store.crash_at = self.chance.choice((None, None, None, "before", "after"))
        again = self.chance.sample(self.old, min(len(self.old), self.chance.choice((0, 0, 1, 2))))
        twice = [] if was_cut == "after" else self.chance.sample(wishes, self.chance.choice((0, 0, 1)))
        group = [*wishes, *again, *twice]
        self.chance.shuffle(group)
        self.old += wishes
        commands = [wish.command(self.at) for wish in group]
        try:
            results = step(self.store, CODEC, self.cache, Limits(), commands)
        except Crash:
            self.cache = Cache(1_000)
            if was_cut == "before" and self.chance.random() < 0.5:
                return
            if was_cut == "after":
                self._assume(group, commands)
            results = step(self.store, CODEC, self.cache, Limits(), commands)
        for wish, command, result in zip(group, commands, results, strict=True):
            self._compare(wish, command, result)

    def _assume(self, group: list[Wish], commands: list[Command]) -> None:
        """What has been done although nobody heard the answers."""
        for wish, command in zip(group, commands, strict=True):
            if command.key not in self.said and wish.model(self.at):
                self.said[command.key] = command.digest, True

    def _compare(self, wish: Wish, command: Command, result: Any) -> None:
        """A key that was answered gets that answer again, and none with other arguments."""
        is_done = not isinstance(result, Exception)
        if isinstance(result, StoredRefusal):
            self.said.setdefault(command.key, (command.digest, False))
        digest, expected = self.said.get(command.key) or (command.digest, wish.model(self.at))
        if is_done != (expected and digest == command.digest):
            raise Wrong(f"{command.key} at {self.at}: {result!r}, while the model says {expected}")
        if is_done or getattr(result, "status", 0) in STORED_STATUSES:
            self.said.setdefault(command.key, (digest, expected))

    def _wish(self) -> Wish:
        makers = (self._work, self._grant, self._hold, self._hold, self._spend, self._capture, self._void)
        others = (self._refund, self._refund, self._late, self._expire, self._relink, self._fill)
        rare = (self._stop, self._claw_back, self._batch)
        return self.chance.choice((*makers, *others, *rare))()

    def _next(self) -> str:
        self.number += 1
        return f"r{self.number}"

    def _who(self) -> tuple[str, str]:
        return self.chance.choice(MEMBERS), self.chance.choice(PARTNERS)

    def _deposit(self, partner: str, yen: int) -> Wish:
        reference = self._next()
        return Wish(
            lambda at: application.deposit_for_partner(partner, yen, reference, at),
            lambda at: self.model.deposit(partner, yen),
        )

    def _fill(self) -> Wish:
        return self._deposit(self.chance.choice(PARTNERS), self.chance.randint(1, 500))

    def _link(self, member: str, partner: str) -> Wish:
        key = self._next()
        return Wish(
            lambda at: application.link(key, member, partner, at),
            lambda at: self.model.link(member, partner),
        )

    def _relink(self) -> Wish:
        (member, partner), key = self._who(), self._next()
        if self.chance.random() < 0.6:
            return self._link(member, partner)
        return Wish(
            lambda at: application.unlink(key, member, partner, at),
            lambda at: self.model.unlink(member, partner),
        )

    def _work(self) -> Wish:
        (member, _), points = self._who(), self.chance.randint(1, 300)
        assignment = UUID(int=self.chance.getrandbits(128))
        return Wish(
            lambda at: application.pay(ORDER, assignment, member, points, at),
            lambda at: self.model.work(member, points, at),
        )

    def _grant(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, is_limited = self.chance.choice((1, 50, 400, 2_000)), self.chance.random() < 0.7
        first = self.at + timedelta(days=self.chance.choice((0, 0, 3)))
        ends = day_of(self.at + timedelta(days=self.chance.choice((3, 10, 60))))
        starts = day_of(first) if first > self.at else ""
        only = self.chance.choice(((), (), ("p0",), ("p0", "p1")))
        lot = ("limited", ends, starts, list(only)) if is_limited else ("normal", "", "", [])
        pile = (
            Pile(True, "campaign", points, ends, starts, only)
            if is_limited
            else Pile(False, "partner", points)
        )

        def model(at: datetime) -> bool:
            is_in_time = not is_limited or day_of(at) <= ends
            return is_in_time and self.model.grant(member, partner, pile, at)

        return Wish(lambda at: application.grant(partner, member, points, reference, *lot, at), model)

    def _hold(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, seconds = self.chance.randint(1, 400), self.chance.choice((60, 86_400, 30 * 86_400))
        use = str(slip_id(HOLD, partner, reference))

        def model(at: datetime) -> bool:
            return self.model.take(use, member, partner, points, at, at + timedelta(seconds=seconds))

        return Wish(lambda at: application.hold(partner, member, points, reference, seconds, at), model)

    def _spend(self) -> Wish:
        (member, partner), reference, points = self._who(), self._next(), self.chance.randint(1, 400)
        use = str(slip_id(SPEND, partner, reference))
        return Wish(
            lambda at: application.spend(partner, member, points, reference, at),
            lambda at: self.model.take(use, member, partner, points, at, None),
        )

    def _some_use(self) -> str:
        """A recent one, so that much happens to one and the same."""
        return self.chance.choice(list(self.model.uses)[-6:] or [str(UUID(int=0))])

    def _of(self, use: str) -> tuple[str, str]:
        found = self.model.uses.get(use)
        return (found.partner, found.member) if found else ("p0", "m0")

    def _capture(self) -> Wish:
        use, points = self._some_use(), self.chance.choice((None, None, self.chance.randint(1, 400)))
        partner, member = self._of(use)
        return Wish(
            lambda at: application.capture(partner, member, UUID(use), points, at),
            lambda at: self.model.capture(use, points, at),
        )

    def _void(self) -> Wish:
        use = self._some_use()
        partner, member = self._of(use)
        return Wish(
            lambda at: application.void(partner, member, UUID(use), at),
            lambda at: self.model.let_go(use, at),
        )

    def _refund(self) -> Wish:
        use, reference = self._some_use(), self._next()
        points = self.chance.choice((None, self.chance.randint(1, 200)))
        partner, member = self._of(use)
        return Wish(
            lambda at: application.refund(partner, member, UUID(use), points, reference, at),
            lambda at: self.model.refund(use, points, at),
        )

    def _late(self) -> Wish:
        """The timer's work, which asks only for holds whose time is over."""
        late = [use for use, one in self.model.uses.items() if one.until and one.until <= self.at]
        use = self.chance.choice(late) if late else ""
        if not use:
            return self._expire()
        member = self._of(use)[1]
        return Wish(
            lambda at: application.expire_hold(UUID(use), member, at),
            lambda at: self.model.let_go(use, at, only_late=True),
        )

    def _expire(self) -> Wish:
        member, unique = self.chance.choice(MEMBERS), self._next()
        return Wish(
            lambda at: application.expire_lots(account_id(member), unique, at),
            lambda at: self.model.expire(member, at),
        )

    def _stop(self) -> Wish:
        member, key, is_stopped = self.chance.choice(MEMBERS), self._next(), self.chance.random() < 0.3
        change = application.stop if is_stopped else application.reopen
        return Wish(lambda at: change(key, member, "why", at), lambda at: self.model.stop(member, is_stopped))

    def _claw_back(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, only_pending = self.chance.randint(1, 300), self.chance.random() < 0.5
        origin, policy = self.chance.choice(("partner", "campaign")), "pending" if only_pending else "balance"
        payer = partner if origin == "partner" else ""
        return Wish(
            lambda at: application.claw_back(
                member, reference, points, origin, payer, at, policy, "fraud", ("o1", "o2"), at
            ),
            lambda at: self.model.claw_back(member, points, payer, only_pending, at),
        )

    def _batch(self) -> Wish:
        """Rows of one partner that are done as a whole or not at all."""
        key, wishes = self._next(), [self._spend() for _ in range(self.chance.randint(2, 4))]

        def model(at: datetime) -> bool:
            before = deepcopy(self.model)
            if all(wish.model(at) for wish in wishes):
                return True
            self.model.__dict__ = before.__dict__
            return False

        return Wish(lambda at: application.batch(key, b"", [wish.command(at) for wish in wishes]), model)

    def _aggregate(self, kind: Any, id: UUID) -> Any:
        cached = self.cache.aggregates.get(id)
        return cached or CODEC.replay(kind, id, self.store.tails({id: 0}).get(id, []))

    def _check_accounts(self) -> None:
        day = day_of(self.at)
        for name in MEMBERS:
            account, one = self._aggregate(MemberAccount, account_id(name)), self.model.member(name)
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
            if account.held != self.model.held(name):
                raise Wrong(f"{name}: {account.held} held instead of {self.model.held(name)}")
            if sum(account.lots.values()) != account.balance or min(account.lots.values(), default=1) < 1:
                raise Wrong(f"{name}: lots {account.lots} and a balance of {account.balance}")
        for name in PARTNERS:
            partner = self._aggregate(PartnerAccount, partner_account_id(name))
            told = (partner.balance, partner.payable)
            if told != (self.model.money.get(name, 0), self.model.owed.get(name, 0)):
                raise Wrong(f"{name}: {told}, while the model has {self.model.money} and {self.model.owed}")

    def _check_books(self) -> None:
        """The postings alone lead to the same balances as the events, and sum to zero."""
        books: dict[tuple[str, str], int] = defaultdict(int)
        for stored in self.store.events:
            for posting in postings_of(CODEC.decode(stored)[0]):
                books[posting.unit, posting.debit] -= posting.amount
                books[posting.unit, posting.credit] += posting.amount
        for unit in ("points", "jpy"):
            if total := sum(amount for (of, _), amount in books.items() if of == unit):
                raise Wrong(f"all accounts sum to {total} {unit}")
        for name in MEMBERS:
            id = account_id(name)
            account = CODEC.replay(MemberAccount, id, self.store.tails({id: 0}).get(id, []))
            told = books["points", member_account(name)], books["points", held_account(name)]
            if told != (account.balance, account.held):
                raise Wrong(
                    f"{name}: {told} by the postings, {account.balance}, {account.held} by the events"
                )


def _key(pile: Pile) -> str:
    kind = "limited" if pile.limited else "normal"
    return Lot(kind, pile.origin, pile.ends, pile.starts, pile.partners).key
