"""One group of commands: decided in order on what is stored, and saved in one transaction."""

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog

from chassis import chain, metrics
from chassis.aggregate import Aggregate
from chassis.cache import Cache
from chassis.codec import Codec, EventTooLarge, OfAnotherKind, Stored, blank
from chassis.command import DONE, Aggregates, Command, Ids, Insert, Outcome, Row, Stream
from chassis.errors import STORED_STATUSES, KeyReused, Refused, StoredRefusal, invalid
from chassis.store import Handled, Store, Streams

log = structlog.get_logger()
Result = Outcome | Exception
Mark = tuple[Stream, int, Any]
_DONE = orjson.dumps({"status": DONE.status, "ids": {}}).decode()


@dataclass(frozen=True, slots=True)
class Limits:
    """A group is full from `group_events` on; one command writes at most `command_events`.

    Up to `catch_up_events` of other replicas are read from the log, more than that by stream.
    """

    group_events: int = 1_000
    command_events: int = 10_000
    cached_aggregates: int = 50_000
    catch_up_events: int = 1_000


class Group:
    """The state of one transaction: what was decided so far and what will be saved."""

    def __init__(self, store: Store, codec: Codec, cache: Cache, limits: Limits) -> None:
        self.store, self.codec, self.cache, self.limits = store, codec, cache, limits
        self.events: list[Stored] = []
        self.rows: list[Row] = []
        self.handled: dict[str, Handled] = {}
        self.fresh: list[Handled] = []
        self.stopped: set[UUID] = set()
        self.also: set[UUID] = set()
        self.totals: dict[UUID, Command] = {}

    def load(self, commands: Sequence[Command]) -> None:
        """Brings every stream that the commands need up to what is committed; a stopped one stays out."""
        wanted = {stream.id: stream for command in commands for stream in command.streams}
        asked = self._to_read(wanted)
        begun = self.store.begin([command.key for command in commands], asked)
        self.handled = begun.handled
        metrics.STREAMS_STOPPED.set(begun.stopped)
        if begun.stopped:
            self._leave_out(wanted)
        missed = begun.newest - self.cache.newest if self.cache.newest >= 0 else sys.maxsize
        if missed > self.limits.catch_up_events:
            self.cache.current.clear()
        self._extend({id: asked[id] for id in asked if id in wanted}, begun.streams)
        if 0 < missed <= self.limits.catch_up_events:
            self._follow(self.cache.newest, begun.newest)
        self.cache.newest = begun.newest
        if more := self._to_read({id: wanted[id] for id in wanted if id not in self.stopped}):
            self._extend(more, self.store.read(more))

    def _to_read(self, wanted: Mapping[UUID, Stream]) -> dict[UUID, int]:
        """Which of these somebody else may have changed, and up to which version they are known here."""
        cached, known = self.cache.aggregates, dict[UUID, int]()
        for stream in wanted.values():
            aggregate = cached.get(stream.id)
            if aggregate is None:
                aggregate = cached[stream.id] = blank(stream.kind, stream.id)
            else:
                cached.move_to_end(stream.id)
            if stream.id not in self.cache.current:
                known[stream.id] = aggregate.version
        return known

    def _extend(self, known: dict[UUID, int], stored: Streams) -> None:
        """Brings streams, whose versions here are known, up to what is committed."""
        if self.store.chained:
            self._check(known, stored)
        for id in known:
            if self._apply(id, stored.tails.get(id, ())):
                self.cache.current.add(id)

    def _apply(self, id: UUID, tail: Sequence[Stored]) -> bool:
        """False when it is of another kind than was asked for; it is forgotten then."""
        try:
            self.codec.extend(self.cache.aggregates[id], tail)
        except OfAnotherKind:
            self.cache.forget(id)
            return False
        return True

    def _leave_out(self, wanted: dict[UUID, Stream]) -> None:
        """Takes stopped streams out of what is wanted; once reopened, they are read and checked anew."""
        self.stopped = self.store.stopped(list(wanted))
        for id in self.stopped:
            del wanted[id]
            self.cache.forget(id)

    def _check(self, known: dict[UUID, int], stored: Streams) -> None:
        """Takes out of what is known what does not follow from the chain, and stops it with this group."""
        for id, version in list(known.items()):
            head = stored.heads.get(id)
            broken = chain.walked(version, self.cache.heads.get(id), stored.tails.get(id, ()), head).broken
            if broken:
                del known[id]
                self._stop(id, broken)
            elif head is not None:
                self.cache.heads[id] = head.digest

    def _stop(self, id: UUID, broken: str) -> None:
        self.stopped.add(id)
        self.cache.forget(id)
        self.rows.append(Insert("stopped_streams", {"originator_id": id, "reason": broken}))
        metrics.STREAMS_STOPPED.inc()
        log.error("a stream does not follow from its chain and is stopped", stream=str(id), reason=broken)

    def _follow(self, position: int, newest: int) -> None:
        """Reads what other replicas wrote from the log, by which all streams in memory stay current."""
        for stored in self.store.since(position, newest):
            aggregate = self.cache.aggregates.get(stored.id)
            if aggregate is None or aggregate.version != stored.version - 1:
                continue
            if self.store.chained and not chain.follows(self.cache.heads, stored):
                self.cache.forget(stored.id)
            else:
                self._apply(stored.id, [stored])

    def decide(self, command: Command) -> Result:
        """The outcome or refusal of one command; its events are kept for `save`."""
        before = self.handled.get(command.key)
        if before is not None:
            return _told_again(before, command)
        streams = command.streams
        if self.stopped:
            streams = [stream for stream in streams if stream.id not in self.stopped]
            if any(not stream.optional for stream in command.streams if stream not in streams):
                return chain.StreamStopped()
        marks: dict[UUID, Mark] = {}

        def opened(stream: Stream) -> Any:
            one: Any = self.cache.of_kind(stream) or self.cache.of_kind(self._read(stream))
            if one is None:
                raise OfAnotherKind
            marks[stream.id] = stream, one.version, getattr(one, "batch", None)
            return one

        try:
            found = {stream.id: opened(stream) for stream in streams}
            aggregates = Aggregates(found, lambda stream: opened(self._read(stream)))
            outcome = command.decide(aggregates) or DONE
            encoded = self._encode(aggregates.values(), command.correlation_id)
            rows = command.rows(outcome)
        except Exception as error:
            self._undo(marks.values())
            if isinstance(error, EventTooLarge):
                return invalid("body", f"too large: {error}")
            if isinstance(error, chain.StreamStopped):
                return error
            if isinstance(error, Refused) and error.status in STORED_STATUSES:
                self._remember(command, error.status, {}, error)
            return error
        self.events.extend(encoded)
        self.rows.extend(rows)
        for one in aggregates.values():
            if getattr(one, "batch", None) is not None:
                self.totals[one.id] = command
        self._remember(command, outcome.status, outcome.ids)
        return outcome

    def _read(self, stream: Stream) -> Stream:
        """Loads what a command asks for while it is decided. Raises StreamStopped."""
        self.also.add(stream.id)
        self.stopped |= self.store.stopped([stream.id])
        if known := self._to_read({stream.id: stream}):
            self._extend(known, self.store.read(known))
        if stream.id in self.stopped:
            self.cache.forget(stream.id)
            raise chain.StreamStopped
        return stream

    def _encode(self, aggregates: Collection[Aggregate], correlation_id: str) -> list[Stored]:
        pending = [event for one in aggregates for event in one.pending_events]
        if len(pending) > self.limits.command_events:
            raise EventTooLarge(f"one command writes {len(pending)} events")
        encoded = [self.codec.encode(event, correlation_id) for event in pending]
        for one in aggregates:
            one.pending_events.clear()
        return encoded

    def _remember(self, command: Command, status: int, ids: Any, error: Refused | None = None) -> None:
        handled = Handled(command.key, command.digest, _told(status, ids, error))
        self.handled[command.key] = handled
        self.fresh.append(handled)

    def _undo(self, marks: Collection[Mark]) -> None:
        """Rebuilds what a refused command has changed, from what is stored and accepted."""
        for stream, version, batch in marks:
            aggregate = self.cache.aggregates[stream.id]
            if aggregate.version != version or aggregate.pending_events:
                stored = self._stored(stream.id)
                accepted = [event for event in self.events if event.id == stream.id]
                aggregate = self.codec.replay(stream.kind, stream.id, [*stored, *accepted])
                self.cache.aggregates[stream.id] = aggregate
            if hasattr(aggregate, "batch"):
                aggregate.batch = batch

    def _stored(self, id: UUID) -> list[Stored]:
        """A stream as committed. Raises Broken, after which it is read anew, found broken and stopped."""
        stored = self.store.read({id: 0})
        tail = stored.tails.get(id, [])
        if self.store.chained:
            walk = chain.walked(0, None, tail, stored.heads.get(id))
            if walk.broken:
                raise chain.Broken(walk.broken)
        return tail

    def close(self) -> None:
        """Lets aggregates with a running total write it once for the whole group."""
        for id, command in self.totals.items():
            aggregate: Any = self.cache.aggregates[id]
            if aggregate.batch is not None:
                aggregate.close_batch()
                self.events.extend(self._encode([aggregate], command.correlation_id))
        if self.store.chained:
            chain.extend(self.cache.heads, self.events)


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
        group.load(commands)
        for command in commands:
            if len(group.events) >= limits.group_events:
                break
            results.append(group.decide(command))
        group.close()
        newest = store.commit(group.events, group.fresh, group.rows)
        cache.newest = cache.newest if newest is None else newest
    except BaseException:
        store.roll_back()
        cache.newest = -1
        for id in group.also.union(stream.id for command in commands for stream in command.streams):
            cache.forget(id)
        raise
    cache.trim()
    metrics.observe_group(len(results), len(group.events))
    return results


def _told(status: int, ids: Ids, error: Refused | None) -> str:
    """An outcome as it is stored; most commands say nothing but that they are done."""
    if status == DONE.status and not ids:
        return _DONE
    told: dict[str, Any] = {"status": status, "ids": dict(ids)}
    if error is not None:
        told |= {"code": error.code, "detail": error.detail}
    return orjson.dumps(told).decode()


def _told_again(before: Handled, command: Command) -> Result:
    if before.digest != command.digest:
        return KeyReused("this Idempotency-Key was used with another request; use a new one")
    told = orjson.loads(before.outcome)
    if told["status"] >= 400:
        return StoredRefusal(told["status"], told["code"], told["detail"])
    return Outcome(told["status"], told["ids"], replayed=True)
