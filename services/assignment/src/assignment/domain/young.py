"""Members of 15 to 17: a guardian's consent, an hour a day, nothing at night (business rule 27)."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from assignment.domain.days import TOKYO, day_of
from assignment.domain.leasing import Leasing
from chassis.aggregate import Aggregate
from chassis.errors import Forbidden, NotFound, Refused, Unavailable

_NAMESPACE = UUID("c1a6a6cf-0f0e-4e0c-9c43-7c2d7d8a51e4")
DAY_SECONDS = 60 * 60
BEGINS, ENDS = time(5), time(22)


class ConsentMissing(Forbidden):
    """No guardian's consent is on record, or it was revoked."""


class UnknownConsent(NotFound):
    """There is no such consent, or another guardian gave it."""


class RestTime(Refused):
    """It is night in Tokyo."""


class DayIsUsed(Refused):
    """What is left of the member's hour, or of the day, is too short."""


class OneAtATime(Refused):
    """The member holds a task; the time of two at once could not be told apart."""


class WorkedMeanwhile(Unavailable):
    """The member began something else at the same time; sent again it is decided anew."""


def young_stream(member_id: str) -> UUID:
    """The YoungMember of a member."""
    return uuid5(_NAMESPACE, member_id)


class YoungMember(Aggregate):
    """One per member under 18 who was ever consented for.

    guardian_id and channel: of the consent in force, empty without one. day: the last on which the member
    worked, used_seconds: of that day before the last lease, which was of the assignment last_work.
    """

    def __init__(self) -> None:
        self.guardian_id = ""
        self.channel = ""
        self.since: datetime | None = None
        self.day = ""
        self.used_seconds = 0
        self.last_work: UUID | None = None

    class Event(Aggregate.Event):
        """Of a YoungMember."""

        member_id: str

    class ConsentRecorded(Event):
        """Who consented, when, by which channel, and which operator has seen it."""

        TOPIC = "YoungMember.ConsentRecorded"
        guardian_id: str
        channel: str
        operator_id: str

        def apply(self, aggregate: "YoungMember") -> None:
            aggregate.guardian_id, aggregate.channel = self.guardian_id, self.channel
            aggregate.since = self.timestamp

    class ConsentRevoked(Event):
        """by: the guardian, or an operator who was told by that channel."""

        TOPIC = "YoungMember.ConsentRevoked"
        by: str
        channel: str

        def apply(self, aggregate: "YoungMember") -> None:
            aggregate.guardian_id = aggregate.channel = ""
            aggregate.since = None

    class Began(Event):
        """A lease began when so many seconds of the day in Tokyo had been used."""

        TOPIC = "YoungMember.Began"
        assignment_id: UUID
        day: str
        used_seconds: int

        def apply(self, aggregate: "YoungMember") -> None:
            aggregate.day, aggregate.used_seconds = self.day, self.used_seconds
            aggregate.last_work = self.assignment_id

    def consent(self, member_id: str, guardian_id: str, channel: str, operator_id: str, at: datetime) -> None:
        """Puts a consent in the place of a former one."""
        said = {"guardian_id": guardian_id, "channel": channel, "operator_id": operator_id}
        self.trigger_event(self.ConsentRecorded, member_id=member_id, **said, timestamp=at)

    def revoke(self, member_id: str, by: str, channel: str, at: datetime) -> None:
        """Nothing new begins; what the member holds may be handed in. Raises UnknownConsent."""
        if not self.guardian_id:
            raise UnknownConsent("no consent is on record")
        self.trigger_event(self.ConsentRevoked, member_id=member_id, by=by, channel=channel, timestamp=at)

    def seconds_left(self, last_work: Leasing | None, at: datetime) -> int:
        """How long the member may work from now on.

        last_work: the assignment of that name. Raises ConsentMissing, RestTime, OneAtATime or DayIsUsed.
        """
        if not self.guardian_id:
            raise ConsentMissing("a guardian has to consent first")
        local = at.astimezone(TOKYO)
        if not BEGINS <= local.time() < ENDS:
            raise RestTime("there is no work between 22 and 5 o'clock under 18")
        if last_work is not None and last_work.is_held(at):
            raise OneAtATime("under 18 one task at a time; finish or return the one that you hold")
        left = DAY_SECONDS - self.used(last_work, at)
        if left <= 0:
            raise DayIsUsed("your 60 minutes of today are used")
        night = datetime.combine(local.date(), ENDS, TOKYO)
        return min(left, int((night - local) / timedelta(seconds=1)))

    def used(self, last_work: Leasing | None, at: datetime) -> int:
        """Seconds of this day; of one that was over before, should a clock go back, none are free again."""
        if last_work is None or day_of(at) > self.day:
            return 0
        return self.used_seconds + last_work.seconds_held(at)

    def begin(self, member_id: str, assignment_id: UUID, used_seconds: int, at: datetime) -> None:
        """A lease begins; `seconds_left` comes first, and `used` says what was used before."""
        self.trigger_event(
            self.Began,
            member_id=member_id,
            assignment_id=assignment_id,
            day=max(day_of(at), self.day),
            used_seconds=used_seconds,
            timestamp=at,
        )
