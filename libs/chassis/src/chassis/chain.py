"""Each stream as a chain: the digest of an event covers all events before it, as they are stored."""

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from uuid import UUID

from chassis.codec import Stored
from chassis.errors import Refused

START = bytes(32)
_FRONT = Struct(">32s16sii")


@dataclass(slots=True)
class Head:
    """Where a stream ends: the version and digest of its last event."""

    version: int
    digest: bytes


def link(former: bytes, event: Stored) -> bytes:
    """The digest of an event after the former one's, which is START before the first.

    In SQL: `sha256(former || uuid_send(id) || int4send(version) || int4send(octet_length(topic)) || topic ||
    state)`, the topic as UTF-8 and all before any upcasting.
    """
    topic = event.topic.encode()
    front = _FRONT.pack(former, event.id.bytes, event.version, len(topic))
    return sha256(front + topic + event.state).digest()


def extend(heads: MutableMapping[UUID, bytes], events: Sequence[Stored]) -> None:
    """Gives new events their digests, and moves the heads of their streams."""
    for event in events:
        event.digest = heads[event.id] = link(heads.get(event.id, START), event)


def follows(heads: MutableMapping[UUID, bytes], event: Stored) -> bool:
    """Whether an event that another replica wrote continues its stream's chain, whose head then moves."""
    is_next = event.digest == link(heads.get(event.id, START), event)
    if is_next:
        heads[event.id] = event.digest or START
    return is_next


class Broken(Exception):
    """What is stored does not follow from its chain."""


class StreamStopped(Refused):
    """The proof of this account is broken (409). No key remembers it: it may be sent again once reopened."""

    def __init__(self) -> None:
        super().__init__("this account is stopped until an operator has looked at it; nothing was changed")


class Walk:
    """Follows one stream from a known version and digest, and keeps the first thing that is wrong.

    broken: says what; empty while all is well. at: the version that it is said of.
    A release without the chain wrote no digests. Its events are covered by the first digest after them.
    """

    __slots__ = ("at", "broken", "digest", "is_sealed", "version")

    def __init__(self, version: int = 0, digest: bytes = START) -> None:
        self.version, self.digest = version, digest
        self.is_sealed = False
        self.broken, self.at = "", 0

    def step(self, event: Stored) -> None:
        """The next event, or the snapshot that stands for all up to its version."""
        if self.broken:
            return
        if not event.topic:
            self.version, self.digest = event.version, event.digest or b""
            if event.digest is None:
                self.fail(event.version, "is missing")
            return
        if event.version != self.version + 1:
            self.fail(self.version + 1, "is missing")
            return
        self._fit(event)
        self.version = event.version

    def _fit(self, event: Stored) -> None:
        digest = link(self.digest, event) if self.digest else event.digest
        if event.digest is None and self.is_sealed:
            self.fail(event.version, "has no digest")
        elif event.digest is not None and event.digest != digest:
            before = "" if self.is_sealed or event.version == 1 else ", or one before it does that has none"
            self.fail(event.version, f"does not fit its digest{before}")
        self.digest = digest or b""
        self.is_sealed = event.digest is not None

    def end(self, head: Head | None) -> None:
        """What is kept as the end of the stream."""
        if self.broken:
            return
        if head is None:
            if self.version:
                self.fail(self.version, "has no head")
        elif head.version > self.version:
            self.fail(self.version + 1, f"is missing, as is all up to version {head.version}")
        elif head.version < self.version:
            self.fail(head.version + 1, "was not written by this service")
        elif self.digest and head.digest != self.digest:
            self.fail(self.version, "does not fit the head")

    def fail(self, version: int, reason: str) -> None:
        """Keeps what is wrong, unless something was before."""
        if not self.broken:
            self.broken, self.at = f"version {version} {reason}", version


def walked(version: int, digest: bytes | None, tail: Iterable[Stored], head: Head | None) -> Walk:
    """The walk from what is known of a stream over the rest of it, to its end."""
    walk = Walk(version, START if digest is None else digest)
    for event in tail:
        walk.step(event)
    walk.end(head)
    return walk
