"""The limits of day and month are those of one member, whichever of the two ids points come to."""

from datetime import datetime
from uuid import uuid4

import pytest

from chassis.command import Command
from points_ledger import application
from points_ledger.domain.rules import Cap
from tests.points_ledger.test_one_id import merge, split_off
from tests.points_ledger.world import AT, ORDER, OTHER_SHOP, Ledger, hold, link, pay, refused, void

WORK = "normal/work"
LATER = datetime.fromisoformat("2026-11-24T20:00:00+09:00")


@pytest.fixture
def two() -> Ledger:
    """m1 with 100 points for work, linked to a shop; m2 with 50, linked to another."""
    ledger = Ledger()
    ledger.funded(reward_jpy=20_000, deposit_jpy=30_000)
    ledger.do(link(), link("m2", OTHER_SHOP), pay(1, "m1", 100), pay(2, "m2", 50))
    return ledger


def test_what_a_merged_account_earns_counts_in_the_day_of_both(two: Ledger) -> None:
    two.do(merge(), pay(3, "m1", 2_000), application.forward("m1", "m2", LATER))
    assert two.account("m2").earned_on_day(LATER) == 2_150
    assert two.account("m2").held == 0
    two.do(pay(4, "m1", 900), application.forward("m1", "m2", LATER.replace(hour=21)))
    assert two.account("m2").earned_on_day(LATER) == 3_050
    assert (two.account("m2").held, two.account("m2").balance) == (50, 3_000)
    [review] = two.account("m2").reviews.values()
    assert (review["to_member"], review["points"]) == ("", 50)


def test_earnings_of_a_merged_account_no_longer_count_after_the_split(two: Ledger) -> None:
    two.do(merge(), pay(3, "m1", 2_000), application.forward("m1", "m2", LATER), split_off(at=LATER))
    assert two.account("m2").earned_on_day(LATER) == 50
    assert two.account("m1").earned_on_day(LATER) == 2_100


def test_points_held_at_a_merge_count_in_the_cap_of_the_month(two: Ledger) -> None:
    rules = application.UseRules(caps=(Cap("regular-members", "regular", 100, 100),))
    two.do(hold("till-1", 60), merge())

    def use(points: int) -> Command:
        return application.spend(OTHER_SHOP, "m2", points, f"s-{points}", AT, rules)

    assert refused(two.do(use(41))) == ["UseRefused"]
    assert refused(two.do(use(40))) == []


def test_points_held_at_a_merge_live_as_long_as_those_of_the_survivor(two: Ledger) -> None:
    late = datetime.fromisoformat("2027-10-30T12:00:00+09:00")
    two.do(hold("till-1", 60, at=late, lasts_seconds=7 * 86_400))
    two.do(application.pay(ORDER, uuid4(), "m2", 10, late), merge(at=late))
    after = datetime.fromisoformat("2027-11-02T12:00:00+09:00")
    two.do(void("till-1", at=after), application.forward("m1", "m2", after))
    assert two.account("m2").lots == {WORK: 60, f"{WORK}/,m1": 100}
