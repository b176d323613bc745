"""The work of one member on one task: leased, then submitted and accepted, or returned, or expired."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from assignment.domain.contest import WorkEvent
from assignment.domain.fair_pay import share_of
from assignment.domain.refusals import (
    AlreadyDecided,
    AlreadyReported,
    AlreadySubmitted,
    AlreadyTaken,
    BonusGiven,
    FormChanged,
    LeaseEnded,
    LeaseExpired,
    NotAccepted,
    NotDueYet,
    UnknownAssignment,
)
from assignment.domain.withdrawal import Withdrawable


class Assignment(Withdrawable):
    """One task and one member. After a return or an expiry the member may lease it again; `lease` counts."""

    def __init__(self) -> None:
        super().__init__()
        self.form_version = 0
        self.points = 0
        self.leased_at: datetime | None = None
        self.expires_at: datetime | None = None
        self.submitted_at: datetime | None = None
        self.paid = 0
        self.share_percent = 100
        self.decide_by: datetime | None = None
        self.reported = False
        self.decided_photos: list[str] = []
        self.bonuses: list[str] = []

    class Leased(WorkEvent):
        TOPIC = "Assignment.Leased"
        form_version: int
        points: int
        expires_at: datetime

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "leased"
            aggregate.order_id = self.order_id
            aggregate.task_id = self.task_id
            aggregate.member_id = self.member_id
            aggregate.lease_count = self.lease
            aggregate.form_version = self.form_version
            aggregate.points = self.points
            aggregate.leased_at = self.timestamp
            aggregate.expires_at = self.expires_at

    class Submitted(WorkEvent):
        TOPIC = "Assignment.Submitted"
        answer_digest: str
        decide_by: datetime | None

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "submitted"
            aggregate.submitted_at = self.timestamp
            aggregate.decide_by = self.decide_by

    class Accepted(WorkEvent):
        TOPIC = "Assignment.Accepted"
        by: str
        base_points: int
        rate_percent: int
        share_percent: int
        bonus_points: int
        points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "accepted"
            aggregate.paid, aggregate.share_percent = self.points, self.share_percent

    class BonusAwarded(WorkEvent):
        """The client adds points to an accepted answer."""

        TOPIC = "Assignment.BonusAwarded"
        bonus_id: UUID
        points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.bonuses.append(str(self.bonus_id))

    class BackPaid(WorkEvent):
        """What is missing to what the order pays now. total_points: with what came before."""

        TOPIC = "Assignment.BackPaid"
        points: int
        total_points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.paid = self.total_points

    class Restored(WorkEvent):
        """The member has won: what was not approved is paid too. total_points: with what came before."""

        TOPIC = "Assignment.Restored"
        points: int
        total_points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.paid, aggregate.share_percent = self.total_points, 100

    class Returned(WorkEvent):
        TOPIC = "Assignment.Returned"
        reason: str

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "returned"

    class Expired(WorkEvent):
        TOPIC = "Assignment.Expired"

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "expired"

    class Reported(WorkEvent):
        """The member says what is wrong with the task; `reason` is a code."""

        TOPIC = "Assignment.Reported"
        form_version: int
        reason: str
        question: str | None
        device: str | None
        established: bool
        weight: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.reported = True

    class Stopped(WorkEvent):
        """A safety stop ended the lease; the time spent is paid."""

        TOPIC = "Assignment.Stopped"
        form_version: int
        points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "stopped"

    class ScreenedOut(WorkEvent):
        """An answer has ended the work early: none is kept, and the time to that exit is paid."""

        TOPIC = "Assignment.ScreenedOut"
        form_version: int
        reason: str
        points: int

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "screened_out"

    class PhotoDecided(WorkEvent):
        TOPIC = "Assignment.PhotoDecided"
        photo_id: UUID
        decision: str
        reason: str
        by: str

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.decided_photos.append(str(self.photo_id))

    def report(self, at: datetime, **said: Any) -> None:
        """Once for each task. said: the other fields of Reported. Raises AlreadyReported."""
        if self.reported:
            raise AlreadyReported("you have reported this task; you will hear what came of it")
        self._trigger(self.Reported, at, form_version=self.form_version, **said)

    def stop(self, lease: int, floor: int, at: datetime) -> int:
        """Ends this lease and pays each minute begun at the floor, up to the reward; 0 when it has ended."""
        if self.state != "leased" or self.lease_count != lease or self.leased_at is None:
            return 0
        minutes = max(1, ceil((at - self.leased_at).total_seconds() / 60))
        points = min(self.points, minutes * floor)
        self._trigger(self.Stopped, at, form_version=self.form_version, points=points)
        return points

    def check_can_lease(self) -> None:
        """Raises AlreadyTaken."""
        if self.state == "leased":
            raise AlreadyTaken("you hold this task already")
        if self.state in ("submitted", "accepted", "rejected"):
            raise AlreadyTaken("you have answered this task already")
        if self.state == "screened_out":
            raise AlreadyTaken("you were screened out here, and your time was paid")
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

    def check_owner(self, member_id: str) -> None:
        """Raises UnknownAssignment for everybody but the member whose work it is."""
        if self.member_id != member_id:
            raise UnknownAssignment("there is no such assignment")

    def check_can_submit(self, form_version: int, at: datetime) -> None:
        """Raises AlreadySubmitted, LeaseEnded, LeaseExpired, or FormChanged."""
        self._check_leased(at)
        if form_version != self.form_version:
            raise FormChanged("the form is another one now; send the answers again")

    def _check_leased(self, at: datetime) -> None:
        if self.state in ("submitted", "accepted", "rejected", "screened_out"):
            raise AlreadySubmitted("this task was answered already")
        if self.state == "stopped":
            raise LeaseEnded("this order was stopped for the safety of members; your time was paid")
        if self.state not in ("leased", "expired"):
            raise LeaseEnded("this task was given back")
        if self.state == "expired" or (self.expires_at is not None and at >= self.expires_at):
            raise LeaseExpired("the time for this task is over")

    def submit(self, answer_digest: str, decide_by: datetime | None, at: datetime) -> None:
        """The answer is stored; `check_can_submit` comes first. decide_by: when silence approves it."""
        self._trigger(self.Submitted, at, answer_digest=answer_digest, decide_by=decide_by)

    def screen_out(self, points: int, at: datetime) -> None:
        """The answers end the work; `check_can_submit` comes first."""
        self._trigger(
            self.ScreenedOut, at, form_version=self.form_version, reason="screened_out", points=points
        )

    def seconds_until(self, at: datetime) -> int:
        """From taking, whole seconds begun."""
        assert self.leased_at is not None
        return max(1, ceil((at - self.leased_at).total_seconds()))

    def accept(self, by: str, at: datetime, share_percent: int = 100) -> int:
        """by: `form` (at once), `client`, `silence` or `withdrawal`. The points to be paid: this share of
        what the lease promised, rounded up; about the rest the member may appeal. Raises AlreadyDecided.
        """
        self._check_undecided()
        points = self._accept(by, at, share_percent)
        if points < self.points:
            self.withhold(share_percent, self.points - points, at)
        return points

    def reject(self, at: datetime) -> None:
        """Nothing is paid unless the member appeals and wins; `check_can_reduce` comes first."""
        self.withhold(0, self.points, at)

    def restore(self, at: datetime) -> int:
        """The member has won: what was at stake is paid. Returns the points of the answer in all."""
        if self.state == "rejected":
            return self._accept("appeal", at, 100)
        total = self.paid + self.at_stake
        self._trigger(self.Restored, at, points=self.at_stake, total_points=total)
        return total

    def _accept(self, by: str, at: datetime, share_percent: int) -> int:
        points = share_of(self.points, share_percent)
        self._trigger(
            self.Accepted,
            at,
            by=by,
            base_points=self.points,
            rate_percent=100,
            share_percent=share_percent,
            bonus_points=0,
            points=points,
        )
        return points

    def _check_undecided(self) -> None:
        if self.state != "submitted":
            raise AlreadyDecided("this answer is not waiting for a decision")

    def check_can_reduce(self, at: datetime) -> None:
        """A share may be approved until silence approves all of it. Raises AlreadyDecided."""
        self._check_undecided()
        if self.decide_by is not None and at >= self.decide_by:
            raise AlreadyDecided("the time to decide is over, and the answer is approved in full")

    def check_can_award(self, bonus_id: UUID) -> None:
        """Raises NotAccepted or BonusGiven."""
        if self.state != "accepted":
            raise NotAccepted("only an accepted answer gets a bonus")
        if str(bonus_id) in self.bonuses:
            raise BonusGiven("this bonus was given already")

    def award(self, bonus_id: UUID, points: int, at: datetime) -> None:
        """A bonus for an accepted answer; `check_can_award` comes first."""
        self._trigger(self.BonusAwarded, at, bonus_id=bonus_id, points=points)

    @property
    def seconds(self) -> int:
        """From taking to handing in, whole seconds begun."""
        assert self.submitted_at is not None
        return self.seconds_until(self.submitted_at)

    def back_pay(self, points: int, at: datetime) -> None:
        """An accepted answer gets so many points more."""
        self._trigger(self.BackPaid, at, points=points, total_points=self.paid + points)

    def give_back(self, reason: str, at: datetime) -> None:
        """reason: a code, never the member's words. Raises AlreadySubmitted, LeaseEnded or LeaseExpired."""
        self._check_leased(at)
        self._trigger(self.Returned, at, reason=reason)

    def expire(self, lease: int, at: datetime) -> bool:
        """Ends this lease when its time is over; says whether it did. Raises NotDueYet."""
        if self.state != "leased" or self.lease_count != lease or self.expires_at is None:
            return False
        if at < self.expires_at:
            raise NotDueYet("the lease runs on")
        self._trigger(self.Expired, at)
        return True

    def accept_by_silence(self, at: datetime) -> bool:
        """Accepts what nobody has decided in time; says whether it did. Raises NotDueYet."""
        if self.state != "submitted" or self.decide_by is None:
            return False
        if at < self.decide_by:
            raise NotDueYet("the client may still decide")
        self.accept("silence", at)
        return True

    def decide_photo(self, photo_id: UUID, decision: str, reason: str, by: str, at: datetime) -> None:
        """An operator's word on a held photo, once: `show` or `remove`, with a code as reason."""
        if str(photo_id) in self.decided_photos:
            raise AlreadyDecided("this photo was decided already")
        self._trigger(self.PhotoDecided, at, photo_id=photo_id, decision=decision, reason=reason, by=by)
