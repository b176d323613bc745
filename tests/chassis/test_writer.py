"""What the Writer promises, shown on a store in memory and on PostgreSQL alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.cache import Cache
from chassis.codec import Codec
from chassis.command import Command, Delete, Insert, Outcome, Row
from chassis.errors import Invalid, KeyReused, Refused, StoredRefusal
from chassis.group import Limits, Result, step
from chassis.store import PostgresStore, Store
from tests.chassis import bank
from tests.chassis.bank import Account, Purse, add, fail, fill, follow, id_of, move, pay, refuse_as_invalid
from tests.chassis.memory_store import Crash, MemoryStore

CODEC = Codec(bank.AGGREGATES)


@dataclass
class Replica:
    """One process: a cache of its own over a shared store."""

    store: Any
    limits: Limits = field(default_factory=Limits)
    cache: Cache = field(default_factory=lambda: Cache(100))

    def step(self, *commands: Command) -> list[Result]:
        return step(self.store, CODEC, self.cache, self.limits, commands)

    def account(self, name: str) -> Account:
        return replayed(self.store, Account, name)

    def purse(self, name: str) -> Purse:
        return replayed(self.store, Purse, name)


def replayed(store: Store, kind: type[Any], name: str) -> Any:
    tail = store.begin([], {id_of(name): 0}).streams.tails.get(id_of(name), [])
    store.roll_back()
    return CODEC.replay(kind, id_of(name), tail)


SERVERS = [pytest.param(name, marks=pytest.mark.servers) for name in ("postgres", "chained postgres")]


@pytest.fixture(params=["memory", *SERVERS])
def store(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryStore()
    opened: Callable[..., PostgresStore] = request.getfixturevalue("open_store")
    return opened(chained=request.param == "chained postgres")


@pytest.fixture
def replica(store: Any) -> Replica:
    return Replica(store)


def statuses(results: Sequence[Result]) -> list[int]:
    return [one.status if isinstance(one, Outcome | Refused) else 500 for one in results]


def test_a_command_writes_its_events_and_answers(replica: Replica) -> None:
    assert replica.step(add("a", 5, "k1")) == [Outcome(201, {"balance": 5})]
    assert replica.account("a").balance == 5


def test_a_group_decides_each_command_on_what_those_before_it_did(replica: Replica) -> None:
    results = replica.step(add("a", 5, "k1"), move("a", "b", 5, "k2"), move("a", "b", 1, "k3"))
    assert statuses(results) == [201, 200, 409]
    assert (replica.account("a").balance, replica.account("b").balance) == (0, 5)


def test_the_same_key_gets_the_first_answer_again(replica: Replica) -> None:
    replica.step(add("a", 5, "k1"))
    again = replica.step(add("a", 5, "k1"), add("a", 5, "k1"))
    assert again == [Outcome(201, {"balance": 5}, replayed=True)] * 2
    assert replica.account("a").version == 1


def test_the_same_key_twice_in_one_group_is_done_once(replica: Replica) -> None:
    assert statuses(replica.step(add("a", 5, "k1"), add("a", 5, "k1"))) == [201, 201]
    assert replica.account("a").balance == 5


def test_the_same_key_with_another_request_is_refused(replica: Replica) -> None:
    replica.step(add("a", 5, "k1"))
    assert isinstance(replica.step(add("a", 6, "k1"))[0], KeyReused)


def test_a_conflict_is_remembered_under_its_key(replica: Replica) -> None:
    replica.step(move("a", "b", 1, "k1"))
    replica.step(add("a", 5, "k2"))
    [again] = replica.step(move("a", "b", 1, "k1"))
    assert isinstance(again, StoredRefusal)
    assert (again.status, again.detail) == (409, "not enough")


def test_a_wrong_field_is_not_remembered(replica: Replica) -> None:
    assert isinstance(replica.step(refuse_as_invalid("a", "k1"))[0], Invalid)
    assert statuses(replica.step(add("a", 1, "k1"))) == [201]


def test_what_a_late_refusal_had_changed_is_undone(replica: Replica) -> None:
    replica.step(add("a", 5, "k1"))
    results = replica.step(add("b", 1, "k2"), move("a", "b", 6, "k3", late=True), move("a", "b", 5, "k4"))
    assert statuses(results) == [201, 409, 200]
    assert (replica.account("a").balance, replica.account("b").balance) == (0, 6)


def test_a_command_finds_what_its_streams_alone_name(store: Any) -> None:
    one, two = Replica(store), Replica(store)
    one.step(add("b", 5, "k1"), add("a", 1, "k2"))
    two.step(add("b", 2, "k3"))
    results = one.step(
        add("b", 1, "k4"), follow("abc", "k5"), follow("abc", "k6", late=True), follow("ba", "k7")
    )
    assert statuses(results) == [201, 200, 409, 200]
    assert [one.account(name).balance for name in "abc"] == [3, 10, 1]
    assert statuses(two.step(add("b", -10, "k8"), add("a", -3, "k9"), add("c", -1, "k10"))) == [201, 201, 201]


def test_what_a_command_found_besides_its_streams_is_forgotten_after_a_crash() -> None:
    replica = Replica(MemoryStore())
    replica.store.crash_at = "before"
    with pytest.raises(Crash):
        replica.step(follow("ab", "k1"))
    assert statuses(replica.step(add("b", -1, "k2"), follow("ab", "k1"), add("b", -1, "k3"))) == [
        409,
        200,
        201,
    ]


def test_a_failing_command_leaves_its_neighbours_alone(replica: Replica) -> None:
    results = replica.step(add("a", 1, "k1"), fail("a", "k2"), add("a", 1, "k3"))
    assert statuses(results) == [201, 500, 201]
    assert replica.account("a").balance == 2


def test_a_running_total_is_written_once_for_a_group_without_the_refused(replica: Replica) -> None:
    replica.step(fill("p", 10, "k0"))
    results = replica.step(
        pay("p", "a", 4, "k1"),
        pay("p", "b", 4, "k2", late=True),
        pay("p", "c", 6, "k3"),
        pay("p", "d", 1, "k4"),
    )
    assert statuses(results) == [200, 409, 200, 409]
    assert (replica.purse("p").left, replica.purse("p").version) == (0, 2)
    assert [replica.account(name).balance for name in "abcd"] == [4, 0, 6, 0]


def test_a_full_group_leaves_the_rest_for_the_next(store: Any) -> None:
    replica = Replica(store, Limits(group_events=3))
    assert len(replica.step(*(add("a", 1, f"k{n}") for n in range(5)))) == 3


def test_two_replicas_see_each_others_writes(store: Any) -> None:
    one, two = Replica(store), Replica(store)
    one.step(add("a", 1, "k1"))
    two.step(add("a", 1, "k2"))
    [third] = one.step(add("a", 1, "k3"))
    assert third == Outcome(201, {"balance": 3})


def test_a_command_above_its_limit_is_refused_and_nothing_is_half_done(replica: Replica) -> None:
    [refused] = replica.step(Command("k1", [bank.Stream(Account, id_of("a"))], _grow))
    assert isinstance(refused, Invalid)
    assert replica.step(add("a", 1, "k2")) == [Outcome(201, {"balance": 1})]


def test_an_event_above_256_kb_is_refused(replica: Replica) -> None:
    def decide(found: Any) -> None:
        found[id_of("a")].trigger_event(Account.Named, name="あ" * 100_000, timestamp=bank.AT)

    [refused] = replica.step(Command("k1", [bank.Stream(Account, id_of("a"))], decide))
    assert isinstance(refused, Invalid)
    assert replica.account("a").version == 0


@pytest.mark.servers
def test_rows_are_written_in_the_order_of_their_commands(open_store: Callable[[], PostgresStore]) -> None:
    store = open_store()
    store._connected().execute(
        "CREATE TABLE side (id int PRIMARY KEY, at timestamptz, raw bytea, kept jsonb, text text)"
    )

    def writes(key: str, *rows: Row) -> Command:
        return Command(key, [], lambda found: None, rows=lambda outcome: rows)

    row = {"id": 1, "at": bank.AT, "raw": b"\x00\xff", "kept": {"a": [1]}, "text": "前"}
    Replica(store).step(
        writes("k1", Insert("side", row)),
        writes("k2", Delete("side", {"id": 1})),
        writes("k3", Insert("side", row | {"text": "後"}), Insert("side", {"id": 2})),
        writes("k4", Insert("side", row | {"text": "never: it is there"})),
    )
    found = store._connected().execute("SELECT * FROM side ORDER BY id").fetchall()
    assert found == [(1, bank.AT, b"\x00\xff", {"a": [1]}, "後"), (2, None, None, None, None)]


def _grow(found: Any) -> None:
    found[id_of("a")].trigger_event(Account.Added, amount=1, timestamp=bank.AT)
    for _ in range(10_001):
        found[id_of("a")].trigger_event(Account.Added, amount=1, timestamp=bank.AT)


def test_one_command_may_write_ten_thousand_events(replica: Replica) -> None:
    def decide(found: Any) -> None:
        for _ in range(10_000):
            found[id_of("a")].add(1)

    command = Command("k1", [bank.Stream(Account, id_of("a"))], decide)
    assert statuses(replica.step(command)) == [200]
    assert replica.account("a").version == 10_000


NAMES = st.sampled_from("abc")
KEYS = st.sampled_from([f"k{n}" for n in range(12)])
EFFECTS: dict[tuple[str, bytes], list[tuple[str, int]]] = {}


def told(
    make: Callable[..., Command], effects: Callable[..., list[tuple[str, int]]]
) -> Callable[..., Command]:
    """A maker of commands that also writes down what each should do to the accounts, by key and digest."""

    def build(*arguments: Any, key: str, **options: Any) -> Command:
        command = make(*arguments, key, **options)
        command = replace(command, digest=repr((make.__name__, arguments, options)).encode())
        EFFECTS[command.key, command.digest] = effects(*arguments)
        return command

    return build


def _nothing(*arguments: Any) -> list[tuple[str, int]]:
    return []


def _paid(purse: str, name: str, amount: int) -> list[tuple[str, int]]:
    return [(purse, -amount), (name, amount)]


COMMANDS = st.one_of(
    st.builds(told(add, lambda name, n: [(name, n)]), NAMES, st.integers(-3, 5), key=KEYS),
    st.builds(
        told(move, lambda a, b, n: [(a, -n), (b, n)]),
        NAMES,
        NAMES,
        st.integers(0, 5),
        key=KEYS,
        late=st.booleans(),
    ),
    st.builds(told(fill, lambda purse, n: [(purse, n)]), st.just("p"), st.integers(1, 5), key=KEYS),
    st.builds(
        told(pay, _paid),
        st.just("p"),
        NAMES,
        st.integers(1, 5),
        key=KEYS,
        late=st.booleans(),
    ),
    st.builds(told(fail, _nothing), NAMES, key=KEYS),
    st.builds(told(refuse_as_invalid, _nothing), NAMES, key=KEYS),
)
TURNS = st.lists(
    st.tuples(
        st.integers(0, 1), st.lists(COMMANDS, max_size=6), st.sampled_from([None, None, "before", "after"])
    ),
    max_size=12,
)


LIMITS = st.builds(
    Limits, group_events=st.sampled_from([2, 1_000]), catch_up_events=st.sampled_from([0, 3, 1_000])
)


@given(TURNS, LIMITS, st.integers(1, 5))
@settings(max_examples=300, deadline=None)
def test_any_interleaving_of_two_replicas_and_crashes_keeps_every_promise(
    turns: list[tuple[int, list[Command], str | None]], limits: Limits, cached: int
) -> None:
    store = MemoryStore()
    replicas = [Replica(store, limits, Cache(cached)) for _ in range(2)]
    for which, commands, crash in turns:
        store.crash_at = crash
        before = len(store.events)
        try:
            replicas[which].step(*commands)
        except Crash:
            assert crash == "after" or len(store.events) == before
        cache = replicas[which].cache
        for name in "abc":
            if id_of(name) in cache.current and cache.newest == len(store.events):
                assert cache.aggregates[id_of(name)] == replicas[which].account(name)
    versions: dict[Any, int] = {}
    for event in store.events:
        assert event.version == versions.get(event.id, 0) + 1, "versions have no gaps"
        versions[event.id] = event.version
    assert all(replicas[0].account(name).balance >= 0 for name in "abc")
    assert replicas[0].purse("p").left >= 0
    balances = {name: replicas[0].account(name).balance for name in "abc"}
    assert _by_the_keys(turns, store) == {**balances, "p": replicas[0].purse("p").left}


def _by_the_keys(turns: list[tuple[int, list[Command], str | None]], store: MemoryStore) -> dict[str, int]:
    """The balances by a model that knows nothing of groups: each key that was kept, done once."""
    kept = {key for key, one in store.keys.items() if orjson.loads(one.outcome)["status"] < 400}
    balances = dict.fromkeys("abcp", 0)
    for _, commands, _ in turns:
        for command in commands:
            done = EFFECTS[command.key, command.digest]
            if command.key in kept and store.keys[command.key].digest == command.digest:
                kept.discard(command.key)
                for name, amount in done:
                    balances[name] += amount
    return balances
