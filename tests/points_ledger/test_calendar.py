"""Days in Tokyo, and when normal points end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from points_ledger.domain import day_of, days_later, normal_expiry

MOMENTS = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2040-01-01"), timezones=st.just(UTC)
)


@pytest.mark.parametrize(
    ("earned", "last_day"),
    [
        ("2026-11-26T03:00:00+00:00", "2027-10-31"),
        ("2026-11-30T14:59:59+00:00", "2027-10-31"),
        ("2026-11-30T15:00:00+00:00", "2027-11-30"),
        ("2026-01-10T00:00:00+00:00", "2026-12-31"),
        ("2027-03-01T00:00:00+09:00", "2028-02-29"),
        ("2028-02-29T12:00:00+09:00", "2029-01-31"),
    ],
)
def test_normal_points_end_with_the_month_before_the_same_month_of_the_next_year(
    earned: str, last_day: str
) -> None:
    assert normal_expiry(datetime.fromisoformat(earned)) == last_day


def test_a_day_begins_at_midnight_in_tokyo() -> None:
    assert day_of(datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC)) == "2026-12-31"
    assert day_of(datetime(2026, 12, 31, 15, tzinfo=UTC)) == "2027-01-01"


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_points_earned_later_never_end_earlier(earned: datetime, later: timedelta) -> None:
    assert normal_expiry(earned) <= normal_expiry(earned + later)


@given(MOMENTS)
def test_normal_points_last_for_eleven_to_twelve_months(earned: datetime) -> None:
    last_day = normal_expiry(earned)
    assert days_later(day_of(earned), 334) <= last_day <= days_later(day_of(earned), 365)
    assert (date.fromisoformat(last_day) + timedelta(days=1)).day == 1
