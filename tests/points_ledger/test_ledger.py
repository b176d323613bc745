"""The ledger behind its subscribers and its HTTP side, on the real PostgreSQL."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from chassis.clock import now
from chassis.command import Command, Outcome
from chassis.principal import Principal
from points_ledger import application, views
from points_ledger.service import due_debts
from tests.points_ledger.replica import CLIENT, OPERATOR, Ledger, events, fund, funded, pay

pytestmark = pytest.mark.servers


def debts(tx: Connection, at: datetime) -> Sequence[Command]:
    return due_debts(tx, at, application.Limits())


def test_an_order_is_funded_paid_and_settled_to_zero(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(*(pay(order_id, f"m{n}", 10) for n in range(5)))
    ledger.do(application.drain(order_id, 5, 50, now()))
    ledger.settle()
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["paid_points"], escrow["fee_jpy"], escrow["returned_jpy"], escrow["left_jpy"]) == (
        50,
        10,
        60,
        0,
    )
    assert escrow["settled"]
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 940
    found = ledger.verify()
    assert (found.equal, found.points_granted, found.escrow_left_jpy) == (True, 50, 0)


def test_an_assignment_is_paid_exactly_once(ledger: Ledger) -> None:
    order_id, assignment_id = funded(ledger), uuid4()
    ledger.do(*(pay(order_id, "m1", 10, assignment_id) for _ in range(3)))
    ledger.do(pay(order_id, "m1", 10, assignment_id))
    assert ledger.ask("GET", "/v1/me/points", Principal("member", "m1")).json()["available"] == 10
    entries = ledger.ask("GET", "/v1/me/points/entries", Principal("member", "m1")).json()
    assert [(line["points"], line["origin"]) for line in entries["items"]] == [(10, "work")]


def test_a_client_without_enough_yen_learns_by_how_much_it_is_short(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100, deposit_jpy=50)
    refused = [event for event in events(ledger) if type(event).__name__ == "Refused"]
    assert [event.short_by_jpy for event in refused] == [70]
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).status_code == 404


def test_nothing_is_paid_beyond_the_escrow_and_the_refusal_is_an_event(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=25)
    ledger.do(*(pay(order_id, "m1", 10) for _ in range(3)))
    assert [event.reason for event in events(ledger) if type(event).__name__ == "GrantRefused"] == [
        "escrow_short"
    ]
    assert ledger.ask("GET", "/v1/me/points", Principal("member", "m1")).json()["available"] == 20
    assert ledger.verify().equal


def test_work_for_an_unknown_order_is_not_paid_and_not_forgotten(ledger: Ledger) -> None:
    ledger.do(pay(uuid4(), "m1", 10))
    owed, refused = events(ledger)
    assert (refused.reason, owed.points, owed.member_id) == ("escrow_unknown", 10, "m1")


def test_what_an_escrow_owes_is_paid_by_itself_once_it_is_topped_up(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=25)
    ledger.do(*(pay(order_id, f"m{number}", 10) for number in range(4)))
    ledger.do(application.drain(order_id, 4, 40, now()))
    assert ledger.due(debts, now()) == 0
    ledger.settle()
    assert not ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()["settled"]
    ledger.do(fund(order_id, attempt=2, reward_jpy=40))
    assert [ledger.due(debts, now()) for _ in range(3)] == [1, 1, 0]
    ledger.settle()
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["settled"], escrow["paid_points"], escrow["left_jpy"]) == (True, 40, 0)
    entries = ledger.ask("GET", "/v1/me/points/entries", Principal("member", "m3")).json()["items"]
    assert [(line["points"], line["work"]["base_points"]) for line in entries] == [(10, 10)]
    assert ledger.verify().equal


def test_an_escrow_waits_for_its_last_payment_before_it_settles(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(pay(order_id, "m1", 10), application.drain(order_id, 2, 20, now()))
    ledger.settle()
    assert not ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()["settled"]
    ledger.do(pay(order_id, "m2", 10))
    ledger.settle()
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()["settled"]


def test_rows_added_later_lock_only_the_difference(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100)
    ledger.do(fund(order_id, attempt=2, reward_jpy=200))
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["funded_jpy"], escrow["left_jpy"]) == (240, 240)
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 760


def test_a_deposit_reference_is_booked_once(ledger: Ledger) -> None:
    body = {"amount_jpy": 500, "reference": "bank-1"}
    first = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    again = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k2", json=body)
    other = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k3", json={**body, "amount_jpy": 1})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 500


def test_a_key_stands_for_one_deposit(ledger: Ledger) -> None:
    body = {"amount_jpy": 500, "reference": "bank-1"}
    first = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    again = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    other = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json={**body, "reference": "b"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert other.json()["type"] == "urn:minijob:problem:key-reused"
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 500


def test_a_deposit_that_does_not_fit_is_refused_by_name_and_booked_when_there_is_room(ledger: Ledger) -> None:
    ledger.do(*(application.deposit("c1", 10**10, f"bank-{n}", now()) for n in range(100)))
    body = {"amount_jpy": 100, "reference": "late"}
    full = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    assert (full.status_code, full.json()["errors"][0]["where"]) == (422, "amount_jpy")
    ledger.do(fund(uuid4()))
    for key in ("k1", "k2"):
        booked = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, key, json=body)
        assert booked.status_code == 201
    assert ledger.ask("GET", "/v1/me/account", CLIENT).json()["balance_jpy"] == 10**12 - 20


def test_a_client_that_no_event_and_no_token_can_name_gets_no_deposit(ledger: Ledger) -> None:
    body = {"amount_jpy": 5, "reference": "bank-1"}
    for client_id in ("c" * 65, "a%20b", "a%00b", "a%0Ab"):
        answer = ledger.ask("POST", f"/v1/clients/{client_id}/deposits", OPERATOR, "k1", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "client_id")
    assert events(ledger) == []


def test_what_an_escrow_has_and_had_is_what_the_books_say(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(pay(order_id, "m1", 10), application.drain(order_id, 1, 10, now()))
    ledger.settle()
    with ledger.running.engine.begin() as tx:
        tx.exec_driver_sql(f"UPDATE sums_v2 SET balance = 3 WHERE account = 'escrow:{order_id}'")
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["settled"], escrow["funded_jpy"], escrow["left_jpy"]) == (True, 120, 3)


def test_an_account_is_shown_as_of_one_moment(ledger: Ledger) -> None:
    funded(ledger)

    def lock_more(*_: Any) -> None:
        ledger.do(fund(uuid4(), reward_jpy=500))

    with ledger.running.engine.connect() as tx:
        sa.event.listen(tx, "after_cursor_execute", lock_more, once=True)
        balance, escrows = views.account_of(tx, "c1", 10)
    assert balance + sum(row["left_jpy"] for row in escrows) == 1_000


def test_the_cursor_of_a_statement_needs_no_encoding(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(*(pay(order_id, "m1", points) for points in range(1, 8)))
    seen, query = [], "limit=3"
    while query:
        page = ledger.ask("GET", f"/v1/me/points/entries?{query}", Principal("member", "m1")).json()
        seen += [line["points"] for line in page["items"]]
        query = f"limit=3&cursor={page['next_cursor']}" if page["next_cursor"] else ""
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_a_cursor_that_was_not_given_out_is_refused_by_name(ledger: Ledger) -> None:
    for cursor in ("x", "_", "2026-01-01T00:00:00+00:00_1", "20260101T000000.000000Z_x"):
        place = {"cursor": cursor}
        answer = ledger.ask("GET", "/v1/me/points/entries", Principal("member", "m1"), params=place)
        assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "cursor")


@pytest.mark.parametrize("amount", [0, -1, 1.5, "5", 10**30, None])
def test_a_deposit_of_a_wrong_amount_is_refused_by_name(ledger: Ledger, amount: object) -> None:
    body = {"amount_jpy": amount, "reference": "bank-1"}
    answer = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "amount_jpy"


def test_another_clients_escrow_is_not_found(ledger: Ledger) -> None:
    order_id = funded(ledger)
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", Principal("client", "c2")).status_code == 404


def test_two_replicas_pay_each_answer_once(open_ledger: Callable[..., Ledger]) -> None:
    one, two = open_ledger(), open_ledger()
    order_id = funded(one, reward_jpy=1_000, deposit_jpy=5_000)
    commands = [pay(order_id, f"m{n % 7}", 10) for n in range(100)]
    waiting = [ledger.running.writer.enqueue(commands) for ledger in (one, two)]
    results = [result for future in waiting for result in future.result(20)]
    one.follow()
    assert all(isinstance(result, Outcome) for result in results)
    found = one.verify()
    assert (found.equal, found.points_granted) == (True, 1_000)
