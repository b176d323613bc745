"""When something happened that a terminal without a line has told later: its moment beside the booking."""

from datetime import datetime, timedelta

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import MomentWrong

LATE_DAYS = 7
AHEAD_MINUTES = 5


class Occurred(Aggregate.Event):
    """A move that partners ask for. occurred_at: before its booking; None when at the same moment."""

    class_version = 2
    occurred_at: datetime | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, object]) -> None:
        """Stated moments came with the second version."""
        state["occurred_at"] = None


def stated(occurred_at: datetime | None, at: datetime) -> datetime | None:
    """The moment of what is booked at `at`, which it never lies behind. Raises MomentWrong."""
    if occurred_at is None:
        return None
    if occurred_at > at + timedelta(minutes=AHEAD_MINUTES):
        raise MomentWrong(f"lies more than {AHEAD_MINUTES} minutes ahead")
    if occurred_at < at - timedelta(days=LATE_DAYS):
        raise MomentWrong(f"is more than {LATE_DAYS} days ago")
    return min(occurred_at, at)
