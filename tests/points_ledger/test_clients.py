"""A client's account explains itself: deposits, what was locked and returned, what settled orders cost."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.clock import now
from minijob_contracts.orders import PromiseMissed
from minijob_contracts.submissions import AnswerWithdrawn, StoppedInVain
from points_ledger import application
from points_ledger.subscribers import on_answer_withdrawn, on_promise_missed, on_stopped_in_vain
from tests.points_ledger.replica import CLIENT, Ledger, funded, pay

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def entries(ledger: Ledger, query: str = "") -> Any:
    return ledger.ask("GET", f"/v1/me/account/entries{query}", CLIENT).json()


def test_the_lines_of_an_account_sum_to_its_balance_and_come_in_pages(ledger: Ledger) -> None:
    order_id = ended(ledger)
    lines = entries(ledger)["items"]
    assert [(line["kind"], line["amount_jpy"]) for line in lines] == [
        ("returned", 48),
        ("locked", -120),
        ("deposit", 1_000),
    ]
    assert {line["reference"] for line in lines} == {str(order_id)}
    balance = ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"]
    assert sum(line["amount_jpy"] for line in lines) == balance
    first = entries(ledger, "?limit=2")
    rest = entries(ledger, f"?limit=2&cursor={first['next_cursor']}")
    assert (first["items"] + rest["items"], rest["next_cursor"]) == (lines, None)


def ended(ledger: Ledger) -> UUID:
    """An order that has cost a reward of 60 yen and a fee of 12."""
    order_id = funded(ledger, reward_jpy=100, deposit_jpy=1_000)
    ledger.do(pay(order_id, "m1", 60), application.drain(order_id, 1, 60, now()))
    ledger.settle()
    return order_id


def test_the_fee_of_a_missed_promise_goes_back_once(ledger: Ledger) -> None:
    order_id = ended(ledger)
    missed = PromiseMissed(order_id=order_id, client_id="c1", missed=["seconds_to_fill"], fee_jpy=12)
    for _ in range(2):
        ledger.do(on_promise_missed(missed))
    lines = entries(ledger)["items"]
    assert [(line["kind"], line["amount_jpy"]) for line in lines[:2]] == [
        ("fee-return", 12),
        ("returned", 48),
    ]
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 1_000 - 60


@pytest.mark.parametrize(("client_id", "fee_jpy"), [("c1", 13), ("c2", 12)])
def test_no_other_fee_goes_back_than_was_taken_of_this_client(
    ledger: Ledger, client_id: str, fee_jpy: int
) -> None:
    [refused] = ledger.do(application.return_fee(ended(ledger), client_id, fee_jpy, now()))
    assert (refused.status, refused.code) == (409, "fee-wrong")


def test_the_escrow_knows_that_its_fee_went_back_whatever_the_key(ledger: Ledger) -> None:
    order_id = ended(ledger)
    first, again = (application.return_fee(order_id, "c1", 12, now()) for _ in range(2))
    again.key = "another"
    ledger.do(first)
    [refused] = ledger.do(again)
    assert (refused.status, refused.code) == (409, "fee-wrong")


def test_no_fee_goes_back_before_it_was_taken(ledger: Ledger) -> None:
    [refused] = ledger.do(application.return_fee(funded(ledger), "c1", 1, now()))
    assert refused.code == "fee-wrong"


def test_a_settled_order_has_an_invoice_and_an_open_one_has_none(ledger: Ledger) -> None:
    settled = funded(ledger, reward_jpy=100, deposit_jpy=1_000)
    funded(ledger, reward_jpy=50, deposit_jpy=500)
    ledger.do(pay(settled, "m1", 60), application.drain(settled, 1, 60, now()))
    ledger.settle()
    [invoice] = ledger.ask("GET", "/v1/me/invoices", CLIENT).json()["items"]
    assert {key: invoice[key] for key in invoice if key != "settled_at"} == {
        "order_id": str(settled),
        "answers": 1,
        "reward_jpy": 60,
        "fee_jpy": 12,
        "total_jpy": 72,
    }


def test_nothing_goes_back_of_an_order_for_which_nothing_was_locked(ledger: Ledger) -> None:
    unknown = UUID(int=404)
    [stop] = ledger.do(application.return_stop(unknown, "c1", 5, now()))
    [withdrawn] = ledger.do(application.return_withdrawn(unknown, unknown, "c1", 5, now()))
    assert (stop.code, withdrawn.code) == ("escrow-unknown", "escrow-unknown")


def test_what_a_false_alarm_has_cost_goes_back_with_its_fee(ledger: Ledger) -> None:
    order_id = ended(ledger)
    vain = StoppedInVain(order_id=order_id, accepted=1, version=1, client_id="c1", points=15)
    ledger.do(
        replace(on_stopped_in_vain(vain), key="heard/1"), replace(on_stopped_in_vain(vain), key="heard/1")
    )
    [first, *_] = entries(ledger)["items"]
    assert (first["kind"], first["amount_jpy"], first["reference"]) == ("stop-return", 18, str(order_id))
    balance = ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"]
    assert balance == 1_000 - 72 + 18


def test_what_a_withdrawn_answer_has_cost_goes_back_with_its_fee_once(ledger: Ledger) -> None:
    order_id = ended(ledger)
    withdrawn = AnswerWithdrawn(
        assignment_id=uuid4(),
        order_id=order_id,
        task_id=uuid4(),
        member_id="m1",
        lease=1,
        client_id="c1",
        returned_points=15,
    )
    for _ in range(2):
        command = on_answer_withdrawn(withdrawn)
        assert command is not None
        ledger.do(command)
    [first, *others] = entries(ledger)["items"]
    assert (first["kind"], first["amount_jpy"], first["reference"]) == (
        "withdrawal-return",
        18,
        str(order_id),
    )
    assert "withdrawal-return" not in {line["kind"] for line in others}
    balance = ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"]
    assert balance == 1_000 - 72 + 18
    assert on_answer_withdrawn(withdrawn.model_copy(update={"returned_points": 0})) is None
