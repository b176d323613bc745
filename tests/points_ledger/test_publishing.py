"""Stored events are read as ever, and each is said in its public form or kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from chassis.codec import Stored
from minijob_contracts.points import (
    EscrowFunded,
    EscrowRefused,
    EscrowSettled,
    GrantRefused,
    PointsGranted,
)
from points_ledger.publishing import to_contract
from tests.points_ledger.world import CODEC

GOLDEN: Mapping[str, Any] = orjson.loads(Path(__file__).with_name("golden_events.json").read_bytes())
STREAM = UUID(int=7)
SAID = {
    "MemberAccount.Granted": PointsGranted,
    "MemberAccount.GrantRefused": GrantRefused,
    "OrderEscrow.Funded": EscrowFunded,
    "OrderEscrow.Refused": EscrowRefused,
    "OrderEscrow.Settled": EscrowSettled,
}


def event_of(topic: str) -> Any:
    return CODEC.decode(Stored(STREAM, 3, topic, orjson.dumps(GOLDEN[topic])))[0]


def test_the_golden_file_knows_every_stored_event() -> None:
    assert sorted(GOLDEN) == sorted(CODEC.events)


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_a_stored_event_is_read_and_written_as_ever(topic: str) -> None:
    again = CODEC.encode(event_of(topic), "")
    assert (again.topic, orjson.loads(again.state)) == (topic, GOLDEN[topic])


@pytest.mark.parametrize("topic", sorted(CODEC.events))
def test_every_event_is_said_in_its_public_form_or_kept(topic: str) -> None:
    assert type(to_contract(event_of(topic))) is SAID.get(topic, type(None))


def test_points_are_keyed_by_account_and_escrows_by_order() -> None:
    for topic in SAID:
        said = to_contract(event_of(topic))
        assert said is not None
        of_member = topic.startswith("MemberAccount")
        assert said.key() == (str(STREAM) if of_member else GOLDEN[topic]["order_id"])


def test_a_grant_that_is_said_names_no_order_no_task_and_no_assignment() -> None:
    said = to_contract(event_of("MemberAccount.Granted"))
    assert said is not None
    text = said.model_dump_json()
    stored = GOLDEN["MemberAccount.Granted"]
    assert stored["order_id"] not in text
    assert stored["reference"] not in text
