"""The AsyncAPI 3.0 document: topics as channels, events as messages, and who sends them.

Source: AsyncAPI specification 3.0.0; Kafka bindings 0.5.0.
"""

from typing import Any

from minijob_contracts.cloudevents import ATTRIBUTE_MAX_CHARACTERS, CONTENT_TYPE, SPEC_VERSION
from minijob_contracts.event import Event
from minijob_contracts.registry import EVENTS, TOPICS
from minijob_contracts.schemas import description, schema_of, sender

Document = dict[str, Any]
PARTITIONS = 12
REPLICAS = 3
_KAFKA_BINDING = "0.5.0"
_SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"


def asyncapi(version: str) -> Document:
    """The whole document; payloads are references to `schemas/` beside it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Mini Job events",
            "version": version,
            "description": "CloudEvents 1.0 on Apache Kafka in binary mode, delivered at least once: drop "
            "what has no higher ce_sequence than the last one of its ce_subject.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {topic: _channel(topic) for topic in TOPICS},
        "operations": _operations(),
        "components": {"messages": {name: _message(event) for name, event in EVENTS.items()}},
    }


def _of_topic(topic: str) -> list[str]:
    return [name for name, event in EVENTS.items() if topic == event.TOPIC]


def _channel(topic: str) -> Document:
    return {
        "address": topic,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in _of_topic(topic)},
        "bindings": {
            "kafka": {
                "topic": topic,
                "partitions": PARTITIONS,
                "replicas": REPLICAS,
                "bindingVersion": _KAFKA_BINDING,
            }
        },
    }


def _operations() -> Document:
    """One operation for each service and topic, named `<service>.<topic>`."""
    operations: Document = {}
    for name, event in EVENTS.items():
        operation = operations.setdefault(
            f"{sender(event)}.{event.TOPIC}",
            {
                "action": "send",
                "channel": {"$ref": f"#/channels/{event.TOPIC}"},
                "summary": f"{sender(event)} says what happened on {event.TOPIC}",
                "messages": [],
            },
        )
        operation["messages"].append({"$ref": f"#/channels/{event.TOPIC}/messages/{name}"})
    return operations


def _message(event: type[Event]) -> Document:
    key = schema_of(event)["properties"][event.KEY]
    return {
        "name": event.TYPE,
        "title": event.__name__,
        "description": description(event),
        "contentType": CONTENT_TYPE,
        "headers": _headers(event),
        "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": {"$ref": f"schemas/{event.TYPE}.json"}},
        "bindings": {
            "kafka": {
                "key": {**key, "description": f"the event's {event.KEY}"},
                "bindingVersion": _KAFKA_BINDING,
            }
        },
    }


def _headers(event: type[Event]) -> Document:
    text = {"type": "string", "maxLength": ATTRIBUTE_MAX_CHARACTERS}
    required: Document = {
        "ce_id": {**text, "description": "<service>/<notification id>, unique"},
        "ce_type": {"type": "string", "const": event.TYPE},
        "ce_source": {**text, "description": "the service that says it", "examples": [sender(event)]},
        "ce_time": {"type": "string", "format": "date-time", "description": "when it happened"},
        "ce_specversion": {"type": "string", "const": SPEC_VERSION},
        "ce_subject": {**text, "description": "id of the aggregate to which it happened"},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[0-9]{1,19}$",
            "description": "the aggregate's version, growing with each of its events, with gaps",
        },
    }
    optional: Document = {
        "content-type": {"type": "string", "const": CONTENT_TYPE},
        "correlationid": {**text, "description": "the request that led to it"},
        "traceparent": {**text, "description": "W3C trace context"},
    }
    return {"type": "object", "properties": {**required, **optional}, "required": list(required)}
