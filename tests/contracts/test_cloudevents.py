"""CloudEvents headers both ways, and every record that cannot be read."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minijob_contracts import Attributes, NotDecodable, Received, decode, encode, read_headers
from minijob_contracts.orders import OrderPaused
from minijob_contracts.points import PointsGranted
from tests.contracts.golden import Golden, golden

on_a_busy_machine = settings(deadline=None)
PAUSED = OrderPaused(order_id=UUID(int=7), version=3)
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GRANTED = golden(PointsGranted.TYPE)
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=256)
FIVE_MEGABYTES = 5_000_000


def heard(
    headers: dict[str, str | None] | None = None, value: bytes | None = None, record: Golden = GRANTED
) -> Received | None:
    """What is read of a record with some headers changed (left out for None) or another value."""
    mixed = {**record.headers, **(headers or {})}
    kept = {name: text for name, text in mixed.items() if text is not None}
    return decode(kept, record.raw_value if value is None else value)


def changed(**fields: Any) -> bytes:
    return json.dumps({**GRANTED.value, **fields}).encode()


def test_headers_carry_the_attributes() -> None:
    attributes = Attributes("task-catalog/12", "task-catalog", AT, str(UUID(int=7)), 4, "req-1", "00-a-b-01")
    assert encode(PAUSED, attributes).headers == [
        ("ce_id", b"task-catalog/12"),
        ("ce_type", b"minijob.OrderPaused"),
        ("ce_source", b"task-catalog"),
        ("ce_time", b"2026-11-24T09:00:00+00:00"),
        ("ce_specversion", b"1.0"),
        ("ce_subject", b"00000000-0000-0000-0000-000000000007"),
        ("ce_sequence", b"4"),
        ("content-type", b"application/json"),
        ("correlationid", b"req-1"),
        ("traceparent", b"00-a-b-01"),
    ]


def test_a_record_has_the_topic_and_key_of_its_event_and_only_the_payload_as_value() -> None:
    record = encode(PAUSED, Attributes("a/1", "a", AT, "s", 1, ""))
    assert (record.topic, record.key) == ("orders.v1", b"00000000-0000-0000-0000-000000000007")
    order_id = "00000000-0000-0000-0000-000000000007"
    assert json.loads(record.value) == {"order_id": order_id, "version": 3, "reason": None}
    assert "traceparent" not in dict(record.headers)


@on_a_busy_machine
@given(
    id=PLAIN,
    source=PLAIN,
    subject=PLAIN,
    time=st.datetimes(timezones=st.timezones() | st.just(timezone(timedelta(hours=9)))),
    sequence=st.integers(0, 2**63 - 1),
    correlation_id=PLAIN | st.just(""),
    traceparent=PLAIN | st.just(""),
)
def test_whatever_is_said_is_heard(time: datetime, **attributes: Any) -> None:
    fixed = time.replace(tzinfo=timezone(time.utcoffset() or timedelta()))
    said = Attributes(time=fixed, **attributes)
    record = encode(PAUSED, said)
    assert decode(read_headers(record.headers), record.value) == Received(PAUSED, said)


def test_a_time_without_offset_is_never_said() -> None:
    with pytest.raises(ValueError, match="offset"):
        Attributes("a/1", "a", AT.replace(tzinfo=None), "s", 1, "")


def test_a_header_that_is_null_is_named() -> None:
    with pytest.raises(NotDecodable, match="header ce_source is null"):
        read_headers([("ce_id", b"a/1"), ("ce_source", None)])


def test_a_header_that_is_not_utf8_is_named() -> None:
    with pytest.raises(NotDecodable, match="header trace is not UTF-8"):
        read_headers([("ce_id", b"a/1"), ("trace", b"\xff\xfe")])


@pytest.mark.parametrize("name", ["ce_type", "ce_id", "ce_source", "ce_time", "ce_subject", "ce_sequence"])
@pytest.mark.parametrize("text", [None, ""])
def test_an_attribute_that_is_missing_or_empty_is_named(name: str, text: str | None) -> None:
    with pytest.raises(NotDecodable, match=f"header {name} is missing"):
        heard({name: text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ce_sequence", "seven"),
        ("ce_sequence", "-1"),
        ("ce_sequence", "1.5"),
        ("ce_sequence", " 1"),
        ("ce_sequence", "1_000"),
        ("ce_sequence", "１２"),
        ("ce_sequence", "9223372036854775808"),
        ("ce_sequence", "9" * 250),
        ("ce_time", "yesterday"),
        ("ce_time", "2026-13-01T00:00:00+00:00"),
        ("ce_time", "2026-11-24"),
        ("ce_time", "2026-11-24T09:00:00"),
        ("ce_specversion", None),
        ("ce_specversion", "0.3"),
        ("ce_id", "a\x00b"),
        ("ce_id", "a/" + "1" * 255),
        ("ce_subject", "line\nbreak"),
    ],
)
def test_a_malformed_attribute_is_named(name: str, text: str | None) -> None:
    with pytest.raises(NotDecodable, match=f"header {name} "):
        heard({name: text})


@pytest.mark.parametrize("text", ["x" * 257, "a\x00b"])
def test_a_correlation_id_that_cannot_be_used_costs_nobody_the_event(text: str) -> None:
    received = heard({"correlationid": text, "traceparent": text})
    assert received is not None
    assert (received.attributes.correlation_id, received.attributes.traceparent) == ("", "")


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"not JSON",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"points": 1',
        b"[" * 100_000,
        changed(points="10"),
        changed(points=True),
        changed(points=10.5),
        changed(points=-1),
        changed(points=10**13),
        changed(points=None),
        changed(account_id="no uuid"),
        changed(member_id=""),
        changed(member_id="m" * 65),
        changed(member_id="m\x00"),
        changed(origin="order 7"),
        changed(granted_at="2026-11-24T09:00:00"),
        changed(granted_at=1_795_510_800),
        changed(granted_at="soon"),
        changed().replace(b"10", b"NaN", 1),
        changed().replace(b"m-482913", b"\\ud800"),
    ],
)
def test_a_payload_that_does_not_fit_is_not_decodable(value: bytes) -> None:
    with pytest.raises(NotDecodable, match=r"^minijob\.PointsGranted: "):
        heard(value=value)


def test_a_null_value_is_not_decodable() -> None:
    with pytest.raises(NotDecodable):
        decode(GRANTED.headers, None)


@pytest.mark.parametrize(
    "value",
    [b"\x07" * FIVE_MEGABYTES, changed(padding="x" * FIVE_MEGABYTES), b"[" * FIVE_MEGABYTES],
    ids=["garbage", "an unknown field", "brackets"],
)
def test_five_megabytes_are_refused_with_a_short_reason(value: bytes) -> None:
    with pytest.raises(NotDecodable, match="over 1000000") as refused:
        heard(value=value)
    assert len(str(refused.value)) < 200


def test_the_reason_names_the_field_and_repeats_no_value() -> None:
    with pytest.raises(NotDecodable) as refused:
        heard(value=changed(origin="secret words"))
    assert "origin" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_long_key_of_a_mapping_does_not_make_a_long_reason() -> None:
    record = golden("minijob.TaskPublished")
    value = json.dumps({**record.value, "item": {"k" * 100_000: 5}}).encode()
    with pytest.raises(NotDecodable) as refused:
        heard(value=value, record=record)
    assert len(str(refused.value)) <= 500


def test_text_that_spells_an_escaped_nul_is_text() -> None:
    record = golden("minijob.TaskPublished")
    value = json.dumps({**record.value, "item": {"code": r"print('\u0000')"}}).encode()
    received = heard(value=value, record=record)
    assert received is not None
    assert received.event.model_dump()["item"] == {"code": r"print('\u0000')"}


def test_an_unknown_type_is_nobodys_business() -> None:
    assert heard({"ce_type": "minijob.MemberDanced"}, b"not even JSON") is None


def test_fields_of_a_newer_speaker_are_ignored() -> None:
    assert heard(value=changed(mood="good", more={"a": [1]})) == heard()


def test_headers_of_a_newer_speaker_are_ignored() -> None:
    assert heard({"ce_partitionkey": "7"}) == heard()


@on_a_busy_machine
@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise_anything_else(value: bytes) -> None:
    with pytest.raises(NotDecodable):
        heard(value=value)


@on_a_busy_machine
@given(st.dictionaries(st.sampled_from(sorted(GRANTED.headers)), st.none() | st.binary(max_size=40)))
def test_no_headers_whatever_raise_anything_else(headers: dict[str, bytes | None]) -> None:
    mixed = dict(GRANTED.raw_headers) | headers
    try:
        received = decode(read_headers(mixed.items()), GRANTED.raw_value)
    except NotDecodable:
        return
    assert received is None or isinstance(received.event, PointsGranted)
