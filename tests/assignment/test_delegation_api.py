"""Passing a task on over HTTP, on the real PostgreSQL: what each of the two reads, and who may do what."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis.principal import Principal
from minijob_contracts.orders import Question
from minijob_contracts.submissions import SubmissionAccepted
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.test_appeals_api import PLEA, WHY

pytestmark = pytest.mark.servers

ANN, BEN, EVE = member("ann"), member("ben"), member("eve")


def held(platform: Platform, who: Principal = ANN, tasks: int = 1, **changes: Any) -> tuple[UUID, str]:
    """An order, and the task of it that a member holds."""
    order_id, _ = platform.open_order(tasks=tasks, **changes)
    taken = platform.lease(who, order_id=order_id)
    assert taken.status_code == 201, taken.text
    return order_id, taken.json()["assignment_id"]


def offer(
    platform: Platform, id: str, to: str = "ben", percent: Any = 20, who: Principal = ANN
) -> httpx2.Response:
    body = {"member_id": to, "keep_percent": percent}
    return platform.post(who, f"/v1/assignments/{id}/offer", body)


def offers(platform: Platform, who: Principal = BEN) -> list[dict[str, Any]]:
    platform.follow()
    return list(platform.get(who, "/v1/me/offers").json()["items"])


def passed_on(platform: Platform, who: Principal = ANN) -> list[dict[str, Any]]:
    platform.follow()
    return list(platform.get(who, "/v1/me/passed-on").json()["items"])


def problem(refused: Any) -> tuple[int, str]:
    return refused.status_code, refused.json()["type"].rpartition(":")[2]


def test_a_task_goes_from_hand_to_hand_and_both_see_what_became_of_it(platform: Platform) -> None:
    order_id, id = held(platform)
    told = offer(platform, id).json()
    assert (told["offer_id"], told["to_member_id"], told["keep_points"]) == (id, "ben", 2)
    [seen] = offers(platform)
    assert (seen["from_member_id"], seen["reward_points"], seen["my_points"]) == ("ann", 10, 8)
    assert all(seen[name] for name in ("purpose", "recipient", "retention"))
    taken = platform.post(BEN, f"/v1/offers/{id}/take").json()
    assert taken["questions"][0]["text"] == "Is word 0 a noun?"
    assert (offers(platform), [one["state"] for one in passed_on(platform)]) == ([], ["at_work"])
    assert problem(platform.submit(ANN, id, {"q1": "yes"})) == (409, "lease-ended")
    assert platform.submit(BEN, taken["assignment_id"], {"q1": "yes"}).json()["state"] == "accepted"
    [mine] = passed_on(platform)
    assert (mine["state"], mine["my_points"], mine["to_member_id"]) == ("accepted", 2, "ben")
    [accepted] = [event for event in platform.said() if isinstance(event, SubmissionAccepted)]
    assert (accepted.member_id, accepted.asked_by_member_id, accepted.asked_by_points) == ("ben", "ann", 2)
    [row] = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    assert not {"ann", "ben"} & set(str(row).replace("'", " ").split())


def answered_by_ben(platform: Platform) -> tuple[str, str]:
    """The path of an answer worth 100 points to a task that Ann has passed on, and that of Ben's work."""
    order_id, id = held(platform, acceptance="client", reward_points=100)
    offer(platform, id)
    taken = platform.post(BEN, f"/v1/offers/{id}/take").json()["assignment_id"]
    assert platform.submit(BEN, taken, {"q1": "yes"}).json()["state"] == "submitted"
    platform.follow()
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    return f"/v1/submissions/{shown['submission_id']}", f"/v1/assignments/{taken}"


def test_who_passed_a_task_on_reads_what_they_get_not_what_the_doer_gets_later(platform: Platform) -> None:
    path, work = answered_by_ben(platform)
    assert [one["my_points"] for one in passed_on(platform)] == [0]
    platform.post(CLIENT, f"{path}/accept", {"percent": 50, **WHY})
    platform.follow()
    assert platform.post(BEN, f"{work}/appeal", {"plea": PLEA}).status_code == 201
    assert platform.post(CLIENT, f"{path}/take-back").json()["points"] == 50
    [mine] = passed_on(platform)
    [accepted] = [event for event in platform.said() if isinstance(event, SubmissionAccepted)]
    assert (mine["state"], mine["my_points"], accepted.asked_by_points) == ("accepted", 10, 10)


def test_of_a_rejected_answer_nothing_is_shown_as_mine(platform: Platform) -> None:
    path, _ = answered_by_ben(platform)
    assert platform.post(CLIENT, f"{path}/reject", WHY).status_code == 200
    assert [(one["state"], one["my_points"]) for one in passed_on(platform)] == [("rejected", 0)]


def test_who_has_passed_a_task_on_is_not_offered_it_again(platform: Platform) -> None:
    order_id, id = held(platform)
    offer(platform, id)
    taken = platform.post(BEN, f"/v1/offers/{id}/take").json()
    platform.post(BEN, f"/v1/assignments/{taken['assignment_id']}/return", {"reason": "no_time"})
    assert [one["state"] for one in passed_on(platform)] == ["not_delivered"]
    assert platform.lease(ANN, order_id=order_id).status_code == 204
    assert platform.lease(BEN, order_id=order_id).status_code == 201
    assert [one["state"] for one in passed_on(platform)] == ["not_delivered"]


def test_a_key_repeated_says_the_same_and_does_nothing_twice(platform: Platform) -> None:
    _, id = held(platform)
    offer(platform, id)
    key = uuid4().hex
    first, again = (platform.post(BEN, f"/v1/offers/{id}/take", key=key) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert problem(platform.post(BEN, f"/v1/offers/{id}/take")) == (404, "unknown-offer")


def test_ten_who_take_and_the_one_who_answers_at_once_get_it_once(platform: Platform) -> None:
    _, id = held(platform)
    offer(platform, id)

    async def race() -> list[httpx2.Response]:
        takes = [platform.send("POST", f"/v1/offers/{id}/take", BEN) for _ in range(10)]
        answer = platform.send("POST", f"/v1/assignments/{id}/submission", ANN, {"answers": {"q1": "yes"}})
        return await asyncio.gather(*takes, answer)

    *takes, answer = asyncio.run(race())
    assert [one.status_code for one in takes].count(201) + (answer.status_code == 200) == 1


def test_offers_are_taken_back_and_declined_and_are_nobody_elses_business(platform: Platform) -> None:
    _, id = held(platform)
    offer(platform, id)
    assert (len(offers(platform)), offers(platform, EVE)) == (1, [])
    assert problem(platform.post(EVE, f"/v1/offers/{id}/decline")) == (404, "unknown-offer")
    assert problem(platform.post(EVE, f"/v1/offers/{id}/take")) == (404, "unknown-offer")
    assert problem(offer(platform, id, who=EVE)) == (404, "unknown-assignment")
    assert platform.post(BEN, f"/v1/offers/{id}/decline").status_code == 204
    assert (offers(platform), problem(platform.post(BEN, f"/v1/offers/{id}/take"))[0]) == ([], 404)
    offer(platform, id)
    assert platform.delete(ANN, f"/v1/assignments/{id}/offer").status_code == 204
    assert offers(platform) == []
    assert problem(platform.delete(ANN, f"/v1/assignments/{id}/offer")) == (409, "offer-ended")
    assert platform.submit(ANN, id, {"q1": "yes"}).status_code == 200


def test_an_offer_of_a_lease_that_ended_is_not_shown_with_the_next_one(platform: Platform) -> None:
    order_id, id = held(platform)
    offer(platform, id)
    platform.post(ANN, f"/v1/assignments/{id}/return", {"reason": "no_time"})
    assert offers(platform) == []
    platform.lease(ANN, order_id=order_id)
    assert offers(platform) == []


@pytest.mark.parametrize(
    ("to", "percent", "where"),
    [
        ("ann", 10, "member_id"),
        ("", 10, "member_id"),
        ("x" * 65, 10, "member_id"),
        ("ben", 21, "keep_percent"),
        ("ben", -1, "keep_percent"),
        ("ben", 2.5, "keep_percent"),
        ("ben", "20", "keep_percent"),
        ("ben", True, "keep_percent"),
    ],
)
def test_a_wrong_offer_names_its_field(platform: Platform, to: str, percent: Any, where: str) -> None:
    _, id = held(platform)
    refused = offer(platform, id, to, percent)
    assert (refused.status_code, [one["where"] for one in refused.json()["errors"]]) == (422, [where])


def test_nothing_that_only_the_member_can_answer_is_passed_on(platform: Platform) -> None:
    own = Question(id="q2", kind="single", text="How old are you?", options=["20s", "none"], decline="none")
    _, id = held(platform, questions=[Question(id="q1", kind="text", text="Copy {word}"), own])
    refused = offer(platform, id)
    assert problem(refused) == (409, "cannot-pass-on")
    assert "q2" in refused.json()["detail"]


def test_what_was_passed_on_and_is_at_work_counts_among_the_tasks_of_both(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=25)
    ids = [platform.lease(ANN, order_id=order_id).json()["assignment_id"] for _ in range(20)]
    platform.follow()
    assert problem(platform.lease(ANN, order_id=order_id)) == (409, "too-many-leases")
    for id in ids:
        assert offer(platform, id).status_code == 200
        assert platform.post(BEN, f"/v1/offers/{id}/take").status_code == 201
    platform.follow()
    assert [problem(platform.lease(who, order_id=order_id))[0] for who in (ANN, BEN)] == [409, 409]


def test_nobody_without_a_confirmed_age_takes_a_task_over_or_reads_of_one(platform: Platform) -> None:
    _, id = held(platform)
    offer(platform, id)
    assert len(offers(platform)) == 1
    minors = [member("ben", age=None), member("ben", age=14)]
    assert [offers(platform, who) for who in [*minors, member("ben", age=17)]] == [[], [], []]
    assert [platform.post(who, f"/v1/offers/{id}/take").status_code for who in minors] == [403, 403]


def test_a_list_of_what_was_passed_on_goes_on_where_it_ended(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=3)
    for _ in range(3):
        id = platform.lease(ANN, order_id=order_id).json()["assignment_id"]
        offer(platform, id)
        platform.post(BEN, f"/v1/offers/{id}/take")
    platform.follow()
    first = platform.get(ANN, "/v1/me/passed-on", limit=2).json()
    rest = platform.get(ANN, "/v1/me/passed-on", limit=2, cursor=first["next_cursor"]).json()
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)
    assert platform.get(ANN, "/v1/me/passed-on", cursor="x").status_code == 422


def test_nobody_under_18_passes_a_task_on(platform: Platform) -> None:
    _, id = held(platform)
    assert offer(platform, id, who=member("ann", age=17)).status_code == 403
    assert offers(platform) == []
