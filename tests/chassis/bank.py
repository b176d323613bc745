"""A small domain for the tests of the chassis: accounts, and a purse that writes its total once a group."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.command import Aggregates, Command, Insert, Outcome, Stream
from chassis.errors import Refused, invalid

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Account(Aggregate):
    def __init__(self) -> None:
        self.balance = 0

    class Added(Aggregate.Event):
        TOPIC = "Account.Added"
        amount: int

        def apply(self, aggregate: "Account") -> None:
            aggregate.balance += self.amount

    class Named(Aggregate.Event):
        TOPIC = "Account.Named"
        name: str

    def add(self, amount: int) -> None:
        if self.balance + amount < 0:
            raise Refused("not enough")
        self.trigger_event(self.Added, amount=amount, timestamp=AT)


@dataclass(frozen=True)
class Spent:
    count: int = 0
    amount: int = 0


class Purse(Aggregate):
    def __init__(self) -> None:
        self.left = 0
        self.batch: Spent | None = None

    class Filled(Aggregate.Event):
        TOPIC = "Purse.Filled"
        amount: int

        def apply(self, aggregate: "Purse") -> None:
            aggregate.left += self.amount

    class Paid(Aggregate.Event):
        TOPIC = "Purse.Paid"
        count: int
        amount: int

        def apply(self, aggregate: "Purse") -> None:
            aggregate.left -= self.amount

    def fill(self, amount: int) -> None:
        self.trigger_event(self.Filled, amount=amount, timestamp=AT)

    def pay(self, amount: int) -> None:
        taken = self.batch or Spent()
        if taken.amount + amount > self.left:
            raise Refused("the purse is empty")
        self.batch = Spent(taken.count + 1, taken.amount + amount)

    def close_batch(self) -> None:
        paid, self.batch = self.batch, None
        assert paid is not None
        self.trigger_event(self.Paid, count=paid.count, amount=paid.amount, timestamp=AT)


AGGREGATES = [Account, Purse]


def id_of(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


def add(name: str, amount: int, key: str) -> Command:
    def decide(found: Aggregates) -> Outcome:
        found[id_of(name)].add(amount)
        return Outcome(201, {"balance": found[id_of(name)].balance})

    return Command(key, [Stream(Account, id_of(name))], decide, digest=f"{name}{amount}".encode())


def move(source: str, target: str, amount: int, key: str, *, late: bool = False) -> Command:
    """Moves between accounts; `late` refuses after the first trigger, which `decide` should not."""

    def decide(found: Aggregates) -> None:
        if late:
            found[id_of(target)].add(amount)
            found[id_of(source)].add(-amount)
        else:
            found[id_of(source)].add(-amount)
            found[id_of(target)].add(amount)

    return Command(key, [Stream(Account, id_of(source)), Stream(Account, id_of(target))], decide)


def follow(names: str, key: str, *, late: bool = False) -> Command:
    """Adds a point to each account in turn, of which the command names the first alone."""

    def decide(found: Aggregates) -> None:
        for name in names:
            found.also(Stream(Account, id_of(name))).add(1)
        if late:
            raise Refused("changed its mind")

    return Command(key, [Stream(Account, id_of(names[0]))], decide)


def fill(name: str, amount: int, key: str) -> Command:
    def decide(found: Aggregates) -> None:
        found[id_of(name)].fill(amount)

    return Command(key, [Stream(Purse, id_of(name))], decide)


def pay(purse: str, account: str, amount: int, key: str, *, late: bool = False) -> Command:
    def decide(found: Aggregates) -> None:
        found[id_of(purse)].pay(amount)
        found[id_of(account)].add(amount)
        if late:
            raise Refused("changed its mind")

    return Command(key, [Stream(Purse, id_of(purse)), Stream(Account, id_of(account))], decide)


def refuse_as_invalid(name: str, key: str) -> Command:
    def decide(found: Aggregates) -> None:
        found[id_of(name)].add(1)
        raise invalid("amount", "is odd")

    return Command(key, [Stream(Account, id_of(name))], decide)


def fail(name: str, key: str) -> Command:
    def decide(found: Aggregates) -> None:
        found[id_of(name)].add(1)
        raise ZeroDivisionError

    return Command(key, [Stream(Account, id_of(name))], decide)


def note(name: str, text: str, key: str) -> Command:
    """Writes a row beside its event."""

    def decide(found: Aggregates) -> None:
        found[id_of(name)].add(1)

    rows = [Insert("notes", {"name": name, "text": text})]
    return Command(key, [Stream(Account, id_of(name))], decide, rows=lambda outcome: rows)
