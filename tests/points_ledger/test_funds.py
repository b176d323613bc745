"""Funds are filled from fees that came in, pay for work that no order pays, and never fall below zero."""

from typing import Any
from uuid import UUID

import pytest

from chassis.clock import now
from minijob_contracts.points import LatePayAnswered
from points_ledger import application
from tests.points_ledger.replica import OPERATOR, Ledger, funded, pay
from tests.points_ledger.shop import ANN, points, post
from tests.points_ledger.world import AT, ORDER, agreed, refused
from tests.points_ledger.world import Ledger as Small
from tests.points_ledger.world import pay as paid


@pytest.fixture
def small() -> Small:
    """A member who has worked, and a fund of 100 yen for peers."""
    ledger = Small()
    ledger.funded(reward_jpy=5_000, deposit_jpy=10_000)
    ledger.do(paid(1, "m1", 10), application.fill_fund("arbitration", 100, 100, "2026-11", AT))
    return ledger


def payment(reference: str, amount: int, fund: str = "arbitration", member: str = "m1") -> Any:
    return application.pay_from_fund(fund, member, amount, reference, "op-1", AT)


def test_a_fund_pays_once_under_a_reference_and_the_books_balance(small: Small) -> None:
    small.do(payment("case-1", 30), payment("case-1", 30))
    books = small.books()
    assert (books["jpy"]["fund:arbitration"], books["jpy"]["fees"]) == (70, -100)
    assert (books["points"]["member:m1"], books["jpy"]["points_backing"]) == (40, 40)
    assert [sum(accounts.values()) for accounts in books.values()] == [0, 0]


def test_a_fund_never_falls_below_zero_within_a_group_or_after_it(small: Small) -> None:
    together = small.do(payment("a", 60), payment("b", 60), payment("c", 40))
    assert refused(together) == ["FundShort"]
    assert refused(small.do(payment("d", 1), payment("e", 1, "late"))) == ["FundShort"] * 2
    assert small.books()["jpy"]["fund:arbitration"] == 0


def test_funds_get_no_more_than_the_fees_that_came_in(small: Small) -> None:
    over = application.fill_fund("late", 1, 100, "2026-11", AT)
    assert refused(small.do(over)) == ["FeesShort"]
    assert refused(small.do(application.fill_fund("late", 50, 150, "2026-12", AT))) == []


def test_what_a_fund_pays_counts_as_earned(small: Small) -> None:
    small.do(application.fill_fund("late", 3_000, 9_000, "2026-11", AT), payment("a", 3_000, "late"))
    assert (small.account().balance, small.account().held) == (3_000, 10)


def late(work: int, amount: int, member: str = "m1", lease: int = 1) -> Any:
    return application.pay_late(ORDER, UUID(int=work), lease, member, amount, AT)


def said_of_late(small: Small) -> list[tuple[int, bool]]:
    return [(one.assignment_id.int, one.paid) for one in small.said(LatePayAnswered)]


def test_a_late_answer_is_paid_once_from_late_and_said(small: Small) -> None:
    small.do(application.fill_fund("late", 50, 9_000, "2026-11", AT), late(7, 30), late(7, 30))
    small.do(late(7, 30))
    assert said_of_late(small) == [(7, True)]
    books = small.books()
    assert (books["points"]["member:m1"], books["jpy"]["fund:late"]) == (40, 20)
    assert [sum(accounts.values()) for accounts in books.values()] == [0, 0]


def test_what_late_cannot_pay_is_said_and_refused_to_nobody_else(small: Small) -> None:
    small.do(application.fill_fund("late", 50, 9_000, "2026-11", AT))
    assert refused(small.do(late(7, 30), late(8, 30), late(9, 20, "m2"), late(8, 30, lease=2))) == []
    assert said_of_late(small) == [(7, True), (8, False), (9, True), (8, False)]
    assert small.books()["jpy"]["fund:late"] == 0
    small.do(paid(2, "m3", 5), agreed("k", "m3", "m1"), application.fill_fund("late", 5, 9_000, "b", AT))
    small.do(late(10, 5, "m3"))
    # What a merged account gets is forwarded by a timer.
    assert small.books()["points"]["member:m3"] == 5


def test_nobody_and_merged_accounts_are_paid_nothing(small: Small) -> None:
    small.do(paid(2, "m2", 5), agreed("k", "m2", "m1"))
    wrong = [payment("a", 1, member="nobody"), payment("b", 1, member="m2")]
    assert refused(small.do(*wrong)) == ["NotFound", "AccountMerged"]


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_fees_become_a_fund_that_pays_a_peer(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100, deposit_jpy=1_000)
    ledger.do(pay(order_id, "ann", 100), application.drain(order_id, 1, 100, now()))
    ledger.settle()
    fill = {"amount_jpy": 15, "reference": "2026-11"}
    assert post(ledger, "/v1/funds/arbitration/fill", OPERATOR, **fill).status_code == 201
    again = post(ledger, "/v1/funds/late/fill", OPERATOR, amount_jpy=6, reference="2026-11")
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:fees-short")
    assert post(ledger, "/v1/funds/nothing/fill", OPERATOR, **fill).status_code == 404
    body = {"member_id": "ann", "points": 10, "reference": "case-1", "why": "peer"}
    assert post(ledger, "/v1/fund-payments", OPERATOR, **body).json()["fund"] == "arbitration"
    short = post(ledger, "/v1/fund-payments", OPERATOR, **{**body, "reference": "case-2"})
    assert (short.status_code, short.json()["type"]) == (409, "urn:minijob:problem:fund-short")
    assert points(ledger, ANN)["available"] == 110
    held = {one["fund"]: one["balance_jpy"] for one in ledger.ask("GET", "/v1/funds", OPERATOR).json()}
    assert (held["arbitration"], held["late"]) == (5, 0)
