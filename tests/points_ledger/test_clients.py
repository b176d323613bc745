"""A client's account explains itself: deposits, what was locked and returned, what settled orders cost."""

from typing import Any

import pytest

from chassis.clock import now
from points_ledger import application
from tests.points_ledger.replica import CLIENT, Ledger, funded, pay

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def entries(ledger: Ledger, query: str = "") -> Any:
    return ledger.ask("GET", f"/v1/me/account/entries{query}", CLIENT).json()


def test_the_lines_of_an_account_sum_to_its_balance_and_come_in_pages(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100, deposit_jpy=1_000)
    ledger.do(pay(order_id, "m1", 60), application.drain(order_id, 1, 60, now()))
    ledger.settle()
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
