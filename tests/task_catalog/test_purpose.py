"""Purpose, recipient and retention: without them nothing is handed in."""

from typing import Any

import pytest

from chassis.command import Outcome
from chassis.errors import Invalid
from minijob_contracts.orders import OrderSubmitted
from task_catalog import application
from tests.task_catalog.platform import Platform
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

STATED = ["purpose", "recipient", "retention"]


def left_out(*names: str) -> dict[str, Any]:
    return {name: text for name, text in document().items() if name not in names}


@pytest.mark.parametrize("name", STATED)
@pytest.mark.parametrize("empty", ["", " \n"])
def test_a_version_that_does_not_state_one_of_them_is_not_submitted(
    catalog: Catalog, name: str, empty: str
) -> None:
    catalog.draft(**{name: empty})
    catalog.add("red")
    refused = catalog.submit()
    assert isinstance(refused, Invalid)
    assert [error.where for error in refused.errors] == [name]
    assert catalog.order.state == "draft"


def test_all_that_are_missing_are_named_at_once(catalog: Catalog) -> None:
    catalog.do(application.draft("k", b"", "c1", left_out(*STATED), AT))
    catalog.add("red")
    refused = catalog.submit()
    assert isinstance(refused, Invalid)
    assert [error.where for error in refused.errors] == STATED


def test_screening_reads_what_members_will_read(catalog: Catalog) -> None:
    catalog.draft(purpose="To sell better tea")
    catalog.add("red")
    assert isinstance(catalog.submit(), Outcome)
    [said] = catalog.said(OrderSubmitted)
    assert said.document.purpose == "To sell better tea"


def test_rewrites_of_a_version_from_before_they_were_asked_for_do_not_slip_past(catalog: Catalog) -> None:
    catalog.draft(reward_points=1)
    catalog.add("red")
    catalog.submit()
    pay = {"rule": "F5", "verdict": "fix", "where": "reward_points", "reason": "low", "rewrite": "15"}
    catalog.do(application.flag(ORDER_ID, 1, "fix", "policy", [pay], AT))
    refused = catalog.do(application.accept_rewrites("r", b"", "c1", ORDER_ID, 1, left_out("retention"), AT))
    assert isinstance(refused, Invalid)
    assert [error.where for error in refused.errors] == ["retention"]


@pytest.mark.servers
def test_the_door_takes_a_draft_without_them_and_refuses_to_submit_it(standing: Platform) -> None:
    order_id = standing.draft(purpose="", recipient="", retention="")
    standing.upload(order_id, b'{"word": "red"}')
    refused = standing.move(order_id, "submit")
    assert refused.status_code == 422
    assert [error["where"] for error in refused.json()["errors"]] == STATED
    stated = standing.ask("PUT", f"/v1/orders/{order_id}", body=document(), headers={"If-Match": '"1"'})
    assert stated.status_code == 200
    assert standing.move(order_id, "submit").json()["state"] == "screening"
