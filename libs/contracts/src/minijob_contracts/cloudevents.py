"""CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_*` headers, the JSON payload alone in the value.

Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from minijob_contracts.event import Event
from minijob_contracts.registry import EVENTS

Headers = list[tuple[str, bytes]]
SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
VALUE_MAX_BYTES = 1_000_000
ATTRIBUTE_MAX_CHARACTERS = 256
SEQUENCE_MAX = 2**63 - 1
_REASON_MAX_CHARACTERS = 500

_SPEC_VERSION, _CONTENT_TYPE = SPEC_VERSION.encode(), CONTENT_TYPE.encode()
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DIGITS = re.compile(r"[0-9]{1,19}")
_OF_EACH = ("ce_id", "ce_source", "ce_time", "ce_subject", "ce_sequence")
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class NotDecodable(ValueError):
    """The record can never be read as a contract event; the message says why and repeats no value."""


@dataclass(slots=True)
class Attributes:
    """Where an event comes from. Raises ValueError when `time` has no offset.

    Never changed; not frozen, because that triples the time to make one, and each record has one. The same
    holds for `Record` and `Received`.

    `id` is `<service>/<notification id>`; `subject` the aggregate and `sequence` its version, so that a
    subscriber drops a repeat by remembering the highest sequence per subject.
    """

    id: str
    source: str
    time: datetime
    subject: str
    sequence: int
    correlation_id: str
    traceparent: str = ""

    def __post_init__(self) -> None:
        if self.time.utcoffset() is None:
            raise ValueError("time has no offset")


@dataclass(slots=True)
class Record:
    """What goes into Kafka."""

    topic: str
    key: bytes
    value: bytes
    headers: Headers


@dataclass(slots=True)
class Received:
    """What came out of Kafka."""

    event: Event
    attributes: Attributes


def encode(event: Event, attributes: Attributes) -> Record:
    """The Kafka record of an event. Never raises for an event that pydantic validated."""
    headers: Headers = [
        ("ce_id", attributes.id.encode()),
        ("ce_type", event.TYPE.encode()),
        ("ce_source", attributes.source.encode()),
        ("ce_time", attributes.time.isoformat().encode()),
        ("ce_specversion", _SPEC_VERSION),
        ("ce_subject", attributes.subject.encode()),
        ("ce_sequence", str(attributes.sequence).encode()),
        ("content-type", _CONTENT_TYPE),
        ("correlationid", attributes.correlation_id.encode()),
    ]
    if attributes.traceparent:
        headers.append(("traceparent", attributes.traceparent.encode()))
    return Record(event.TOPIC, event.key().encode(), event.model_dump_json().encode(), headers)


def read_headers(headers: Iterable[tuple[str, bytes | None]]) -> dict[str, str]:
    """The headers as text. Raises NotDecodable when one is null or not UTF-8; names it."""
    read: dict[str, str] = {}
    for name, value in headers:
        if value is None:
            raise NotDecodable(f"header {name} is null")
        try:
            read[name] = value.decode()
        except UnicodeDecodeError:
            raise NotDecodable(f"header {name} is not UTF-8") from None
    return read


def decode(headers: Mapping[str, str], value: bytes | None) -> Received | None:
    """The event of a record, or None when its type is not known here.

    Raises NotDecodable when an attribute is missing or malformed, or the payload does not fit its schema.
    """
    kind = EVENTS.get(_required(headers, "ce_type"))
    if kind is None:
        return None
    if headers.get("ce_specversion") != SPEC_VERSION:
        raise NotDecodable(f"header ce_specversion is not {SPEC_VERSION}")
    return Received(_event(kind, value or b""), _attributes(headers))


def _event(kind: type[Event], value: bytes) -> Event:
    if len(value) > VALUE_MAX_BYTES:
        raise NotDecodable(f"{kind.TYPE}: {len(value)} bytes are over {VALUE_MAX_BYTES}")
    if b"\\u0000" in value and _ESCAPED_NUL.search(value):
        raise NotDecodable(f"{kind.TYPE}: a text holds NUL")
    try:
        return kind.model_validate_json(value, strict=True)
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False, include_context=False)[:5]
    places = "; ".join(
        f"{'.'.join(str(part) for part in problem['loc']) or 'payload'}: {problem['msg']}"
        for problem in problems
    )
    raise NotDecodable(f"{kind.TYPE}: {places}"[:_REASON_MAX_CHARACTERS])


def _attributes(headers: Mapping[str, str]) -> Attributes:
    texts = [headers.get(name, "") for name in _OF_EACH]
    if not all(texts) or not _fits("".join(texts)):
        texts = [_required(headers, name) for name in _OF_EACH]
    id, source, time, subject, sequence = texts
    correlation_id, traceparent = _optional(headers, "correlationid"), _optional(headers, "traceparent")
    return Attributes(id, source, _time(time), subject, _sequence(sequence), correlation_id, traceparent)


def _required(headers: Mapping[str, str], name: str) -> str:
    text = headers.get(name)
    if not text:
        raise NotDecodable(f"header {name} is missing")
    if not _fits(text):
        raise NotDecodable(
            f"header {name} holds a control character or is over {ATTRIBUTE_MAX_CHARACTERS} characters"
        )
    return text


def _optional(headers: Mapping[str, str], name: str) -> str:
    """Empty when it cannot be used: what only serves tracing may not cost anybody the event."""
    text = headers.get(name, "")
    return text if _fits(text) else ""


def _fits(text: str) -> bool:
    return len(text) <= ATTRIBUTE_MAX_CHARACTERS and (text.isprintable() or _CONTROL.search(text) is None)


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise NotDecodable("header ce_time is not a time") from None
    if time.utcoffset() is None:
        raise NotDecodable("header ce_time has no offset")
    return time


def _sequence(text: str) -> int:
    if not _DIGITS.fullmatch(text) or int(text) > SEQUENCE_MAX:
        raise NotDecodable(f"header ce_sequence is not a whole number from 0 to {SEQUENCE_MAX}")
    return int(text)
