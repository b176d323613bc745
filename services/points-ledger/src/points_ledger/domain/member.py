"""A member's account, in points."""

from datetime import datetime
from uuid import UUID

from eventsourcing.domain import Aggregate


class MemberAccount(Aggregate):
    """A member's points. Each grant is a posting that names both of its sides."""

    def __init__(self) -> None:
        self.member_id = ""
        self.balance = 0
        self.refused = 0

    class Granted(Aggregate.Event):
        """Points: debit `issued`, credit the member. Yen: debit the escrow, credit what backs the points."""

        TOPIC = "MemberAccount.Granted"
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            aggregate.balance += self.points

    class GrantRefused(Aggregate.Event):
        """Accepted work that could not be paid; no posting, an alert."""

        TOPIC = "MemberAccount.GrantRefused"
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str
        reason: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            aggregate.refused += 1

    def grant(self, member_id: str, points: int, reference: str, order_id: UUID, at: datetime) -> None:
        """Points for work, at once usable (business rule 4)."""
        self.trigger_event(
            self.Granted,
            member_id=member_id,
            points=points,
            origin="work",
            reference=reference,
            order_id=str(order_id),
            timestamp=at,
        )

    def refuse_grant(
        self, member_id: str, points: int, reference: str, order_id: UUID, reason: str, at: datetime
    ) -> None:
        """Keeps that work could not be paid, for an operator to decide."""
        self.trigger_event(
            self.GrantRefused,
            member_id=member_id,
            points=points,
            origin="work",
            reference=reference,
            order_id=str(order_id),
            reason=reason,
            timestamp=at,
        )
