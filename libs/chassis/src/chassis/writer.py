"""The one way for state to change: a thread takes what is waiting and has it decided group by group."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import psycopg
import structlog

from chassis import metrics
from chassis.cache import Cache
from chassis.codec import Codec
from chassis.command import Command, Outcome
from chassis.errors import Unavailable, invalid
from chassis.group import Limits, Result, step
from chassis.settings import Settings
from chassis.store import Store

log = structlog.get_logger()
KEY_BYTES = 1_000
RETRY_SECONDS = 0.2
_OF_THE_DATA = (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded)


class Undecided(Unavailable):
    """The Writer could not decide it; nothing has happened."""


class _Batch:
    """Commands of one caller and the future of all their results.

    Once one of them stays undecided, so does all that comes after it: the caller sends the rest again in the
    same order.
    """

    __slots__ = ("future", "is_broken", "left", "results")

    def __init__(self, size: int) -> None:
        self.results: list[Result] = [Undecided("not decided")] * size
        self.left = size
        self.is_broken = False
        self.future: Future[list[Result]] = Future()
        self.future.set_running_or_notify_cancel()

    def settle(self, index: int, result: Result) -> None:
        self.results[index] = result
        self.is_broken |= isinstance(result, Undecided)
        self.left -= 1
        if self.left == 0:
            self.future.set_result(self.results)


@dataclass(slots=True)
class _Waiting:
    command: Command
    batch: _Batch
    index: int

    def settle(self, result: Result) -> None:
        self.batch.settle(self.index, result)


class Writer:
    """The thread that takes what is waiting and steps; callers get their answers after the commit."""

    def __init__(
        self, store: Store, codec: Codec, settings: Settings, on_commit: Callable[[], None] = lambda: None
    ) -> None:
        self._store, self._codec, self._settings = store, codec, settings
        self._on_commit = on_commit
        self._limits = Limits(
            settings.writer_group_events,
            settings.writer_command_events,
            settings.writer_cached_aggregates,
            settings.writer_catch_up_events,
        )
        self._cache = Cache(settings.writer_cached_aggregates)
        self._waiting: deque[_Waiting] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self.moved_at = time.monotonic()

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float | None = None) -> None:
        """Finishes what is waiting, then ends; waits for that, at most so long."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def enqueue(self, commands: Sequence[Command]) -> "Future[list[Result]]":
        """Hands commands over, kept in order and contiguous; the future has one result for each.

        Raises Unavailable when too many are waiting already, or when the service is stopping. A key longer
        than KEY_BYTES is refused.
        """
        batch = _Batch(len(commands))
        if not commands:
            batch.future.set_result([])
            return batch.future
        correlation_id = structlog.contextvars.get_contextvars().get("correlation_id", "")
        with self._wake:
            if self._stopping:
                raise Unavailable("the service is stopping; send the same request again")
            if len(self._waiting) > self._settings.writer_queue_commands:
                raise Unavailable("too much is waiting; send the same request again")
            for index, command in enumerate(commands):
                if len(command.key.encode()) > KEY_BYTES:
                    batch.settle(index, invalid("key", f"is longer than {KEY_BYTES} bytes"))
                    continue
                if not command.correlation_id and correlation_id:
                    command.correlation_id = correlation_id
                self._waiting.append(_Waiting(command, batch, index))
            self._wake.notify()
        return batch.future

    async def submit_all(self, commands: Sequence[Command]) -> list[Result]:
        """The results of commands, in order; refusals are returned, not raised."""
        return await asyncio.wrap_future(self.enqueue(commands))

    async def submit(self, command: Command) -> Outcome:
        """The outcome of one command. Raises Refused, or Unavailable when the database does not answer."""
        result = (await self.submit_all([command]))[0]
        if isinstance(result, Exception):
            raise result
        return result

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._waiting and not self._stopping:
                    self.moved_at = time.monotonic()
                    self._wake.wait(1.0)
                if not self._waiting:
                    return
                size = min(len(self._waiting), self._settings.writer_group_commands)
                taken = [self._waiting.popleft() for _ in range(size)]
            self._work(taken, time.monotonic() + self._settings.writer_retry_seconds)
            self.moved_at = time.monotonic()

    def _work(self, taken: Sequence[_Waiting], deadline: float) -> None:
        """Settles what is taken; what did not fit into the group goes back to the front."""
        for one in taken:
            if one.batch.is_broken:
                one.settle(Undecided("what came before it is undecided; send the rest again"))
        group = [one for one in taken if not one.batch.is_broken]
        if not group:
            return
        results = self._decided([one.command for one in group], deadline)
        if results is None:
            for one in group:
                self._work([one], deadline)
            return
        with self._wake:
            self._waiting.extendleft(reversed(group[len(results) :]))
        for one, result in zip(group, results, strict=False):
            one.settle(result)
        self._on_commit()

    def _decided(self, commands: Sequence[Command], deadline: float) -> list[Result] | None:
        """The results of a group; None when one of several cannot be stored or read, and must stand alone."""
        while True:
            try:
                with metrics.WRITER_SECONDS.time():
                    return step(self._store, self._codec, self._cache, self._limits, commands)
            except psycopg.Error as error:
                if _is_of_the_data(error):
                    return self._alone(commands, error)
                log.warning("the database does not answer", error=str(error))
                if time.monotonic() > deadline or self._stopping:
                    undecided = Undecided("the database does not answer; send the same request again")
                    return [undecided for _ in commands]
                time.sleep(RETRY_SECONDS)
            except Exception:
                undecided = Undecided("what is stored cannot be read by this release; it is logged")
                return self._alone(commands, undecided)

    def _alone(self, commands: Sequence[Command], result: Exception) -> list[Result] | None:
        if len(commands) > 1:
            return None
        [command] = commands
        log.exception("a command failed", key=command.key, correlation_id=command.correlation_id)
        return [result]


def _is_of_the_data(error: psycopg.Error) -> bool:
    """Whether the same command would fail again, whatever the state of the database.

    A unique key that is taken already is not of that kind: the cache was stale, and is read anew.
    """
    return isinstance(error, _OF_THE_DATA) and not isinstance(error, psycopg.errors.UniqueViolation)
