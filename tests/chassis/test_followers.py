"""Followers: pages in order, the position moves with the handler's writes, one replica works at a time."""

import time
from collections.abc import Callable, Sequence

import psycopg
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from chassis.codec import shape_of
from chassis.database import read_aggregate
from chassis.follower import Follower, Handler, Notification
from chassis.service import Running
from tests.chassis.bank import Account, id_of
from tests.chassis.small import add

pytestmark = pytest.mark.servers


def follower(running: Running, handler: Handler, page: int = 500) -> Follower:
    settings = running.settings.model_copy(update={"follower_page_events": page})
    made = Follower("test", handler, running.engine, running.codec, settings)
    made.turn()
    return made


def written(running: Running, count: int) -> None:
    running.writer.enqueue([add("a") for _ in range(count)]).result(20)


def test_what_trickles_in_is_gathered_while_the_first_after_a_pause_is_handled_at_once(
    replica: Callable[..., Running],
) -> None:
    running, pages = replica(), list[int]()
    settings = running.settings.model_copy(update={"follower_pace_seconds": 2})
    made = Follower("test", lambda tx, page: pages.append(len(page)), running.engine, running.codec, settings)
    made.start()
    for _ in range(5):
        began = time.monotonic()
        written(running, 1)
        made.nudge()
        if not pages:
            until(lambda: len(pages) == 1)
            assert time.monotonic() - began < 1.5
    until(lambda: sum(pages) == 5)
    made.stop(5)
    assert pages == [1, 4]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def position(running: Running) -> int:
    with running.engine.connect() as tx:
        query = "SELECT position FROM followers WHERE name = 'test'"
        return int(tx.exec_driver_sql(query).scalar_one())


def keep(tx: Connection, page: Sequence[Notification]) -> None:
    """Writes what it was given."""
    tx.exec_driver_sql("CREATE TABLE IF NOT EXISTS kept (n serial, version int)")
    for one in page:
        tx.exec_driver_sql("INSERT INTO kept (version) VALUES (%(v)s)", {"v": one.event.originator_version})


def kept(running: Running) -> list[int]:
    with running.engine.connect() as tx:
        return list(tx.exec_driver_sql("SELECT version FROM kept ORDER BY n").scalars())


def test_pages_come_in_the_order_of_the_log(replica: Callable[..., Running]) -> None:
    running = replica()
    made = follower(running, keep, page=4)
    written(running, 10)
    assert [made.turn() for _ in range(4)] == [4, 4, 2, 0]
    assert kept(running) == list(range(1, 11))


def test_a_page_that_fails_leaves_no_trace_and_comes_again(replica: Callable[..., Running]) -> None:
    running = replica()

    def failing(tx: Connection, page: Sequence[Notification]) -> None:
        keep(tx, page)
        raise ValueError("half way")

    made = follower(running, failing)
    written(running, 3)
    with pytest.raises(ValueError, match="half way"):
        made.turn()
    assert position(running) == 0
    follower(running, keep)
    assert (kept(running), position(running) > 0) == ([1, 2, 3], True)


def test_one_replica_works_while_the_other_stands_by(replica: Callable[..., Running]) -> None:
    one, two = replica(), replica()
    written(one, 3)
    standing_by = follower(two, keep)
    turns: list[int | None] = []

    def handler(tx: Connection, page: Sequence[Notification]) -> None:
        turns.append(standing_by.turn())

    with one.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE followers SET position = 0 WHERE name = 'test'")
    follower(one, handler)
    assert turns == [None]


def test_another_replica_takes_over_when_the_first_ones_connection_is_gone(
    replica: Callable[..., Running],
) -> None:
    one, two = replica(), replica()
    heir = follower(two, keep)
    written(one, 3)

    def dying(tx: Connection, page: Sequence[Notification]) -> None:
        keep(tx, page)
        pid = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with psycopg.connect(one.settings.database_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))

    with pytest.raises(OperationalError):
        follower(one, dying)
    assert heir.turn() == 3
    assert kept(two) == [1, 2, 3]


def test_snapshots_are_taken_used_and_equal_to_the_whole_stream(replica: Callable[..., Running]) -> None:
    running = replica()
    snapshots = next(one for one in running.followers if one.name == "snapshots")
    every = running.settings.snapshot_every_events
    written(running, 2 * every + 5)
    while snapshots.turn():
        pass
    with running.engine.begin() as tx:
        query = "SELECT originator_version FROM snapshots"
        assert tx.exec_driver_sql(query).scalars().all() == [2 * every + 5]
        tx.exec_driver_sql("DELETE FROM events WHERE originator_version <= %(n)s", {"n": 2 * every})
    fresh = replica()
    [outcome] = fresh.writer.enqueue([add("a")]).result(10)
    assert outcome.ids == {"balance": 2 * every + 6}


def test_an_event_is_decoded_only_when_somebody_looks(replica: Callable[..., Running]) -> None:
    running = replica()
    written(running, 1)
    with running.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE events SET topic = 'Account.Unknown'")
    seen: list[int] = []
    made = follower(running, lambda tx, page: seen.extend(one.stored.version for one in page))
    made.turn()
    assert seen == [1]


def test_a_snapshot_of_another_shape_is_not_read_and_is_replaced(replica: Callable[..., Running]) -> None:
    running = replica()
    snapshots = next(one for one in running.followers if one.name == "snapshots")
    every = running.settings.snapshot_every_events
    written(running, every)
    assert snapshots.turn() == every
    with running.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE snapshots SET shape = 'Account@0: balance'")
        tx.exec_driver_sql("UPDATE snapshots SET state = '{}', originator_version = 10000")
    fresh = replica()
    [outcome] = fresh.writer.enqueue([add("a")]).result(10)
    assert outcome.ids == {"balance": every + 1}
    with running.engine.begin() as tx:
        assert read_aggregate(tx, running.codec, Account, id_of("a")).balance == every + 1
        tx.exec_driver_sql("UPDATE followers SET position = 0 WHERE name = 'snapshots'")
    snapshots.turn()
    with running.engine.begin() as tx:
        kept = tx.exec_driver_sql("SELECT originator_version, shape FROM snapshots").one()
    assert tuple(kept) == (every + 1, shape_of(Account))


def test_a_shape_tells_the_attributes_and_the_version_of_an_aggregate() -> None:
    class Renamed(Account):
        class_version = 2

    assert shape_of(Account) == "Account@1: balance"
    assert shape_of(Renamed) == "Renamed@2: balance"


def test_a_follower_that_has_read_all_waits_for_a_nudge_and_does_not_look_again(
    replica: Callable[..., Running],
) -> None:
    running = replica()
    turns: list[int | None] = []

    class Counting(Follower):
        def turn(self) -> int | None:
            turns.append(super().turn())
            return turns[-1]

    patient = running.settings.model_copy(update={"follower_poll_seconds": 30.0})
    counting = Counting("counting", keep, running.engine, running.codec, patient)
    written(running, 3)
    counting.start()
    for count in range(1, 4):
        until(lambda count=count: len(turns) == count)
        written(running, 1)
        counting.nudge()
    until(lambda: len(turns) == 4)
    counting.stop()
    assert turns == [3, 1, 1, 1]
