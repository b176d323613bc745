"""A member takes back what they told of themselves (business rule 24); pay is kept."""

from datetime import datetime

from assignment.domain.contest import Contested, WorkEvent
from assignment.domain.refusals import AlreadyWithdrawn, NothingToWithdraw


class Withdrawable(Contested):
    """The part of an Assignment about that."""

    def __init__(self) -> None:
        super().__init__()
        self.withdrawn = False

    class Withdrawn(WorkEvent):
        """What was answered to personal questions, and the photos, are erased.

        returned_points: what the answer was paid, when its client gets that back.
        """

        TOPIC = "Assignment.Withdrawn"
        client_id: str
        returned_points: int

        def apply(self, aggregate: "Withdrawable") -> None:
            aggregate.withdrawn = True

    def check_can_withdraw(self) -> None:
        """Raises AlreadyWithdrawn or NothingToWithdraw."""
        if self.withdrawn:
            raise AlreadyWithdrawn("you have taken this answer back already")
        if self.state not in ("submitted", "accepted", "rejected"):
            raise NothingToWithdraw("there is no answer of yours here that could be taken back")

    def withdraw(self, client_id: str, returned_points: int, at: datetime) -> None:
        """It is erased; `check_can_withdraw` comes first."""
        self._trigger(self.Withdrawn, at, client_id=client_id, returned_points=returned_points)
