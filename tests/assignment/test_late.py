"""A late answer is taken while its place is free, else paid from `late`, once a day (business rule 20)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from assignment.domain import OrderBudget
from chassis.clock import now
from chassis.database import read_aggregate
from chassis.principal import Principal
from minijob_contracts.orders import OrderClosed
from minijob_contracts.points import LatePayAnswered
from minijob_contracts.screenings import SafetyStopped
from minijob_contracts.submissions import LateAnswerCame, SubmissionReceived
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers

ANN, BEN = member("ann"), member("ben")
YES = {"q1": "yes"}
GONE = "urn:minijob:problem:late-today"


def opened(platform: Platform, tasks: int = 1, **changes: Any) -> tuple[UUID, list[UUID]]:
    return platform.open_order(tasks=tasks, places=1, **changes)


def hand_in(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, id: str, minutes: int = 12, **options: Any
) -> Any:
    with monkeypatch.context() as patch:
        patch.setattr("assignment.api.member.now", lambda: now() + timedelta(minutes=minutes))
        return platform.submit(options.pop("who", ANN), id, YES, **options)


def late_answers(platform: Platform, who: Principal = ANN) -> list[tuple[str, str, int]]:
    platform.follow()
    found = platform.get(who, "/v1/me/late-answers").json()
    return [(one["submission_id"], one["state"], one["points"]) for one in found]


@pytest.mark.parametrize("is_told", [True, False])
def test_it_is_taken_while_its_place_is_free_and_its_time_is_that_of_the_lease(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, is_told: bool
) -> None:
    order_id, [task_id] = opened(platform)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    if is_told:
        platform.ask_due(now() + timedelta(minutes=11))
    told = hand_in(platform, monkeypatch, id, key="k")
    assert (told.status_code, told.json()["state"], told.json()["points"]) == (200, "accepted", 10)
    assert hand_in(platform, monkeypatch, id, key="k").json() == told.json()
    platform.follow()
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["accepted"], progress["spent"], progress["reserved"]) == (1, 10, 0)
    assert platform.lease(BEN, task_id=task_id).status_code == 409
    assert [type(one) for one in platform.said()].count(SubmissionReceived) == 1
    assert late_answers(platform) == []
    with platform.running.engine.connect() as tx:
        budget = read_aggregate(tx, platform.running.codec, OrderBudget, order_id)
    assert budget.pace == {"600": 1}


def test_where_its_place_is_gone_nothing_is_kept_and_the_ledger_is_asked_once(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id, [task_id] = opened(platform)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    platform.ask_due(now() + timedelta(minutes=11))
    assert platform.answer(BEN, task_id, YES).json()["state"] == "accepted"
    told = hand_in(platform, monkeypatch, id, key="k")
    assert (told.status_code, told.json()["state"], told.json()["points"]) == (200, "late", 0)
    assert told.json()["told"]["ja"]
    assert told.json()["told"]["en"]
    assert hand_in(platform, monkeypatch, id, key="k").json() == told.json()
    [asked] = [one for one in platform.said() if isinstance(one, LateAnswerCame)]
    assert (str(asked.assignment_id), asked.member_id, asked.points, asked.lease) == (id, "ann", 10, 1)
    assert late_answers(platform) == [(id, "asked", 10)]
    with platform.running.engine.connect() as tx:
        stored = tx.exec_driver_sql("SELECT member_id FROM answers_v1").scalars().all()
    assert stored == ["ben"]
    platform.follow()
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["accepted"], progress["spent"], progress["reserved"]) == (1, 10, 0)
    again = hand_in(platform, monkeypatch, id)
    assert again.json()["type"] == "urn:minijob:problem:already-taken"


@pytest.mark.parametrize(("paid", "state"), [(True, "paid"), (False, "not_paid")])
def test_the_member_reads_whether_it_was_paid(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, paid: bool, state: str
) -> None:
    order_id, [task_id] = opened(platform)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    platform.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
    assert hand_in(platform, monkeypatch, id).json()["state"] == "late"
    answer = LatePayAnswered(order_id=order_id, assignment_id=UUID(id), lease=1, paid=paid)
    platform.tell(answer, answer)
    assert late_answers(platform) == [(id, state, 10)]
    assert late_answers(platform, BEN) == []


def test_one_a_day_is_asked_for_and_the_next_is_told_so(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id, task_ids = opened(platform, tasks=2)
    ids = [platform.lease(ANN, task_id=task_id).json()["assignment_id"] for task_id in task_ids]
    other = platform.lease(BEN, task_id=task_ids[0])
    assert other.status_code == 409
    platform.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
    assert hand_in(platform, monkeypatch, ids[0]).json()["state"] == "late"
    assert hand_in(platform, monkeypatch, ids[1]).json()["type"] == GONE
    tomorrow = hand_in(platform, monkeypatch, ids[1], minutes=23 * 60)
    assert tomorrow.json()["state"] == "late"


def test_after_a_day_or_under_eighteen_or_stopped_it_is_over(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id, [task_id] = opened(platform)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    assert hand_in(platform, monkeypatch, id, 25 * 60).json()["type"] == "urn:minijob:problem:lease-expired"
    young = member("ann", age=16)
    told = hand_in(platform, monkeypatch, id, who=young)
    assert told.json()["type"] == "urn:minijob:problem:lease-expired"
    stop = SafetyStopped(order_id=order_id, version=1, cause="operator", reason="x")
    platform.tell(stop)
    assert hand_in(platform, monkeypatch, id).json()["type"] == "urn:minijob:problem:order-stopped"
    assert late_answers(platform) == []
