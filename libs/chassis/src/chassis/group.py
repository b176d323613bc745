"""One group of commands: decided in order on what is stored, and saved in one transaction."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.domain import Aggregate

from chassis import metrics
from chassis.codec import Codec, EventTooLarge, Stored, blank
from chassis.command import Command, Outcome, Row, Stream
from chassis.errors import STORED_STATUSES, KeyReused, Refused, StoredRefusal, invalid
from chassis.store import Handled, Store

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
        else:
            self._follow(cache.newest, newest)
        cache.newest = newest

    def _follow(self, position: int, newest: int) -> None:
        for stored in self.store.since(position, newest):
            aggregate = self.cache.aggregates.get(stored.id)
            if aggregate is not None and aggregate.version == stored.version - 1:
                self.codec.extend(aggregate, [stored])

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
            newest = store.save(group.events, group.fresh, group.rows)
            cache.newest = cache.newest if newest is None else newest
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
