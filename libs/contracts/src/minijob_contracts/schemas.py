"""The JSON Schema of each event, as a subscriber in any language may check a record's value with it."""

import inspect
import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from minijob_contracts.event import Event

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _WithoutFieldTitles(GenerateJsonSchema):
    """Leaves out the titles that pydantic derives from the names of fields: they say nothing new."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(event: type[Event]) -> Schema:
    """What a reader may rely on; `x-topic` and `x-key` say where to find the event.

    A field with a default is not required, since records older than the field lack it.
    """
    schema = event.model_json_schema(schema_generator=_WithoutFieldTitles, mode="validation")
    return {"$schema": DIALECT, "x-topic": event.TOPIC, "x-key": event.KEY, **schema}


def description(event: type[Event]) -> str:
    """The event's docstring on one line."""
    return " ".join((inspect.getdoc(event) or "").split())


def sender(event: type[Event]) -> str:
    """The service that says the event: its docstring up to the first comma."""
    return description(event).partition(",")[0]


def as_text(document: Any) -> str:
    """Sorted and indented JSON, the same for the same document."""
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
