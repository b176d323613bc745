"""Jobs: chunk by chunk, in turns, resumed where they stopped, and never given up."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import Connection

from chassis.command import Command, Outcome
from chassis.jobs import Chunk, JobRunner, job
from chassis.service import Running
from chassis.settings import Settings
from tests.chassis.bank import Account, id_of
from tests.chassis.small import add

pytestmark = pytest.mark.servers
Step = Callable[[Connection, Mapping[str, Any], int], Chunk]


class Broken(Exception):
    """The process ended, or the step has a fault."""


def counted(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
    """Adds 1 to an account in each of `chunks` chunks."""
    name, last = argument["name"], argument["chunks"] - 1
    return Chunk([add(name, key=f"{name}/{cursor}")], None if cursor == last else cursor + 1)


def begin(running: Running, name: str, chunks: int = 3, kind: str = "count") -> None:
    """Starts a job in the way of a use-case: as a row of a command."""
    row = job(name, kind, {"name": name, "chunks": chunks}, chunks)
    command = Command(f"begin/{name}", [], lambda found: Outcome(), rows=lambda outcome: [row])
    running.writer.enqueue([command]).result(10)


def runner(running: Running, steps: Mapping[str, Step], **changes: Any) -> JobRunner:
    settings: Settings = running.settings.model_copy(update=changes)
    return JobRunner(steps, running.engine, running.writer, settings)


def balances(running: Running, *names: str) -> list[int]:
    with running.engine.connect() as tx:
        rows = tx.exec_driver_sql("SELECT originator_id, count(*) FROM events GROUP BY 1").fetchall()
    counts = {row[0]: row[1] for row in rows}
    return [counts.get(id_of(name), 0) for name in names]


def test_a_job_is_done_chunk_by_chunk_and_shows_how_far_it_is(replica: Callable[..., Running]) -> None:
    running = replica()
    begin(running, "a", chunks=3)
    jobs = runner(running, {"count": counted})
    seen = []
    while jobs.turn():
        with running.engine.connect() as tx:
            query = "SELECT cursor, total, done_at IS NOT NULL FROM jobs"
            seen.append(tuple(tx.exec_driver_sql(query).one()))
    assert seen == [(1, 3, False), (2, 3, False), (2, 3, True)]
    assert balances(running, "a") == [3]


def test_open_jobs_take_turns(replica: Callable[..., Running]) -> None:
    running = replica()
    begin(running, "long", chunks=50)
    begin(running, "short", chunks=1)
    jobs = runner(running, {"count": counted})
    assert jobs.turn()
    assert jobs.turn()
    assert balances(running, "long", "short") == [1, 1]


def test_a_crash_between_the_commands_and_the_cursor_does_nothing_twice(
    replica: Callable[..., Running],
) -> None:
    running = replica()
    begin(running, "a", chunks=2)

    def crashing(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
        running.writer.enqueue(counted(tx, argument, cursor).commands).result(10)
        raise Broken

    runner(running, {"count": crashing}, job_backoff_seconds=0).turn()
    jobs = runner(running, {"count": counted})
    while jobs.turn():
        pass
    assert balances(running, "a") == [2]


@pytest.mark.parametrize("fault", ["the step raises", "a command is refused"])
def test_a_job_that_fails_does_not_stop_the_others_and_comes_back(
    replica: Callable[..., Running], fault: str
) -> None:
    running = replica()
    begin(running, "bad", kind="fail")
    begin(running, "good", chunks=2)

    def failing(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
        if fault == "the step raises":
            raise Broken

        def decide(found: Any) -> None:
            raise Broken

        return Chunk([Command("bad/0", [], decide)], None)

    jobs = runner(running, {"count": counted, "fail": failing}, job_backoff_seconds=60)
    while jobs.turn():
        pass
    assert balances(running, "good") == [2]
    with running.engine.begin() as tx:
        bad = tx.exec_driver_sql("SELECT failures, done_at, turn_at > now() FROM jobs WHERE id = 'bad'").one()
        assert tuple(bad) == (1, None, True)
        tx.exec_driver_sql("UPDATE jobs SET turn_at = now() WHERE id = 'bad'")
    mended = runner(running, {"count": counted, "fail": counted})
    while mended.turn():
        pass
    assert balances(running, "bad") == [3]


def test_what_the_state_refuses_is_passed_over(replica: Callable[..., Running]) -> None:
    running = replica()
    begin(running, "a", chunks=1)

    def too_much(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
        return Chunk([add("a", -5, "a/minus"), add("a", 1, "a/plus")], None)

    runner(running, {"count": too_much}).turn()
    with running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT done_at IS NOT NULL FROM jobs").scalar_one()
    assert balances(running, "a") == [1]


def test_a_replica_takes_another_job_while_the_first_is_at_work(replica: Callable[..., Running]) -> None:
    one, two = replica(), replica()
    begin(one, "a", chunks=1)
    begin(one, "b", chunks=1)
    other = runner(two, {"count": counted})

    def both(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
        assert other.turn()
        assert not other.turn()
        return counted(tx, argument, cursor)

    assert runner(one, {"count": both}).turn()
    assert balances(one, "a", "b") == [1, 1]


def test_a_command_and_its_job_stand_or_fall_together(replica: Callable[..., Running]) -> None:
    running = replica()

    def refused(found: Any) -> None:
        found[id_of("a")].add(-1)

    [stream] = add("a").streams
    assert stream.kind is Account
    command = Command("k", [stream], refused, rows=lambda outcome: [job("j", "count", {})])
    running.writer.enqueue([command]).result(10)
    with running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM jobs").scalar_one() == 0
