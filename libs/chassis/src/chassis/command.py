"""What a use-case returns: a command that the Writer decides on the current state, and its outcome."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from chassis.aggregate import Aggregate

Primitive = str | int | bool | None
Ids = Mapping[str, Primitive]


class Stream(NamedTuple):
    """One aggregate that a command may change. It need not exist yet.

    optional: the command is decided without it while it is stopped.
    """

    kind: type[Aggregate]
    id: UUID
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to: an HTTP status and ids or small counts, nothing personal.

    `replayed` says that the key had been handled before and this is the first answer again.
    """

    status: int = 200
    ids: Ids = field(default_factory=dict)
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Insert:
    """A row for an erasable side table; one that is already there stays as it is."""

    table: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    """Rows of an erasable side table that go, by equality of columns."""

    table: str
    where: Mapping[str, Any]


class Aggregates(dict[UUID, Any]):
    """What a command decides on, by id: its streams, and those that only these name."""

    def __init__(self, found: Mapping[UUID, Any], read: Callable[[Stream], Any]) -> None:
        super().__init__(found)
        self._read = read

    def also(self, stream: Stream) -> Any:
        """One more aggregate, of the same moment; for what is rare, since it costs a query.

        Raises StreamStopped.
        """
        if stream.id not in self:
            self[stream.id] = self._read(stream)
        return self[stream.id]


DONE = Outcome()
Row = Insert | Delete
Decide = Callable[[Aggregates], Outcome | None]
Rows = Callable[[Outcome], Sequence[Row]]


def no_rows(outcome: Outcome) -> Sequence[Row]:
    """The rows of a command that writes none."""
    return ()


@dataclass(slots=True)
class Command:
    """A change to be decided. Whoever hands it on completes its key and correlation id.

    key: principal + route + Idempotency-Key, or the business reference of an event; unique in the service.
    digest: of the arguments (see `digest_of`); the same key with another digest is refused with 409.
    decide: gets the aggregates by id, checks everything, then triggers; returns None for 200 without ids.
    rows: side-table writes that stand or fall with the events.
    """

    key: str
    streams: Sequence[Stream]
    decide: Decide
    digest: bytes = b""
    rows: Rows = no_rows
    correlation_id: str = ""


def digest_of(*arguments: Any) -> bytes:
    """A digest of JSON-able arguments, independent of the order of keys. Never give it a member's words."""
    return hashlib.sha256(orjson.dumps(arguments, option=orjson.OPT_SORT_KEYS, default=str)).digest()[:16]
