"""Which changes of a published schema are breaking, one by one."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from minijob_contracts import EVENTS
from minijob_contracts.compatibility import NotComparable, breaking_changes, breaking_changes_of_all
from minijob_contracts.schemas import Schema, schema_of

Change = Callable[[Schema], Any]

PUBLISHED: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "Part": {
            "type": "object",
            "title": "Part",
            "properties": {"row": {"type": "integer", "minimum": 0}, "note": {"type": "string"}},
            "required": ["row"],
        },
        "Unused": {"type": "string"},
    },
    "type": "object",
    "title": "Published",
    "description": "task-catalog, when it happens.",
    "x-topic": "orders.v1",
    "x-key": "id",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "points": {"type": "integer", "minimum": 0, "maximum": 100},
        "name": {"type": "string", "minLength": 1, "maxLength": 64},
        "code": {"type": "string", "pattern": "^[a-z]+$"},
        "kind": {"type": "string", "enum": ["single", "multi"]},
        "only": {"type": "string", "const": "one"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "minItems": 1, "maxItems": 200},
        "best": {"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "null"}], "default": None},
        "span": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]},
        "item": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 9}},
        "rate": {"type": "number", "exclusiveMinimum": 0},
        "default": {"$ref": "#/$defs/Part", "default": {"row": 1}},
    },
    "required": ["id", "points", "parts"],
}


def field(name: str, **changes: Any) -> Change:
    """Sets keywords of a field; None takes one away."""

    def change(schema: Schema) -> None:
        found = schema["properties"][name]
        found.update(changes)
        for keyword in [keyword for keyword, value in changes.items() if value is None]:
            del found[keyword]

    return change


def part(**changes: Any) -> Change:
    return lambda schema: schema["$defs"]["Part"].update(changes)


def new_field(name: str, **schema: Any) -> Change:
    return lambda root: root["properties"].update({name: schema})


PART_NARROWED = {"row": {"type": "integer", "minimum": 1}, "note": {"type": "string"}}
BREAKING: dict[str, tuple[Change, str]] = {
    "a field removed": (lambda s: s["properties"].pop("name"), "name: was removed"),
    "a required field removed": (lambda s: s["properties"].pop("points"), "points: was removed"),
    "a type changed": (field("points", type="string"), "points: type changed from integer to string"),
    "an integer made a number": (field("points", type="number"), "points: type changed"),
    "null allowed": (field("name", type=["string", "null"]), "name: type changed"),
    "null allowed by anyOf": (
        lambda s: s["properties"].update(name={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "name: type changed from string to null | string",
    ),
    "null no longer allowed": (
        lambda s: s["properties"].update(best={"$ref": "#/$defs/Part", "default": None}),
        "best: type changed",
    ),
    "the type left open": (lambda s: s["properties"].update(name={}), "name: type changed"),
    "an optional field made required": (lambda s: s["required"].append("name"), "name is newly required"),
    "a required field made optional": (
        lambda s: s["required"].remove("points"),
        "points is no longer required",
    ),
    "a new field required": (
        lambda s: (s["properties"].update(new={"type": "string"}), s["required"].append("new")),
        "new is newly required",
    ),
    "an enum value removed": (field("kind", enum=["single"]), "kind: 'multi' is no longer allowed"),
    "an enum newly set": (field("name", enum=["a"]), "name: only ['a'] are allowed now"),
    "a constant changed": (field("only", const="two"), "only: 'one' is no longer allowed"),
    "a minimum raised": (field("points", minimum=1), "points: minimum rose from 0 to 1"),
    "a minimum newly set": (field("rate", minimum=0), "rate: minimum rose"),
    "an exclusive minimum raised": (field("rate", exclusiveMinimum=1), "rate: exclusiveMinimum rose"),
    "a maximum lowered": (field("points", maximum=99), "points: maximum fell from 100 to 99"),
    "a text made longer at least": (field("name", minLength=2), "name: minLength rose"),
    "a text made shorter": (field("name", maxLength=63), "name: maxLength fell"),
    "a limit on texts newly set": (field("code", maxLength=10), "code: maxLength fell"),
    "a list made shorter": (field("parts", maxItems=199), "parts: maxItems fell"),
    "a list made longer at least": (field("parts", minItems=2), "parts: minItems rose"),
    "a pattern changed": (field("code", pattern="^[a-f]+$"), "code: pattern changed"),
    "a format changed": (field("id", format="date-time"), "id: format changed"),
    "a format dropped": (field("id", format=None), "id: format changed"),
    "a default changed": (field("default", default={"row": 2}), "default: default changed"),
    "an unknown keyword set": (field("points", multipleOf=5), "points: multipleOf changed"),
    "the part of a list narrowed": (part(properties=PART_NARROWED), "parts[items].row: minimum rose"),
    "the part of an anyOf narrowed": (part(properties=PART_NARROWED), "best.row: minimum rose"),
    "a field of a part removed": (
        part(properties={"row": {"type": "integer"}}),
        "parts[items].note: was removed",
    ),
    "a field of a part made required": (part(required=["row", "note"]), "note is newly required"),
    "unknown fields of a part forbidden": (
        part(additionalProperties=False),
        "parts[items][additionalProperties]",
    ),
    "a pair made a triple": (
        field("span", prefixItems=[{"type": "integer"}] * 3),
        "span: prefixItems changed",
    ),
    "the second of a pair changed": (
        field("span", prefixItems=[{"type": "integer"}, {"type": "string"}]),
        "span[1]: type changed",
    ),
    "values of a mapping narrowed": (
        field("item", additionalProperties={"type": "string", "maxLength": 8}),
        "item[additionalProperties]: maxLength fell",
    ),
    "values of a mapping left open": (
        field("item", additionalProperties=None),
        "item[additionalProperties]: type changed",
    ),
    "keys of a mapping narrowed": (field("item", propertyNames={"maxLength": 3}), "item[propertyNames]"),
    "another topic": (
        lambda s: s.update({"x-topic": "tasks.v1"}),
        "x-topic changed from 'orders.v1' to 'tasks.v1'",
    ),
    "another key": (lambda s: s.update({"x-key": "name"}), "x-key changed from 'id' to 'name'"),
}
ADDITIVE: dict[str, Change] = {
    "nothing": lambda s: None,
    "a new optional field": new_field("mood", type="string", default="good"),
    "a new optional part": new_field("more", **{"$ref": "#/$defs/Part", "default": None}),
    "a new optional field of a part": lambda s: s["$defs"]["Part"]["properties"].update(x={"type": "null"}),
    "an enum value added": field("kind", enum=["multi", "single", "rating"]),
    "an enum opened": field("kind", enum=None),
    "a constant made an enum": lambda s: s["properties"].update(
        only={"type": "string", "enum": ["one", "two"]}
    ),
    "a minimum lowered": field("points", minimum=-5),
    "a minimum dropped": field("points", minimum=None),
    "a maximum raised": field("points", maximum=101),
    "texts made longer": field("name", maxLength=65),
    "texts allowed to be empty": field("name", minLength=0),
    "lists made longer": field("parts", maxItems=None),
    "longer values of a mapping": field("item", additionalProperties={"type": "string", "maxLength": 10}),
    "another order of alternatives": lambda s: s["properties"]["best"]["anyOf"].reverse(),
    "another order of what is required": lambda s: s["required"].reverse(),
    "other words about it": field("name", description="what it is called", title="Name", examples=["a"]),
    "an unused definition gone": lambda s: s["$defs"].pop("Unused"),
    "a definition written out": lambda s: s["properties"]["parts"].update(items=s["$defs"]["Part"]),
}


def changed(change: Change) -> Schema:
    schema = copy.deepcopy(PUBLISHED)
    change(schema)
    return schema


@pytest.mark.parametrize(("change", "said"), BREAKING.values(), ids=BREAKING)
def test_a_breaking_change_is_found_and_named(change: Change, said: str) -> None:
    assert any(said in found for found in breaking_changes(PUBLISHED, changed(change)))


@pytest.mark.parametrize("change", ADDITIVE.values(), ids=ADDITIVE)
def test_an_additive_change_passes(change: Change) -> None:
    assert breaking_changes(PUBLISHED, changed(change)) == []


def test_an_event_type_may_not_vanish_but_a_new_one_may_come() -> None:
    published = {name: schema_of(event) for name, event in EVENTS.items()}
    without = {name: schema for name, schema in published.items() if name != "minijob.OrderClosed"}
    assert breaking_changes_of_all(published, without) == ["minijob.OrderClosed: the event type was removed"]
    assert breaking_changes_of_all(without, published) == []


def test_a_breaking_change_of_a_real_event_is_named_with_its_type() -> None:
    published = {name: schema_of(event) for name, event in EVENTS.items()}
    current = copy.deepcopy(published)
    del current["minijob.OrderFlagged"]["$defs"]["Finding"]["properties"]["quote"]
    assert breaking_changes_of_all(published, current) == [
        "minijob.OrderFlagged: findings[items].quote: was removed"
    ]


@pytest.mark.parametrize("reference", ["#/$defs/Nowhere", "other.json#/$defs/Part", "#/$defs/Loop"])
def test_a_schema_that_cannot_be_written_out_is_refused(reference: str) -> None:
    loop = {"type": "array", "items": {"$ref": "#/$defs/Loop"}}
    schema = {"$defs": {"Loop": loop}, "properties": {"x": {"$ref": reference}}}
    with pytest.raises(NotComparable, match=re.escape(reference)):
        breaking_changes(schema, schema)
