"""CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_*` headers, the JSON payload alone in the value.

Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from minijob_contracts.event import Event
from minijob_contracts.registry import EVENTS

Headers = list[tuple[str, bytes]]
SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"


class NotDecodable(ValueError):
    """The record can never be read as a contract event; the message says why."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """Where an event comes from.

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


@dataclass(frozen=True, slots=True)
class Record:
    """What goes into Kafka."""

    topic: str
    key: bytes
    value: bytes
    headers: Headers


@dataclass(frozen=True, slots=True)
class Received:
    """What came out of Kafka."""

    event: Event
    attributes: Attributes


def encode(event: Event, attributes: Attributes) -> Record:
    """The Kafka record of an event. Never raises for an event that pydantic accepted."""
    headers: Headers = [
        ("ce_id", attributes.id.encode()),
        ("ce_type", event.TYPE.encode()),
        ("ce_source", attributes.source.encode()),
        ("ce_time", attributes.time.isoformat().encode()),
        ("ce_specversion", SPEC_VERSION.encode()),
        ("ce_subject", attributes.subject.encode()),
        ("ce_sequence", str(attributes.sequence).encode()),
        ("content-type", CONTENT_TYPE.encode()),
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
        raise NotDecodable(f"ce_specversion is not {SPEC_VERSION}")
    try:
        event = kind.model_validate_json(value or b"")
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']) or 'payload'}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)[:5]
        )
        raise NotDecodable(f"{kind.TYPE}: {places}") from None
    return Received(event, _attributes(headers))


def _attributes(headers: Mapping[str, str]) -> Attributes:
    try:
        return Attributes(
            id=_required(headers, "ce_id"),
            source=_required(headers, "ce_source"),
            time=datetime.fromisoformat(_required(headers, "ce_time")),
            subject=_required(headers, "ce_subject"),
            sequence=int(_required(headers, "ce_sequence")),
            correlation_id=headers.get("correlationid", ""),
            traceparent=headers.get("traceparent", ""),
        )
    except ValueError as error:
        raise NotDecodable(str(error)) from None


def _required(headers: Mapping[str, str], name: str) -> str:
    try:
        return headers[name]
    except KeyError:
        raise NotDecodable(f"header {name} is missing") from None
