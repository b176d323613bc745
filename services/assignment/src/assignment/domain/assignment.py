"""The work of one member on one task: leased, then submitted and accepted, or returned, or expired."""

from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.domain.contest import WorkEvent
from assignment.domain.fair_pay import share_of
from assignment.domain.late import ComingLate
from assignment.domain.refusals import (
    AlreadyDecided,
    AlreadyReported,
    BonusGiven,
    FormChanged,
    NotAccepted,
    NotDueYet,
    UnknownAssignment,
)


class Assignment(ComingLate):
    """One task and one member. After a return or an expiry the member may lease it again; `lease` counts."""

    def __init__(self) -> None:
        super().__init__()
        self.submitted_at: datetime | None = None
        self.paid = 0
        self.share_percent = 100
        self.decide_by: datetime | None = None
        self.reported = False
        self.decided_photos: list[str] = []
        self.bonuses: list[str] = []

    class Submitted(WorkEvent):
        TOPIC = "Assignment.Submitted"
        answer_digest: str
        decide_by: datetime | None

        def apply(self, aggregate: "Assignment") -> None:
            aggregate.state = "submitted"
            aggregate.submitted_at = aggregate.ended_at = self.timestamp
            aggregate.decide_by = self.decide_by

    class Accepted(WorkEvent):
        """asked_by: who passed the task on, and gets asked_by_points of the points."""

        TOPIC = "Assignment.Accepted"
        class_version = 2
        by: str
        base_points: int
        rate_percent: int
        share_percent: int
        bonus_points: int
        points: int
        asked_by: str | None
        asked_by_points: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Tasks could be passed on with the second version."""
            state |= {"asked_by": None, "asked_by_points": 0}

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

    def check_owner(self, member_id: str) -> None:
        """Raises UnknownAssignment for everybody but the member whose work it is."""
        if self.member_id != member_id:
            raise UnknownAssignment("there is no such assignment")

    def check_can_submit(self, form_version: int, at: datetime) -> None:
        """Raises AlreadySubmitted, LeaseEnded, LeaseExpired, OrderStopped, or FormChanged."""
        self._check_leased(at)
        if form_version != self.form_version:
            raise FormChanged("the form is another one now; send the answers again")

    def submit(self, answer_digest: str, decide_by: datetime | None, at: datetime) -> None:
        """The answer is stored; `check_can_submit` comes first. decide_by: when silence approves it."""
        self._trigger(self.Submitted, at, answer_digest=answer_digest, decide_by=decide_by)

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
            asked_by=self.asked_by,
            asked_by_points=self.kept_of(points),
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
        """From taking to handing in, or to the end of the lease, whole seconds begun."""
        assert self.submitted_at is not None
        assert self.expires_at is not None
        return self.seconds_until(min(self.submitted_at, self.expires_at))

    def back_pay(self, points: int, at: datetime) -> None:
        """An accepted answer gets so many points more."""
        self._trigger(self.BackPaid, at, points=points, total_points=self.paid + points)

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
