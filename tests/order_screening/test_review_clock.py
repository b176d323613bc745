"""The clock of reviews, appeals and the register of decisions over HTTP, on the real PostgreSQL."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import pack
from uuid import UUID, uuid4

import pytest

from chassis.principal import Principal
from minijob_contracts.screenings import ReviewOverdue
from order_screening.__main__ import export_decisions, follow_chains
from order_screening.application import REGISTER
from order_screening.overdue import WAITING
from tests.order_screening.platform import ANN, BEN, CLIENT, Platform
from tests.order_screening.world import document

pytestmark = pytest.mark.servers
DAY = timedelta(hours=24)


def refused(production: Platform) -> UUID:
    order_id = production.submit(document())
    production.decide(ANN, production.queue()[0]["id"], "refuse")
    return order_id


def test_a_client_sees_when_an_answer_is_due_and_a_new_time_when_nobody_decided(production: Platform) -> None:
    order_id = production.submit(document())
    path = f"/v1/orders/{order_id}/review"
    seen = production.get(CLIENT, path).json()
    opened, due = (datetime.fromisoformat(seen[name]) for name in ("opened_at", "due_at"))
    assert (seen["state"], seen["verdict"], seen["overdue_days"], due) == ("open", "human", 0, opened + DAY)
    for days in (1, 2):
        production.ask_due(opened + days * DAY)
        production.ask_due(opened + days * DAY)
        seen = production.get(CLIENT, path).json()
        assert (seen["state"], seen["overdue_days"]) == ("open", days)
        assert datetime.fromisoformat(seen["due_at"]) == opened + (days + 1) * DAY
        assert production.queue()[0]["overdue_days"] == days
    assert [one.days for one in production.said() if isinstance(one, ReviewOverdue)] == [1, 2]
    production.ask_due(opened + 2 * DAY)
    assert WAITING.labels(2)._value.get() == 1


def test_a_review_is_shown_to_its_client_and_to_operators_alone(production: Platform) -> None:
    order_id = production.submit(document())
    path = f"/v1/orders/{order_id}/review"
    assert production.get(ANN, path).status_code == 200
    assert production.get(Principal("client", "client-2"), path).status_code == 404
    assert production.get(Principal("member", CLIENT.id), path).status_code == 403
    assert production.get(CLIENT, f"/v1/orders/{uuid4()}/review").status_code == 404


def test_a_client_appeals_over_http_once(production: Platform) -> None:
    order_id = refused(production)
    review, appeal = f"/v1/orders/{order_id}/review", f"/v1/orders/{order_id}/appeal"
    seen = production.get(CLIENT, review).json()
    assert (seen["state"], seen["reason"], seen["may_appeal"]) == ("refused", "I looked at it", True)
    assert production.post(CLIENT, appeal, {"reason": "  "}).status_code == 422
    assert production.post(CLIENT, appeal, {}).status_code == 422
    assert production.post(Principal("client", "client-2"), appeal, {"reason": "Mine"}).status_code == 404
    answers = [production.post(CLIENT, appeal, {"reason": "Snacks"}, key="k") for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert production.post(CLIENT, appeal, {"reason": "Snacks"}).status_code == 409
    (case,) = production.queue()
    assert case["appeal"] == "Snacks"
    assert [one["operator_id"] for one in case["decisions"]] == ["ann"]
    assert production.decide(ANN, case["id"]).status_code == 409
    assert production.decide(BEN, case["id"]).json()["state"] == "approved"
    assert production.get(CLIENT, review).json()["may_appeal"] is False


def test_the_register_can_be_checked_with_nothing_but_a_hash_function(production: Platform) -> None:
    for _ in range(3):
        refused(production)
    items = production.get(BEN, "/v1/review-decisions", limit=2).json()
    more = production.get(BEN, "/v1/review-decisions", limit=2, cursor=items["next_cursor"]).json()
    entries = [*items["items"], *more["items"]]
    assert [one["number"] for one in entries] == [1, 2, 3]
    former = bytes(32)
    for one in entries:
        topic = one["topic"].encode()
        front = former + REGISTER.bytes + pack(">ii", one["number"], len(topic))
        former = sha256(front + topic + one["stored"].encode()).digest()
        assert former.hex() == one["digest"]
        assert json.loads(one["stored"])["reason"] == one["reason"]
    assert production.get(CLIENT, "/v1/review-decisions").status_code == 403
    assert production.get(ANN, "/v1/review-decisions", cursor="x").status_code == 422


def test_the_export_prints_every_decision_and_notices_a_change(
    production: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        refused(production)
    engine = production.running.engine
    assert (export_decisions(engine), follow_chains(engine)) == (0, 0)
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert [json.loads(line)["operator_id"] for line in lines] == ["ann"] * 3
    with engine.begin() as tx:
        tx.exec_driver_sql(
            "UPDATE events SET state = replace(convert_from(state, 'utf8'), 'refuse', 'approve')::bytea "
            "WHERE originator_id = %(id)s AND originator_version = 2",
            {"id": REGISTER},
        )
    assert export_decisions(engine) == 1
    assert "version 2" in capsys.readouterr().err
    assert follow_chains(engine) == 1
    order_id = production.submit(document())
    case = next(one for one in production.queue() if one["order_id"] == str(order_id))
    assert production.decide(BEN, case["id"]).status_code == 409


def test_a_decision_that_was_cut_off_is_noticed(production: Platform) -> None:
    refused(production)
    refused(production)
    with production.running.engine.begin() as tx:
        tx.exec_driver_sql(
            "DELETE FROM events WHERE originator_id = %(id)s AND originator_version = 2", {"id": REGISTER}
        )
    assert export_decisions(production.running.engine) == 1


def test_the_clock_says_nothing_before_it_is_time(production: Platform) -> None:
    production.submit(document())
    production.ask_due(datetime.now(UTC) + timedelta(hours=23))
    assert not [one for one in production.said() if isinstance(one, ReviewOverdue)]
