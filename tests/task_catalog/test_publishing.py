"""What is said to others, and that stored events stay readable for ever."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from chassis.aggregate import Aggregate
from chassis.codec import Stored
from minijob_contracts.orders import (
    ClientRecorded,
    ItemsProposed,
    OperatorTied,
    OrderApproved,
    OrderChangesAsked,
    OrderClosed,
    OrderDocument,
    OrderOpened,
    OrderPaused,
    OrderRefused,
    OrderResumed,
    OrderSettled,
    OrderSubmitted,
    PilotStarted,
    PromiseMissed,
    RewardRaised,
    TaskPublished,
)
from task_catalog.publishing import to_contract
from tests.task_catalog.world import AT, CODEC, ORDER_ID

GOLDEN: Mapping[str, Any] = orjson.loads(Path(__file__).with_name("golden_events.json").read_bytes())
GOLDEN_ORDER = GOLDEN["Task.Published"]["order_id"]

SAID = {
    "Client.OperatorTied": OperatorTied,
    "Client.Recorded": ClientRecorded,
    "Order.Submitted": OrderSubmitted,
    "Order.FundingAsked": OrderApproved,
    "Order.Flagged": OrderChangesAsked,
    "Order.Opened": OrderOpened,
    "Order.Adopted": OrderOpened,
    "Order.AllPilot": PilotStarted,
    "Order.PilotStarted": PilotStarted,
    "Order.Paused": OrderPaused,
    "Order.Resumed": OrderResumed,
    "Order.Closed": OrderClosed,
    "Order.PromiseMissed": PromiseMissed,
    "Order.Raised": RewardRaised,
    "Order.Settled": OrderSettled,
    "ItemBatch.Proposed": ItemsProposed,
    "Task.Published": TaskPublished,
}


def event_of(topic: str, **changes: Any) -> Any:
    return CODEC.decode(Stored(ORDER_ID, 7, topic, orjson.dumps({**GOLDEN[topic], **changes})))[0]


def said_of(topic: str, **changes: Any) -> Any:
    return to_contract(event_of(topic, **changes))


def test_the_golden_file_knows_every_stored_event() -> None:
    assert {topic.partition("@")[0] for topic in GOLDEN} == set(CODEC.events)
    assert {CODEC.encode(event_of(topic), "").topic for topic in GOLDEN} <= set(GOLDEN)


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_a_stored_event_is_read_and_written_as_ever(topic: str) -> None:
    again = CODEC.encode(event_of(topic), "")
    assert again.topic.partition("@")[0] == topic.partition("@")[0]
    if again.topic == topic:
        assert orjson.loads(again.state) == GOLDEN[topic]


@pytest.mark.parametrize("topic", sorted(CODEC.events))
def test_every_event_is_said_in_its_public_form_or_kept(topic: str) -> None:
    assert type(said_of(topic)) is SAID.get(topic, type(None))


@pytest.mark.parametrize("topic", sorted(SAID.keys() - {"Client.Recorded", "Client.OperatorTied"}))
def test_what_is_said_is_keyed_by_its_order(topic: str) -> None:
    own_stream = topic.startswith("Order.")
    assert said_of(topic).key() == (str(ORDER_ID) if own_stream else GOLDEN_ORDER)


@pytest.mark.parametrize(
    ("state", "kind"),
    [("changes_asked", OrderChangesAsked), ("refused", OrderRefused), ("in_review", type(None))],
)
def test_a_flag_is_said_as_what_it_means_for_the_order(state: str, kind: type) -> None:
    assert type(said_of("Order.Flagged", state=state)) is kind


def test_an_order_that_closes_before_it_opened_is_said_to_be_closed_too() -> None:
    assert said_of("Order.Closed", was_open=False, reason="client").reason == "client"


@pytest.mark.parametrize("topic", ["Order.Submitted", "Order.Opened"])
def test_the_whole_document_is_said(topic: str) -> None:
    assert said_of(topic).document == OrderDocument.model_validate(GOLDEN[topic]["document"])


def test_the_money_is_said_to_the_yen() -> None:
    asked = said_of("Order.FundingAsked")
    assert (asked.attempt, asked.tasks) == (1, 1)
    assert (asked.reward_jpy, asked.fee_jpy, asked.total_jpy) == (15, 3, 18)


def test_an_event_of_another_service_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        to_contract(Aggregate.Event(ORDER_ID, 1, AT))
