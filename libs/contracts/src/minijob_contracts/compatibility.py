"""Whether a schema may replace a published one without breaking a reader, an old record or a new one.

Both directions must hold: what was written under the old schema is replayed by new readers, so nothing may
become narrower or newly required; and what is written under the new one reaches old readers, so nothing they
rely on may vanish, become optional or change its type. Enums and bounds may widen: readers go out first.
"""

from collections.abc import Callable, Mapping
from typing import Any

from minijob_contracts.schemas import Schema

_NOTES = frozenset({"$schema", "$defs", "$comment", "title", "description", "examples", "deprecated"})
_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})


class NotComparable(ValueError):
    """A schema refers to itself or to another document, so it cannot be written out in full."""


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Each change of `new` that is not purely additive, with its place; empty when there is none.

    A keyword that this module does not know may not change at all. Raises NotComparable.
    """
    return _compared("", _expanded(old, old, ()), _expanded(new, new, ()))


def breaking_changes_of_all(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> list[str]:
    """The same for all published schemas by event type; a type that is gone is a breaking change."""
    found: list[str] = []
    for name, schema in sorted(old.items()):
        if name in new:
            found += [f"{name}: {change}" for change in breaking_changes(schema, new[name])]
        else:
            found.append(f"{name}: the event type was removed")
    return found


def _expanded(node: Any, root: Schema, inside: tuple[str, ...]) -> Any:
    """The node with every reference replaced by what it refers to."""
    if isinstance(node, list):
        return [_expanded(part, root, inside) for part in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return {name: _expanded(part, root, inside) for name, part in node.items() if name != "$defs"}
    prefix, _, name = reference.rpartition("/")
    if prefix != "#/$defs" or name not in root.get("$defs", {}):
        raise NotComparable(f"{reference} is not among the schema's own definitions")
    if name in inside:
        raise NotComparable(f"{reference} contains itself")
    beside = {key: part for key, part in node.items() if key != "$ref"}
    return {
        **_expanded(root["$defs"][name], root, (*inside, name)),
        **_expanded(beside, root, inside),
    }


def _compared(at: str, old: Any, new: Any) -> list[str]:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return _fixed(at, "schema", old, new)
    if _kinds(old) != _kinds(new):
        return [_said(at, f"type changed from {' | '.join(_kinds(old))} to {' | '.join(_kinds(new))}")]
    old, new = _with_enum(old), _with_enum(new)
    found: list[str] = []
    for keyword in sorted((old.keys() | new.keys()) - _NOTES):
        found += _RULES.get(keyword, _fixed)(at, keyword, old.get(keyword), new.get(keyword))
    return found


def _kinds(schema: Any) -> list[str]:
    if not isinstance(schema, dict):
        return ["anything" if schema else "nothing"]
    if "anyOf" in schema:
        return sorted(kind for part in schema["anyOf"] for kind in _kinds(part))
    kind = schema.get("type", "anything")
    return sorted(kind) if isinstance(kind, list) else [kind]


def _with_enum(schema: Schema) -> Schema:
    """A constant is an enum of one value, and may grow into a larger one."""
    if "const" not in schema:
        return schema
    return {**{key: part for key, part in schema.items() if key != "const"}, "enum": [schema["const"]]}


def _fixed(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    return [] if old == new else [_said(at, f"{keyword} changed from {old!r} to {new!r}")]


def _lower(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    narrower = new is not None and (old is None or new > old)
    return [_said(at, f"{keyword} rose from {old!r} to {new!r}")] if narrower else []


def _upper(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    narrower = new is not None and (old is None or new < old)
    return [_said(at, f"{keyword} fell from {old!r} to {new!r}")] if narrower else []


def _enum(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    if new is None:
        return []
    if old is None:
        return [_said(at, f"only {new!r} are allowed now")]
    gone = [value for value in old if value not in new]
    return [_said(at, f"{value!r} is no longer allowed") for value in gone]


def _properties(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    found: list[str] = []
    for name, schema in (old or {}).items():
        place = f"{at}.{name}" if at else name
        if name in (new or {}):
            found += _compared(place, schema, new[name])
        else:
            found.append(_said(place, "was removed"))
    return found


def _required(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    before, after = set(old or []), set(new or [])
    return [_said(at, f"{name} is newly required") for name in sorted(after - before)] + [
        _said(at, f"{name} is no longer required") for name in sorted(before - after)
    ]


def _inner(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    """`items`, `propertyNames` and the like: one schema for everything inside; none allows anything."""
    before, after = ({} if schema is None or schema is True else schema for schema in (old, new))
    return _compared(f"{at}[{keyword}]", before, after)


def _in_order(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    """`prefixItems`: a schema for each place."""
    if old is None or new is None or len(old) != len(new):
        return _fixed(at, keyword, old, new)
    found: list[str] = []
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        found += _compared(f"{at}[{place}]", one, other)
    return found


def _alternatives(at: str, keyword: str, old: Any, new: Any) -> list[str]:
    """`anyOf`: matched by type, whatever their order; two of one type may not change at all."""
    if old is None or new is None:
        return _fixed(at, keyword, old, new)
    by_type, other = ({str(_kinds(part)): part for part in parts} for parts in (old, new))
    if by_type.keys() != other.keys() or len(by_type) != len(old) or len(other) != len(new):
        return _fixed(at, keyword, old, new)
    found: list[str] = []
    for kinds, part in by_type.items():
        found += _compared(at, part, other[kinds])
    return found


def _said(at: str, change: str) -> str:
    return f"{at or 'the event'}: {change}"


_Rule = Callable[[str, str, Any, Any], list[str]]
_RULES: Mapping[str, _Rule] = {
    **dict.fromkeys(_LOWER, _lower),
    **dict.fromkeys(_UPPER, _upper),
    "enum": _enum,
    "properties": _properties,
    "required": _required,
    "items": _inner,
    "additionalProperties": _inner,
    "propertyNames": _inner,
    "prefixItems": _in_order,
    "anyOf": _alternatives,
}
