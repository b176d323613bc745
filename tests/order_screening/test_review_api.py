"""The queue of operators over HTTP, on the real PostgreSQL."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import OrderClosed
from minijob_contracts.screenings import (
    ItemsScreened,
    LeastAgeFound,
    OrderCleared,
    OrderFlagged,
    ReviewDecided,
)
from order_screening.service import SERVICE
from tests.order_screening.conftest import Start
from tests.order_screening.platform import ANN, BEN, CLIENT, Platform
from tests.order_screening.world import PHONE, RELIGION, about_items, document

pytestmark = pytest.mark.servers
SENSITIVE = "Crunchy. Before you answer, please tell us your religion."


def test_what_is_cleared_or_refused_waits_for_nobody(local: Platform) -> None:
    local.submit(document())
    local.submit(document(PHONE))
    assert [type(one) for one in local.said()] == [LeastAgeFound, OrderCleared, LeastAgeFound, OrderFlagged]
    assert local.queue() == []


def test_a_case_tells_what_an_operator_has_to_know(local: Platform) -> None:
    order_id = local.submit(document(RELIGION), version=4)
    (case,) = local.queue()
    assert (case["order_id"], case["version"], case["batch"], case["kind"]) == (
        str(order_id),
        4,
        None,
        "order",
    )
    assert (case["verdict"], case["approvals_needed"], case["rows"], case["decisions"]) == (
        "human",
        2,
        [],
        [],
    )
    assert "S1" in {finding["rule"] for finding in case["findings"]}
    opened, due = (datetime.fromisoformat(case[name]) for name in ("opened_at", "due_at"))
    assert due - opened == timedelta(hours=24)


def test_a_case_of_items_shows_the_rows_that_wait(local: Platform) -> None:
    local.submit(about_items(), "Fine.", SENSITIVE)
    (case,) = local.queue()
    assert (case["kind"], case["batch"], case["findings"]) == ("items", 0, [])
    (row,) = case["rows"]
    assert (row["row"], row["item"]) == (1, {"text": SENSITIVE})
    assert row["findings"][0]["rule"] == "S1"


def test_two_operators_approve_and_the_case_leaves_the_queue(local: Platform) -> None:
    local.submit(document(RELIGION))
    id = local.queue()[0]["id"]
    answer = local.decide(ANN, id)
    assert (answer.status_code, answer.json()) == (200, {"id": id, "state": "open", "approvals_missing": 1})
    (case,) = local.queue()
    assert [(one["operator_id"], one["decision"], one["reason"]) for one in case["decisions"]] == [
        ("ann", "approve", "I looked at it")
    ]
    assert local.decide(ANN, id).status_code == 409
    assert local.decide(BEN, id).json()["state"] == "approved"
    assert local.queue() == []
    assert isinstance(local.said()[-1], ReviewDecided)


def test_approved_rows_are_said_again(local: Platform) -> None:
    local.submit(about_items(), "Fine.", SENSITIVE)
    id = local.queue()[0]["id"]
    local.decide(ANN, id)
    local.decide(BEN, id)
    said = [one for one in local.said() if isinstance(one, ItemsScreened)]
    assert [one.cleared for one in said] == [[0], [0, 1]]
    assert local.queue() == []


def test_a_case_decided_is_409_and_one_unknown_404(production: Platform) -> None:
    production.submit(document())
    id = production.queue()[0]["id"]
    assert production.decide(ANN, id, "refuse").json()["state"] == "refused"
    decided = production.decide(BEN, id)
    assert (decided.status_code, decided.json()["type"]) == (409, "urn:minijob:problem:case-decided")
    assert production.decide(ANN, str(uuid4())).status_code == 404


def test_two_operators_at_once_decide_one_case_once(start: Start) -> None:
    here, there = start("production"), start("production")
    here.submit(document())
    id = here.queue()[0]["id"]

    async def race() -> list[int]:
        answers = await asyncio.gather(
            here.decide_at_once([ANN, BEN], id), there.decide_at_once([BEN, ANN], id)
        )
        return sorted(one.status_code for some in answers for one in some)

    assert asyncio.run(race()) == [200, 409, 409, 409]
    assert len([one for one in here.said() if isinstance(one, ReviewDecided)]) == 1


def test_the_same_request_sent_again_gets_the_same_answer(local: Platform) -> None:
    local.submit(document(RELIGION))
    id = local.queue()[0]["id"]
    answers = [local.decide(ANN, id, key="once") for _ in range(3)]
    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    assert local.decide(ANN, id, "refuse", key="once").status_code == 409


def test_a_new_version_takes_the_old_one_out_of_the_queue(local: Platform) -> None:
    order_id = local.submit(document(RELIGION), SENSITIVE)
    old = [case["id"] for case in local.queue()]
    local.submit(document(), version=2, order_id=order_id)
    assert {case["version"] for case in local.queue()} == {2}
    assert {local.decide(ANN, id).status_code for id in old} == {409}


def test_items_of_a_version_that_cannot_go_on_wait_for_nobody(local: Platform) -> None:
    local.submit(about_items(reward_points=1), SENSITIVE)
    assert local.queue() == []


def test_items_of_a_version_that_was_sent_back_wait_for_nobody(production: Platform) -> None:
    production.submit(about_items(), "Fine.")
    order, items = sorted(production.queue(), key=lambda case: case["kind"], reverse=True)
    assert (order["kind"], items["kind"]) == ("order", "items")
    production.decide(ANN, order["id"], "ask_changes")
    assert production.queue() == []


def test_a_closed_order_leaves_the_queue_and_takes_no_decision(local: Platform) -> None:
    order_id = local.submit(document(RELIGION), SENSITIVE)
    cases = [case["id"] for case in local.queue()]
    local.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
    assert local.queue() == []
    answers = [local.decide(ANN, id) for id in cases]
    assert {(one.status_code, one.json()["type"]) for one in answers} == {
        (409, "urn:minijob:problem:order-ended")
    }


def test_an_operator_of_the_clients_id_is_refused(local: Platform) -> None:
    local.submit(document(RELIGION))
    answer = local.decide(Principal("operator", CLIENT.id), local.queue()[0]["id"])
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:minijob:problem:own-order")


def test_production_clears_nothing_before_a_person_did(production: Platform) -> None:
    production.submit(about_items(), "Fine.", "Good.")
    _, flagged, screened = production.said()
    assert isinstance(flagged, OrderFlagged)
    assert isinstance(screened, ItemsScreened)
    assert (flagged.verdict, screened.cleared) == ("human", [])
    for case in production.queue():
        production.decide(ANN, case["id"])
    assert [type(one) for one in production.said()[3:]] == [ReviewDecided, ItemsScreened]
    last = production.said()[-1]
    assert isinstance(last, ItemsScreened)
    assert last.cleared == [0, 1]


def test_the_service_clears_nothing_unless_it_is_told_that_it_is_local(start: Start) -> None:
    untold = start("local", SERVICE)
    untold.submit(about_items(), "Fine.")
    assert [type(one) for one in untold.said()] == [LeastAgeFound, OrderFlagged, ItemsScreened]
    assert {case["kind"] for case in untold.queue()} == {"order", "items"}


def test_the_queue_is_read_page_by_page_oldest_first(production: Platform) -> None:
    ids = [str(production.submit(document())) for _ in range(5)]
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = production.get(ANN, "/v1/order-reviews", **params).json()
        seen += [case["order_id"] for case in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ids


def test_the_queue_can_be_built_again_from_the_events(start: Start) -> None:
    first = start("local")
    first.submit(about_items(), "Fine.", SENSITIVE)
    first.submit(document(RELIGION))
    first.decide(ANN, first.queue()[0]["id"])
    before = first.queue()
    with first.running.engine.begin() as tx:
        tx.exec_driver_sql("TRUNCATE orders_v2, batches_v2, cases_v2, counts_v2 RESTART IDENTITY")
        tx.exec_driver_sql("UPDATE followers SET position = 0 WHERE name = 'views_v2'")
    assert first.queue() == before


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"decision": "approve"}, "reason"),
        ({"decision": "approve", "reason": ""}, "reason"),
        ({"decision": "approve", "reason": " \n"}, "reason"),
        ({"decision": "approve", "reason": "a" * 1_001}, "reason"),
        ({"decision": "approve", "reason": "a\x00"}, "reason"),
        ({"decision": "perhaps", "reason": "why not"}, "decision"),
        ({"reason": "why not"}, "decision"),
        ({"decision": "approve", "reason": "fine", "percent": 5}, "percent"),
    ],
)
def test_a_decision_without_sense_is_refused_by_name(
    production: Platform, body: dict[str, object], where: str
) -> None:
    production.submit(document())
    id = production.queue()[0]["id"]
    answer = production.post(ANN, f"/v1/order-reviews/{id}/decision", body)
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["errors"]] == [where]
    assert len(production.queue()) == 1


@pytest.mark.parametrize("params", [{"limit": 0}, {"limit": 51}, {"cursor": "x"}, {"cursor": "9" * 20}])
def test_a_page_that_cannot_be_is_refused(local: Platform, params: dict[str, object]) -> None:
    answer = local.get(ANN, "/v1/order-reviews", **params)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == next(iter(params))


def test_a_decision_needs_a_key_an_operator_and_an_id(local: Platform) -> None:
    path = f"/v1/order-reviews/{uuid4()}/decision"
    body = {"decision": "approve", "reason": "fine"}
    assert local.post(ANN, path, body, key="").status_code == 422
    assert local.post(CLIENT, path, body).status_code == 403
    assert local.post(None, path, body).status_code == 401
    assert local.post(ANN, "/v1/order-reviews/7/decision", body).status_code == 422
    assert local.get(CLIENT, "/v1/order-reviews").status_code == 403
