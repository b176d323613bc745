"""The calendar of members and clients: days in Tokyo."""

from datetime import datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def day_of(at: datetime) -> str:
    """The date in Tokyo, as 2026-11-28."""
    return at.astimezone(TOKYO).date().isoformat()
