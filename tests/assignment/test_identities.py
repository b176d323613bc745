"""Clients of one verified identity are counted together where rejections are capped (business rule 17)."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import ClientRecorded
from tests.assignment.platform import Platform, member
from tests.assignment.test_reviews_api import REASON
from tests.assignment.world import AT

pytestmark = pytest.mark.servers

ONE, OTHER, THIRD = (Principal("client", name) for name in ("one", "other", "third"))
ANN = member("ann")
REJECTION = {"code": "wrong", "question": "q1", "reason": REASON}


def identified(client: Principal, identity: str, minutes: int = 0, settled: int = 0) -> ClientRecorded:
    return ClientRecorded(
        client_id=client.id,
        tier="new",
        since=AT,
        settled_orders=settled,
        upheld_findings=0,
        identity=identity,
        identified_at=AT + timedelta(minutes=minutes),
    )


def decided(platform: Platform, client: Principal, answers: int, *, reject: bool = True) -> list[Any]:
    """What becomes of so many answers of an order of the client, when it rejects or approves each."""
    order_id, task_ids = platform.open_order(tasks=answers, places=1, acceptance="client", client=client)
    for task_id in task_ids:
        assert platform.answer(ANN, task_id, {"q1": "yes"}).status_code == 200
    told = []
    for _ in task_ids:
        platform.follow()
        shown = platform.get(client, f"/v1/orders/{order_id}/undecided").json()["submission"]
        path = f"/v1/submissions/{shown['submission_id']}"
        answer = platform.post(client, *((f"{path}/reject", REJECTION) if reject else (f"{path}/accept",)))
        told.append(answer.json().get("type", "").rpartition(":")[2] or answer.json()["state"])
        if answer.status_code == 409:
            return told
    return told


def test_a_second_client_of_the_same_identity_rejects_nothing_more(platform: Platform) -> None:
    platform.tell(identified(ONE, "7000012050002"), identified(OTHER, "7000012050002"))
    assert decided(platform, ONE, 3) == ["rejected"] * 3
    assert decided(platform, OTHER, 1) == ["review-cap-reached"]
    platform.tell(identified(THIRD, "9000012050000"))
    assert decided(platform, THIRD, 1) == ["rejected"]


def test_what_clients_rejected_before_their_identity_was_known_counts_too(platform: Platform) -> None:
    assert decided(platform, ONE, 2) == ["rejected"] * 2
    assert decided(platform, OTHER, 1) == ["rejected"]
    platform.tell(identified(OTHER, "ACME"))
    assert decided(platform, OTHER, 1) == ["rejected"]
    platform.tell(identified(ONE, "ACME"))
    assert decided(platform, OTHER, 1) == ["review-cap-reached"]
    assert decided(platform, ONE, 1) == ["review-cap-reached"]


def test_what_the_others_approve_makes_room_as_one_s_own_does(platform: Platform) -> None:
    platform.tell(identified(ONE, "ACME"), identified(OTHER, "ACME"))
    assert decided(platform, ONE, 36, reject=False) == ["accepted"] * 36
    assert decided(platform, OTHER, 4) == ["rejected"] * 3 + ["review-cap-reached"]
    assert decided(platform, ONE, 1) == ["rejected"]


def test_a_corrected_identity_counts_apart_and_old_news_of_it_changes_nothing(platform: Platform) -> None:
    platform.tell(identified(ONE, "ACME"), identified(OTHER, "ACME", minutes=1))
    assert decided(platform, ONE, 3) == ["rejected"] * 3
    platform.tell(identified(OTHER, "OTHER", minutes=2))
    assert decided(platform, OTHER, 1) == ["rejected"]
    # The record of before the correction comes late, with more settled orders; then that of none at all.
    platform.tell(identified(OTHER, "ACME", minutes=1, settled=1))
    assert decided(platform, OTHER, 1) == ["rejected"]
    platform.tell(identified(OTHER, "ACME", minutes=3, settled=1))
    assert decided(platform, OTHER, 1) == ["review-cap-reached"]


def test_clients_that_nobody_has_verified_are_not_taken_for_one(platform: Platform) -> None:
    nobody = {"identity": "", "identified_at": None}
    platform.tell(*(identified(one, "").model_copy(update=nobody) for one in (ONE, OTHER)))
    assert decided(platform, ONE, 3) == ["rejected"] * 3
    assert decided(platform, OTHER, 1) == ["rejected"]
