"""A member holds a task for a while: leased, then given back, expired, stopped or ended early."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from assignment.domain.contest import WorkEvent
from assignment.domain.refusals import (
    AlreadySubmitted,
    AlreadyTaken,
    LeaseEnded,
    LeaseExpired,
    NotDueYet,
    OrderStopped,
)
from assignment.domain.withdrawal import Withdrawable


class LeaseBegun(WorkEvent):
    """Of the events by which a task becomes a member's for a while."""

    form_version: int
    points: int
    expires_at: datetime

    def apply(self, aggregate: "Leasing") -> None:
        aggregate.state = "leased"
        aggregate.order_id = self.order_id
        aggregate.task_id = self.task_id
        aggregate.member_id = self.member_id
        aggregate.lease_count = self.lease
        aggregate.form_version = self.form_version
        aggregate.points = self.points
        aggregate.leased_at = self.timestamp
        aggregate.expires_at = self.expires_at
        aggregate.ended_at = None
        aggregate.asked_by, aggregate.keep_percent = None, 0
        aggregate.resumed = False
        aggregate.offered_to = None


class NotDelivered(WorkEvent):
    """Of the events that end a lease without an answer. asked_by: for whom that counts, if another."""

    class_version = 2
    asked_by: str | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Tasks could be passed on with the second version."""
        state["asked_by"] = None


class Leasing(Withdrawable):
    """The part of an Assignment about its lease.

    asked_by: who passed the task on, keeping a share. offered_to: who is asked to take it over. resumed: the
    answer comes late and has taken its place again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked_by: str | None = None
        self.keep_percent = 0
        self.offered_to: str | None = None
        self.offered_percent = 0
        self.resumed = False
        self.form_version = 0
        self.points = 0
        self.leased_at: datetime | None = None
        self.expires_at: datetime | None = None
        self.ended_at: datetime | None = None

    class Leased(LeaseBegun):
        TOPIC = "Assignment.Leased"

    class Returned(NotDelivered):
        TOPIC = "Assignment.Returned"
        reason: str

        def apply(self, aggregate: "Leasing") -> None:
            aggregate.state, aggregate.ended_at = "returned", self.timestamp

    class Expired(NotDelivered):
        TOPIC = "Assignment.Expired"

        def apply(self, aggregate: "Leasing") -> None:
            aggregate.state, aggregate.ended_at = "expired", self.timestamp

    class Stopped(WorkEvent):
        """A safety stop ended the lease; the time spent is paid."""

        TOPIC = "Assignment.Stopped"
        form_version: int
        points: int

        def apply(self, aggregate: "Leasing") -> None:
            aggregate.state, aggregate.ended_at = "stopped", self.timestamp

    class ScreenedOut(WorkEvent):
        """An answer has ended the work early: none is kept, and the time to that exit is paid."""

        TOPIC = "Assignment.ScreenedOut"
        form_version: int
        reason: str
        points: int

        def apply(self, aggregate: "Leasing") -> None:
            aggregate.state, aggregate.ended_at = "screened_out", self.timestamp

    def check_can_lease(self) -> None:
        """Raises AlreadyTaken."""
        if self.state == "leased":
            raise AlreadyTaken("you hold this task already")
        if self.state in ("submitted", "accepted", "rejected"):
            raise AlreadyTaken("you have answered this task already")
        if self.state == "screened_out":
            raise AlreadyTaken("you were screened out here, and your time was paid")
        if self.state == "passed_on":
            raise AlreadyTaken("you have passed this task on")
        if self.state == "stopped":
            raise AlreadyTaken("this task was stopped while you worked on it, and your time was paid")

    def lease(
        self,
        order_id: UUID,
        task_id: UUID,
        member_id: str,
        form_version: int,
        points: int,
        lease_seconds: int,
        at: datetime,
    ) -> None:
        self.check_can_lease()
        self.trigger_event(
            self.Leased,
            order_id=order_id,
            task_id=task_id,
            member_id=member_id,
            lease=self.lease_count + 1,
            form_version=form_version,
            points=points,
            expires_at=at + timedelta(seconds=lease_seconds),
            timestamp=at,
        )

    def _check_leased(self, at: datetime) -> None:
        if self.state in ("submitted", "accepted", "rejected", "screened_out"):
            raise AlreadySubmitted("this task was answered already")
        if self.state == "stopped":
            raise OrderStopped("this order was stopped for the safety of members; your time was paid")
        if self.state == "passed_on":
            raise LeaseEnded("you have passed this task on")
        if self.state not in ("leased", "expired"):
            raise LeaseEnded("this task was given back")
        if self.state == "expired" or (not self.resumed and self.expires_at and at >= self.expires_at):
            raise LeaseExpired("the time for this task is over")

    def screen_out(self, points: int, at: datetime) -> None:
        """The answers end the work; `check_can_submit` comes first."""
        self._trigger(
            self.ScreenedOut, at, form_version=self.form_version, reason="screened_out", points=points
        )

    def seconds_until(self, at: datetime) -> int:
        """From taking, whole seconds begun."""
        assert self.leased_at is not None
        return max(1, ceil((at - self.leased_at).total_seconds()))

    def seconds_held(self, at: datetime) -> int:
        """How long the newest lease has lasted until now, or until it ended; whole seconds begun."""
        if self.leased_at is None or self.expires_at is None:
            return 0
        until = min(self.ended_at or at, self.expires_at)
        return max(0, ceil((until - self.leased_at).total_seconds()))

    def is_held(self, at: datetime) -> bool:
        """Whether the member has it and its time is not over."""
        return self.state == "leased" and self.expires_at is not None and at < self.expires_at

    def give_back(self, reason: str, at: datetime) -> None:
        """reason: a code, never the member's words. Raises AlreadySubmitted, LeaseEnded or LeaseExpired."""
        self._check_leased(at)
        self._trigger(self.Returned, at, asked_by=self.asked_by, reason=reason)

    def expire(self, lease: int, at: datetime) -> bool:
        """Ends this lease when its time is over; says whether it did. Raises NotDueYet."""
        if self.state != "leased" or self.lease_count != lease or self.expires_at is None:
            return False
        if at < self.expires_at:
            raise NotDueYet("the lease runs on")
        self._trigger(self.Expired, at, asked_by=self.asked_by)
        return True

    def stop(self, lease: int, floor: int, at: datetime) -> int:
        """Ends this lease and pays each minute begun at the floor, up to the reward; 0 when it has ended."""
        if self.state != "leased" or self.lease_count != lease or self.leased_at is None:
            return 0
        minutes = max(1, ceil((at - self.leased_at).total_seconds() / 60))
        points = min(self.points, minutes * floor)
        self._trigger(self.Stopped, at, form_version=self.form_version, points=points)
        return points
