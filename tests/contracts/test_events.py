"""What holds for every event: golden records, schemas, who says it, and what may never be in one."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from minijob_contracts import EVENTS, TOPICS, decode, encode, read_headers
from minijob_contracts.folder import source_folder
from minijob_contracts.orders import OrderDocument
from minijob_contracts.schemas import Schema, schema_of, sender
from tests.contracts.golden import FOLDER, TYPES, golden

SERVICES = {"task-catalog", "order-screening", "assignment", "points-ledger"}
OF_MEMBERS = sorted(name for name in TYPES if EVENTS[name].TOPIC in {"points.v1", "submissions.v1"})
OF_POINTS = sorted(name for name in TYPES if EVENTS[name].TOPIC == "points.v1")
NOT_OF_MEMBERS = sorted(set(TYPES) - set(OF_MEMBERS))
CANNOT_HOLD_WORDS = {"format", "enum", "const", "pattern"}
DOCUMENT = {
    "title": "t",
    "instructions": "i",
    "questions": [{"id": "q1", "kind": "text", "text": "?"}],
    "reward_points": 10,
    "estimated_minutes": 1,
    "answers_per_task": 5,
}


def fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every named field of a schema, those of its parts included."""
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {}).items()


def texts(schema: Any) -> Iterator[Schema]:
    """Every place of a schema where a text may stand, keys of a mapping included."""
    if isinstance(schema, list):
        for part in schema:
            yield from texts(part)
    elif isinstance(schema, dict):
        if schema.get("type") == "string":
            yield schema
        for part in schema.values():
            yield from texts(part)


@pytest.mark.parametrize("event_type", TYPES)
def test_a_golden_record_is_read_and_said_again_byte_for_byte(event_type: str) -> None:
    record = golden(event_type)
    received = decode(read_headers(record.raw_headers), record.raw_value)
    assert received is not None
    again = encode(received.event, received.attributes)
    assert (again.topic, again.key.decode()) == (record.topic, record.key)
    assert again.headers == record.raw_headers
    assert again.value == record.raw_value


@pytest.mark.parametrize("folder", ["schemas", "published"])
@pytest.mark.parametrize("event_type", TYPES)
def test_a_golden_record_fits_the_committed_schema(event_type: str, folder: str) -> None:
    path = source_folder() / folder / f"{event_type}.json"
    if folder == "published" and not path.exists():
        pytest.skip("this event is newer than the last published version")
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.validate(
        golden(event_type).value, schema, jsonschema.Draft202012Validator, format_checker=checker
    )


def test_every_event_has_a_golden_record_and_no_record_is_left_over() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == TYPES


@pytest.mark.parametrize("event_type", TYPES)
def test_a_type_is_the_name_of_its_class_and_its_key_is_always_there(event_type: str) -> None:
    event = EVENTS[event_type]
    assert event_type == f"minijob.{event.__name__}"
    assert event.model_fields[event.KEY].is_required()


@pytest.mark.parametrize("event_type", TYPES)
def test_the_docstring_names_the_service_that_says_it(event_type: str) -> None:
    assert sender(EVENTS[event_type]) in SERVICES


def test_a_topic_has_one_speaker() -> None:
    speakers = {
        topic: {sender(event) for event in EVENTS.values() if topic == event.TOPIC} for topic in TOPICS
    }
    assert all(len(services) == 1 for services in speakers.values()), speakers


@pytest.mark.parametrize("event_type", OF_POINTS)
def test_a_point_event_says_nothing_of_the_work_behind_it(event_type: str) -> None:
    work = ("order", "task", "assignment", "client", "submission", "title")
    names = [name for name, _ in fields(schema_of(EVENTS[event_type]))]
    assert names
    assert [name for name in names if any(word in name for word in work)] == []


@pytest.mark.parametrize("event_type", OF_MEMBERS)
def test_an_event_about_a_member_has_no_room_for_a_members_words(event_type: str) -> None:
    wide = [
        text
        for name, field in fields(schema_of(EVENTS[event_type]))
        if not name.endswith(("member_id", "client_id"))
        for text in texts(field)
        if not CANNOT_HOLD_WORDS & text.keys()
    ]
    assert wide == []
    assert "additionalProperties" not in json.dumps(schema_of(EVENTS[event_type]))


@pytest.mark.parametrize("event_type", NOT_OF_MEMBERS)
def test_an_event_with_a_clients_text_names_no_member_and_no_answer(event_type: str) -> None:
    names = {name for name, _ in fields(schema_of(EVENTS[event_type]))}
    assert names.isdisjoint(
        {"member_id", "account_id", "answer", "answers", "answer_digest", "profile", "photo"}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"title": "\ud800"},
        {"title": "x" * (256 * 1024 + 1)},
        {"links": ["\udfff"]},
        {"estimated_minutes": float("nan")},
        {"estimated_minutes": float("inf")},
        {"reward_points": -1},
        {"answers_per_task": 2**31},
    ],
)
def test_what_no_record_could_carry_is_no_event(change: dict[str, Any]) -> None:
    assert OrderDocument.model_validate(DOCUMENT)
    with pytest.raises(ValidationError):
        OrderDocument.model_validate({**DOCUMENT, **change})


@pytest.mark.parametrize("event_type", TYPES)
def test_what_is_written_has_the_schema_of_what_is_read(event_type: str) -> None:
    event = EVENTS[event_type]
    read, written = (event.model_json_schema(mode=mode) for mode in ("validation", "serialization"))
    assert without_required(written) == without_required(read)


def without_required(schema: Any) -> Any:
    """A field with a default need not be read, but is always written."""
    if isinstance(schema, list):
        return [without_required(part) for part in schema]
    if isinstance(schema, dict):
        return {name: without_required(part) for name, part in schema.items() if name != "required"}
    return schema
