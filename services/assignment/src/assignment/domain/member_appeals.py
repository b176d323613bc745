"""What became of a member's appeals: who has lost too many has one open at a time."""

from datetime import datetime
from uuid import UUID, uuid5

from assignment.domain.refusals import OneAppealAtATime
from chassis.aggregate import Aggregate

_NAMESPACE = UUID("5a0b4a33-8b55-4a2c-9c39-6f0b7b0f6c1e")
_LAST, _LOST_MOST = 10, 5


def appeals_stream(member_id: str) -> UUID:
    """The MemberAppeals of a member."""
    return uuid5(_NAMESPACE, member_id)


class MemberAppeals(Aggregate):
    """One per member. last: whether each of the last ten decided was won, the oldest first."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.last: list[bool] = []

    class Event(Aggregate.Event):
        """Of a MemberAppeals."""

    class Opened(Event):
        TOPIC = "MemberAppeals.Opened"
        assignment_id: str

        def apply(self, aggregate: "MemberAppeals") -> None:
            aggregate.open.append(self.assignment_id)

    class Decided(Event):
        TOPIC = "MemberAppeals.Decided"
        assignment_id: str
        won: bool

        def apply(self, aggregate: "MemberAppeals") -> None:
            aggregate.open.remove(self.assignment_id)
            aggregate.last = [*aggregate.last, self.won][-_LAST:]

    def begin(self, assignment_id: UUID, at: datetime) -> None:
        """Raises OneAppealAtATime."""
        if self.open and self.last.count(False) >= _LOST_MOST:
            raise OneAppealAtATime(
                f"{_LOST_MOST} of your last appeals were lost; the open one has to be decided first"
            )
        self.trigger_event(self.Opened, assignment_id=str(assignment_id), timestamp=at)

    def end(self, assignment_id: UUID, won: bool, at: datetime) -> None:
        """Counts it; what never became an appeal does not count."""
        if str(assignment_id) in self.open:
            self.trigger_event(self.Decided, assignment_id=str(assignment_id), won=won, timestamp=at)
