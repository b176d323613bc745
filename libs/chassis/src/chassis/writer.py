"""The one way for state to change: commands are decided in groups, each group in one transaction."""

import asyncio
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson
import psycopg
import structlog
from eventsourcing.domain import Aggregate

from chassis import metrics
from chassis.codec import Codec, EventTooLarge, Stored, blank
from chassis.command import Command, Outcome, Row, Stream
from chassis.errors import (
    STORED_STATUSES,
    KeyReused,
    Refused,
    StoredRefusal,
    Unavailable,
    invalid,
)
from chassis.settings import Settings
from chassis.store import Handled, Store

log = structlog.get_logger()
Result = Outcome | Exception


@dataclass(frozen=True, slots=True)
class Limits:
    """A group is full from `group_events` on; one command writes at most `command_events`.

    Up to `catch_up_events` of other replicas are read from the log.
    """

    group_events: int = 1_000
    command_events: int = 10_000
    cached_aggregates: int = 50_000
    catch_up_events: int = 1_000


class Cache:
    """Aggregates as this process saw them last, the least used dropped first.

    newest: the newest notification id after our own last commit; another one means that somebody else wrote.
    current: the ids that nobody else can have changed since they were loaded.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.aggregates: OrderedDict[UUID, Aggregate] = OrderedDict()
        self.newest = -1
        self.current: set[UUID] = set()

    def forget(self, id: UUID) -> None:
        self.aggregates.pop(id, None)
        self.current.discard(id)

    def trim(self) -> None:
        while len(self.aggregates) > self.limit:
            self.forget(next(iter(self.aggregates)))


class Group:
    """The state of one transaction: what was decided so far and what will be saved."""

    def __init__(self, store: Store, codec: Codec, cache: Cache, limits: Limits) -> None:
        self.store, self.codec, self.cache, self.limits = store, codec, cache, limits
        self.events: list[Stored] = []
        self.rows: list[Row] = []
        self.handled: dict[str, Handled] = {}
        self.fresh: list[Handled] = []

    def load(self, commands: Sequence[Command]) -> None:
        """Brings every stream that the commands need up to what is committed."""
        self.handled, newest = self.store.handled([command.key for command in commands])
        cached, current = self.cache.aggregates, self.cache.current
        self._catch_up(newest)
        known: dict[UUID, int] = {}
        for stream in {stream.id: stream for command in commands for stream in command.streams}.values():
            aggregate = cached.get(stream.id)
            if aggregate is None:
                aggregate = cached[stream.id] = blank(stream.kind, stream.id)
            else:
                cached.move_to_end(stream.id)
            if stream.id not in current:
                known[stream.id] = aggregate.version
        for id, tail in self.store.tails(known).items():
            self.codec.extend(cached[id], tail)
        current.update(known)

    def _catch_up(self, newest: int) -> None:
        """Reads what other replicas wrote: all of it from the log, or by stream when that is too much."""
        cache = self.cache
        if newest == cache.newest:
            return
        if cache.newest < 0 or newest - cache.newest > self.limits.catch_up_events:
            cache.current.clear()
            return
        for stored in self.store.since(cache.newest, newest):
            aggregate = cache.aggregates.get(stored.id)
            if aggregate is not None and aggregate.version == stored.version - 1:
                self.codec.extend(aggregate, [stored])
        cache.newest = newest

    def decide(self, command: Command) -> Result:
        """The outcome or refusal of one command; its events are kept for `save`."""
        before = self.handled.get(command.key)
        if before is not None:
            return _told_again(before, command)
        aggregates = {stream.id: self.cache.aggregates[stream.id] for stream in command.streams}
        marks = [(one.version, getattr(one, "batch", None)) for one in aggregates.values()]
        try:
            outcome = command.decide(aggregates) or Outcome()
            encoded = self._encode(aggregates.values(), command.correlation_id)
            rows = command.rows(outcome)
        except Exception as error:
            self._undo(command.streams, marks)
            if isinstance(error, EventTooLarge):
                return invalid("body", f"too large: {error}")
            if isinstance(error, Refused) and error.status in STORED_STATUSES:
                self._remember(command, error.status, {}, error)
            return error
        self.events.extend(encoded)
        self.rows.extend(rows)
        self._remember(command, outcome.status, outcome.ids)
        return outcome

    def _encode(self, aggregates: Collection[Aggregate], correlation_id: str) -> list[Stored]:
        pending = [event for one in aggregates for event in one.pending_events]
        if len(pending) > self.limits.command_events:
            raise EventTooLarge(f"one command writes {len(pending)} events")
        encoded = [self.codec.encode(event, correlation_id) for event in pending]
        for one in aggregates:
            one.pending_events.clear()
        return encoded

    def _remember(self, command: Command, status: int, ids: Any, error: Refused | None = None) -> None:
        told = {"status": status, "ids": dict(ids)}
        if error is not None:
            told |= {"code": error.code, "detail": error.detail}
        handled = Handled(command.key, command.digest, orjson.dumps(told).decode())
        self.handled[command.key] = handled
        self.fresh.append(handled)

    def _undo(self, streams: Sequence[Stream], marks: Sequence[tuple[int, Any]]) -> None:
        """Rebuilds what a refused command has changed, from what is stored and accepted."""
        once = {stream.id: stream for stream in streams}.values()
        for stream, (version, batch) in zip(once, marks, strict=True):
            aggregate = self.cache.aggregates[stream.id]
            if aggregate.version != version or aggregate.pending_events:
                stored = self.store.tails({stream.id: 0}).get(stream.id, [])
                accepted = [event for event in self.events if event.id == stream.id]
                aggregate = self.codec.replay(stream.kind, stream.id, [*stored, *accepted])
                self.cache.aggregates[stream.id] = aggregate
            if hasattr(aggregate, "batch"):
                aggregate.batch = batch

    def close(self, commands: Sequence[Command]) -> None:
        """Lets aggregates with a running total write it once for the whole group."""
        touched = {stream.id: command for command in commands for stream in command.streams}
        for id, command in touched.items():
            aggregate: Any = self.cache.aggregates[id]
            if getattr(aggregate, "batch", None) is not None:
                aggregate.close_batch()
                self.events.extend(self._encode([aggregate], command.correlation_id))


def step(
    store: Store, codec: Codec, cache: Cache, limits: Limits, commands: Sequence[Command]
) -> list[Result]:
    """Decides and saves a group in one transaction.

    Returns one result for each command taken, in order; fewer than given when the group became full.
    Raises what the store raises, after which nothing has happened and the cache forgets what it touched.
    """
    results: list[Result] = []
    group = Group(store, codec, cache, limits)
    try:
        with store.transaction():
            group.load(commands)
            for command in commands:
                if len(group.events) >= limits.group_events:
                    break
                results.append(group.decide(command))
            group.close(commands[: len(results)])
            cache.newest = store.save(group.events, group.fresh, group.rows)
    except BaseException:
        cache.newest = -1
        for command in commands:
            for stream in command.streams:
                cache.forget(stream.id)
        raise
    cache.trim()
    metrics.observe_group(len(results), len(group.events))
    return results


def _told_again(before: Handled, command: Command) -> Result:
    if before.digest != command.digest:
        return KeyReused("this Idempotency-Key was used with another request; use a new one")
    told = orjson.loads(before.outcome)
    if told["status"] >= 400:
        return StoredRefusal(told["status"], told["code"], told["detail"])
    return Outcome(told["status"], told["ids"], replayed=True)


class _Batch:
    """Commands of one caller and the future of all their results."""

    __slots__ = ("future", "left", "results")

    def __init__(self, size: int) -> None:
        self.results: list[Result] = [Unavailable("not decided")] * size
        self.left = size
        self.future: Future[list[Result]] = Future()

    def settle(self, index: int, result: Result) -> None:
        self.results[index] = result
        self.left -= 1
        if self.left == 0 and not self.future.cancelled():
            self.future.set_result(self.results)


_Waiting = tuple[Command, _Batch, int]


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

    def stop(self) -> None:
        """Finishes what is waiting, then ends."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(self._settings.stop_seconds)

    def enqueue(self, commands: Sequence[Command]) -> "Future[list[Result]]":
        """Hands commands over, kept in order and contiguous; the future has one result for each.

        Raises Unavailable when too many are waiting already, or when the service is stopping.
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
                if not command.correlation_id and correlation_id:
                    command = replace(command, correlation_id=correlation_id)
                self._waiting.append((command, batch, index))
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
            self._work(taken)
            self.moved_at = time.monotonic()

    def _work(self, taken: list[_Waiting]) -> None:
        results = self._decided([command for command, _, _ in taken])
        with self._wake:
            self._waiting.extendleft(reversed(taken[len(results) :]))
        self._on_commit()
        for (_, batch, index), result in zip(taken, results, strict=False):
            batch.settle(index, result)

    def _decided(self, commands: list[Command]) -> list[Result]:
        deadline = time.monotonic() + self._settings.writer_retry_seconds
        while True:
            try:
                with metrics.WRITER_SECONDS.time():
                    return step(self._store, self._codec, self._cache, self._limits, commands)
            except psycopg.OperationalError as error:
                log.warning("the database does not answer", error=str(error))
                if time.monotonic() > deadline or self._stopping:
                    unavailable = Unavailable("the database does not answer; send the same request again")
                    return [unavailable for _ in commands]
                time.sleep(0.2)
            except Exception as error:
                if len(commands) == 1:
                    log.exception("a command failed", key=commands[0].key)
                    return [error]
                return self._one_by_one(commands)

    def _one_by_one(self, commands: list[Command]) -> list[Result]:
        """One command that the database rejects must not fail its neighbours."""
        return [result for command in commands for result in self._decided([command])]
