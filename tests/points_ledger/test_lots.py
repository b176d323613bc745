"""Which lots are taken in which order, and where points come back to."""

from hypothesis import given
from hypothesis import strategies as st

from points_ledger.domain.lots import LIMITED, NORMAL, Lot, grace_of, last_of, lot_of, split, take, usable

DAY, NORMAL_UNTIL = "2026-11-24", "2027-10-31"
WORK = Lot(NORMAL, "work").key
DAYS = st.dates().map(lambda day: day.isoformat())
LOTS = st.builds(
    Lot,
    st.just(LIMITED),
    st.sampled_from(["campaign", "refund"]),
    DAYS,
    st.just("") | DAYS,
    st.lists(st.from_regex(r"[A-Za-z0-9_.~:@+|-]{1,8}", fullmatch=True), max_size=3).map(tuple),
)
TAKES = st.dictionaries(st.text(max_size=3), st.integers(1, 50), max_size=6)


def limited(expires_on: str, usable_from: str = "", *partners: str) -> str:
    return Lot(LIMITED, "campaign", expires_on, usable_from, partners).key


@given(LOTS)
def test_a_key_says_all_about_its_lot(lot: Lot) -> None:
    assert lot_of(lot.key) == lot


def test_limited_points_go_before_normal_ones_the_nearest_end_first_then_the_oldest() -> None:
    late, soon, other = limited("2027-01-31"), limited("2026-12-31"), limited("2027-01-31", "2026-01-01")
    lots = [Lot(NORMAL, "partner").key, late, WORK, soon, other]
    assert usable(lots, DAY, "shop", NORMAL_UNTIL) == [soon, late, other, Lot(NORMAL, "partner").key, WORK]


def test_what_is_pending_expired_or_another_partners_is_left_out() -> None:
    mine = limited("2026-12-31", "", "shop", "shop-2")
    lots = [limited("2026-11-23"), limited("2026-12-31", "2026-11-25"), limited("2026-12-31", "", "x"), mine]
    assert usable(lots, DAY, "shop", NORMAL_UNTIL) == [mine]


def test_a_lot_may_be_used_through_its_first_and_its_last_day() -> None:
    lot = limited("2026-11-26", "2026-11-25")
    seen = [day for day in range(23, 29) if usable([lot], f"2026-11-{day}", "shop", NORMAL_UNTIL)]
    assert seen == [25, 26]
    assert usable([WORK], NORMAL_UNTIL, "shop", NORMAL_UNTIL) == [WORK]
    assert usable([WORK], "2027-11-01", "shop", NORMAL_UNTIL) == []


@given(TAKES, st.integers(0, 400))
def test_taking_takes_what_there_is_in_order_and_no_more(lots: dict[str, int], points: int) -> None:
    takes = take(lots, points, lots)
    assert sum(takes.values()) == min(points, sum(lots.values()))
    assert list(takes) == list(lots)[: len(takes)]
    assert all(takes[key] == lots[key] for key in list(takes)[:-1])
    assert all(0 < taken <= lots[key] for key, taken in takes.items())


@given(TAKES, st.integers(0, 400))
def test_a_part_and_the_rest_are_the_whole(takes: dict[str, int], points: int) -> None:
    for one, other in (split(takes, points), last_of(takes, points)):
        assert {key: one.get(key, 0) + other.get(key, 0) for key in takes} == takes
        assert sum(one.values()) == min(points, sum(takes.values()))


def test_the_last_taken_comes_back_first() -> None:
    assert last_of({"a": 30, "b": 20}, 25) == ({"b": 20, "a": 5}, {"a": 25})


def test_points_of_an_expired_coupon_come_back_for_thirty_days_at_the_same_partners() -> None:
    lot = grace_of(lot_of(limited("2026-11-01", "", "shop")), DAY)
    assert lot == Lot(LIMITED, "refund", "2026-12-24", "", ("shop",))
