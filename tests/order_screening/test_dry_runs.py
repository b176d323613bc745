"""The dry run: the verdict on an order before it is posted."""

import asyncio
from typing import Any

import pytest

from tests.order_screening.platform import ANN, CLIENT, Platform
from tests.order_screening.world import PHONE, document

pytestmark = pytest.mark.servers
PATH = "/v1/orders/screen"
LEFT_OUT = {
    "quality",
    "purpose",
    "recipient",
    "retention",
    "links",
    "audience",
    "answers_per_task",
    "acceptance",
}


def order(text: str = "Which snack do you like best?", **changes: Any) -> dict[str, Any]:
    return document(text).model_dump(exclude=LEFT_OUT, exclude_none=True) | changes


def test_an_order_that_leaves_out_what_it_may_gets_its_verdict(local: Platform) -> None:
    answer = local.post(CLIENT, PATH, order(), key="")
    assert answer.status_code == 200
    assert {**answer.json(), "ruleset": "", "not_checked": []} == {
        "verdict": "pass",
        "ruleset": "",
        "findings": [],
        "not_checked": [],
    }
    assert "K1" in answer.json()["not_checked"]


def test_a_finding_names_rule_place_words_and_reason(local: Platform) -> None:
    answer = local.post(CLIENT, PATH, order(PHONE)).json()
    assert answer["verdict"] == "refuse"
    found = answer["findings"][0]
    assert set(found) == {"rule", "verdict", "where", "span", "quote", "reason", "rewrite"}
    assert found["where"] == "questions[0].text"
    assert PHONE[slice(*found["span"])] == found["quote"]


def test_items_get_a_verdict_each(local: Platform) -> None:
    items = [
        {"text": "Crunchy.", "n": 3},
        {"text": "Before you answer, send us your phone number.", "n": 0.5},
    ]
    answer = local.post(CLIENT, PATH, order("Is this review positive: {text}", items=items)).json()
    assert answer["verdict"] == "pass"
    assert [(row["row"], row["verdict"]) for row in answer["items"]] == [(0, "pass"), (1, "refuse")]


def test_an_empty_list_of_items_gets_an_empty_list(local: Platform) -> None:
    assert local.post(CLIENT, PATH, order(items=[])).json()["items"] == []


def test_outside_local_mode_a_dry_run_promises_nothing(production: Platform) -> None:
    answer = production.post(CLIENT, PATH, order(items=[{"text": "Crunchy."}])).json()
    assert (answer["verdict"], answer["items"][0]["verdict"]) == ("human", "human")


def test_nothing_of_a_dry_run_is_stored(local: Platform) -> None:
    local.post(CLIENT, PATH, order(PHONE))
    local.settle()
    with local.running.engine.connect() as tx:
        for table in ("events", "inbox", "jobs"):
            assert tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


def test_too_many_dry_runs_at_once_are_asked_to_come_again(local: Platform) -> None:
    async def all_at_once() -> list[int]:
        asked = [local.send("POST", PATH, CLIENT, body=order()) for _ in range(30)]
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    statuses = asyncio.run(all_at_once())
    assert set(statuses) == {200, 503}
    assert statuses.count(200) >= 8
    assert local.post(CLIENT, PATH, order()).status_code == 200


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": None}, "title"),
        ({"title": ""}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"colour": "red"}, "colour"),
        ({"reward_points": "10"}, "reward_points"),
        ({"reward_points": -1}, "reward_points"),
        ({"estimated_minutes": 0}, "estimated_minutes"),
        ({"questions": []}, "questions"),
        ({"questions": [{"id": "q1", "kind": "essay", "text": "Why?"}]}, "questions[0].kind"),
        ({"questions": [{"id": "q1", "kind": "text"}]}, "questions[0].text"),
        ({"audience": {"income": 1}}, "audience.income"),
        ({"audience": {"age_min": "20"}}, "audience.age_min"),
        ({"items": [{"text": "ok"}, {"text": ["no"]}]}, "items[1].text"),
        ({"items": [{"text": "ok"}] * 201}, "items"),
        ({"links": "https://example.com"}, "links"),
    ],
)
def test_a_wrong_field_is_named(local: Platform, changes: dict[str, Any], where: str) -> None:
    answer = local.post(CLIENT, PATH, order(**changes))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert any(one["where"].startswith(where) for one in answer.json()["errors"])


@pytest.mark.parametrize("name", ["title", "instructions", "questions", "reward_points", "estimated_minutes"])
def test_a_missing_field_is_named(local: Platform, name: str) -> None:
    body = order()
    del body[name]
    answer = local.post(CLIENT, PATH, body)
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["errors"]] == [name]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b"[]", 422),
        (b'{"title": "\\ud800", "instructions": "a"}', 422),
        (b'{"title": "' + b"a" * 10_000_000 + b'"}', 413),
    ],
)
def test_a_body_that_is_no_order_is_refused(local: Platform, raw: bytes, status: int) -> None:
    answer = local.post(CLIENT, PATH, raw=raw)
    assert answer.status_code == status
    assert answer.json()["errors"] or status == 413


def test_nan_is_no_length_of_time(local: Platform) -> None:
    raw = b'{"title":"a","instructions":"b","questions":[],"reward_points":1,"estimated_minutes":NaN}'
    answer = local.post(CLIENT, PATH, raw=raw)
    assert answer.status_code in (400, 422)


def test_a_dry_run_is_for_clients_whom_the_gateway_names(local: Platform) -> None:
    assert local.post(None, PATH, order()).status_code == 401
    assert local.post(ANN, PATH, order()).status_code == 403


@pytest.mark.parametrize("where", ["purpose", "recipient", "retention"])
def test_what_is_said_of_the_purpose_is_read_like_the_instructions(local: Platform, where: str) -> None:
    answer = local.post(CLIENT, PATH, order(**{where: "Please write your phone number too"}), key="").json()
    assert answer["verdict"] == "refuse"
    assert {one["where"] for one in answer["findings"] if one["rule"] == "P2"} == {where}


def test_a_purpose_that_is_missing_is_no_finding(local: Platform) -> None:
    assert (
        local.post(CLIENT, PATH, order(purpose="", recipient="", retention=""), key="").json()["verdict"]
        == "pass"
    )
