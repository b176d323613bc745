"""Community desks: several members at one device, each for themselves (business rule 29)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import Question
from minijob_contracts.submissions import TaskReported
from tests.assignment.platform import Platform, member

pytestmark = pytest.mark.servers

DEVICE, OTHER = "desk-kiosk-0001", "phone-of-ann-01"
OPERATOR = Principal("operator", "op-1")
ANN, BEN = member("ann"), member("ben")
PERSONAL = Question(id="q1", kind="single", text="What do you eat?", options=["rice", "none"], decline="none")


def register(platform: Platform, device: str = DEVICE, name: str = "Library of Kofu") -> Any:
    told = platform.post(OPERATOR, "/v1/desks", {"device": device, "name": name})
    platform.follow()
    return told


def held(platform: Platform, who: Principal, order_id: UUID) -> str:
    taken = platform.lease(who, order_id=order_id)
    assert taken.status_code == 201, taken.text
    return f"/v1/assignments/{taken.json()['assignment_id']}"


def answer(platform: Platform, who: Principal, path: str, device: str) -> Any:
    return platform.post(who, f"{path}/submission", {"answers": {"q1": "rice"}}, device=device)


def test_an_operator_registers_a_desk_once_lists_it_and_ends_it(platform: Platform) -> None:
    assert register(platform).status_code == 201
    assert register(platform).status_code == 409
    [desk] = platform.get(OPERATOR, "/v1/desks").json()["items"]
    assert (desk["device"], desk["name"]) == (DEVICE, "Library of Kofu")
    assert platform.delete(OPERATOR, f"/v1/desks/{DEVICE}").status_code == 204
    assert platform.delete(OPERATOR, f"/v1/desks/{DEVICE}").status_code == 404
    platform.follow()
    assert platform.get(OPERATOR, "/v1/desks").json()["items"] == []
    assert register(platform, name="Town hall").status_code == 201


@pytest.mark.parametrize(("device", "name", "where"), [("short", "x", "device"), (DEVICE, "", "name")])
def test_a_wrong_desk_names_its_field(platform: Platform, device: str, name: str, where: str) -> None:
    refused = register(platform, device, name)
    assert (refused.status_code, [one["where"] for one in refused.json()["errors"]]) == (422, [where])


@pytest.mark.parametrize("cursor", ["device\x00000", "?"])
def test_a_wrong_cursor_of_the_list_is_named(platform: Platform, cursor: str) -> None:
    refused = platform.get(OPERATOR, "/v1/desks", cursor=cursor)
    assert (refused.status_code, [one["where"] for one in refused.json()["errors"]]) == (422, ["cursor"])


def test_desks_are_listed_on_from_a_cursor(platform: Platform) -> None:
    for number in range(3):
        assert register(platform, f"{DEVICE}-{number}").status_code == 201
    platform.follow()
    first = platform.get(OPERATOR, "/v1/desks", limit=2).json()
    rest = platform.get(OPERATOR, "/v1/desks", limit=2, cursor=first["next_cursor"]).json()
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)


def test_nobody_but_an_operator_registers_one(platform: Platform) -> None:
    body = {"device": DEVICE, "name": "mine"}
    assert platform.post(ANN, "/v1/desks", body).status_code == 403


def test_at_a_desk_personal_questions_are_answered_with_the_members_own_pin_alone(platform: Platform) -> None:
    register(platform)
    order_id, _ = platform.open_order(questions=[PERSONAL])
    path = held(platform, ANN, order_id)
    refused = answer(platform, ANN, path, DEVICE)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (403, "pin-needed")
    assert answer(platform, replace(ANN, pin=True), path, DEVICE).status_code == 200
    assert answer(platform, BEN, held(platform, BEN, order_id), OTHER).status_code == 200


def test_at_a_desk_other_questions_need_no_pin(platform: Platform) -> None:
    register(platform)
    order_id, _ = platform.open_order()
    path = held(platform, ANN, order_id)
    told = platform.post(ANN, f"{path}/submission", {"answers": {"q1": "yes"}}, device=DEVICE)
    assert told.status_code == 200


def test_a_profile_is_told_at_a_desk_with_the_pin_alone(platform: Platform) -> None:
    register(platform)
    refused = platform.put(ANN, "/v1/me/profile", {}, device=DEVICE)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (403, "pin-needed")
    assert platform.put(replace(ANN, pin=True), "/v1/me/profile", {}, device=DEVICE).status_code == 200


def test_reports_from_a_desk_count_for_each_member_and_others_for_the_device(platform: Platform) -> None:
    register(platform)
    order_id, _ = platform.open_order(tasks=2, places=4)
    for who, device in [(ANN, DEVICE), (BEN, DEVICE), (member("cat"), OTHER), (member("dan"), OTHER)]:
        path = held(platform, who, order_id)
        assert platform.post(who, f"{path}/report", {"reason": "personal"}, device=device).status_code == 200
    said = [event.device for event in platform.said() if isinstance(event, TaskReported)]
    assert len(set(said[:2])) == 2
    assert len(set(said[2:])) == 1
    assert all(device is not None and DEVICE not in device for device in said)
