"""A member who leaves, and what of the member's work is decided first."""

from datetime import datetime

from chassis.aggregate import Aggregate


class Leaving(Aggregate):
    """The part of MemberAccount about its end.

    lapses_on: the last day before all is erased, empty when nobody asked. appeals: work about which one has
    appealed, and whether that is still open; it is decided before anything lapses.
    """

    def __init__(self) -> None:
        self.member_id = ""
        self.lapses_on = ""
        self.appeals: dict[str, bool] = {}

    class ErasureAsked(Aggregate.Event):
        """The member leaves: what is not spent until the end of that day lapses."""

        TOPIC = "MemberAccount.ErasureAsked"
        member_id: str
        lapses_on: str

        def apply(self, aggregate: "Leaving") -> None:
            aggregate.member_id, aggregate.lapses_on = self.member_id, self.lapses_on

    class WorkAppealed(Aggregate.Event):
        """The member has appealed about work that was not paid in full."""

        TOPIC = "MemberAccount.WorkAppealed"
        member_id: str
        work: str

        def apply(self, aggregate: "Leaving") -> None:
            aggregate.member_id = self.member_id
            aggregate.appeals[self.work] = True

    class WorkDecided(Aggregate.Event):
        """That appeal is decided."""

        TOPIC = "MemberAccount.WorkDecided"
        member_id: str
        work: str

        def apply(self, aggregate: "Leaving") -> None:
            aggregate.member_id = self.member_id
            aggregate.appeals[self.work] = False

    def has_left(self, day: str) -> bool:
        """Whether the days to spend what was left are over."""
        return bool(self.lapses_on) and day > self.lapses_on

    def ask_erasure(self, member_id: str, lapses_on: str, at: datetime) -> None:
        """The first asking counts."""
        if not self.lapses_on:
            self.trigger_event(self.ErasureAsked, member_id=member_id, lapses_on=lapses_on, timestamp=at)

    def note_appeal(self, member_id: str, work: str, at: datetime) -> None:
        """Something of the member's work waits for a decision, unless that was heard of first."""
        if work not in self.appeals:
            self.trigger_event(self.WorkAppealed, member_id=member_id, work=work, timestamp=at)

    def end_appeal(self, member_id: str, work: str, at: datetime) -> None:
        """It is decided, also when nobody has heard of the appeal yet."""
        self.trigger_event(self.WorkDecided, member_id=member_id, work=work, timestamp=at)
