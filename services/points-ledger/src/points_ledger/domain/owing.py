"""What an escrow could not pay when it was asked: it is kept here, and paid once the money is there."""

from datetime import datetime

from chassis.aggregate import Aggregate


class Owing(Aggregate):
    """The part of an OrderEscrow that owes. owed: points by the reference of the work, the oldest first."""

    def __init__(self) -> None:
        self.owed: dict[str, int] = {}

    class Owed(Aggregate.Event):
        """Accepted work was not covered; no posting. made_of: as in `MemberAccount.Granted`."""

        TOPIC = "OrderEscrow.Owed"
        order_id: str
        member_id: str
        points: int
        reference: str
        made_of: list[int]
        is_bonus: bool

        def apply(self, aggregate: "Owing") -> None:
            aggregate.owed[self.reference] = self.points

    class OwedPaid(Aggregate.Event):
        """It is not owed any more; the posting is the member's `Granted`."""

        TOPIC = "OrderEscrow.OwedPaid"
        reference: str

        def apply(self, aggregate: "Owing") -> None:
            del aggregate.owed[self.reference]

    def owe(
        self,
        order_id: str,
        member_id: str,
        points: int,
        reference: str,
        made_of: list[int],
        is_bonus: bool,
        at: datetime,
    ) -> None:
        """Keeps what is to be paid later."""
        self.trigger_event(
            self.Owed,
            order_id=order_id,
            member_id=member_id,
            points=points,
            reference=reference,
            made_of=made_of,
            is_bonus=is_bonus,
            timestamp=at,
        )

    def is_next(self, reference: str) -> bool:
        """Whether nothing older is owed."""
        return next(iter(self.owed), "") == reference

    def end_owing(self, reference: str, at: datetime) -> None:
        """It is being paid."""
        self.trigger_event(self.OwedPaid, reference=reference, timestamp=at)
