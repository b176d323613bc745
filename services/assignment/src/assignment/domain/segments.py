"""Audience sources: a member lets one say yes or no of them, order by order (business rule 23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from assignment.domain.eligibility import NotEligible
from chassis.aggregate import Aggregate

_NAMESPACE = UUID("0d9d6f0a-31b5-4c5c-8a1e-5f6f4a3f2b90")


class NotVouched(NotEligible):
    """The source of the order's segment has not said yes of this member for this order."""

    def __init__(self, source: str, segment: str) -> None:
        super().__init__("the source of this order's segment has not said that you are meant")
        self.source, self.segment = source, segment


class NotOptedIn(NotEligible):
    """The member does not let this source say anything."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """A source has said yes of a member for one order; until: when that is too old. Never stored."""

    source: str
    order_id: UUID
    until: datetime


def check_segment(segment: Mapping[str, str] | None, vouched_by: str | None) -> None:
    """Raises NotVouched when the order is for a segment and its source has not said yes."""
    if segment and segment["source"] != vouched_by:
        raise NotVouched(segment["source"], segment["name"])


def sources_stream(member_id: str) -> UUID:
    """The AudienceSources of a member."""
    return uuid5(_NAMESPACE, member_id)


class AudienceSources(Aggregate):
    """One per member: the sources that may be asked."""

    def __init__(self) -> None:
        self.opted_in: list[str] = []

    class Event(Aggregate.Event):
        """Of an AudienceSources."""

        member_id: str
        source: str

    class OptedIn(Event):
        TOPIC = "AudienceSources.OptedIn"

        def apply(self, aggregate: "AudienceSources") -> None:
            aggregate.opted_in = sorted([*aggregate.opted_in, self.source])

    class OptedOut(Event):
        TOPIC = "AudienceSources.OptedOut"

        def apply(self, aggregate: "AudienceSources") -> None:
            aggregate.opted_in = [one for one in aggregate.opted_in if one != self.source]

    def choose(self, member_id: str, source: str, opted_in: bool, at: datetime) -> None:
        """Whether the source may be asked from now on."""
        if opted_in != (source in self.opted_in):
            kind = self.OptedIn if opted_in else self.OptedOut
            self.trigger_event(kind, member_id=member_id, source=source, timestamp=at)

    def check_opted_in(self, source: str) -> None:
        """Raises NotOptedIn."""
        if source not in self.opted_in:
            raise NotOptedIn(
                f"this order is for a segment of {source}, which you do not let say anything of you"
            )
