"""What holds whatever members, partners and the calendar do, in whatever order."""

from collections import defaultdict
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.command import Command
from points_ledger import application
from points_ledger.domain import account_id
from tests.points_ledger.world import (
    AT,
    OTHER_SHOP,
    SHOP,
    Ledger,
    capture,
    gift,
    hold,
    hold_id,
    link,
    pay,
    prefund,
    refund,
    spend,
    spend_id,
    void,
)

COUPON_DAYS = ("2026-12-10", "2027-02-01", "2027-12-01")
NAMES = (
    "pay",
    "gift",
    "coupon",
    "hold",
    "capture",
    "void",
    "end",
    "spend",
    "refund",
    "expire",
    "unlink",
    "link",
)
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(1, 6), st.integers(1, 60)), min_size=1, max_size=8
)
GAPS = st.sampled_from([0, 0, 1, 20, 45, 200, 330]).map(lambda days: timedelta(days=days))


def command(name: str, number: int, points: int, at: datetime) -> Command:
    reference, partner_id = f"ref-{number}", (SHOP, OTHER_SHOP)[number % 2]
    match name:
        case "pay":
            return pay(number * 100 + points, "m1", points)
        case "gift":
            return gift(f"gift-{number}", points, at=at)
        case "coupon":
            day = COUPON_DAYS[number % 3]
            return gift(f"coupon-{number}", points, day, "", [SHOP] if number > 3 else (), at)
        case "hold":
            return hold(reference, points, at, lasts_seconds=86_400 * 30, partner_id=partner_id)
        case "capture":
            return capture(reference, points if points % 2 else None, at)
        case "void":
            return void(reference, at)
        case "end":
            return application.expire_hold(hold_id(reference), "m1", at)
        case "spend":
            return spend(reference, points, at)
        case "refund":
            of = spend_id(reference) if points % 2 else hold_id(reference)
            return refund(of, f"back-{number}-{points}", points // 2 or None, at)
        case "expire":
            return application.expire_lots(account_id("m1"), f"{at}", at)
        case "unlink":
            return application.unlink(f"unlink-{number}-{points}", "m1", partner_id, at)
    return link(number=number * 100 + points)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(GAPS, STEPS), max_size=8))
def test_points_are_never_lost_doubled_or_owed(
    groups: list[tuple[timedelta, list[tuple[str, int, int]]]],
) -> None:
    ledger, at = Ledger(), AT
    ledger.funded(reward_jpy=500, deposit_jpy=5_000)
    ledger.do(link(), link(partner_id=OTHER_SHOP), prefund(200))
    for gap, steps in groups:
        at += gap
        ledger.do(*(command(*step, at) for step in steps))
        check(ledger)


def check(ledger: Ledger) -> None:
    account, partner, books = ledger.account(), ledger.partner(), ledger.books()
    points, jpy = books["points"], books["jpy"]
    assert [sum(accounts.values()) for accounts in books.values()] == [0, 0]
    assert min(account.lots.values(), default=1) > 0
    assert account.balance == sum(account.lots.values()) == points["member:m1"]
    assert points["held:m1"] == account.held >= 0
    assert jpy["partner:shop-1"] == partner.balance >= 0
    assert jpy["payable:shop-1"] == partner.payable >= 0
    assert jpy["points_backing"] == points["member:m1"] + points["held:m1"]
    check_slips(ledger)


def check_slips(ledger: Ledger) -> None:
    ended: dict[object, int] = defaultdict(int)
    for event in ledger.events:
        if type(event).__qualname__ in ("Slip.Captured", "Slip.Released"):
            ended[event.originator_id] += 1
    assert max(ended.values(), default=1) == 1
    slips = ledger.slips()
    assert sum(slip.points for slip in slips if slip.state == "held") == ledger.account().held
    for slip in slips:
        assert 0 <= slip.refunded <= slip.captured <= slip.points
        left = slip.points if slip.state == "held" else slip.captured - slip.refunded
        assert sum(slip.takes.values()) == left
