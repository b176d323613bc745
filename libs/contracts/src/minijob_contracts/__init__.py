"""What Mini Job's services say to each other and to partners: events, topics, CloudEvents on Kafka."""

from minijob_contracts.cloudevents import (
    Attributes,
    NotDecodable,
    Received,
    Record,
    decode,
    encode,
    read_headers,
)
from minijob_contracts.event import Event
from minijob_contracts.registry import EVENTS, TOPICS

__version__ = "0.1.0"

__all__ = [
    "EVENTS",
    "TOPICS",
    "Attributes",
    "Event",
    "NotDecodable",
    "Received",
    "Record",
    "decode",
    "encode",
    "read_headers",
]
