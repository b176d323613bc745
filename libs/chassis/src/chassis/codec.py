"""Domain events and snapshots as stored bytes: compact JSON, typed back by the annotations of each event."""

import inspect
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.domain import CanMutateAggregate
from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, UUIDAsHex

from chassis.aggregate import Aggregate
from chassis.errors import NotFound

DomainEvent = CanMutateAggregate[UUID]
MAX_STATE_BYTES = 256 * 1024
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_ID = UUID(int=0)

_FROM_JSON: dict[Any, Callable[[Any], Any]] = {datetime: datetime.fromisoformat, UUID: UUID}
_BASE_FIELDS = {"originator_id", "originator_version", "timestamp"}
_HIDDEN = ("_pending_events", "_id", "_version", "_created_on", "_modified_on")


@dataclass(slots=True)
class Stored:
    """One row of `events`. `topic` is empty for a snapshot, whose version is that of the state.

    digest: of the chain (see `chassis.chain`), set once by the Writer when it saves. Of a snapshot it is that
    of the event with its version, empty when that event has none, None when it is gone.

    Never changed otherwise; not frozen, because that triples the time to make one.
    """

    id: UUID
    version: int
    topic: str
    state: bytes
    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the state of one stored topic becomes an event: lifted to its class version, then typed."""

    kind: Any
    lifts: Sequence[Callable[[dict[str, Any]], None]]
    converters: Sequence[tuple[str, Callable[[Any], Any]]]


class EventTooLarge(ValueError):
    """An event does not fit into MAX_STATE_BYTES."""


class OfAnotherKind(NotFound):
    """The id is that of an aggregate of another kind, so of this kind there is none."""

    def __init__(self) -> None:
        super().__init__("there is no such thing", "not-found")


class Codec:
    """Knows the events of a service's aggregates by their explicit TOPIC and class version.

    The stored topic is `TOPIC` or, from the second version of an event on, `TOPIC@version`; older versions
    are lifted by the event's `upcast_vN_vN+1(state)` static methods, as eventsourcing names them.
    """

    def __init__(self, aggregates: Sequence[type[Aggregate]]) -> None:
        self.events: dict[str, type[DomainEvent]] = {}
        for aggregate in aggregates:
            for event in events_of(aggregate):
                self._register(event)
        self._readings: dict[str, _Reading] = {}
        self._topics = {event: _stored_topic(event) for event in self.events.values()}
        self._of_kind = {aggregate: frozenset(events_of(aggregate)) for aggregate in aggregates}
        self.shapes = [shape_of(aggregate) for aggregate in aggregates]
        self._snapshots = JSONTranscoder()
        self._snapshots.register(DatetimeAsISO())
        self._snapshots.register(UUIDAsHex())

    def _register(self, event: type[DomainEvent]) -> None:
        topic: str = event.TOPIC  # type: ignore[attr-defined]
        if self.events.setdefault(topic, event) is not event:
            raise TypeError(f"topic {topic} is claimed by two events")

    def encode(self, event: DomainEvent, correlation_id: str) -> Stored:
        """Raises EventTooLarge, KeyError for an event without a registered topic."""
        state = dict(event.__dict__)
        originator_id, version = state.pop("originator_id"), state.pop("originator_version")
        if correlation_id:
            state["_correlation"] = correlation_id
        encoded = orjson.dumps(state)
        if len(encoded) > MAX_STATE_BYTES:
            raise EventTooLarge(f"{type(event).__qualname__} takes {len(encoded)} bytes")
        return Stored(originator_id, version, self._topics[type(event)], encoded)

    def decode(self, stored: Stored) -> tuple[DomainEvent, str]:
        """The event and its correlation id."""
        reading = self._readings.get(stored.topic) or self._reading(stored.topic)
        event = object.__new__(reading.kind)
        state = event.__dict__
        state.update(orjson.loads(stored.state))
        correlation_id = state.pop("_correlation", "")
        for lift in reading.lifts:
            lift(state)
        for name, convert in reading.converters:
            if state[name] is not None:
                state[name] = convert(state[name])
        state["originator_id"] = stored.id
        state["originator_version"] = stored.version
        return event, correlation_id

    def _reading(self, stored_topic: str) -> "_Reading":
        """Raises KeyError for a topic that this release does not know."""
        topic, _, version = stored_topic.partition("@")
        kind: Any = self.events[topic]
        steps = range(int(version or 1), _class_version(kind))
        lifts = [getattr(kind, f"upcast_v{step}_v{step + 1}") for step in steps]
        self._readings[stored_topic] = reading = _Reading(kind, lifts, _converters(kind))
        return reading

    def replay(self, kind: type[Aggregate], id: UUID, tail: Sequence[Stored]) -> Aggregate:
        """The aggregate after a tail that may begin with a snapshot."""
        aggregate = blank(kind, id)
        self.extend(aggregate, tail)
        return aggregate

    def extend(self, aggregate: Aggregate, tail: Sequence[Stored]) -> None:
        """Applies a tail in place. Raises OfAnotherKind, and has applied nothing then."""
        for stored in tail:
            if stored.topic:
                event = self.decode(stored)[0]
                if stored.version == 1 and type(event) not in self._of_kind[type(aggregate)]:
                    raise OfAnotherKind
                event.mutate(aggregate)
            else:
                state = self._snapshots.decode(stored.state)
                if state.keys() != aggregate.__dict__.keys() - set(_HIDDEN):
                    raise OfAnotherKind
                aggregate.__dict__.update(state)
                aggregate._version = stored.version

    def snapshot(self, aggregate: Aggregate) -> bytes:
        """The aggregate's state; its attributes are primitives, datetimes, UUIDs, lists and dicts."""
        state = {name: value for name, value in aggregate.__dict__.items() if name not in _HIDDEN}
        return self._snapshots.encode(state)


def blank(kind: type[Aggregate], id: UUID) -> Aggregate:
    """An aggregate at version 0: streams begin with their first event, not with an empty `Created`."""
    aggregate = kind.__new__(kind)
    aggregate.__base_init__(originator_id=id, originator_version=0, timestamp=EPOCH)
    aggregate.__init__()  # type: ignore[misc]
    return aggregate


def shape_of(kind: type[Aggregate]) -> str:
    """What a snapshot of this class holds: another shape is not read, the events are.

    A change of meaning that keeps all names raises the aggregate's `class_version`.
    """
    names = sorted(name for name in blank(kind, NO_ID).__dict__ if name not in _HIDDEN)
    return f"{kind.__name__}@{_class_version(kind)}: {', '.join(names)}"


def events_of(aggregate: type[Aggregate]) -> list[type[DomainEvent]]:
    """The events of an aggregate, inherited ones too; those have an explicit TOPIC."""
    return [
        member
        for _, member in inspect.getmembers(aggregate, inspect.isclass)
        if issubclass(member, CanMutateAggregate) and hasattr(member, "TOPIC")
    ]


def _class_version(kind: type[Any]) -> int:
    return int(getattr(kind, "class_version", 1))


def _stored_topic(event: type[DomainEvent]) -> str:
    topic: str = event.TOPIC  # type: ignore[attr-defined]
    version = _class_version(event)
    return topic if version == 1 else f"{topic}@{version}"


def _converters(event: type[Any]) -> list[tuple[str, Callable[[Any], Any]]]:
    hints = typing.get_type_hints(event)
    found: list[tuple[str, Callable[[Any], Any]]] = [("timestamp", datetime.fromisoformat)]
    for name in event.__dataclass_fields__:
        if name in _BASE_FIELDS:
            continue
        for candidate in (hints[name], *typing.get_args(hints[name])):
            if candidate in _FROM_JSON:
                found.append((name, _FROM_JSON[candidate]))
    return found
