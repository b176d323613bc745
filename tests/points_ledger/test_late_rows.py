"""What a terminal did without a line: booked when it is told, in effect from when it happened."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from chassis.clock import now
from points_ledger import application, service
from points_ledger.application import EXCHANGED, HOLD, slip_id
from tests.points_ledger.replica import OPERATOR, Ledger, events, funded
from tests.points_ledger.shop import ANN, RIVAL, SHOP, free_and_held, linked, points, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
PATH = "/v1/points/batches"
TOKYO = timezone(timedelta(hours=9))


def row(op: str, reference: str = "", member_points: int = 5, **more: Any) -> dict[str, Any]:
    placing = {"member_id": "ann", "points": member_points, "reference": reference} if reference else {}
    return {"op": op, **placing, **more}


def told(ledger: Ledger, *rows: dict[str, Any], atomic: bool = False) -> Any:
    answer = post(ledger, PATH, SHOP, atomic=atomic, rows=list(rows))
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(ledger: Ledger, one: dict[str, Any]) -> tuple[int, list[str]]:
    [result] = told(ledger, one)["results"]
    return result["status"], [error["where"] for error in result["errors"]]


def balance(ledger: Ledger, by: str, at: datetime, account: str = "member:ann") -> int:
    params = {"at": at.isoformat(), "by": by}
    found = ledger.ask("GET", f"/v1/ledger/balances/{account}", OPERATOR, params=params).json()
    return int(found["balances"].get("points", 0))


def earned_long_ago(ledger: Ledger, earned: int = 100) -> None:
    """A member of the shop whose points are there since a month."""
    order_id, before = funded(ledger), now() - timedelta(days=30)
    ledger.do(application.pay(order_id, order_id, "ann", earned, before))
    linked(ledger, 0)


@pytest.mark.parametrize("atomic", [True, False])
def test_points_become_e_money_within_a_batch(ledger: Ledger, atomic: bool) -> None:
    linked(ledger, 100)
    begun = str(slip_id(EXCHANGED, SHOP.id, "e-1"))
    other = str(slip_id(EXCHANGED, SHOP.id, "e-2"))
    rows = [
        row("exchange", "e-1", 30),
        row("confirm", exchange_id=begun),
        row("exchange", "e-2", 20),
        row("void", exchange_id=other),
    ]
    first = told(ledger, *rows, atomic=atomic)
    assert ([one["id"] for one in first["results"]], first["done"]) == ([begun, begun, other, other], 4)
    assert free_and_held(ledger) == (70, 0)
    assert told(ledger, *rows, atomic=atomic) == first
    assert free_and_held(ledger) == (70, 0)
    assert balance(ledger, "booking", now(), f"payable:{SHOP.id}") == 0


def test_an_exchange_is_no_hold_and_another_partners_is_none_at_all(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 0, shop=RIVAL)
    theirs = post(ledger, "/v1/points/exchanges", RIVAL, member_id="ann", points=5, reference="x").json()
    hold, exchange = str(slip_id(HOLD, SHOP.id, "h")), str(slip_id(EXCHANGED, SHOP.id, "e"))
    told(ledger, row("hold", "h"), row("exchange", "e"))
    results = told(
        ledger,
        row("confirm", exchange_id=hold),
        row("capture", hold_id=exchange),
        row("confirm", exchange_id=theirs["exchange_id"]),
        row("void", exchange_id=hold),
        row("void"),
    )["results"]
    assert [one["status"] for one in results] == [404, 404, 404, 404, 422]
    assert free_and_held(ledger) == (85, 15)


def test_each_row_takes_effect_when_it_happened_and_is_booked_when_it_is_told(ledger: Ledger) -> None:
    earned_long_ago(ledger)
    prefunded(ledger)
    at = now().replace(microsecond=0)
    spent, bought, back = (at - timedelta(days=days) for days in (3, 2, 1))
    hold = str(slip_id(HOLD, SHOP.id, "h"))
    told(
        ledger,
        row("spend", "s", 40, occurred_at=spent.astimezone(TOKYO).isoformat()),
        row("hold", "h", 30, occurred_at=bought.isoformat()),
        row("capture", hold_id=hold, points=20, occurred_at=bought.isoformat()),
        row("refund", spend_id=str(slip_id("spend", SHOP.id, "s")), points=15, occurred_at=back.isoformat())
        | {"reference": "r"},
        row("grant", "g", 7, occurred_at=back.isoformat()),
    )
    moments = [one - timedelta(seconds=1) for one in (spent, bought, back)] + [at]
    assert [balance(ledger, "effective", one) for one in moments] == [100, 60, 40, 62]
    assert [balance(ledger, "booking", one) for one in moments] == [100] * 4
    assert balance(ledger, "booking", now()) == free_and_held(ledger)[0] == 62
    lines = ledger.ask("GET", "/v1/me/points/entries", ANN).json()["items"]
    happened = {line["kind"]: datetime.fromisoformat(line["occurred_at"]) for line in lines}
    assert (happened["spent"], happened["captured"], happened["refunded"]) == (spent, bought, back)
    assert [datetime.fromisoformat(line["booked_at"]) >= at for line in lines] == [True] * 6 + [False]


def test_a_row_is_of_the_last_seven_days_and_not_ahead_of_the_clock(ledger: Ledger) -> None:
    linked(ledger, 100)
    at = now()
    for moment in (at + timedelta(minutes=6), at - timedelta(days=7, minutes=1)):
        for one in (
            row("spend", "s"),
            row("hold", "h"),
            row("exchange", "e"),
        ):
            assert refusal(ledger, one | {"occurred_at": moment.isoformat()}) == (422, ["occurred_at"])
    for wrong in (
        "2026-11-28T09:30:00",
        "yesterday",
        1_700_000_000,
        "1700000000",
        "0001-01-01T00:00:00+09:00",
    ):
        assert refusal(ledger, row("spend", "s", occurred_at=wrong)) == (422, ["occurred_at"])
    assert free_and_held(ledger) == (100, 0)
    ahead, oldest = at + timedelta(minutes=4), at - timedelta(days=6, hours=23)
    rows = [
        row("spend", "a", occurred_at=ahead.isoformat()),
        row("spend", "o", occurred_at=oldest.isoformat()),
    ]
    assert told(ledger, *rows)["done"] == 2
    stated = [one.occurred_at <= one.timestamp for one in events(ledger) if hasattr(one, "spend_id")]
    assert stated == [True, True]


def test_a_row_that_was_done_is_answered_alike_after_its_days_are_over(ledger: Ledger) -> None:
    linked(ledger, 100)
    happened = now() - timedelta(days=6)
    command = application.spend(SHOP.id, "ann", 5, "s", now(), occurred_at=happened)
    later = application.spend(SHOP.id, "ann", 5, "s", now() + timedelta(days=5), occurred_at=happened)
    other = application.spend(SHOP.id, "ann", 5, "s", now(), occurred_at=happened - timedelta(hours=1))
    for number, one in enumerate((command, later, other)):
        one.key = f"key-{number}"
    first, again, another = (ledger.do(one)[0] for one in (command, later, other))
    assert (first, type(another).__name__) == (again, "ReferenceUsed")
    assert free_and_held(ledger) == (95, 0)


def coupon(ledger: Ledger, at: datetime, last_day: str, first_day: str = "") -> None:
    given = (SHOP.id, "ann", 50, f"coupon-{last_day}", "limited", last_day, first_day, [])
    ledger.do(application.grant(*given, at))


def test_a_row_does_not_wake_points_that_have_expired_before_it_is_told(ledger: Ledger) -> None:
    """Whether the job has written the expiry yet or not makes no difference."""
    linked(ledger, 10)
    prefunded(ledger)
    at = now()
    coupon(ledger, at - timedelta(days=3), (at - timedelta(days=2)).astimezone(TOKYO).date().isoformat())
    valid = (at - timedelta(days=3)).isoformat()
    late = row("spend", "s", 40, occurred_at=valid)
    assert told(ledger, late)["results"][0]["code"] == "not-enough-points"
    ledger.due(service.due_lots, at)
    assert told(ledger, late)["results"][0]["code"] == "not-enough-points"
    gone = row("grant", "g", 5, kind="limited", occurred_at=valid)
    gone["expires_on"] = (at - timedelta(days=1)).astimezone(TOKYO).date().isoformat()
    assert refusal(ledger, gone) == (422, ["expires_on"])
    assert (free_and_held(ledger), balance(ledger, "booking", at, "breakage")) == ((10, 0), 50)


def test_a_row_takes_no_points_that_were_pending_when_it_happened(ledger: Ledger) -> None:
    linked(ledger, 10)
    prefunded(ledger)
    at = now()
    today = at.astimezone(TOKYO).date()
    coupon(ledger, at - timedelta(days=3), (today + timedelta(days=9)).isoformat(), today.isoformat())
    before = row("spend", "s", 40, occurred_at=(at - timedelta(days=2)).isoformat())
    assert told(ledger, before)["results"][0]["code"] == "not-enough-points"
    assert told(ledger, row("spend", "t", 40))["done"] == 1
    assert points(ledger)["available"] == 20


def test_a_hold_that_is_over_is_not_captured_by_a_moment_before_its_end(ledger: Ledger) -> None:
    linked(ledger, 100)
    before = now() - timedelta(hours=2)
    ledger.do(application.hold(SHOP.id, "ann", 30, "h", 3_600, before))
    late = row("capture", hold_id=str(slip_id(HOLD, SHOP.id, "h")))
    late["occurred_at"] = (before + timedelta(minutes=5)).isoformat()
    assert told(ledger, late)["results"][0]["code"] == "hold-ended"


def test_caps_count_a_late_row_on_the_day_on_which_it_is_booked(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger, 10_000)
    moments = [(now() - timedelta(days=days)).isoformat() for days in (1, 2, 3)]
    rows = [row("grant", f"g-{n}", 1_500, occurred_at=moment) for n, moment in enumerate(moments)]
    assert [one["status"] for one in told(ledger, *rows)["results"]] == [201, 201, 409]
