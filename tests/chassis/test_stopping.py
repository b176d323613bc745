"""A service ends gracefully under load, and says of itself whether it is ready and alive."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from chassis.command import Outcome
from chassis.database import service_url
from chassis.errors import Unavailable
from chassis.service import STUCK_SECONDS, Running, Service
from chassis.settings import Settings
from tests.chassis.small import add

pytestmark = pytest.mark.servers


def events(running: Running) -> int:
    with running.engine.connect() as tx:
        return int(tx.exec_driver_sql("SELECT count(*) FROM events").scalar_one())


@pytest.mark.anyio
async def test_a_stop_under_load_ends_in_time_and_keeps_what_was_acknowledged(
    small: Service, settings: Settings, replica: Callable[..., Running]
) -> None:
    running = Running(small, settings)
    running.prepare()
    await running.start()
    acknowledged = [0]
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            try:
                [result] = running.writer.enqueue([add("a")]).result(20)
            except Unavailable:
                return
            acknowledged[0] += isinstance(result, Outcome)

    callers = [threading.Thread(target=work) for _ in range(16)]
    for caller in callers:
        caller.start()
    await asyncio.sleep(1)
    started = time.monotonic()
    await running.stop()
    assert time.monotonic() - started < 10
    over.set()
    for caller in callers:
        caller.join(5)
    assert acknowledged[0] > 100
    assert events(replica()) == acknowledged[0]


@contextmanager
def black_hole(server_url: str) -> Iterator[tuple[str, threading.Event]]:
    """A way to a server that answers until the event is set; from then on it is silent."""
    silent = threading.Event()
    target = urlsplit(server_url)

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(65_536):
            while silent.is_set():
                await asyncio.sleep(0.1)
            writer.write(piece)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection(target.hostname, target.port)
        await asyncio.gather(pipe(reader, there[1]), pipe(there[0], writer), return_exceptions=True)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = asyncio.start_server(connected, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    port = server.sockets[0].getsockname()[1]
    yield server_url.replace(f"{target.hostname}:{target.port}", f"127.0.0.1:{port}"), silent
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


@pytest.mark.anyio
async def test_a_stop_ends_in_time_when_the_database_is_silent(small: Service, settings: Settings) -> None:
    with black_hole(settings.database_url) as (url, silent):
        running = Running(small, settings.model_copy(update={"database_url": url}))
        running.prepare()
        await running.start()
        await running.writer.submit(add("a"))
        silent.set()
        answer = running.writer.enqueue([add("a")])
        await asyncio.sleep(1.5)
        started = time.monotonic()
        await running.stop()
        assert time.monotonic() - started < settings.stop_seconds + 2.5
        assert not answer.done(), "what was not acknowledged may or may not have happened"


@pytest.mark.anyio
async def test_a_stop_ends_in_time_when_another_replica_sleeps_in_its_transaction(
    small: Service, settings: Settings
) -> None:
    running = Running(small, settings)
    running.prepare()
    await running.start()
    await running.writer.submit(add("a"))
    with psycopg.connect(service_url(settings.database_url, small.name)) as sleeping:
        sleeping.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (small.name,))
        running.writer.enqueue([add("a")])
        await asyncio.sleep(0.5)
        started = time.monotonic()
        await running.stop()
        assert time.monotonic() - started < settings.stop_seconds + 2.5


def test_a_service_that_stops_takes_nothing_new(replica: Callable[..., Running]) -> None:
    running = replica()
    running.writer.stop()
    with pytest.raises(Unavailable, match="stopping"):
        running.writer.enqueue([add("a")])


def test_a_queue_that_is_full_says_so_at_once(small: Service, settings: Settings) -> None:
    running = Running(small, settings.model_copy(update={"writer_queue_commands": 10}))
    running.writer.enqueue([add("a") for _ in range(11)])
    with pytest.raises(Unavailable, match="too much"):
        running.writer.enqueue([add("a")])
    running.database.close()
    running.prepare()


@pytest.mark.anyio
async def test_readiness_says_whether_the_database_answers(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    assert await running._ready() == ""
    away = Running(
        running.service,
        settings.model_copy(
            update={"database_url": "postgresql://127.0.0.1:1/none", "database_timeout_seconds": 1.0}
        ),
    )
    assert await away._ready() == "the database does not answer"
    away.database.close()


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["writer", "relay", "sums_v1", "snapshots"])
async def test_liveness_says_which_loop_does_not_move(small: Service, settings: Settings, name: str) -> None:
    running = Running(small, settings)
    running.prepare()
    await running.start()
    assert await running.alive() == ""
    stuck = next((one for one in running.followers if one.name == name), running.writer)
    await asyncio.to_thread(stuck.stop)
    stuck.moved_at = time.monotonic() - STUCK_SECONDS - 1
    assert name in await running.alive()
    await running.stop()


@pytest.mark.anyio
async def test_more_reads_than_may_wait_are_told_so_at_once(small: Service, settings: Settings) -> None:
    few = settings.model_copy(update={"database_queue_reads": 3, "database_timeout_seconds": 1.0})
    running = Running(small, few)
    running.prepare()
    slow = [asyncio.create_task(running.database.read(lambda tx: time.sleep(2))) for _ in range(3)]
    await asyncio.sleep(0.1)
    with pytest.raises(Unavailable, match="too much"):
        await running.database.read(lambda tx: None)
    answers = await asyncio.gather(*slow, return_exceptions=True)
    assert [type(one) for one in answers] == [Unavailable] * 3
    running.database.close()
