"""A member takes back what they told of themselves (business rule 24); pay is kept."""

from datetime import datetime
from typing import Any

from assignment.domain.contest import Contested, WorkEvent
from assignment.domain.refusals import AlreadyDecided, AlreadyWithdrawn, NothingToWithdraw


class Withdrawable(Contested):
    """The part of an Assignment about that. held_points: of which an operator says whether they go back."""

    def __init__(self) -> None:
        super().__init__()
        self.withdrawn = False
        self.held_points = 0

    class Withdrawn(WorkEvent):
        """What was answered to personal questions, and the photos, are erased.

        returned_points: what the answer was paid, when its client gets that back; held_points: the same, when
        an operator has to look first.
        """

        TOPIC = "Assignment.Withdrawn"
        class_version = 2
        client_id: str
        returned_points: int
        held_points: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["held_points"] = 0

        def apply(self, aggregate: "Withdrawable") -> None:
            aggregate.withdrawn, aggregate.held_points = True, self.held_points

    class ReturnDecided(WorkEvent):
        """An operator has looked: the client gets the points back, or 0. reason: a code."""

        TOPIC = "Assignment.ReturnDecided"
        client_id: str
        returned_points: int
        operator_id: str
        reason: str

        def apply(self, aggregate: "Withdrawable") -> None:
            aggregate.held_points = 0

    def check_can_withdraw(self) -> None:
        """Raises AlreadyWithdrawn or NothingToWithdraw."""
        if self.withdrawn:
            raise AlreadyWithdrawn("you have taken this answer back already")
        if self.state not in ("submitted", "accepted", "rejected"):
            raise NothingToWithdraw("there is no answer of yours here that could be taken back")

    def withdraw(self, client_id: str, returned_points: int, held_points: int, at: datetime) -> None:
        """It is erased; `check_can_withdraw` comes first."""
        points = {"returned_points": returned_points, "held_points": held_points}
        self._trigger(self.Withdrawn, at, client_id=client_id, **points)

    def decide_return(
        self, client_id: str, operator_id: str, reason: str, at: datetime, *, goes_back: bool
    ) -> int:
        """Returns the points that go back. Raises AlreadyDecided."""
        if not self.held_points:
            raise AlreadyDecided("nothing of this answer waits for an operator")
        points = self.held_points if goes_back else 0
        who = {"operator_id": operator_id, "reason": reason}
        self._trigger(self.ReturnDecided, at, client_id=client_id, returned_points=points, **who)
        return points
