"""What is known of a member and an order as a whole."""

from datetime import datetime
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Refused


class WasScreenedOut(Refused):
    """The member was screened out of this order, and paid for it."""


class JudgesHere(Refused):
    """The member was shown an answer of this order, to judge an appeal."""


class OrderMember(Aggregate):
    """One member and one order: who was screened out of it once, or judges in it, takes no task of it."""

    def __init__(self) -> None:
        self.screened_out = False
        self.judges = False

    class Event(Aggregate.Event):
        """Of an OrderMember."""

    class ScreenedOut(Event):
        TOPIC = "OrderMember.ScreenedOut"
        order_id: UUID
        member_id: str

        def apply(self, aggregate: "OrderMember") -> None:
            aggregate.screened_out = True

    class Judges(Event):
        TOPIC = "OrderMember.Judges"
        order_id: UUID
        member_id: str

        def apply(self, aggregate: "OrderMember") -> None:
            aggregate.judges = True

    def check_can_lease(self) -> None:
        """Raises WasScreenedOut or JudgesHere."""
        if self.judges:
            raise JudgesHere("you were shown an answer of this order, to judge an appeal")
        if self.screened_out:
            raise WasScreenedOut("you were screened out of this order, and your time was paid")

    def screen_out(self, order_id: UUID, member_id: str, at: datetime) -> None:
        self.trigger_event(self.ScreenedOut, order_id=order_id, member_id=member_id, timestamp=at)

    def judge(self, order_id: UUID, member_id: str, at: datetime) -> None:
        """The member is shown an answer of the order."""
        if not self.judges:
            self.trigger_event(self.Judges, order_id=order_id, member_id=member_id, timestamp=at)
