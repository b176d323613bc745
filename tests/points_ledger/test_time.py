"""What time does by itself: holds and lots end once, and members are told before, once each."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.clock import now
from points_ledger import application, service, views
from points_ledger.domain import day_of, days_later
from tests.points_ledger.replica import Ledger, events
from tests.points_ledger.shop import SHOP, linked, points, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
TOKYO_MIDNIGHT = "T00:00:00+09:00"


def midnight(day: str) -> datetime:
    return datetime.fromisoformat(day + TOKYO_MIDNIGHT)


def coupon(ledger: Ledger, day: str, amount: int = 10, reference: str = "coupon") -> None:
    body: dict[str, Any] = {"member_id": "ann", "points": amount, "kind": "limited", "expires_on": day}
    assert post(ledger, "/v1/points/grants", SHOP, reference=reference, **body).status_code == 201


def told(ledger: Ledger, name: str) -> list[Any]:
    return [event for event in events(ledger) if type(event).__name__ == name]


def far(days: int) -> str:
    return days_later(day_of(now()), days)


def test_holds_end_when_their_time_is_over_and_only_once(ledger: Ledger) -> None:
    linked(ledger, 100)
    at = now()
    ledger.do(*(application.hold("shop-1", "ann", 10, f"till-{n}", 60 * n, at) for n in (1, 2, 3)))
    assert ledger.due(service.due_holds, at + timedelta(seconds=59)) == 0
    assert ledger.due(service.due_holds, at + timedelta(seconds=120)) == 2
    assert ledger.due(service.due_holds, at + timedelta(seconds=120)) == 0
    assert (points(ledger)["available"], points(ledger)["held"]) == (90, 10)
    assert [event.reason for event in told(ledger, "Released") if hasattr(event, "hold_id")] == [
        "expired"
    ] * 2


def test_a_captured_hold_does_not_become_due(ledger: Ledger) -> None:
    linked(ledger, 100)
    at = now()
    [held] = ledger.do(application.hold("shop-1", "ann", 10, "till-1", 60, at))
    assert post(ledger, f"/v1/points/holds/{held.ids['hold_id']}/capture", SHOP, points=4).status_code == 200
    assert ledger.due(service.due_holds, at + timedelta(days=1)) == 0


def test_lots_end_after_their_last_day_and_a_killed_job_goes_on(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    day = far(40)
    coupon(ledger, day)
    after = midnight(far(41))
    assert ledger.due(service.due_lots, after - timedelta(seconds=1)) == 0
    with ledger.running.engine.connect() as tx:
        commands = service.due_lots(tx, after)
    ledger.decide(*commands)
    assert [ledger.due(service.due_lots, after) for _ in range(2)] == [1, 0]
    assert [(event.points, event.expired_on) for event in told(ledger, "Expired")] == [(10, day)]


def test_normal_points_of_all_origins_end_on_one_day(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    body: dict[str, Any] = {"member_id": "ann", "points": 7, "reference": "gift"}
    assert post(ledger, "/v1/points/grants", SHOP, **body).status_code == 201
    last_day = points(ledger)["normal_expires_on"]
    after = midnight(last_day) + timedelta(days=1)
    assert ledger.due(service.due_lots, after) == 1
    assert sorted(event.points for event in told(ledger, "Expired")) == [7, 100]
    assert points(ledger)["normal_expires_on"] is None


def test_later_normal_points_move_the_day_of_lots_that_they_do_not_touch(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    at = now() + timedelta(days=62)
    ledger.do(application.grant("shop-1", "ann", 5, "later", "normal", "", "", [], at))
    with ledger.running.engine.connect() as tx:
        days = {row[0] for row in tx.exec_driver_sql("SELECT expires_on FROM lots_v2")}
    assert len(days) == 1


def test_a_member_is_told_thirty_seven_and_one_day_before_once_each(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    coupon(ledger, far(60))
    for days in (59, 31, 30, 29, 8, 7, 7, 2, 1, 0):
        ledger.due(service.due_notices, midnight(far(60 - days)) + timedelta(hours=3))
    assert [event.days for event in told(ledger, "ExpiryNoticed")] == [30, 7, 1]
    assert ledger.due(service.due_notices, midnight(far(61))) == 0


def test_a_lot_that_was_used_up_and_came_back_is_told_of_once_more_and_is_not_due_for_ever(
    ledger: Ledger,
) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    coupon(ledger, far(40))
    noon = midnight(far(10)) + timedelta(hours=12)
    assert [ledger.due(service.due_notices, noon) for _ in range(2)] == [1, 0]
    spent = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=10, reference="till-1").json()
    assert post(ledger, "/v1/points/refunds", SHOP, spend_id=spent["spend_id"], reference="back").is_success
    later = noon + timedelta(minutes=1)
    assert [ledger.due(service.due_notices, later) for _ in range(2)] == [1, 0]
    assert [event.days for event in told(ledger, "ExpiryNoticed")] == [30, 30]


def test_a_job_that_stood_still_tells_only_the_nearest_notice(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    coupon(ledger, far(60))
    ledger.due(service.due_notices, midnight(far(55)))
    assert [event.days for event in told(ledger, "ExpiryNoticed")] == [7]


def test_notices_and_ends_come_in_bounded_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "DUE_AT_ONCE", 2)
    linked(ledger, 0)
    prefunded(ledger)
    for number in range(5):
        coupon(ledger, far(40 + number), reference=f"coupon-{number}")
    seen = [ledger.due(service.due_notices, midnight(far(40))) for _ in range(4)]
    assert seen == [2, 2, 1, 0]


def test_what_has_expired_is_gone_from_what_is_shown_before_the_job_has_come(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    coupon(ledger, far(40))
    with ledger.running.engine.connect() as tx:
        before = views.holdings_of(tx, ["ann"], midnight(far(40)))["ann"]
        after = views.holdings_of(tx, ["ann"], midnight(far(41)))["ann"]
    assert (before.available, after.available) == (110, 100)
    assert before.expiring == {far(40): 10}
