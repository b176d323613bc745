"""Whole transactions on the gateway's database for coroutines, and writes that a request's key does once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.clock import now
from chassis.errors import KeyReused, Unavailable
from chassis.settings import Settings
from gateway.webhooks.tables import requests

T = TypeVar("T")
THREADS = 4


class Transactions:
    """Each call is one transaction on a thread.

    Raises Unavailable when the database does not answer in time or too many wait. What was cut off by that
    may still be committed: every write here may be done again.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._settings = engine, settings
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="webhooks")
        self._waiting = 0

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after the commit."""
        if self._waiting >= self._settings.database_queue_reads:
            raise Unavailable("too much is waiting; try again")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.database_timeout_seconds):
                return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)
        except TimeoutError:
            raise Unavailable("the database does not answer; try again") from None
        finally:
            self._waiting -= 1

    def _run(self, work: Callable[[Connection], T], again: bool = True) -> T:
        """A connection that was cut in the pool costs a second try, instead of a ping before each."""
        try:
            with self._engine.begin() as tx:
                return work(tx)
        except (OperationalError, PoolTimeout) as error:
            if again and isinstance(error, OperationalError) and error.connection_invalidated:
                return self._run(work, again=False)
            raise Unavailable("the database does not answer; try again") from None

    def close(self) -> None:
        """Begins nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def answered(tx: Connection, key: str, digest: bytes) -> str | None:
    """The outcome of the request that had this key before, or None.

    Raises KeyReused when that was another request.
    """
    row = tx.execute(select(requests.c.digest, requests.c.outcome).where(requests.c.key == key)).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        raise KeyReused("this Idempotency-Key was used for another request")
    return str(row.outcome)


def once(tx: Connection, key: str, digest: bytes, work: Callable[[Connection], str]) -> tuple[str, bool]:
    """The outcome of a write and whether it is done now; a key whose write was refused is free again.

    Two requests with one key wait for one another at the first statement. Raises KeyReused.
    """
    values = {"key": key, "digest": digest, "outcome": "", "handled_at": now()}
    claimed = tx.execute(insert(requests).values(values).on_conflict_do_nothing().returning(requests.c.key))
    if claimed.one_or_none() is None:
        return answered(tx, key, digest) or "", False
    outcome = work(tx)
    tx.execute(requests.update().where(requests.c.key == key).values(outcome=outcome))
    return outcome, True
