"""What the ledger answers about statements, the past, the books as a whole, and what is owed in points."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.clock import now
from points_ledger import application, service
from tests.points_ledger.replica import OPERATOR, Ledger, funded
from tests.points_ledger.shop import ANN, SHOP, linked, points, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def entries(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ledger.ask("GET", "/v1/me/points/entries", ANN).json()["items"]
    return found


def balance(ledger: Ledger, account: str, at: datetime | None = None) -> Any:
    params = {"at": at.astimezone(UTC).isoformat().replace("+00:00", "Z")} if at else {}
    answer = ledger.ask("GET", f"/v1/ledger/balances/{account}", OPERATOR, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["balances"]


def test_a_line_for_work_says_what_its_points_are_made_of(ledger: Ledger) -> None:
    order_id = funded(ledger)
    made_of = {"base_points": 10, "rate_percent": 200, "share_percent": 50, "bonus_points": 3}
    ledger.do(application.pay(order_id, uuid4(), "ann", 13, now(), **made_of))
    [line] = entries(ledger)
    nothing_else = {"exit_points": 0, "peer_points": 0}
    assert (line["kind"], line["points"], line["work"]) == ("granted", 13, made_of | nothing_else)
    assert line["lots"] == [{"kind": "normal", "origin": "work", "expires_on": None, "points": 13}]


def test_a_line_says_that_its_points_are_for_a_form_that_ended_early(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(application.pay_exit(order_id, uuid4(), "ann", 3, now()))
    [line] = entries(ledger)
    assert (line["points"], line["work"]["base_points"], line["work"]["exit_points"]) == (3, 0, 3)


def test_the_lines_of_a_hold_say_which_lots_it_took_and_add_up_to_both_balances(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    day = f"{now().year + 1}-06-30"
    body: dict[str, Any] = {
        "member_id": "ann",
        "points": 10,
        "kind": "limited",
        "expires_on": day,
        "reference": "coupon",
    }
    assert post(ledger, "/v1/points/grants", SHOP, **body).status_code == 201
    held = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=40, reference="till-1").json()
    post(ledger, f"/v1/points/holds/{held['hold_id']}/capture", SHOP, points=25)
    lines = entries(ledger)
    assert [(line["kind"], line["points"], line["held"]) for line in lines] == [
        ("released", 15, -15),
        ("captured", 0, -25),
        ("held", -40, 40),
        ("granted", 10, 0),
        ("granted", 100, 0),
    ]
    assert [(lot["kind"], lot["expires_on"], lot["points"]) for lot in lines[2]["lots"]] == [
        ("limited", day, 10),
        ("normal", None, 30),
    ]
    assert {line["partner_id"] for line in lines[:4]} == {"shop-1"}
    found = points(ledger)
    assert sum(line["points"] for line in lines) == found["available"] == 85
    assert sum(line["held"] for line in lines) == found["held"] == 0


def test_a_balance_at_any_past_time_is_what_was_booked_until_then(ledger: Ledger) -> None:
    at = now().replace(microsecond=0) - timedelta(days=10)
    order_id = funded(ledger)
    for number in range(3):
        when = at + timedelta(days=number)
        ledger.do(application.pay(order_id, uuid4(), "ann", 10, when))
    ledger.do(application.link("l", "ann", "shop-1", at))
    ledger.do(application.spend("shop-1", "ann", 5, "till-1", at + timedelta(days=3)))
    assert balance(ledger, "member:ann", at - timedelta(seconds=1)) == {}
    assert [balance(ledger, "member:ann", at + timedelta(days=n)) for n in range(4)] == [
        {"points": 10},
        {"points": 20},
        {"points": 30},
        {"points": 25},
    ]
    assert balance(ledger, "member:ann") == {"points": 25}
    assert balance(ledger, "points_backing", at + timedelta(days=1)) == {"jpy": 20}
    assert balance(ledger, "issued") == {"points": -30}
    assert balance(ledger, "member:nobody") == {}


@pytest.mark.parametrize("at", ["yesterday", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "0", "-1", "1.5"])
def test_a_time_without_a_zone_is_refused_by_name(ledger: Ledger, at: str) -> None:
    answer = ledger.ask("GET", "/v1/ledger/balances/fees", OPERATOR, params={"at": at})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "at")


@pytest.mark.parametrize("version", ["0", "-1", "x", str(2**31), "9" * 30])
def test_a_cursor_of_the_statement_that_cannot_be_one_is_refused_by_name(
    ledger: Ledger, version: str
) -> None:
    cursor = f"20261128T000000.000000Z_{version}_{UUID(int=1)}"
    wrong = ledger.ask("GET", "/v1/me/points/entries", ANN, params={"cursor": cursor})
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "cursor")


def everything(ledger: Ledger) -> None:
    """One of each kind of account."""
    linked(ledger, 100)
    prefunded(ledger)
    year = now().year + 1
    coupon: dict[str, Any] = {"kind": "limited", "expires_on": f"{year}-03-31"}
    post(ledger, "/v1/points/grants", SHOP, member_id="ann", points=20, reference="a", **coupon)
    post(ledger, "/v1/points/grants", SHOP, member_id="ann", points=7, reference="b")
    post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=5, reference="c")
    post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=9, reference="d")


def test_the_trial_balance_names_every_kind_of_account_and_is_zero_in_both_units(ledger: Ledger) -> None:
    everything(ledger)
    found = ledger.ask("GET", "/v1/ledger/trial-balance", OPERATOR).json()
    assert found["totals"] == {"jpy": 0, "points": 0}
    kinds = {(line["unit"], line["kind"]): line["credit"] - line["debit"] for line in found["lines"]}
    assert kinds["points", "member"] == 100 + 20 + 7 - 5 - 9
    assert (kinds["points", "held"], kinds["points", "redeemed"]) == (9, 5)
    assert (kinds["jpy", "payable"], kinds["jpy", "partner"]) == (5, 1_000 - 27)
    assert kinds["jpy", "points_backing"] == kinds["points", "member"] + kinds["points", "held"]


def test_what_is_owed_in_points_is_told_by_month_kind_and_origin(ledger: Ledger) -> None:
    everything(ledger)
    lines = ledger.ask("GET", "/v1/ledger/liability", OPERATOR).json()
    by_lot = {(line["kind"], line["origin"]): (line["points"], line["held"]) for line in lines}
    assert by_lot == {
        ("limited", "campaign"): (6, 9),
        ("normal", "partner"): (7, 0),
        ("normal", "work"): (100, 0),
    }
    month = points(ledger)["normal_expires_on"][:7]
    assert {line["month"] for line in lines} == {month, f"{now().year + 1}-03"}


def test_what_has_expired_is_owed_no_more(ledger: Ledger) -> None:
    everything(ledger)
    ledger.due(service.due_lots, now() + timedelta(days=800))
    lines = ledger.ask("GET", "/v1/ledger/liability", OPERATOR).json()
    assert [(line["points"], line["held"]) for line in lines] == [(0, 9)]
    assert balance(ledger, "breakage") == {"jpy": 113, "points": 113}


@pytest.mark.parametrize("path", ["trial-balance", "liability", "balances/fees"])
def test_the_books_are_for_operators_alone(ledger: Ledger, path: str) -> None:
    assert ledger.ask("GET", f"/v1/ledger/{path}", SHOP).status_code == 403
