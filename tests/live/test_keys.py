"""The same Idempotency-Key a hundred times at once, and in the hands of two callers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from local_platform.platform import Platform
from tests.live.invariant import check
from tests.live.load import load
from tests.system.parties import Api, open_order

pytestmark = [pytest.mark.live, pytest.mark.servers]

ANSWER = {"answers": {"q1": "yes"}}
WORDS = [f"w{n}" for n in range(20)]


def at_once(ask: Callable[[], httpx2.Response], times: int = 100) -> list[httpx2.Response]:
    with ThreadPoolExecutor(times) as threads:
        return [one.result() for one in [threads.submit(ask) for _ in range(times)]]


def party(platform: Platform, role: str) -> Api:
    return Api(platform.url, role, f"{role}-{uuid4().hex[:8]}")


def lease(member: Api, order_id: str) -> str:
    """The path of a submission to a task of this order."""
    answer = member.ask("POST", "/v1/assignments", json={"order_id": order_id})
    return f"/v1/assignments/{answer.json()['assignment_id']}/submission"


def only(answers: list[httpx2.Response]) -> Any:
    """What all of these answers say."""
    assert {answer.status_code for answer in answers} <= {200, 201}
    said = {answer.content for answer in answers}
    assert len(said) == 1
    return answers[0].json()


def test_a_submission_sent_a_hundred_times_at_once_is_paid_once(platform: Platform) -> None:
    client, member = party(platform, "client"), party(platform, "member")
    with load(platform) as running:
        order_id = open_order(client, party(platform, "operator"), WORDS, answers_per_task=9)
        path, key = lease(member, order_id), uuid4().hex
        answers = at_once(lambda: member.ask("POST", path, key, json=ANSWER))
        assert only(answers)["state"] == "accepted"
        assert member.ask("POST", path, key, json={"answers": {"q1": "no"}}).status_code == 409
        running.accepted.append(only(answers)["submission_id"])
        client.ask("POST", f"/v1/orders/{order_id}/close")
    check(platform, running)
    assert member.ask("GET", "/v1/me/points").json()["available"] == 10


def test_one_key_in_the_hands_of_two_members_pays_both(platform: Platform) -> None:
    client, key = party(platform, "client"), uuid4().hex
    members = [party(platform, "member") for _ in range(2)]
    with load(platform) as running:
        order_id = open_order(client, party(platform, "operator"), WORDS, answers_per_task=9)
        for member in members:
            answer = member.ask("POST", lease(member, order_id), key, json=ANSWER)
            running.accepted.append(answer.json()["submission_id"])
        client.ask("POST", f"/v1/orders/{order_id}/close")
    check(platform, running)
    assert [member.ask("GET", "/v1/me/points").json()["available"] for member in members] == [10, 10]


def test_a_deposit_sent_a_hundred_times_at_once_is_booked_once(platform: Platform) -> None:
    client, operator = party(platform, "client"), party(platform, "operator")
    path, key = f"/v1/clients/{client.id}/deposits", uuid4().hex
    first, other = ({"amount_jpy": 500, "reference": uuid4().hex} for _ in range(2))
    with load(platform) as running:
        assert only(at_once(lambda: operator.ask("POST", path, key, json=first)))["amount_jpy"] == 500
        assert party(platform, "operator").ask("POST", path, key, json=other).status_code == 201
    check(platform, running)
    assert client.ask("GET", "/v1/me/account").json()["balance_jpy"] == 1000
