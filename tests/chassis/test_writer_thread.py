"""The Writer's thread when the database goes away, is slow, or refuses one command of many."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from structlog.testing import capture_logs

from chassis.codec import Codec
from chassis.command import Aggregates, Command, Outcome, Stream
from chassis.database import service_url
from chassis.errors import Invalid, Unavailable
from chassis.service import Running
from chassis.settings import Settings
from chassis.store import Begun, PostgresStore
from chassis.writer import KEY_BYTES, Undecided, Writer
from tests.chassis import bank
from tests.chassis.bank import Account, id_of
from tests.chassis.memory_store import MemoryStore
from tests.chassis.small import add

SETTINGS = Settings(
    database_url="none",
    kafka_bootstrap_servers="none",
    principal_secret="only-for-tests-" * 3,
    writer_group_commands=5,
    writer_retry_seconds=0.3,
)


class AwayFor(MemoryStore):
    """A store whose database does not answer for the first so many transactions."""

    def __init__(self, transactions: int, error: type[psycopg.Error] = psycopg.OperationalError) -> None:
        super().__init__()
        self.left, self.error = transactions, error

    def begin(self, keys: Sequence[str], known: Mapping[UUID, int]) -> Begun:
        if self.left:
            self.left -= 1
            raise self.error("away")
        return super().begin(keys, known)


@contextmanager
def writer(store: MemoryStore) -> Iterator[Writer]:
    running = Writer(store, Codec(bank.AGGREGATES), SETTINGS)
    running.start()
    yield running
    running.stop()


def test_a_batch_of_which_a_part_is_undecided_is_decided_in_order_when_it_is_sent_again() -> None:
    decided: list[int] = []

    def command(number: int) -> Command:
        return Command(f"k{number}", [], lambda found: decided.append(number))

    todo = [command(number) for number in range(12)]
    with writer(AwayFor(3)) as running:
        while todo:
            results = running.enqueue(todo).result(10)
            todo = [one for one, result in zip(todo, results, strict=True) if isinstance(result, Unavailable)]
    assert decided == list(range(12))


@pytest.mark.parametrize(
    "error",
    [
        psycopg.errors.IdleInTransactionSessionTimeout,
        psycopg.errors.UndefinedTable,
        psycopg.errors.UniqueViolation,
    ],
)
def test_what_the_database_may_do_later_is_tried_again(error: type[psycopg.Error]) -> None:
    with writer(AwayFor(1, error)) as running:
        assert running.enqueue([add("a")]).result(10) == [Outcome(201, {"balance": 1})]


def test_what_stays_undecided_says_so_and_nothing_has_happened() -> None:
    store = AwayFor(100)
    with writer(store) as running:
        [result] = running.enqueue([add("a")]).result(10)
    assert isinstance(result, Undecided)
    assert store.events == []


def test_a_key_that_no_index_holds_is_refused_alone() -> None:
    with writer(MemoryStore()) as running:
        results = running.enqueue([add("a"), add("a", key="k" * (KEY_BYTES + 1)), add("a")]).result(10)
    assert [type(one) for one in results] == [Outcome, Invalid, Outcome]


def test_a_stream_that_this_release_cannot_read_leaves_its_neighbours_alone() -> None:
    store = MemoryStore(chained=False)
    with writer(store) as running:
        running.enqueue([add("later")]).result(10)
    store.events = [
        one.__class__(one.id, one.version, "Account.LaterInvention", one.state) for one in store.events
    ]
    with writer(store) as running, capture_logs() as logs:
        results = running.enqueue([add("a"), add("later"), add("a")]).result(10)
    assert isinstance(results[0], Outcome)
    assert [type(one) for one in results[1:]] == [Undecided, Undecided], "the order of a batch is kept"
    assert [one["event"] for one in logs if one["log_level"] == "error"] == ["a command failed"]


@pytest.mark.servers
def test_a_process_that_sleeps_in_the_middle_of_a_transaction_does_the_command_once(
    replica: Callable[..., Running],
) -> None:
    running = replica()
    url = service_url(running.settings.database_url, running.service.name)
    store = PostgresStore(url, running.service.name, idle_in_transaction_seconds=1)
    slept: list[float] = []

    def decide(found: Aggregates) -> None:
        if not slept:
            slept.append(1.5)
            time.sleep(slept[0])
        found[id_of("a")].add(1)

    sleeping = Writer(store, running.codec, running.settings)
    sleeping.start()
    [result] = sleeping.enqueue([Command("k", [Stream(Account, id_of("a"))], decide)]).result(20)
    sleeping.stop()
    store.roll_back()
    assert isinstance(result, Outcome)
    [next_one] = running.writer.enqueue([add("a")]).result(10)
    assert next_one == Outcome(201, {"balance": 2})
