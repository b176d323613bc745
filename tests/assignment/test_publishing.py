"""What is said to others, and that stored events stay readable for ever."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from assignment.domain import Assignment, OrderBudget
from assignment.publishing import to_contract
from chassis.codec import Stored
from minijob_contracts.audiences import AudienceCounted
from minijob_contracts.submissions import (
    AnswerWithdrawn,
    AppealDecided,
    AppealOpened,
    AssignmentExpired,
    AssignmentLeased,
    AssignmentReturned,
    AssignmentStopped,
    BonusAwarded,
    LateAnswerCame,
    OrderDrained,
    OrderFilled,
    OrderUnclaimed,
    PayMeasured,
    PeerPaid,
    PeersAsked,
    PilotDecided,
    QuestionDeclined,
    StoppedInVain,
    SubmissionAccepted,
    SubmissionReceived,
    SubmissionRejected,
    SubmissionScreenedOut,
    TaskDelegated,
    TaskReported,
    TooManyScreenedOut,
)
from tests.assignment.world import CODEC, ORDER, task

GOLDEN: Mapping[str, Any] = orjson.loads(Path(__file__).with_name("golden_events.json").read_bytes())

SAID = {
    "Assignment.Leased": AssignmentLeased,
    "Assignment.Submitted": SubmissionReceived,
    "Assignment.Accepted": SubmissionAccepted,
    "Assignment.BonusAwarded": BonusAwarded,
    "Assignment.Returned": AssignmentReturned,
    "Assignment.Expired": AssignmentExpired,
    "OrderBudget.Filled": OrderFilled,
    "AudienceCount.Counted": AudienceCounted,
    "OrderBudget.PilotDecided": PilotDecided,
    "OrderBudget.Drained": OrderDrained,
    "OrderBudget.TooDeclined": QuestionDeclined,
    "Assignment.Reported": TaskReported,
    "Assignment.Stopped": AssignmentStopped,
    "Assignment.ScreenedOut": SubmissionScreenedOut,
    "OrderBudget.TooManyScreenedOut": TooManyScreenedOut,
    "Assignment.BackPaid": BonusAwarded,
    "OrderBudget.PayMeasured": PayMeasured,
    "OrderBudget.Unclaimed": OrderUnclaimed,
    "OrderBudget.StoppedInVain": StoppedInVain,
    "Assignment.Withdrawn": AnswerWithdrawn,
    "Assignment.ReturnDecided": AnswerWithdrawn,
    "Assignment.CameLate": LateAnswerCame,
    "Assignment.Withheld": SubmissionRejected,
    "Assignment.Appealed": AppealOpened,
    "Assignment.StoodBy": PeersAsked,
    "Assignment.PeerPaid": PeerPaid,
    "Assignment.ContestEnded": AppealDecided,
    "Assignment.Restored": BonusAwarded,
    "Assignment.TakenOver": AssignmentLeased,
    "Assignment.PassedOn": TaskDelegated,
}


def stored(topic: str) -> Stored:
    return Stored(ORDER, 7, topic, orjson.dumps(GOLDEN[topic]))


def newest() -> dict[str, str]:
    """The stored topic of the newest version of each event."""
    decoded = {topic: CODEC.decode(stored(topic))[0] for topic in GOLDEN if "@" not in topic}
    return {topic: CODEC.encode(event, "").topic for topic, event in decoded.items()}


def test_the_golden_file_knows_every_stored_event_in_every_version() -> None:
    assert {topic.partition("@")[0] for topic in GOLDEN} == set(CODEC.events)
    assert set(newest().values()) <= set(GOLDEN)


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_a_stored_event_is_read_and_written_as_ever(topic: str) -> None:
    event, _ = CODEC.decode(stored(topic))
    again = CODEC.encode(event, "")
    assert again.topic == newest()[topic.partition("@")[0]]
    if again.topic == topic:
        assert orjson.loads(again.state) == GOLDEN[topic]


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_every_event_is_said_in_its_public_form_or_kept(topic: str) -> None:
    event, _ = CODEC.decode(stored(topic))
    assert type(to_contract(event)) is SAID.get(topic.partition("@")[0], type(None))


def test_what_is_paid_explains_itself() -> None:
    event, _ = CODEC.decode(stored("Assignment.Accepted"))
    assert isinstance(event, Assignment.Accepted)
    said = to_contract(event)
    assert isinstance(said, SubmissionAccepted)
    assert (said.assignment_id, said.task_id, said.member_id) == (ORDER, task(0), "ann")
    assert said.points == said.base_points * said.rate_percent // 100 * said.share_percent // 100 == 10


def test_a_drained_order_is_said_under_its_own_id() -> None:
    event, _ = CODEC.decode(stored("OrderBudget.Drained@2"))
    assert isinstance(event, OrderBudget.Drained)
    assert to_contract(event) == OrderDrained(order_id=ORDER, accepted=2, points=20, bonus_points=4)


def test_what_an_order_owes_beside_its_answers_is_said_with_them() -> None:
    event, _ = CODEC.decode(stored("OrderBudget.Drained@2"))
    assert to_contract(event) == OrderDrained(order_id=ORDER, accepted=2, points=20, bonus_points=4)


def test_an_event_of_another_service_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        to_contract(object())
