"""A further version of an order: who started under the former one finishes it as it was promised."""

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import OrderPaused, Question
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers

ANN, BEN = member("ann"), member("ben")
CHANGED = {
    "title": "What is it?",
    "questions": [Question(id="q1", kind="text", text="What is {word}?")],
    "reward_points": 20,
}


def test_a_running_lease_is_finished_under_the_version_it_started_on(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=2, places=1)
    taken = platform.lease(ANN, order_id=order_id).json()
    platform.open_version(order_id, 2, **CHANGED, acceptance="client")
    refused = platform.submit(ANN, taken["assignment_id"], {"q1": "a noun"})
    assert refused.status_code == 422
    answered = platform.submit(ANN, taken["assignment_id"], {"q1": "yes"}).json()
    assert (answered["state"], answered["points"]) == ("accepted", 10)


def test_who_starts_after_it_reads_and_earns_what_the_new_version_says(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=2, places=1)
    platform.open_version(order_id, 2, **CHANGED, acceptance="client")
    [card] = platform.get(BEN, "/v1/tasks").json()["items"]
    taken = platform.lease(BEN, order_id=order_id).json()
    assert (card["title"], card["reward_points"]) == ("What is it?", 20)
    assert (taken["title"], taken["reward_points"]) == ("What is it?", 20)
    assert taken["questions"][0]["kind"] == "text"
    answered = platform.submit(BEN, taken["assignment_id"], {"q1": "a noun"}).json()
    assert (answered["state"], answered["points"]) == ("submitted", 20)


def test_a_further_version_of_a_paused_order_opens_nothing(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=2)
    platform.tell(OrderPaused(order_id=order_id, version=1))
    platform.open_version(order_id, 2, **CHANGED)
    assert platform.lease(ANN, order_id=order_id).status_code == 204
    assert platform.get(ANN, "/v1/tasks").json()["items"] == []
    operator = Principal("operator", "op")
    assert platform.get(operator, f"/v1/orders/{order_id}/progress").json()["state"] == "paused"


def test_a_version_heard_of_late_does_not_replace_a_newer_one(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=2)
    platform.open_version(order_id, 3, **CHANGED)
    platform.open_version(order_id, 2, title="Late")
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/terms").json()["version"] == 3
