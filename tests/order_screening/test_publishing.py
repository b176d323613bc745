"""What is said to others, and that stored events stay readable for ever."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from chassis.codec import Stored
from minijob_contracts.screenings import (
    AudienceAsked,
    ItemsScreened,
    LeastAgeFound,
    OrderCleared,
    OrderFlagged,
    PersonalQuestionsFound,
    ReviewAppealed,
    ReviewDecided,
    ReviewOverdue,
    SafetyStopped,
    WatchDecided,
)
from order_screening.publishing import to_contract
from tests.order_screening.world import CODEC, ORDER

GOLDEN: Mapping[str, Any] = orjson.loads(Path(__file__).with_name("golden_events.json").read_bytes())

SAID = {
    "Screening.Cleared": OrderCleared,
    "Screening.Flagged": OrderFlagged,
    "Screening.PersonalFound": PersonalQuestionsFound,
    "Screening.AgeFound": LeastAgeFound,
    "Screening.Decided": ReviewDecided,
    "Screening.CountAsked": AudienceAsked,
    "Watch.Stopped": SafetyStopped,
    "Watch.Decided": WatchDecided,
    "Screening.Appealed": ReviewAppealed,
    "Screening.Overdue": ReviewOverdue,
    "ItemBatchScreening.Screened": ItemsScreened,
    "ItemBatchScreening.Decided": ItemsScreened,
    "ItemBatchScreening.Overdue": ReviewOverdue,
}


def event_of(topic: str) -> Any:
    return CODEC.decode(Stored(ORDER, 7, topic, orjson.dumps(GOLDEN[topic])))[0]


def newest() -> dict[str, str]:
    """The stored topic of the newest version of each event."""
    return {topic: CODEC.encode(event_of(topic), "").topic for topic in GOLDEN if "@" not in topic}


def test_the_golden_file_knows_every_stored_event_in_every_version() -> None:
    assert {topic.partition("@")[0] for topic in GOLDEN} == set(CODEC.events)
    assert set(newest().values()) <= set(GOLDEN)


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_a_stored_event_is_read_and_written_as_ever(topic: str) -> None:
    again = CODEC.encode(event_of(topic), "")
    assert again.topic == newest()[topic.partition("@")[0]]
    if again.topic == topic:
        assert orjson.loads(again.state) == GOLDEN[topic]


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_every_event_is_said_in_its_public_form_or_kept(topic: str) -> None:
    assert type(to_contract(event_of(topic))) is SAID.get(topic.partition("@")[0], type(None))


@pytest.mark.parametrize("topic", sorted(SAID))
def test_what_is_said_names_the_order_and_its_version(topic: str) -> None:
    said = to_contract(event_of(topic))
    assert said is not None
    assert said.key() == str(ORDER)
    assert said.model_dump()["version"] == 1


def test_held_rows_are_said_with_their_findings() -> None:
    said = to_contract(event_of("ItemBatchScreening.Screened"))
    assert isinstance(said, ItemsScreened)
    assert (said.batch, said.cleared) == (2, [400])
    assert [(row.row, row.verdict, row.findings[0].rule) for row in said.held] == [(401, "human", "S1")]


def test_an_event_of_another_service_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        to_contract(object())
