"""A service ends gracefully under load, and says of itself whether it is ready and alive."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from chassis.command import Outcome
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
async def test_liveness_says_which_loop_does_not_move(replica: Callable[..., Running]) -> None:
    running = replica()
    assert await running._alive() == ""
    running.writer.stop()
    running.writer.moved_at = time.monotonic() - STUCK_SECONDS - 1
    assert "writer" in await running._alive()
