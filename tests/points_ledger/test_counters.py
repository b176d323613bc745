"""Caps of a day and a month hold although commands are stamped late: by batches, or by replicas' clocks."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from chassis.command import Command
from points_ledger import application
from points_ledger.domain import DEFAULT_RULES, Limits
from tests.points_ledger.world import ORDER, SHOP, Ledger, gift, link, pay, prefund, refused

EVENING = datetime(2026, 11, 30, 14, 59, 58, tzinfo=UTC)
MORNING = EVENING + timedelta(seconds=10)
MONTH, AT_ONCE = DEFAULT_RULES.caps[0].month_points, DEFAULT_RULES.caps[0].use_points
KEYS = count()


@pytest.fixture
def small() -> Ledger:
    """Three members with 2,000 points for work each, the first linked to a shop that has prefunded."""
    ledger = Ledger()
    ledger.funded(reward_jpy=200_000, deposit_jpy=400_000)
    ledger.do(*(pay(number, f"m{number}", 2_000) for number in range(1, 4)))
    ledger.do(link(), link("m2"), prefund(1_000_000))
    return ledger


def spend(points: int, at: datetime) -> Command:
    return application.spend(SHOP, "m1", points, f"till-{next(KEYS)}", at)


def split(giver: str, to: str, points: int, at: datetime) -> Command:
    return application.split(f"split/{next(KEYS)}", giver, [(to, points)], ["m1", "m2", "m3"], at)


def set_aside(ledger: Ledger, *commands: Command) -> list[object]:
    return [getattr(done, "ids", {}).get("set_aside") for done in ledger.do(*commands)]


def test_a_use_of_last_month_that_comes_late_does_not_open_this_month_anew(small: Ledger) -> None:
    no_limits = Limits(earned_day_points=10**9)
    small.do(application.pay(ORDER, ORDER, "m1", MONTH + 100, EVENING, limits=no_limits))
    uses = [spend(min(AT_ONCE, MONTH - n), MORNING) for n in range(0, MONTH, AT_ONCE)]
    assert refused(small.do(*uses)) == []
    assert refused(small.do(spend(1, MORNING), spend(1, EVENING), spend(1, MORNING))) == ["UseRefused"] * 3


def test_points_earned_yesterday_that_come_late_do_not_open_today_anew(small: Ledger) -> None:
    small.do(application.pay(ORDER, ORDER, "m1", 3_000, MORNING))
    assert refused(small.do(application.pay(ORDER, UUID(int=9), "m1", 1, EVENING))) == []
    assert small.account().held == 1
    assert set_aside(small, split("m2", "m1", 1, MORNING)) == [1]


def test_a_share_of_yesterday_that_comes_late_does_not_open_today_between_the_two_anew(small: Ledger) -> None:
    shares = [split("m1", "m2", 500, MORNING), split("m1", "m3", 1, EVENING), split("m1", "m2", 1, EVENING)]
    assert set_aside(small, *shares, split("m1", "m2", 1, MORNING)) == [0, 0, 1, 1]


def test_what_came_late_from_somebody_still_came_lately(small: Ledger) -> None:
    small.do(split("m2", "m1", 1, MORNING), split("m2", "m1", 1, EVENING))
    assert small.account("m1").came_from == {"m2": "2026-12-01"}


def test_a_grant_of_yesterday_that_comes_late_does_not_open_the_partners_day_anew(small: Ledger) -> None:
    small.do(application.cap("cap", SHOP, 3_000, 3_500, EVENING))
    late = gift("g2", 1, at=EVENING)
    assert refused(small.do(gift("g1", 3_000, at=MORNING))) == []
    assert refused(small.do(late, gift("g3", 1, at=MORNING))) == ["CapReached", "CapReached"]
    other = [gift("g4", 400, at=MORNING, member_id="m2"), gift("g5", 100, at=EVENING, member_id="m2")]
    assert refused(small.do(*other)) == []
    assert refused(small.do(gift("g6", 1, at=MORNING, member_id="m2"))) == ["CapReached"]


def test_a_group_around_midnight_counts_each_grant_on_the_day_that_had_begun(small: Ledger) -> None:
    small.do(application.cap("cap", SHOP, 3_000, 3_000, EVENING))
    small.do(application.cap_key("cap-key", SHOP, "till", 2_500, EVENING))
    grants = (
        gift_with_key("g1", 2_500, EVENING, "m1"),
        gift_with_key("g2", 2_400, MORNING, "m1"),
        gift_with_key("g3", 100, EVENING, "m2"),
        gift_with_key("g4", 1, EVENING, "m2"),
        gift_with_key("g5", 500, MORNING, "m2", key=""),
        gift_with_key("g6", 1, MORNING, "m2", key=""),
    )
    assert [type(one).__name__ for one in small.do(*grants)] == [
        *("Outcome", "Outcome", "Outcome", "CapReached", "Outcome", "CapReached")
    ]
    assert small.partner().granted_on_day == 3_000
    assert small.partner().granted_by_key == {"till": 2_500}


def gift_with_key(reference: str, points: int, at: datetime, member_id: str, key: str = "till") -> Command:
    given = points, reference, "normal", "", "", []
    return application.grant(SHOP, member_id, *given, at, api_key_id=key)  # type: ignore[arg-type]


def test_a_coupon_whose_end_is_written_is_not_spent_by_what_is_stamped_before_it(small: Ledger) -> None:
    small.do(link("m4"), gift("coupon", 30, "2026-11-30", at=EVENING, member_id="m4"))
    small.do(split("m1", "m4", 10, MORNING))
    late = application.spend(SHOP, "m4", 20, "late", EVENING)
    assert refused(small.do(late)) == ["NotEnoughPoints"]
    assert small.account("m4").lots == {"normal/work": 10}
