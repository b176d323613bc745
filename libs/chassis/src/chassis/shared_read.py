"""One query for all who ask it at a time, each about another key: what is called a data loader."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from chassis.errors import Unavailable

K = TypeVar("K")
V = TypeVar("V")
Read = Callable[[Callable[[Connection], Mapping[K, V]]], Awaitable[Mapping[K, V]]]


class SharedRead(Generic[K, V]):
    """Asks at once for the first key; those that come meanwhile are asked together by the next query.

    So whoever asks sees what was committed before, and under load a query costs many callers one round trip.
    """

    def __init__(
        self, read: Read[K, V], query: Callable[[Connection, Sequence[K]], Mapping[K, V]], most: int
    ) -> None:
        """most: how many keys may wait."""
        self._read, self._query, self._most = read, query, most
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._work: asyncio.Task[None] | None = None

    async def ask(self, key: K) -> V | None:
        """What the query found for the key, or None. Raises Unavailable when too many wait already."""
        future = self._waiting.get(key)
        if future is None:
            if len(self._waiting) >= self._most:
                raise Unavailable("too much is waiting; try again")
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._work is None:
            self._work = asyncio.create_task(self._answer_all())
        return await asyncio.shield(future)

    async def _answer_all(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting, {}
            await self._answer(asked)
        self._work = None

    async def _answer(self, asked: Mapping[K, "asyncio.Future[V | None]"]) -> None:
        try:
            found = await self._read(lambda tx: self._query(tx, list(asked)))
        except Exception as error:
            for future in asked.values():
                future.set_exception(error)
                future.exception()  # so that nobody need be left to hear it
        else:
            for key, future in asked.items():
                future.set_result(found.get(key))
