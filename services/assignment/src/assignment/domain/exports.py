"""What a withdrawn answer does to its order: the place is open again, or the export has a new version."""

from datetime import datetime, timedelta

from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.refusals import OtherVersion
from assignment.domain.waiting import Waiting

ACKNOWLEDGE_WITHIN = timedelta(days=14)
_RETURN_PERCENT = 5


class Exports(Waiting):
    """The part of an OrderBudget about them.

    export_version: 1 and one more for each answer that was withdrawn after the order was drained.
    acknowledge_by: until when the client is to confirm the newest; None when it has. returned: points of
    withdrawn answers that the platform has given back to the client.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drained = False
        self.export_version = 1
        self.acknowledged_version = 1
        self.acknowledge_by: datetime | None = None
        self.returned = 0

    class PaidBack(Event):
        """The client gets back what a withdrawn answer was paid."""

        TOPIC = "OrderBudget.PaidBack"
        points: int

        def apply(self, aggregate: "Exports") -> None:
            aggregate.returned += self.points

    class ExportRevised(Event):
        """An answer was withdrawn that the client may have got already."""

        TOPIC = "OrderBudget.ExportRevised"
        export_version: int
        acknowledge_by: datetime

        def apply(self, aggregate: "Exports") -> None:
            aggregate.export_version = self.export_version
            aggregate.acknowledge_by = self.acknowledge_by

    class ExportAcknowledged(Event):
        """The client says that it has this version in the place of the former ones."""

        TOPIC = "OrderBudget.ExportAcknowledged"
        export_version: int

        def apply(self, aggregate: "Exports") -> None:
            aggregate.acknowledged_version, aggregate.acknowledge_by = self.export_version, None

    @property
    def _free(self) -> int:
        """What is neither spent nor reserved nor needed for a place that may still be taken."""
        left = max(0, self.funded - self._promised)
        if self.state == "closed":
            return left
        begun = sum(self._total(name) for name in ("live", "undecided", "accepted", "rejected"))
        reward: int = self.terms["reward_points"]
        wanted = max(self._total("places"), self.funded // reward)
        return max(0, left - reward * max(0, wanted - begun))

    def covers_return(self, points: int) -> bool:
        """Whether so much may go back beside what has: less than the fee on all that was paid."""
        return (self.returned + points) * 100 <= self._total("spent") * _RETURN_PERCENT

    def pay_back(self, points: int, at: datetime) -> None:
        """So much of what was paid goes back to the client."""
        if points:
            self.trigger_event(self.PaidBack, points=points, timestamp=at)

    def collect_again(self, at: datetime) -> bool:
        """An answer that was paid is withdrawn: whether the order wants one more in its place.

        It does while it is open and nothing else needs the money.
        """
        if self.state not in ("live", "paused") or self._free < self.terms["reward_points"]:
            return False
        self._move(at, places=1)
        return True

    def revise_export(self, at: datetime) -> None:
        """An answer is withdrawn after the end; one that is not yet acknowledged gives no more time."""
        self.trigger_event(
            self.ExportRevised,
            export_version=self.export_version + 1,
            acknowledge_by=self.acknowledge_by or at + ACKNOWLEDGE_WITHIN,
            timestamp=at,
        )

    def acknowledge_export(self, version: int, at: datetime) -> None:
        """The client confirms the newest version, once. Raises OtherVersion."""
        if version != self.export_version:
            raise OtherVersion(f"the export has version {self.export_version} now")
        if version > self.acknowledged_version:
            self.trigger_event(self.ExportAcknowledged, export_version=version, timestamp=at)
