"""What passes between members, and what waits until a person has looked at it."""

from datetime import datetime, timedelta
from typing import TypedDict

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import day_of
from points_ledger.domain.counters import Counter, add_to, counted
from points_ledger.domain.holdings import Holdings
from points_ledger.domain.lots import Takes

RETURN_DAYS = 30
KEPT_FOR = timedelta(days=2)


class Aside(TypedDict):
    """Points that wait. to_member: who gets them then; empty when they are the account's own."""

    points: int
    takes: Takes
    run: int
    to_member: str
    reference: str


class Sharing(Holdings):
    """The part of MemberAccount about other members.

    reviews: what is set aside, by id. between: other member → day and points that passed, either way.
    came_from: other member → the last day on which points came from it, within RETURN_DAYS.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reviews: dict[str, Aside] = {}
        self.between: dict[str, Counter] = {}
        self.came_from: dict[str, str] = {}

    class SetAside(Aggregate.Event):
        """Points: debit the member, credit what is held, until a person has decided or `decide_by`.

        to_member: who is to get them; empty when they are the member's own. row: of the limits, why.
        """

        TOPIC = "MemberAccount.SetAside"
        member_id: str
        review_id: str
        to_member: str
        points: int
        takes: dict[str, int]
        row: str
        decide_by: datetime
        reference: str

        def apply(self, aggregate: "Sharing") -> None:
            aggregate.hold(self.takes)
            aggregate.reviews[self.review_id] = {
                "points": self.points,
                "takes": dict(self.takes),
                "run": aggregate.normal_run,
                "to_member": self.to_member,
                "reference": self.reference,
            }

    class Reviewed(Aggregate.Event):
        """A person has decided about what was set aside; no posting."""

        TOPIC = "MemberAccount.Reviewed"
        member_id: str
        review_id: str
        decision: str
        reason: str
        operator_id: str

    class Shared(Aggregate.Event):
        """Points: debit the member, or what was set aside under `review_id`, credit the other member."""

        TOPIC = "MemberAccount.Shared"
        member_id: str
        share_id: str
        to_member: str
        points: int
        takes: dict[str, int]
        review_id: str

        def apply(self, aggregate: "Sharing") -> None:
            if self.review_id:
                aggregate.end_hold(self.takes)
                del aggregate.reviews[self.review_id]
            else:
                aggregate.lose(self.takes)
            aggregate.passed(self.to_member, self.points, self.timestamp)

    class Received(Aggregate.Event):
        """The other side of `Shared`, whose posting it is. takes: into which lots.

        expires_on: the day of all normal points from now on.
        """

        TOPIC = "MemberAccount.Received"
        member_id: str
        share_id: str
        from_member: str
        points: int
        takes: dict[str, int]
        expires_on: str

        def apply(self, aggregate: "Sharing") -> None:
            aggregate.member_id = self.member_id
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)
            aggregate.receive(self.points, self.timestamp)
            aggregate.passed(self.from_member, self.points, self.timestamp)
            today = day_of(self.timestamp)
            oldest = day_of(self.timestamp - timedelta(days=RETURN_DAYS))
            kept = {one: day for one, day in aggregate.came_from.items() if day >= oldest}
            latest = max(today, kept.get(self.from_member, today))
            aggregate.came_from = kept | {self.from_member: latest}

    def passed(self, other: str, points: int, at: datetime) -> None:
        """For the events alone; days that are over for long enough are forgotten."""
        oldest, before = day_of(at - KEPT_FOR), self.between.get(other, ["", 0])
        kept = {one: found for one, found in self.between.items() if str(found[0]) >= oldest}
        self.between = kept | {other: add_to(before, day_of(at), points)}

    def between_on_day(self, other: str, at: datetime) -> int:
        """Points that passed between the two on the day of `at`, either way."""
        return counted(self.between.get(other, ["", 0]), day_of(at))

    def senders(self, at: datetime) -> list[str]:
        """From whom points came within RETURN_DAYS."""
        oldest = day_of(at - timedelta(days=RETURN_DAYS))
        return [one for one, day in self.came_from.items() if day >= oldest]

    @property
    def set_aside(self) -> int:
        """How many of the held points wait for a person."""
        return sum(one["points"] for one in self.reviews.values())
