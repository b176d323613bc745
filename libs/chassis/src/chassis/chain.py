"""Each stream as a chain: the digest of an event covers all events before it, as they are stored."""

from collections.abc import MutableMapping, Sequence
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
