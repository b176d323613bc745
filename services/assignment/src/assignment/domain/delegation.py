"""A member passes a task on to another, who answers it instead (business rule 29)."""

from datetime import datetime, timedelta

from assignment.domain.contest import WorkEvent
from assignment.domain.leasing import LeaseBegun, Leasing
from assignment.domain.refusals import CannotPassOn, OfferEnded, UnknownOffer

KEEP_PERCENT_MOST = 20


def share_kept(points: int, keep_percent: int) -> int:
    """Of these points, what is for who passes the task on: rounded down."""
    return points * keep_percent // 100


class Delegated(Leasing):
    """The part of an Assignment about that: offered while it is leased, then passed on or taken over."""

    class Offered(WorkEvent):
        """keep_percent: of the points, what the one who offers would keep."""

        TOPIC = "Assignment.Offered"
        to_member: str
        keep_percent: int

        def apply(self, aggregate: "Delegated") -> None:
            aggregate.offered_to, aggregate.offered_percent = self.to_member, self.keep_percent

    class OfferDropped(WorkEvent):
        """Nobody is asked any more; `by`: `asker` or `asked`."""

        TOPIC = "Assignment.OfferDropped"
        by: str

        def apply(self, aggregate: "Delegated") -> None:
            aggregate.offered_to = None

    class PassedOn(WorkEvent):
        """The other one has it now, with its place and its reward; this member never answers it."""

        TOPIC = "Assignment.PassedOn"
        to_member: str
        keep_percent: int

        def apply(self, aggregate: "Delegated") -> None:
            aggregate.state, aggregate.offered_to = "passed_on", None
            aggregate.ended_at = self.timestamp

    class TakenOver(LeaseBegun):
        """A lease with the place and the reward of another member's."""

        TOPIC = "Assignment.TakenOver"
        asked_by: str
        keep_percent: int

        def apply(self, aggregate: Leasing) -> None:
            super().apply(aggregate)
            aggregate.asked_by, aggregate.keep_percent = self.asked_by, self.keep_percent

    def offer(self, to_member: str, keep_percent: int, at: datetime) -> None:
        """Asks another member to take the lease over; asks somebody else instead when it was offered before.

        `check_can_submit` comes first. Raises CannotPassOn.
        """
        if self.asked_by:
            raise CannotPassOn("this task was passed on to you; give it back if you cannot do it")
        self._trigger(self.Offered, at, to_member=to_member, keep_percent=keep_percent)

    def drop_offer(self, member_id: str, at: datetime) -> None:
        """By the one who asks or the one who is asked. Raises OfferEnded or UnknownOffer."""
        is_own = member_id == self.member_id
        if is_own and not self.offered_to:
            raise OfferEnded("nobody is asked to take this task over")
        self.check_offered(self.offered_to if is_own else member_id, at)
        self._trigger(self.OfferDropped, at, by="asker" if is_own else "asked")

    def check_offered(self, member_id: str | None, at: datetime) -> None:
        """Raises UnknownOffer for everybody but who is asked, OfferEnded once the lease is over."""
        if not member_id or self.offered_to != member_id:
            raise UnknownOffer("there is no such offer, or it was taken back")
        if self.state != "leased" or (self.expires_at is not None and at >= self.expires_at):
            raise OfferEnded("this offer is over")

    def pass_on(self, at: datetime) -> None:
        """The other one takes it; `check_offered` comes first."""
        self._trigger(self.PassedOn, at, to_member=self.offered_to, keep_percent=self.offered_percent)

    def take_over(self, other: "Delegated", member_id: str, lease_seconds: int, at: datetime) -> None:
        """Leases the task of the other one, which has just passed it on; `check_can_lease` comes first."""
        self.trigger_event(
            self.TakenOver,
            order_id=other.order_id,
            task_id=other.task_id,
            member_id=member_id,
            lease=self.lease_count + 1,
            form_version=other.form_version,
            points=other.points,
            expires_at=at + timedelta(seconds=lease_seconds),
            asked_by=other.member_id,
            keep_percent=other.offered_percent,
            timestamp=at,
        )

    def kept_of(self, points: int) -> int:
        """Of what is paid for the answer, what is for who passed the task on."""
        return share_kept(points, self.keep_percent)
