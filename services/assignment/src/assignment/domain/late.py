"""An answer that comes late: taken while its place is free, else paid by the platform, once a day."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from assignment.domain.contest import WorkEvent
from assignment.domain.days import day_of
from assignment.domain.delegation import Delegated
from assignment.domain.refusals import AlreadyTaken, LateToday
from chassis.aggregate import Aggregate

LATE_WITHIN = timedelta(hours=24)
_NAMESPACE = UUID("d6a8e2c4-5a55-4d3c-8a0b-9a5f3c2b7e18")


class ComingLate(Delegated):
    """The part of an Assignment about that.

    late: `asked` while points-ledger looks whether it can be paid, then `paid` or `not_paid`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.late = ""

    class Resumed(WorkEvent):
        """The answer comes late, and takes its place again."""

        TOPIC = "Assignment.Resumed"

        def apply(self, aggregate: "ComingLate") -> None:
            aggregate.state, aggregate.resumed = "leased", True

    class CameLate(WorkEvent):
        """The answer comes late, and its place is gone; nothing of it is kept. points: of the lease."""

        TOPIC = "Assignment.CameLate"
        points: int

        def apply(self, aggregate: "ComingLate") -> None:
            aggregate.late = "asked"

    class LatePayAnswered(WorkEvent):
        """Whether the platform has paid for it."""

        TOPIC = "Assignment.LatePayAnswered"
        paid: bool

        def apply(self, aggregate: "ComingLate") -> None:
            aggregate.late = "paid" if self.paid else "not_paid"

    def comes_late(self, at: datetime) -> bool:
        """Whether this lease has ended by its time, not long ago, and is the member's own."""
        if self.state not in ("leased", "expired") or self.resumed or self.expires_at is None:
            return False
        return self.asked_by is None and self.expires_at <= at < self.expires_at + LATE_WITHIN

    def check_can_lease(self) -> None:
        """Raises AlreadyTaken."""
        super().check_can_lease()
        self.check_not_late_before()

    def check_not_late_before(self) -> None:
        """Raises AlreadyTaken for work for which the platform pays, or may."""
        if self.late in ("asked", "paid"):
            raise AlreadyTaken("your answer to this task came late, and was handled as that")

    def resume(self, at: datetime) -> None:
        """Its place is taken again; `comes_late` comes first."""
        self._trigger(self.Resumed, at)

    def come_late(self, at: datetime) -> None:
        """Its place is gone; `comes_late` comes first."""
        self._trigger(self.CameLate, at, points=self.points)

    def note_late_pay(self, paid: bool, at: datetime) -> None:
        """What points-ledger has said; old news is ignored."""
        if self.late == "asked":
            self._trigger(self.LatePayAnswered, at, paid=paid)


def late_stream(member_id: str) -> UUID:
    """The LateAnswers of a member."""
    return uuid5(_NAMESPACE, member_id)


class LateAnswers(Aggregate):
    """One per member. day: in Tokyo, on which the platform was last asked to pay for one."""

    def __init__(self) -> None:
        self.day = ""

    class Counted(Aggregate.Event):
        TOPIC = "LateAnswers.Counted"
        day: str

        def apply(self, aggregate: "LateAnswers") -> None:
            aggregate.day = self.day

    def count(self, at: datetime) -> None:
        """Raises LateToday."""
        day = day_of(at)
        if day <= self.day:
            raise LateToday("your answer came late and its place is taken; one such answer a day is paid")
        self.trigger_event(self.Counted, day=day, timestamp=at)
