"""What members get from the service, on the real PostgreSQL."""

import asyncio
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from chassis.clock import now
from chassis.settings import Settings
from minijob_contracts.orders import Audience, OrderClosed, Question
from tests.assignment.platform import Platform, member

pytestmark = pytest.mark.servers

ANN, BEN = member("ann"), member("ben")


def test_a_member_takes_a_task_and_reads_it_with_its_item(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order()
    response = platform.lease(ANN, order_id=order_id)
    assert response.status_code == 201
    taken = response.json()
    assert taken["order_id"] == str(order_id)
    assert taken["task"] == {"task_id": str(task_id)}
    assert taken["questions"][0]["text"] == "Is word 0 a noun?"
    assert (taken["title"], taken["reward_points"]) == ("Which is it?", 10)


def test_the_same_key_gets_the_same_lease_and_a_used_key_refuses_another_wish(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=3)
    first = platform.lease(ANN, key="k", order_id=order_id)
    assert platform.lease(ANN, key="k", order_id=order_id).json() == first.json()
    assert platform.lease(ANN, key="k").status_code == 409


def test_any_work_skips_what_one_has_taken_and_ends_with_204(platform: Platform) -> None:
    platform.open_order(tasks=2)
    taken = {platform.lease(ANN).json()["task"]["task_id"] for _ in range(2)}
    assert len(taken) == 2
    assert platform.lease(ANN).status_code == 204
    assert platform.lease(BEN).status_code == 201


def test_a_task_can_be_chosen_in_local_mode(platform: Platform) -> None:
    _, tasks = platform.open_order(tasks=3, places=1)
    assert platform.lease(ANN, task_id=tasks[1]).json()["task"]["task_id"] == str(tasks[1])
    full = platform.lease(BEN, task_id=tasks[1])
    assert (full.status_code, full.json()["type"]) == (409, "urn:minijob:problem:task-full")
    again = platform.lease(ANN, task_id=tasks[1])
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:already-taken")
    assert platform.lease(ANN, task_id=uuid4()).status_code == 404


def test_answers_are_accepted_and_listed_for_their_member(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order()
    response = platform.answer(ANN, task_id, {"q1": "yes"})
    assert response.status_code == 200
    assert (response.json()["state"], response.json()["points"]) == ("accepted", 10)
    platform.follow()
    [mine] = platform.get(ANN, "/v1/me/submissions").json()["items"]
    assert (mine["submission_id"], mine["order_id"]) == (response.json()["submission_id"], str(order_id))
    assert platform.get(BEN, "/v1/me/submissions").json()["items"] == []


def test_a_member_sees_until_when_a_client_may_decide(platform: Platform) -> None:
    _, [task_id] = platform.open_order(acceptance="client")
    given = platform.answer(ANN, task_id, {"q1": "yes"}).json()
    platform.open_order()
    platform.submit(ANN, platform.lease(ANN).json()["assignment_id"], {"q1": "yes"})
    platform.follow()
    at_once, waiting = platform.get(ANN, "/v1/me/submissions").json()["items"]
    left = datetime.fromisoformat(given["decide_by"]) - now()
    assert timedelta(hours=71) < left <= timedelta(hours=72)
    assert datetime.fromisoformat(waiting["decide_by"]) == datetime.fromisoformat(given["decide_by"])
    assert at_once["decide_by"] is None


def test_a_zero_below_zero_may_be_sent_again(platform: Platform) -> None:
    platform.open_order(questions=[Question(id="q1", kind="number", text="?")])
    id = platform.lease(ANN).json()["assignment_id"]
    assert [platform.submit(ANN, id, {"q1": -0.0}, key="k").status_code for _ in range(2)] == [200, 200]


def test_a_repeated_submission_is_told_again_unless_the_answers_differ(platform: Platform) -> None:
    platform.open_order()
    id = platform.lease(ANN).json()["assignment_id"]
    first = platform.submit(ANN, id, {"q1": "yes"}, key="k")
    assert platform.submit(ANN, id, {"q1": "yes"}, key="k").json() == first.json()
    reused = platform.submit(ANN, id, {"q1": "no"}, key="k")
    assert (reused.status_code, reused.json()["type"]) == (409, "urn:minijob:problem:key-reused")
    assert platform.submit(ANN, id, {"q1": "yes"}).json()["type"] == "urn:minijob:problem:already-submitted"


def test_a_member_can_submit_through_a_replica_that_has_not_seen_the_lease(start: Any) -> None:
    one, two = start(), start()
    one.open_order()
    id = one.lease(ANN).json()["assignment_id"]
    assert two.submit(ANN, id, {"q1": "yes"}).status_code == 200


def test_answers_never_reach_the_inbox(platform: Platform) -> None:
    _, [task_id] = platform.open_order(questions=[Question(id="q1", kind="text", text="?")])
    platform.answer(ANN, task_id, {"q1": "a most personal sentence"})
    with platform.running.engine.connect() as tx:
        kept = (
            tx.exec_driver_sql("SELECT key || outcome || encode(digest, 'escape') FROM inbox").scalars().all()
        )
        events = tx.exec_driver_sql("SELECT convert_from(state, 'UTF8') FROM events").scalars().all()
    assert not [text for text in [*kept, *events] if "personal" in text]


def test_a_returned_task_can_be_taken_by_somebody_else(platform: Platform) -> None:
    _, [task_id] = platform.open_order(places=1)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    assert platform.lease(BEN, task_id=task_id).status_code == 409
    assert platform.post(ANN, f"/v1/assignments/{id}/return", {"reason": "unclear"}).status_code == 200
    assert platform.lease(BEN, task_id=task_id).status_code == 201
    assert platform.submit(ANN, id, {"q1": "yes"}).json()["type"] == "urn:minijob:problem:lease-ended"


def test_a_lease_ends_by_itself_and_its_place_is_free_again(platform: Platform) -> None:
    _, [task_id] = platform.open_order(places=1)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    platform.ask_due(now() + timedelta(seconds=601))
    assert platform.submit(ANN, id, {"q1": "yes"}).json()["type"] == "urn:minijob:problem:lease-expired"
    assert platform.lease(BEN, task_id=task_id).status_code == 201


def test_more_than_twenty_tasks_at_a_time_are_refused(platform: Platform) -> None:
    platform.open_order(tasks=21)
    for _ in range(20):
        assert platform.lease(ANN).status_code == 201
    platform.follow()
    assert platform.lease(ANN).json()["type"] == "urn:minijob:problem:too-many-leases"


@pytest.mark.parametrize("age", [None, 17])
def test_who_is_not_known_to_be_grown_up_does_no_work(platform: Platform, age: int | None) -> None:
    order_id, _ = platform.open_order()
    young = member("kim", age)
    assert platform.lease(young).status_code == 403
    assert platform.lease(young, order_id=order_id).status_code == 403
    assert platform.get(young, "/v1/tasks").json()["items"] == []


def test_work_is_offered_only_to_whom_it_is_meant_for(platform: Platform) -> None:
    order_id, _ = platform.open_order(audience=Audience(age_min=40, prefectures=["北海道"]))
    refused = platform.lease(ANN, order_id=order_id)
    assert refused.status_code == 403
    assert "40" in refused.json()["detail"]
    assert platform.lease(ANN).status_code == 204
    assert platform.get(ANN, "/v1/tasks").json()["items"] == []
    fitting = member("eve", 45, "北海道")
    assert [card["order_id"] for card in platform.get(fitting, "/v1/tasks").json()["items"]] == [
        str(order_id)
    ]
    assert platform.lease(fitting).status_code == 201


def test_cards_come_page_by_page(platform: Platform) -> None:
    orders = [str(platform.open_order()[0]) for _ in range(3)]
    first = platform.get(ANN, "/v1/tasks", limit=2).json()
    second = platform.get(ANN, "/v1/tasks", limit=2, cursor=first["next_cursor"]).json()
    assert [card["order_id"] for card in [*first["items"], *second["items"]]] == orders
    assert second["next_cursor"] is None


def test_a_cursor_may_stand_in_a_url_as_it_is(platform: Platform) -> None:
    for _ in range(2):
        platform.open_order()
    cursor = platform.get(ANN, "/v1/tasks", limit=1).json()["next_cursor"]
    assert re.fullmatch(r"[\w.:-]+", cursor, re.ASCII)
    url = f"/v1/tasks?limit=1&cursor={cursor}"
    assert len(asyncio.run(platform.send("GET", url, ANN)).json()["items"]) == 1


def test_a_short_proposal_that_is_taken_is_followed_by_a_full_one(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=12, places=1)
    platform.stop_views()
    for task_id in tasks[1:]:
        assert platform.lease(BEN, task_id=task_id).status_code == 201
    taken = platform.lease(ANN, order_id=order_id)
    assert taken.json()["task"]["task_id"] == str(tasks[0])
    assert platform.lease(member("cat"), order_id=order_id).status_code == 204


@pytest.mark.parametrize("answered", range(3))
def test_the_last_free_task_of_a_member_is_found_wherever_it_is(platform: Platform, answered: int) -> None:
    order_id, tasks = platform.open_order(tasks=3)
    left = sorted(tasks)[answered]
    for task_id in tasks:
        if task_id != left:
            platform.answer(ANN, task_id, {"q1": "yes"})
    platform.follow()
    assert len(platform.get(ANN, "/v1/tasks").json()["items"]) == 1
    assert platform.lease(ANN, order_id=order_id).json()["task"]["task_id"] == str(left)
    platform.follow()
    assert platform.get(ANN, "/v1/tasks").json()["items"] == []


def test_a_closed_order_offers_nothing(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order()
    platform.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
    platform.follow()
    assert platform.lease(ANN, order_id=order_id).status_code == 204
    assert platform.lease(ANN, task_id=task_id).json()["type"] == "urn:minijob:problem:not-open"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"order_id": "no"}, "order_id"),
        ({"order_id": 7}, "order_id"),
        ({"size": 1}, "size"),
        (["x"], "body"),
        (None, "body"),
    ],
)
def test_a_wish_that_is_no_wish_names_its_field(platform: Platform, body: Any, where: str) -> None:
    response = platform.post(ANN, "/v1/assignments", body)
    assert (response.status_code, response.json()["errors"][0]["where"]) == (422, where)


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"q1": "perhaps"}, "answers.q1"),
        ({"q1": ["yes"]}, "answers.q1"),
        ({}, "answers.q1"),
        ({"q1": "yes", "q9": "x"}, "answers.q9"),
        ({"q1": "y\x00es"}, "answers.q1"),
        ([], "answers"),
        ("yes", "answers"),
    ],
)
def test_answers_that_do_not_fit_are_refused_by_their_question(
    platform: Platform, answers: Any, where: str
) -> None:
    platform.open_order()
    id = platform.lease(ANN).json()["assignment_id"]
    refused = platform.submit(ANN, id, answers, key="k")
    assert refused.status_code == 422
    assert where in [error["where"] for error in refused.json()["errors"]]
    assert platform.submit(ANN, id, {"q1": "yes"}, key="k").status_code == 200


def test_another_members_assignment_does_not_exist(platform: Platform) -> None:
    platform.open_order()
    id = platform.lease(ANN).json()["assignment_id"]
    assert platform.submit(BEN, id, {"q1": "yes"}).status_code == 404
    assert platform.post(BEN, f"/v1/assignments/{id}/return", {"reason": "other"}).status_code == 404
    assert platform.submit(ANN, str(uuid4()), {"q1": "yes"}).status_code == 404
    assert platform.submit(ANN, "x", {"q1": "yes"}).status_code == 422


def test_a_reason_is_a_code_and_no_sentence(platform: Platform) -> None:
    platform.open_order()
    id = platform.lease(ANN).json()["assignment_id"]
    refused = platform.post(ANN, f"/v1/assignments/{id}/return", {"reason": "my mother called"})
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "reason")


@pytest.fixture
def elsewhere(settings: Settings) -> Settings:
    """The settings of a place that is not local."""
    return settings.model_copy(update={"minijob_environment": "production"})


def test_nobody_chooses_a_task_outside_local_mode(platform: Platform, elsewhere: Settings) -> None:
    _, [task_id] = platform.open_order()
    platform.pretend(elsewhere)
    assert platform.lease(ANN, task_id=task_id).status_code == 403
    assert platform.lease(ANN).status_code == 201
