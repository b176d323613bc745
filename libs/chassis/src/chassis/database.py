"""A service's database for everything but the Writer: aggregates, followers, views and their queries."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.aggregate import Aggregate
from chassis.codec import Codec, Stored, shape_of
from chassis.errors import Unavailable
from chassis.settings import Settings
from chassis.shared_read import SharedRead

K = TypeVar("K")
T = TypeVar("T")
A = TypeVar("A", bound=Aggregate)

_STREAM = """
WITH snapshot AS (
    SELECT originator_version, state FROM snapshots WHERE originator_id = %(id)s AND shape = %(shape)s
        AND seal = seal_of(originator_id, originator_version, shape, state)
)
SELECT originator_version, '' AS topic, state FROM snapshot
UNION ALL
SELECT originator_version, topic, state FROM events WHERE originator_id = %(id)s
    AND originator_version > coalesce((SELECT originator_version FROM snapshot), 0)
ORDER BY originator_version
"""


def service_url(server_url: str, name: str) -> str:
    """The address of one service's database on the server, as psycopg takes it."""
    return make_url(server_url).set(drivername="postgresql", database=name).render_as_string(False)


def open_engine(url: str, settings: Settings) -> Engine:
    """The pool of connections that everything but the Writer shares."""
    idle = settings.idle_in_transaction_seconds * 1000
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=settings.database_pool_size,
        max_overflow=settings.database_pool_size,
        pool_timeout=settings.database_timeout_seconds,
        connect_args={
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "options": f"-c idle_in_transaction_session_timeout={idle}",
        },
    )


def read_aggregate(tx: Connection, codec: Codec, kind: type[A], id: UUID) -> A:
    """The aggregate as committed; at version 0 when nothing is known of it."""
    rows = tx.exec_driver_sql(_STREAM, {"id": id, "shape": shape_of(kind)})
    return codec.replay(kind, id, [Stored(id, *row) for row in rows])  # type: ignore[return-value]


class Database:
    """Reads for `async def` edges: each query runs on a thread, on a pooled connection.

    Raises Unavailable when the database does not answer in time, or when too many reads wait already.
    """

    def __init__(self, engine: Engine, codec: Codec, settings: Settings) -> None:
        self.engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._codec, self._settings = codec, settings
        self._threads = ThreadPoolExecutor(settings.database_pool_size, thread_name_prefix="reader")
        self._long = ThreadPoolExecutor(1, thread_name_prefix="long reader")
        self._waiting = 0
        self._shared: dict[Callable[..., Any], SharedRead[Any, Any]] = {}

    async def read(self, query: Callable[[Connection], T]) -> T:
        """What a view's query returns. Each of its statements sees what is committed when it begins."""
        if self._waiting >= self._settings.database_queue_reads:
            raise Unavailable("too much is waiting; try again")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.database_timeout_seconds):
                return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, query)
        except TimeoutError:
            raise Unavailable("the database does not answer; try again") from None
        finally:
            self._waiting -= 1

    def _read(self, query: Callable[[Connection], T], again: bool = True) -> T:
        """A connection that was cut in the pool costs a second try, instead of a ping before each read."""
        try:
            with self._reader.connect() as tx:
                return query(tx)
        except (OperationalError, PoolTimeout) as error:
            if again and isinstance(error, OperationalError) and error.connection_invalidated:
                return self._read(query, again=False)
            raise Unavailable("the database does not answer; try again") from None

    async def read_shared(
        self, query: Callable[[Connection, Sequence[K]], Mapping[K, T]], key: K
    ) -> T | None:
        """What a query of many keys finds for one of them; whoever asks it at the same time shares it.

        query: a function of a module, so that it is the same one for all; leaves out what it does not find.
        """
        shared = self._shared.get(query)
        if shared is None:
            shared = self._shared[query] = SharedRead(self.read, query, self._settings.database_queue_reads)
        found: T | None = await shared.ask(key)
        return found

    async def run(self, work: Callable[[Engine, Codec], T]) -> T:
        """A longer read that manages its own connections, such as a proof; one at a time."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._long, work, self.engine, self._codec)

    async def aggregate(self, kind: type[A], id: UUID) -> A:
        """One aggregate as committed, so that a caller reads its own write; version 0 when unknown."""
        return await self.read(lambda tx: read_aggregate(tx, self._codec, kind, id))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._long.shutdown(wait=False, cancel_futures=True)
        self.engine.dispose()
