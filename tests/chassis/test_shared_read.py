"""Reads that many share: asked at once when nobody asks, together while somebody does."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from chassis.errors import Unavailable
from chassis.service import Running
from tests.chassis.small import add

pytestmark = pytest.mark.servers
asked: list[list[int]] = []


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    asked.clear()


def tens(tx: Connection, keys: Sequence[int]) -> Mapping[int, int]:
    """Ten times each key; nothing of negative ones. Zero is an error of the database."""
    asked.append(list(keys))
    tx.exec_driver_sql("SELECT pg_sleep(0.1)")
    query = "SELECT key, 100 / key * 0 + key * 10 FROM unnest(%(keys)s::int[]) AS key WHERE key >= 0"
    rows = tx.exec_driver_sql(query, {"keys": list(keys)})
    return {row[0]: row[1] for row in rows}


def events(tx: Connection, keys: Sequence[str]) -> Mapping[str, int]:
    """How many events are committed, whatever is asked."""
    count = tx.exec_driver_sql("SELECT count(*), pg_sleep(0.1) FROM events").scalar_one()
    return dict.fromkeys(keys, count)


def test_those_who_come_while_a_query_runs_share_the_next_one(replica: Callable[..., Running]) -> None:
    database = replica().database

    async def all_of_them() -> list[int | None]:
        first = asyncio.create_task(database.read_shared(tens, 1))
        await asyncio.sleep(0.05)
        return await asyncio.gather(first, *(database.read_shared(tens, key) for key in (2, 3, -4, 3)))

    assert asyncio.run(all_of_them()) == [10, 20, 30, None, 30]
    assert asked == [[1], [2, 3, -4]]


def test_who_asks_after_a_commit_sees_it_though_an_older_query_is_still_running(
    replica: Callable[..., Running],
) -> None:
    running = replica()

    async def before_and_after() -> tuple[int | None, int | None]:
        before = asyncio.create_task(running.database.read_shared(events, "a"))
        await asyncio.sleep(0.05)
        await running.writer.submit(add("a"))
        return await running.database.read_shared(events, "a"), await before

    after, before = asyncio.run(before_and_after())
    assert (before, after) == (0, 1)


def test_an_error_is_told_to_all_who_shared_the_query_and_to_nobody_after(
    replica: Callable[..., Running],
) -> None:
    database = replica().database

    async def ask() -> list[object]:
        first = asyncio.create_task(database.read_shared(tens, 1))
        await asyncio.sleep(0.05)
        together = await asyncio.gather(
            *(database.read_shared(tens, key) for key in (0, 5)), return_exceptions=True
        )
        return [await first, *map(type, together), await database.read_shared(tens, 5)]

    first, zero, five, later = asyncio.run(ask())
    assert (first, later) == (10, 50)
    assert zero is five is DataError


def test_one_who_leaves_takes_no_answer_from_the_others(replica: Callable[..., Running]) -> None:
    database = replica().database

    async def ask() -> int | None:
        leaving = asyncio.create_task(database.read_shared(tens, 7))
        staying = asyncio.create_task(database.read_shared(tens, 7))
        await asyncio.sleep(0.05)
        leaving.cancel()
        return await staying

    assert asyncio.run(ask()) == 70


def test_too_many_are_turned_away_at_once(replica: Callable[..., Running]) -> None:
    database = replica().database

    async def ask() -> list[object]:
        return await asyncio.gather(
            *(database.read_shared(tens, key) for key in range(1, 601)), return_exceptions=True
        )

    answers = asyncio.run(ask())
    assert sum(isinstance(one, Unavailable) for one in answers) == 100
    assert answers[:500] == [10 * key for key in range(1, 501)]
