"""Members who turned out to be one person: their answers are from one source (business rule 30)."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate

_NAMESPACE = UUID("9d5b8a52-6f53-4a0e-8f43-1f3a6a2f9b07")


def source_stream(member_id: str) -> UUID:
    """The MemberSource of a member."""
    return uuid5(_NAMESPACE, member_id)


class MemberSource(Aggregate):
    """One per member whose account was merged. into: the other member, empty while it stands for itself."""

    def __init__(self) -> None:
        self.into = ""

    class Event(Aggregate.Event):
        """Of a MemberSource."""

    class Merged(Event):
        TOPIC = "MemberSource.Merged"
        member_id: str
        into: str

        def apply(self, aggregate: "MemberSource") -> None:
            aggregate.into = self.into

    class SplitOff(Event):
        TOPIC = "MemberSource.SplitOff"
        member_id: str

        def apply(self, aggregate: "MemberSource") -> None:
            aggregate.into = ""

    def merge(self, member_id: str, into: str, at: datetime) -> None:
        """The member is that other member too."""
        self.trigger_event(self.Merged, member_id=member_id, into=into, timestamp=at)

    def split_off(self, member_id: str, at: datetime) -> None:
        """The member stands for itself again; does nothing when it did all along."""
        if self.into:
            self.trigger_event(self.SplitOff, member_id=member_id, timestamp=at)
