"""No schema that may replace another breaks a stored record or an old reader; by generated schemas."""

from typing import Any

import jsonschema
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from minijob_contracts.compatibility import breaking_changes
from minijob_contracts.schemas import Schema

Case = tuple[Schema, Schema, Any, Any]
# Most random edits break something, so most cases are thrown away.
on_a_busy_machine = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
NAMES = ["a", "b", "c"]
LEAVES: st.SearchStrategy[Schema] = st.one_of(
    st.builds(
        lambda low, span: {"type": "integer", "minimum": low, "maximum": low + span},
        st.integers(0, 3),
        st.integers(0, 4),
    ),
    st.builds(
        lambda low, span: {"type": "string", "minLength": low, "maxLength": low + span},
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True).map(
        lambda values: {"type": "string", "enum": values}
    ),
    st.just({"type": "boolean"}),
)


def _object(properties: dict[str, Schema], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in required if name in properties],
    }


def _larger(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    return st.one_of(
        st.builds(
            _object,
            st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
            st.lists(st.sampled_from(NAMES), unique=True),
        ),
        st.builds(
            lambda items, most: {"type": "array", "items": items, "maxItems": most}, inner, st.integers(0, 2)
        ),
        inner.map(lambda schema: {"anyOf": [schema, {"type": "null"}]}),
    )


SCHEMAS = st.recursive(LEAVES, _larger, max_leaves=4)
EVENT_SCHEMAS = st.builds(
    _object,
    st.dictionaries(st.sampled_from(NAMES), SCHEMAS, min_size=1, max_size=3),
    st.lists(st.sampled_from(NAMES), unique=True),
)


def _edited(draw: st.DrawFn, schema: Schema) -> Schema:
    """The schema, with some of its places changed a little or replaced."""
    if draw(st.integers(0, 19)) == 0:
        return draw(SCHEMAS)
    edited = dict(schema)
    for keyword in ("minimum", "maximum", "minLength", "maxLength", "maxItems"):
        if keyword in schema and draw(st.integers(0, 4)) == 0:
            edited[keyword] = schema[keyword] + draw(st.sampled_from([-1, 1]))
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
        if low in schema:
            edited[low] = max(edited[low], 0)
            edited[high] = max(edited[low], edited[high])
    if "maxItems" in schema:
        edited["maxItems"] = max(edited["maxItems"], 0)
    if "enum" in schema and draw(st.integers(0, 2)) == 0:
        edited["enum"] = draw(st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True))
    if "items" in schema:
        edited["items"] = _edited(draw, schema["items"])
    if "anyOf" in schema:
        edited["anyOf"] = [_edited(draw, schema["anyOf"][0]), schema["anyOf"][1]]
    if "properties" in schema:
        edited["properties"] = {name: _edited(draw, inner) for name, inner in schema["properties"].items()}
        if draw(st.booleans()):
            edited["properties"].setdefault(draw(st.sampled_from(NAMES)), draw(SCHEMAS))
        if draw(st.integers(0, 9)) == 0:
            edited["properties"].pop(draw(st.sampled_from(NAMES)), None)
        if draw(st.integers(0, 4)) == 0:
            edited["required"] = draw(st.lists(st.sampled_from(NAMES), unique=True))
        edited["required"] = [name for name in edited["required"] if name in edited["properties"]]
    return edited


def _valid(draw: st.DrawFn, schema: Schema) -> Any:
    """A value that fits the schema."""
    if "anyOf" in schema:
        return _valid(draw, draw(st.sampled_from(schema["anyOf"])))
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    match schema["type"]:
        case "integer":
            return draw(st.integers(schema["minimum"], schema["maximum"]))
        case "string":
            return draw(st.text("xyz", min_size=schema["minLength"], max_size=schema["maxLength"]))
        case "boolean":
            return draw(st.booleans())
        case "array":
            return [_valid(draw, schema["items"]) for _ in range(draw(st.integers(0, schema["maxItems"])))]
        case "object":
            names = [
                name for name in schema["properties"] if name in schema["required"] or draw(st.booleans())
            ]
            return {name: _valid(draw, schema["properties"][name]) for name in names}
    return None


def _shape(schema: Schema) -> Schema:
    """The schema without its bounds and enums: which fields are there, and of which type."""
    kept = {name: part for name, part in schema.items() if name in {"type", "required"}}
    if "properties" in schema:
        kept["properties"] = {name: _shape(part) for name, part in schema["properties"].items()}
    if "items" in schema:
        kept["items"] = _shape(schema["items"])
    if "anyOf" in schema:
        kept["anyOf"] = [_shape(part) for part in schema["anyOf"]]
    return kept


@st.composite
def _replacements(draw: st.DrawFn) -> Case:
    """A schema, another that may replace it, and a record of each."""
    old = draw(EVENT_SCHEMAS)
    new = _edited(draw, old)
    assume(breaking_changes(old, new) == [])
    return old, new, _valid(draw, old), _valid(draw, new)


def _fits(record: Any, schema: Schema) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(record)


@on_a_busy_machine
@given(_replacements())
def test_a_stored_record_fits_every_schema_that_may_follow(case: Case) -> None:
    old, new, stored, _ = case
    assert _fits(stored, old)
    assert _fits(stored, new)


@on_a_busy_machine
@given(_replacements())
def test_a_new_record_has_for_an_old_reader_every_field_and_type(
    case: Case,
) -> None:
    old, new, _, said = case
    assert _fits(said, new)
    assert _fits(said, _shape(old))


@on_a_busy_machine
@given(EVENT_SCHEMAS, st.sampled_from(NAMES), SCHEMAS)
def test_a_new_optional_field_is_never_breaking(old: Schema, name: str, schema: Schema) -> None:
    properties = {name: schema, **old["properties"]}
    assert breaking_changes(old, {**old, "properties": properties}) == []


@on_a_busy_machine
@given(EVENT_SCHEMAS, st.data())
def test_a_field_that_goes_is_always_breaking(old: Schema, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(old["properties"])))
    properties = {name: schema for name, schema in old["properties"].items() if name != gone}
    required = [name for name in old["required"] if name != gone]
    changes = breaking_changes(old, _object(properties, required))
    assert f"{gone}: was removed" in changes
