"""Partners are paid month by month, and balances are told as of any time, by booking and by effect."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from points_ledger import application
from points_ledger.service import due_lots, due_payouts
from tests.points_ledger.replica import OPERATOR, Ledger
from tests.points_ledger.world import gift, link, prefund, spend

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
NOVEMBER, DECEMBER = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 12, 3, tzinfo=UTC)


def balances(ledger: Ledger, account: str, **how: Any) -> dict[str, int]:
    path = f"/v1/ledger/balances/{account}"
    found: dict[str, int] = ledger.ask("GET", path, OPERATOR, params=how).json()["balances"]
    return found


def payouts(ledger: Ledger, month: str) -> list[tuple[str, int]]:
    found = ledger.ask("GET", f"/v1/ledger/payouts?month={month}", OPERATOR).json()
    return [(one["partner_id"], one["amount_jpy"]) for one in found]


def test_what_was_owed_at_the_end_of_a_month_is_paid_once(ledger: Ledger) -> None:
    ledger.do(link(), prefund(), gift("g", 100), spend("s1", 30), spend("s2", 20, at=DECEMBER))
    assert payouts(ledger, "2026-11") == []
    assert ledger.due(due_payouts, DECEMBER) == 1
    assert ledger.due(due_payouts, DECEMBER + timedelta(days=20)) == 0
    assert payouts(ledger, "2026-11") == [("shop-1", 30)]
    assert balances(ledger, "payable:shop-1") == {"jpy": 20}
    assert ledger.due(due_payouts, DECEMBER + timedelta(days=31)) == 1
    assert payouts(ledger, "2026-12") == [("shop-1", 20)]
    assert balances(ledger, "payable:shop-1") == {"jpy": 0}
    wrong = ledger.ask("GET", "/v1/ledger/payouts?month=2026-13", OPERATOR)
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "month")


def test_nothing_is_paid_while_the_view_does_not_show_all_of_the_month(ledger: Ledger) -> None:
    ledger.do(link(), prefund(), gift("g", 100), spend("s1", 30))
    ledger.decide(spend("s2", 50))
    with ledger.running.engine.connect() as tx:
        assert due_payouts(tx, DECEMBER) == []
    ledger.follow()
    ledger.decide(spend("s3", 5, at=DECEMBER))
    assert ledger.due(due_payouts, DECEMBER) == 1
    assert payouts(ledger, "2026-11") == [("shop-1", 80)]


def test_what_is_refunded_after_the_end_of_the_month_is_not_paid(ledger: Ledger) -> None:
    ledger.do(link(), prefund(), gift("g", 100), spend("s1", 30))
    of = application.slip_id(application.SPEND, "shop-1", "s1")
    ledger.do(application.refund("shop-1", "m1", of, 30, "r", DECEMBER))
    assert ledger.due(due_payouts, DECEMBER) == 1
    assert payouts(ledger, "2026-11") == []
    assert balances(ledger, "payable:shop-1") == {"jpy": 0}


def test_a_balance_is_told_by_booking_and_by_effect(ledger: Ledger) -> None:
    coupon = gift("g1", 40, expires_on="2026-11-30")
    later = gift("g2", 50, expires_on="2026-12-31", usable_from="2026-12-10")
    ledger.do(link(), prefund(), coupon, later)
    assert ledger.due(due_lots, DECEMBER) == 1
    for at, by, points in (
        ("2026-11-24T08:59:59Z", "booking", None),
        ("2026-11-24T09:00:00Z", "booking", 90),
        ("2026-11-24T09:00:00Z", "effective", 40),
        ("2026-11-30T14:59:59Z", "effective", 40),
        ("2026-11-30T15:00:00Z", "effective", 0),
        ("2026-11-30T15:00:00Z", "booking", 90),
        ("2026-12-03T00:00:00Z", "booking", 50),
        ("2026-12-09T15:00:00Z", "effective", 50),
    ):
        assert balances(ledger, "member:m1", at=at, by=by).get("points") == points, (at, by)
    assert balances(ledger, "breakage", at="2026-11-30T15:00:00Z", by="effective")["points"] == 40
