"""The calendar of points: days in Tokyo as ISO dates, which compare as text, and when points end."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
"""Japan knows no summer time, so no table of zones is needed."""

NO_DAY = ""
DAYS_KEPT = 1_000


@lru_cache(DAYS_KEPT)
def day_of(at: datetime) -> str:
    """The day in Tokyo. A grant asks for the same moment several times.

    Days begin with an hour, so an hour is worked out once.
    """
    return _day_of_hour(int(at.timestamp()) // 3600)


@lru_cache(DAYS_KEPT)
def _day_of_hour(hour: int) -> str:
    return datetime.fromtimestamp(hour * 3600, TOKYO).date().isoformat()


def normal_expiry(at: datetime) -> str:
    """The last day of normal points: of the month before the same month of the next year."""
    return normal_expiry_of(day_of(at))


@lru_cache(DAYS_KEPT)
def normal_expiry_of(day: str) -> str:
    """The same for points earned on a day."""
    earned = date.fromisoformat(day)
    return (date(earned.year + 1, earned.month, 1) - timedelta(days=1)).isoformat()


def month_before(at: datetime) -> tuple[str, datetime]:
    """The month before that of `at` in Tokyo, and the last moment of it."""
    begun = at.astimezone(TOKYO).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last = begun - timedelta(microseconds=1)
    return f"{last:%Y-%m}", last


def days_later(day: str, days: int) -> str:
    """The day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
