"""Operators write orders for clients, and have ties to them: what they may then not do (business rule 32)."""

from typing import Any
from uuid import uuid4

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import OperatorTied, OrderSubmitted
from tests.task_catalog.platform import CLIENT, NDJSON, OPERATOR, Platform
from tests.task_catalog.world import document

pytestmark = pytest.mark.servers

BEN = Principal("operator", "ben")
PLAIN: dict[str, Any] = {"questions": [{"id": "q1", "kind": "text", "text": "What colour is the sky?"}]}
TIED = "urn:minijob:problem:tied-to-client"


def drafted(platform: Platform, by: Principal = OPERATOR) -> str:
    answer = platform.ask("POST", f"/v1/clients/{CLIENT.id}/orders", by, body=document(**PLAIN))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["order_id"])


def edited(platform: Platform, order_id: str, by: Principal, version: int = 1, **changes: Any) -> Any:
    path, headers = f"/v1/orders/{order_id}", {"If-Match": str(version)}
    return platform.ask("PUT", path, by, body=document(**PLAIN, **changes), headers=headers)


def test_an_operator_drafts_and_edits_and_the_client_alone_submits(platform: Platform) -> None:
    order_id = drafted(platform)
    assert platform.order(order_id)["edited_by"] == [OPERATOR.id]
    assert edited(platform, order_id, BEN, title="Colours of the sky").status_code == 200
    raw = b'{"word": "red"}\n'
    path = f"/v1/orders/{order_id}/items"
    assert platform.ask("POST", path, BEN, raw=raw, kind=NDJSON).json()["accepted"] == 1
    for move in ("submit", "accept-rewrites", "pause", "close", "top-up"):
        assert platform.move(order_id, move, OPERATOR).status_code == 403
    assert platform.move(order_id, "submit").json()["state"] == "screening"
    [submitted] = platform.said(OrderSubmitted)
    assert (submitted.client_id, submitted.edited_by) == (CLIENT.id, [OPERATOR.id, BEN.id])
    tied = [(one.client_id, one.operator_id, one.declared_by) for one in platform.said(OperatorTied)]
    assert tied == [(CLIENT.id, who.id, who.id) for who in (OPERATOR, BEN)]


def test_what_would_be_submitted_at_once_is_the_clients_alone(platform: Platform) -> None:
    order_id = platform.live("red")
    assert edited(platform, order_id, OPERATOR).status_code == 409
    path = f"/v1/orders/{order_id}/items"
    added = platform.ask("POST", path, OPERATOR, raw=b'{"word": "red"}\n', kind=NDJSON)
    assert added.json()["type"] == "urn:minijob:problem:wrong-state"
    assert platform.order(order_id)["edited_by"] == []
    assert platform.said(OperatorTied) == []


def test_an_operator_writes_for_a_client_whose_identity_was_checked(platform: Platform) -> None:
    refused = platform.ask("POST", "/v1/clients/nobody/orders", OPERATOR, body=document(**PLAIN))
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:not-ready")
    assert platform.ask("POST", f"/v1/clients/{CLIENT.id}/orders", CLIENT, body=document()).status_code == 403
    other = Principal("client", "other-client")
    order_id = drafted(platform)
    assert platform.ask("GET", f"/v1/orders/{order_id}", other).status_code == 404
    assert edited(platform, order_id, other).status_code == 404


def test_ties_are_recorded_with_who_declared_them_and_when(platform: Platform) -> None:
    path = f"/v1/clients/{CLIENT.id}/ties"
    body = {"operator_id": BEN.id, "reason": "Worked there until last year"}
    first = platform.ask("POST", path, OPERATOR, body=body)
    assert first.status_code == 201
    (tie,) = first.json()
    assert (tie["operator_id"], tie["declared_by"], tie["reason"]) == (BEN.id, OPERATOR.id, body["reason"])
    assert platform.ask("POST", path, BEN, body=body | {"reason": "Another reason"}).json() == [tie]
    assert platform.ask("GET", path, BEN).json() == [tie]
    assert platform.ask("GET", path, CLIENT).status_code == 403
    wrong = platform.ask("POST", path, OPERATOR, body={"operator_id": "", "reason": "x"}).json()["errors"]
    assert {error["where"] for error in wrong} == {"operator_id", "reason"}


@pytest.mark.parametrize("how", ["declared", "wrote", "is the client"])
def test_who_has_a_tie_decides_neither_identity_nor_trust(platform: Platform, how: str) -> None:
    tied = Principal("operator", CLIENT.id) if how == "is the client" else BEN
    if how == "declared":
        body = {"operator_id": tied.id, "reason": "A sister of the owner"}
        platform.ask("POST", f"/v1/clients/{CLIENT.id}/ties", tied, body=body)
    elif how == "wrote":
        drafted(platform, tied)
    decisions = {"identity": {"identity": f"A-{uuid4().hex[:8].upper()}"}, "tier": {"tier": "trusted"}}
    for what, body in decisions.items():
        path = f"/v1/clients/{CLIENT.id}/{what}"
        assert platform.ask("POST", path, tied, body=body | {"reason": "I say so"}).json()["type"] == TIED
        assert platform.ask("POST", path, OPERATOR, body=body | {"reason": "I looked"}).status_code == 200
