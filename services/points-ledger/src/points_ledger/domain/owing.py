"""What an escrow could not pay when it was asked: it is kept here, and paid once the money is there."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate


@dataclass(frozen=True, slots=True)
class Kept:
    """So many points of an answer are for the member who passed its task on to who answered it."""

    member_id: str
    points: int

    def bounded(self, paid: int) -> "Kept | None":
        """A fifth of what is paid at most, whatever was said; None when nothing is left."""
        points = min(self.points, paid // 5)
        return Kept(self.member_id, points) if points else None


class Owing(Aggregate):
    """The part of an OrderEscrow that owes. owed: points by the reference of the work, the oldest first.

    owed_kept: for whom how many of them are, of work that was passed on.
    """

    def __init__(self) -> None:
        self.owed: dict[str, int] = {}
        self.owed_kept: dict[str, dict[str, Any]] = {}

    class Owed(Aggregate.Event):
        """Accepted work was not covered; no posting. made_of: as in `MemberAccount.Granted`. kept: a Kept."""

        TOPIC = "OrderEscrow.Owed"
        class_version = 2
        order_id: str
        member_id: str
        points: int
        reference: str
        made_of: list[int]
        is_bonus: bool
        kept: dict[str, Any] | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Work that was passed on came with the second version."""
            state["kept"] = None

        def apply(self, aggregate: "Owing") -> None:
            aggregate.owed[self.reference] = self.points
            if self.kept:
                aggregate.owed_kept[self.reference] = self.kept

    class OwedPaid(Aggregate.Event):
        """It is not owed any more; the posting is the member's `Granted`."""

        TOPIC = "OrderEscrow.OwedPaid"
        reference: str

        def apply(self, aggregate: "Owing") -> None:
            del aggregate.owed[self.reference]
            aggregate.owed_kept.pop(self.reference, None)

    def owe(self, at: datetime, *, kept: Kept | None, **debt: Any) -> None:
        """Keeps what is to be paid later. debt: the other fields of Owed."""
        self.trigger_event(self.Owed, **debt, kept=asdict(kept) if kept else None, timestamp=at)

    def kept_of(self, reference: str) -> Kept | None:
        """Of what is owed, what is for who passed the task on."""
        kept = self.owed_kept.get(reference)
        return Kept(**kept) if kept else None

    def is_next(self, reference: str) -> bool:
        """Whether nothing older is owed."""
        return next(iter(self.owed), "") == reference

    def end_owing(self, reference: str, at: datetime) -> None:
        """It is being paid."""
        self.trigger_event(self.OwedPaid, reference=reference, timestamp=at)
