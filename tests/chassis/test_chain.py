"""Each stream is a chain: what is changed by hand is found, stops that stream alone, and can be mended."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from chassis import chain_proof, chain_start
from chassis.cache import Cache
from chassis.chain import START, StreamStopped, link, walked
from chassis.chain_proof import Anchored, ChainProof
from chassis.codec import shape_of
from chassis.command import Command, Outcome
from chassis.database import open_engine
from chassis.group import Limits
from chassis.settings import Settings
from chassis.store import PostgresStore
from chassis.tables import create_tables
from chassis.writer import _is_of_the_data
from tests.chassis.bank import Account, add, follow, id_of, move
from tests.chassis.memory_store import Crash, MemoryStore
from tests.chassis.test_writer import CODEC, LIMITS, TURNS, Replica, statuses

A, B = id_of("a"), id_of("b")


@given(TURNS, LIMITS)
@settings(max_examples=200, deadline=None)
def test_whatever_replicas_and_crashes_interleave_every_stream_follows_from_its_chain(
    turns: list[tuple[int, list[Command], str | None]], limits: Limits
) -> None:
    store = MemoryStore()
    replicas = [Replica(store, limits, Cache(3)) for _ in range(2)]
    for which, commands, crash in turns:
        store.crash_at = crash
        try:
            assert not any(isinstance(one, StreamStopped) for one in replicas[which].step(*commands))
        except Crash:
            continue
    for name in "abcp":
        tail = [event for event in store.events if event.id == id_of(name)]
        assert walked(0, START, tail, store.ends.get(id_of(name))).broken == ""
    assert sorted(store.ends) == sorted({event.id for event in store.events})


def test_an_event_that_is_changed_moved_or_taken_from_a_tail_breaks_the_walk() -> None:
    store = MemoryStore()
    Replica(store).step(*(add("a", n, f"k{n}") for n in range(1, 5)))
    one, two, three, four = store.events
    head = store.ends[A]
    assert walked(0, START, [one, two, three, four], head).broken == ""
    for tail, at in (
        ([two, three, four], 1),
        ([one, three, four], 2),
        ([one, two, four, three], 3),
        ([one, two, three], 4),
        ([], 1),
    ):
        assert walked(0, START, tail, head).at == at


class Bank:
    """A chained database with its Writer's replica and the proof."""

    def __init__(self, engine: Engine, open_store: Callable[..., PostgresStore]) -> None:
        self.engine, self._open = engine, open_store
        self.replica = self.another()

    def another(self, chained: bool = True) -> Replica:
        """A process that has seen nothing yet."""
        return Replica(self._open(chained=chained))

    def do(self, *commands: Command) -> list[Any]:
        return list(self.replica.step(*commands))

    def change(self, statement: str, **values: object) -> None:
        with self.engine.begin() as tx:
            assert tx.exec_driver_sql(statement, values).rowcount

    def ask(self, query: str) -> list[Any]:
        with self.engine.connect() as tx:
            return [tuple(row) for row in tx.exec_driver_sql(query)]

    def prove(self, anchor: Anchored | None = None) -> ChainProof:
        with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
            return chain_proof.prove(tx, anchor)

    def anchor(self) -> Anchored:
        with self.engine.connect() as tx:
            return chain_proof.summary(tx)

    def broken(self) -> dict[UUID, tuple[int, str]]:
        return {one.stream: (one.version, one.reason) for one in self.prove().breaks}


@pytest.fixture
def engine(database_url: str, settings: Settings) -> Iterator[Engine]:
    opened = open_engine(database_url, settings)
    yield opened
    opened.dispose()


@pytest.fixture
def bank(engine: Engine, open_store: Callable[..., PostgresStore]) -> Bank:
    """Two accounts with six events each."""
    chain_start.take_over(engine)
    made = Bank(engine, open_store)
    for n in range(3):
        made.do(add("a", 10 + n, f"a{n}"), add("b", 20 + n, f"b{n}"))
    made.do(
        add("a", 1, "a3"), add("a", 2, "a4"), add("b", 3, "b3"), move("a", "b", 4, "m"), add("b", 5, "b4")
    )
    return made


pytestmark = pytest.mark.servers


def test_the_digest_can_be_computed_by_anybody_in_sql(bank: Bank) -> None:
    expected = """
        SELECT count(*), count(*) FILTER (WHERE digest = sha256(
            coalesce(lag, decode(repeat('00', 32), 'hex')) || uuid_send(originator_id)
            || int4send(originator_version) || int4send(octet_length(topic)) || convert_to(topic, 'UTF8')
            || state
        )) FROM (
            SELECT *, lag(digest) OVER (PARTITION BY originator_id ORDER BY originator_version) FROM events
        ) AS numbered
    """
    assert bank.ask(expected) == [(12, 12)]


def test_an_untouched_ledger_is_whole(bank: Bank) -> None:
    found = bank.prove(bank.anchor())
    assert (found.events, found.streams, found.wrong, found.is_whole) == (12, 2, [], True)


CHANGES = {
    "a bit of a state": (
        "UPDATE events SET state = set_bit(state, 13, 1 - get_bit(state, 13)) {at}",
        3,
        "version 3 does not fit its digest",
    ),
    "a topic": ("UPDATE events SET topic = 'Account.Named' {at}", 3, "version 3 does not fit its digest"),
    "a version": ("UPDATE events SET originator_version = 9 {at}", 3, "version 3 is missing"),
    "a digest": ("UPDATE events SET digest = sha256(digest) {at}", 3, "version 3 does not fit its digest"),
    "a digest taken away": ("UPDATE events SET digest = NULL {at}", 3, "version 3 has no digest"),
    "a row": ("DELETE FROM events {at}", 3, "version 3 is missing"),
    "the first row": (
        "DELETE FROM events WHERE originator_id = %(id)s AND originator_version = 1",
        1,
        "version 1 is missing",
    ),
    "the tail": (
        "DELETE FROM events WHERE originator_id = %(id)s AND originator_version > 4",
        5,
        "version 5 is missing, as is all up to version 6",
    ),
    "the whole stream": (
        "DELETE FROM events WHERE originator_id = %(id)s",
        1,
        "version 1 is missing, as is all up to version 6",
    ),
    "the head": ("DELETE FROM heads WHERE originator_id = %(id)s", 6, "version 6 has no head"),
    "what the head says": (
        "UPDATE heads SET digest = sha256(digest) WHERE originator_id = %(id)s",
        6,
        "version 6 does not fit the head",
    ),
    "the head set back": (
        "UPDATE heads SET version = 5 WHERE originator_id = %(id)s",
        6,
        "version 6 was not written by this service",
    ),
    "a row more": (
        "INSERT INTO events (originator_id, originator_version, topic, state, digest)"
        " SELECT originator_id, 7, topic, state, digest FROM events {at}",
        7,
        "version 7 does not fit its digest",
    ),
}
AT = "WHERE originator_id = %(id)s AND originator_version = 3"
OF_VERSION = "WHERE originator_id = %(id)s AND originator_version = %(version)s"


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_by_hand_is_found_with_stream_and_version(bank: Bank, what: str) -> None:
    statement, version, reason = CHANGES[what]
    bank.change(statement.format(at=AT), id=A)
    assert bank.broken() == {A: (version, reason)}


def test_two_rows_that_were_swapped_are_found(bank: Bank) -> None:
    swap = """
        UPDATE events SET state = other.state, topic = other.topic, digest = other.digest
        FROM events AS other WHERE other.originator_id = events.originator_id
        AND events.originator_id = %(id)s AND events.originator_version IN (2, 4)
        AND other.originator_version = 6 - events.originator_version
    """
    bank.change(swap, id=A)
    assert bank.broken() == {A: (2, "version 2 does not fit its digest")}


def test_two_events_that_have_changed_places_in_the_log_are_found(bank: Bank) -> None:
    swap = """
        WITH gone AS (
            DELETE FROM events WHERE originator_id = %(id)s AND originator_version IN (2, 4) RETURNING *
        )
        INSERT INTO events OVERRIDING SYSTEM VALUE
        SELECT other.notification_id, gone.originator_id, gone.originator_version, gone.topic, gone.state,
            gone.digest
        FROM gone JOIN gone AS other ON other.originator_version = 6 - gone.originator_version
    """
    bank.change(swap, id=A)
    assert bank.broken() == {A: (3, "version 3 stands before version 2 in the log")}


def test_a_first_digest_that_is_taken_away_is_not_taken_for_one_of_a_former_release(bank: Bank) -> None:
    bank.change("UPDATE events SET digest = NULL WHERE originator_version = 1")
    missing = {A: (1, "version 1 has no digest"), B: (1, "version 1 has no digest")}
    assert bank.broken() == missing
    chain_start.take_over(bank.engine)
    assert bank.broken() == missing


def test_a_row_that_went_to_another_stream_is_found_in_both(bank: Bank) -> None:
    bank.change(
        "UPDATE events SET originator_id = %(b)s, originator_version = 7"
        " WHERE originator_id = %(a)s AND originator_version = 6",
        a=A,
        b=B,
    )
    assert {stream: version for stream, (version, _) in bank.broken().items()} == {A: 6, B: 7}


def test_a_stream_that_is_gone_with_its_head_is_found_by_the_anchor(bank: Bank) -> None:
    anchor = bank.anchor()
    bank.do(add("c", 1, "c1"))
    for table in ("events", "heads"):
        bank.change(f"DELETE FROM {table} WHERE originator_id = %(id)s", id=A)
    found = bank.prove(anchor)
    assert found.wrong == ["the anchor at event 12 has 2 streams, not 1"]


def test_a_chain_that_was_computed_again_after_a_change_is_found_by_the_anchor(bank: Bank) -> None:
    anchor = bank.anchor()
    former = START
    with bank.engine.begin() as tx:
        for stored in tail_of(bank, A):
            stored.state = stored.state.replace(b'"amount":10', b'"amount":99')
            former = link(former, stored)
            change = f"UPDATE events SET state = %(state)s, digest = %(digest)s {OF_VERSION}"
            values = {"id": A, "version": stored.version, "state": stored.state, "digest": former}
            tx.exec_driver_sql(change, values)
        tx.exec_driver_sql("UPDATE heads SET digest = %s WHERE originator_id = %s", (former, A))
    assert bank.prove().is_whole
    assert bank.prove(anchor).wrong == ["the anchor at event 12 has other heads than the 2 streams"]


def tail_of(bank: Bank, id: UUID) -> Sequence[Any]:
    store = bank.replica.store
    tail = store.begin([], {id: 0}).streams.tails[id]
    store.roll_back()
    return tail


def test_an_anchor_holds_whatever_came_after_it(bank: Bank) -> None:
    anchor = bank.anchor()
    bank.do(*(add(name, 1, f"later {name}") for name in "abcdefgh"))
    assert bank.prove(anchor).is_whole
    assert bank.prove(bank.anchor()).is_whole


def test_a_stopped_stream_refuses_its_commands_and_no_other(bank: Bank) -> None:
    bank.change("UPDATE events SET state = state || ' ' " + AT, id=A)
    chain_proof.stop(bank.engine, bank.prove().breaks)
    results = bank.do(add("a", 1, "k1"), add("b", 1, "k2"), move("b", "a", 1, "k3"), add("c", 1, "k4"))
    assert statuses(results) == [409, 201, 409, 201]
    assert [type(results[n]) for n in (0, 2)] == [StreamStopped] * 2


def test_what_asks_for_a_stopped_stream_while_it_is_decided_may_come_again(bank: Bank) -> None:
    bank.change("UPDATE events SET state = state || ' ' " + AT, id=A)
    assert statuses(bank.another().step(follow("ba", "k1"), follow("cb", "k2"))) == [409, 200]
    assert bank.ask("SELECT originator_id FROM stopped_streams") == [(A,)]
    assert statuses(bank.do(follow("ba", "k1"), follow("cb", "k3"))) == [409, 200]
    bank.change("UPDATE events SET state = substr(state, 1, length(state) - 1) " + AT, id=A)
    assert chain_proof.reopen(bank.engine, A) == ""
    assert statuses(bank.do(follow("ba", "k1"))) == [200]


def test_a_stream_is_reopened_once_it_is_mended_and_its_refused_commands_may_come_again(bank: Bank) -> None:
    bank.change("UPDATE events SET state = state || ' ' " + AT, id=A)
    chain_proof.stop(bank.engine, bank.prove().breaks)
    bank.do(add("a", 1, "k1"))
    assert chain_proof.reopen(bank.engine, A) == "version 3 does not fit its digest"
    assert statuses(bank.do(add("a", 1, "k1"))) == [409]
    bank.change("UPDATE events SET state = substr(state, 1, length(state) - 1) " + AT, id=A)
    assert chain_proof.reopen(bank.engine, A) == ""
    assert chain_proof.reopen(bank.engine, A) == "is not stopped"
    assert statuses(bank.do(add("a", 1, "k1"))) == [201]
    assert bank.prove(bank.anchor()).is_whole


@pytest.mark.parametrize("what", CHANGES)
def test_a_writer_decides_nothing_on_a_stream_that_it_reads_broken(bank: Bank, what: str) -> None:
    bank.change(CHANGES[what][0].format(at=AT), id=A)
    fresh = bank.another()
    assert statuses(fresh.step(add("a", 1, "k1"), add("b", 1, "k2"))) == [409, 201]
    assert bank.ask("SELECT originator_id FROM stopped_streams") == [(A,)]


def test_what_a_writer_has_stopped_stays_so_for_the_next(bank: Bank) -> None:
    bank.change("DELETE FROM events " + AT, id=A)
    assert statuses(bank.another().step(add("a", 1, "k1"))) == [409]
    assert statuses(bank.another().step(add("a", 1, "k1"))) == [409]
    assert bank.ask("SELECT originator_id, reason FROM stopped_streams") == [(A, "version 3 is missing")]


def test_an_event_of_another_replica_that_was_changed_before_it_is_read_stops_the_stream(bank: Bank) -> None:
    bank.another().step(add("a", 1, "k1"), add("b", 1, "k2"))
    bank.change(
        "UPDATE events SET state = state || ' ' WHERE originator_version = 7 AND originator_id = %(id)s", id=A
    )
    assert statuses(bank.do(add("a", 1, "k3"), add("b", 1, "k4"))) == [409, 201]
    assert bank.ask("SELECT reason FROM stopped_streams") == [("version 7 does not fit its digest",)]


def test_a_tail_that_is_cut_under_a_writer_that_knows_the_stream_is_found(bank: Bank) -> None:
    bank.change("DELETE FROM events WHERE originator_id = %(id)s AND originator_version > 4", id=A)
    assert statuses(bank.do(add("a", 1, "k1"))) == [201]
    assert bank.broken() == {A: (5, "version 5 is missing")}


def test_a_refusal_is_not_undone_on_what_was_changed_meanwhile(bank: Bank) -> None:
    bank.change("UPDATE events SET state = state || ' ' " + AT, id=A)
    with pytest.raises(Exception, match="version 3"):
        bank.do(move("b", "a", 1_000, "k1", late=True))
    assert statuses(bank.do(add("a", 1, "k2"), add("b", 1, "k3"))) == [409, 201]


def test_a_snapshot_does_not_hide_what_is_gone_after_it(bank: Bank) -> None:
    snapshot = CODEC.snapshot(CODEC.replay(Account, A, tail_of(bank, A)[:3]))
    seal = "seal_of(%(id)s, 3, %(shape)s, %(state)s)"
    keep = f"INSERT INTO snapshots VALUES (%(id)s, 3, %(state)s, %(shape)s, {seal})"
    bank.change(keep, id=A, state=snapshot, shape=shape_of(Account))
    fresh = with_snapshots(bank)
    assert fresh.step(add("a", 1, "k1")) == [Outcome(201, {"balance": 33})]
    bank.change("DELETE FROM events WHERE originator_id = %(id)s AND originator_version = 3", id=A)
    assert statuses(with_snapshots(bank).step(add("a", 1, "k2"))) == [409]


def test_a_snapshot_that_is_changed_by_hand_is_not_read(bank: Bank) -> None:
    other = CODEC.replay(Account, A, tail_of(bank, A)[:3])
    other.balance += 1_000
    keep = "INSERT INTO snapshots VALUES (%(id)s, 3, %(state)s, %(shape)s, '\\x00')"
    bank.change(keep, id=A, state=CODEC.snapshot(other), shape=shape_of(Account))
    assert with_snapshots(bank).step(add("a", 1, "k1")) == [Outcome(201, {"balance": 33})]


def with_snapshots(bank: Bank) -> Replica:
    fresh = bank.another()
    fresh.store._shapes = [shape_of(Account)]
    return fresh


@pytest.fixture
def old_bank(engine: Engine, open_store: Callable[..., PostgresStore]) -> Bank:
    """A database that a release without the chain has written."""
    made = Bank(engine, open_store)
    made.replica = made.another(chained=False)
    for n in range(4):
        made.do(add("a", 10 + n, f"a{n}"), add("b", 20 + n, f"b{n}"))
    return made


def test_an_older_log_is_taken_over_piece_by_piece_and_its_rows_stay_as_they_are(
    old_bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain_start, "PAGE_EVENTS", 3)
    before = old_bank.ask("SELECT xmin, * FROM events")
    assert "does not cover" in old_bank.prove().anchor
    pages = 0
    keep = chain_start._take_over_page

    def cut_off(engine: Engine) -> int | None:
        nonlocal pages
        pages += 1
        if pages == 2:
            raise ConnectionError
        return keep(engine)

    monkeypatch.setattr(chain_start, "_take_over_page", cut_off)
    with pytest.raises(ConnectionError):
        chain_start.take_over(old_bank.engine)
    assert old_bank.prove().wrong == [
        "the chain does not cover the events of the former release yet; start the service first"
    ]
    chain_start.take_over(old_bank.engine)
    assert pages == 5
    assert old_bank.ask("SELECT xmin, * FROM events") == before
    assert old_bank.prove(old_bank.anchor()).is_whole


def test_after_the_takeover_the_writer_goes_on_and_old_events_are_covered_too(old_bank: Bank) -> None:
    chain_start.take_over(old_bank.engine)
    fresh = old_bank.another()
    assert fresh.step(add("a", 1, "k1")) == [Outcome(201, {"balance": 47})]
    assert old_bank.prove(old_bank.anchor()).is_whole
    old_bank.change("UPDATE events SET state = state || ' ' WHERE originator_version = 2")
    assert old_bank.broken() == {
        A: (5, "version 5 does not fit its digest, or one before it does that has none"),
        B: (4, "version 4 does not fit the head"),
    }
    assert statuses(old_bank.another().step(add("a", 1, "k2"), add("b", 1, "k3"))) == [409, 409]


def test_a_release_without_the_chain_cannot_write_after_it_and_waits(old_bank: Bank) -> None:
    chain_start.take_over(old_bank.engine)
    with pytest.raises(psycopg.Error) as refused:
        old_bank.do(add("a", 1, "k1"))
    assert not _is_of_the_data(refused.value)
    assert old_bank.prove().is_whole


def test_after_a_return_to_that_release_the_chain_starts_anew(old_bank: Bank) -> None:
    chain_start.take_over(old_bank.engine)
    old_bank.another().step(add("a", 1, "k1"))
    with old_bank.engine.begin() as tx:
        tx.exec_driver_sql("DROP TRIGGER only_chained ON events")
    assert statuses(old_bank.another(chained=False).step(add("a", 1, "k2"))) == [201]
    with old_bank.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE events SET digest = NULL")
        tx.exec_driver_sql("TRUNCATE heads, chain_start")
    chain_start.take_over(old_bank.engine)
    assert old_bank.prove(old_bank.anchor()).is_whole
    assert statuses(old_bank.another().step(add("a", 1, "k3"))) == [201]


def test_a_table_of_the_former_release_gets_its_column(engine: Engine) -> None:
    with engine.begin() as tx:
        tx.exec_driver_sql(
            "CREATE TABLE events (notification_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            " originator_id uuid NOT NULL, originator_version integer NOT NULL, topic text NOT NULL,"
            " state bytea NOT NULL, UNIQUE (originator_id, originator_version))"
        )
    create_tables(engine)
    create_tables(engine)
    with engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT digest FROM events").fetchall() == []


def test_a_service_that_is_not_chained_keeps_no_digests(
    open_store: Callable[..., PostgresStore], engine: Engine
) -> None:
    plain = Bank(engine, open_store)
    plain.another(chained=False).step(add("a", 1, "k1"))
    assert plain.ask("SELECT digest FROM events") == [(None,)]
    assert plain.ask("SELECT FROM heads") == []
