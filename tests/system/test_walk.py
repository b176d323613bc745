"""One order from draft to paid points through the public API, and what the door refuses."""

import threading
from typing import Any
from uuid import uuid4

import pytest

from local_platform.platform import Platform
from tests.system.parties import ORDER, Parties, open_order, settled, until, welcome, work

pytestmark = [pytest.mark.system, pytest.mark.servers]


def test_an_order_goes_from_draft_to_paid_points(api: Parties) -> None:
    client, operator = api("client"), api("operator")
    members = [api("member") for _ in range(3)]
    order_id = open_order(client, operator, ["red", "blue", "table"])
    assert sum(work(member, order_id) for member in members) == 6
    until(lambda: settled(client, order_id))
    escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_points"], escrow["fee_jpy"], escrow["left_jpy"]) == (60, 12, 0)
    assert sum(member.ask("GET", "/v1/me/points").json()["available"] for member in members) == 60
    assert client.ask("GET", "/v1/me/account").json()["balance_jpy"] == 100_000 - 72
    assert until(lambda: operator.ask("GET", "/v1/ledger/verification").json())["equal"]
    rows = client.ask("GET", f"/v1/orders/{order_id}/results").json()["items"]
    assert {(row["item"]["word"], row["labels"]["q1"], row["answers"]) for row in rows} == {
        (word, "yes", 2) for word in ("red", "blue", "table")
    }


def test_a_service_killed_in_the_middle_loses_and_doubles_nothing(platform: Platform, api: Parties) -> None:
    client, operator = api("client"), api("operator")
    order_id = open_order(client, operator, [f"word{n}" for n in range(20)])
    accepted: list[int] = []
    members = [
        threading.Thread(target=lambda member: accepted.append(work(member, order_id)), args=[api("member")])
        for _ in range(4)
    ]
    for member in members:
        member.start()
    for name in ("assignment", "points-ledger", "gateway"):
        platform.services[name].kill()
        platform.services[name].start()
    for member in members:
        member.join(120)
    assert sum(accepted) + work(api("member"), order_id) + work(api("member"), order_id) == 40
    until(lambda: settled(client, order_id), 90)
    escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_answers"], escrow["paid_points"], escrow["left_jpy"]) == (40, 400, 0)
    assert operator.ask("GET", "/v1/ledger/verification").json()["equal"]


def test_the_same_key_a_hundred_times_at_once_is_done_once(api: Parties) -> None:
    client = api("client")
    key, answers = uuid4().hex, []
    threads = [
        threading.Thread(target=lambda: answers.append(client.ask("POST", "/v1/orders", key, json=ORDER)))
        for _ in range(100)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["order_id"] for answer in answers}) == 1
    other = api("client").ask("POST", "/v1/orders", key, json=ORDER)
    assert other.json()["order_id"] not in {answer.json()["order_id"] for answer in answers}


BAD_ORDERS = [
    ({"title": 5}, "title"),
    ({"unknown": 1}, "unknown"),
    ({"questions": []}, "questions"),
    ({"questions": [{"id": "q1", "kind": "single", "text": "?", "options": ["a"]}]}, "questions[0].options"),
    ({"questions": [{"id": "q1", "kind": "pair", "text": "?"}]}, "questions[0].kind"),
    ({"reward_points": 1.5}, "reward_points"),
    ({"reward_points": 10**30}, "reward_points"),
    ({"audience": {"hobby": "golf"}}, "audience.hobby"),
    ({"audience": {"prefectures": ["Atlantis"]}}, "audience.prefectures[0]"),
    ({"links": ["javascript:alert(1)"]}, "links[0]"),
    ({"title": "a\x00b"}, "title"),
]


@pytest.mark.parametrize(("changes", "where"), BAD_ORDERS, ids=lambda value: str(value)[:40])
def test_a_wrong_order_is_refused_by_its_field(api: Parties, changes: dict[str, Any], where: str) -> None:
    answer = api("client").ask("POST", "/v1/orders", json={**ORDER, **changes})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert where in {error["where"] for error in answer.json()["errors"]}


def test_malformed_bodies_and_strangers_are_refused(api: Parties) -> None:
    client = api("client")
    json = {"Content-Type": "application/json"}
    assert client.ask("POST", "/v1/orders", content=b"{", headers=json).status_code == 400
    half = b'{"title": "\\ud800"}'
    assert client.ask("POST", "/v1/orders", content=half, headers=json).status_code == 422
    assert client.ask("POST", "/v1/orders", content=b"9" * 10_000_000, headers=json).status_code == 413
    forged = {"Authorization": "Bearer forged"}
    assert client.ask("POST", "/v1/orders", json=ORDER, headers=forged).status_code == 401
    order_id = client.ask("POST", "/v1/orders", json=ORDER).json()["order_id"]
    assert api("client").ask("GET", f"/v1/orders/{order_id}").status_code == 404
    assert api("member").ask("GET", f"/v1/orders/{order_id}").status_code == 403
    assert client.ask("POST", f"/v1/orders/{order_id}/resume").status_code == 409


def test_an_order_that_asks_for_a_telephone_number_never_reaches_a_member(api: Parties) -> None:
    client = api("client")
    welcome(client, api("operator"))
    questions = [{"id": "q1", "kind": "text", "text": "あなたの電話番号を教えてください"}]
    order_id = client.ask("POST", "/v1/orders", json={**ORDER, "questions": questions}).json()["order_id"]
    client.ask("POST", f"/v1/orders/{order_id}/submit")
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "refused")
    findings = client.ask("GET", f"/v1/orders/{order_id}").json()["findings"]
    assert "P2" in {finding["rule"] for finding in findings}


def test_an_order_that_asks_too_much_goes_on_with_the_rewrites_that_are_offered(api: Parties) -> None:
    client, operator = api("client"), api("operator")
    welcome(client, operator)
    deposit = {"amount_jpy": 1_000, "reference": uuid4().hex}
    operator.ask("POST", f"/v1/clients/{client.id}/deposits", json=deposit)
    questions = [{"id": "q1", "kind": "text", "text": "What is your date of birth?", "required": False}]
    order_id = client.ask("POST", "/v1/orders", json={**ORDER, "questions": questions}).json()["order_id"]
    client.ask("POST", f"/v1/orders/{order_id}/submit")
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "changes_asked")
    accepted = client.ask("POST", f"/v1/orders/{order_id}/accept-rewrites")
    assert (accepted.json()["version"], accepted.json()["state"]) == (2, "screening")
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "live")
    shown = client.ask("GET", f"/v1/orders/{order_id}").json()
    assert "year were you born" in shown["document"]["questions"][0]["text"]


def test_a_client_without_money_learns_by_how_much_and_goes_on_after_a_deposit(api: Parties) -> None:
    client, operator = api("client"), api("operator")
    welcome(client, operator)
    order = {**ORDER, "questions": [{**ORDER["questions"][0], "text": "Is the sky blue in your picture?"}]}
    order_id = client.ask("POST", "/v1/orders", json=order).json()["order_id"]
    client.ask("POST", f"/v1/orders/{order_id}/submit")
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "unfunded")
    assert client.ask("GET", f"/v1/orders/{order_id}").json()["short_by_jpy"] == 24
    deposit = {"amount_jpy": 24, "reference": uuid4().hex}
    operator.ask("POST", f"/v1/clients/{client.id}/deposits", json=deposit)
    client.ask("POST", f"/v1/orders/{order_id}/submit")
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "live")
