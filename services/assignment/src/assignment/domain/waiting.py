"""An open order that nobody begins."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.pilot import Pilot

TOLD_AFTER = (72, 168)
"""Hours without a lease after which a client is told, and after which its order ends."""


class Waiting(Pilot):
    """The part of an OrderBudget that tells how long nobody has begun it; `moved_at` is set by each event."""

    def __init__(self) -> None:
        super().__init__()
        self.moved_at: datetime | None = None
        self.unclaimed_at: datetime | None = None
        self.unclaimed_hours = 0

    class Unclaimed(Event):
        """For so many hours nobody has begun the order, though it is open and places are free."""

        TOPIC = "OrderBudget.Unclaimed"
        form_version: int
        accepted: int
        hours: int
        conditions: list[dict[str, Any]]

        def apply(self, aggregate: "Waiting") -> None:
            aggregate.unclaimed_at, aggregate.unclaimed_hours = self.timestamp, self.hours

    def note_unclaimed(self, conditions: Sequence[dict[str, Any]], at: datetime) -> None:
        """Says that nobody has begun the order for 72 hours, and then for 168; once each.

        conditions: how many members each leaves. Does nothing when it is not time, or nobody may begin it.
        """
        begun = self.live + self.undecided + self.accepted + self.rejected
        if (
            self.state != "live"
            or self.live
            or begun >= self.places
            or not self._may_start
            or not self.moved_at
        ):
            return
        told = self.unclaimed_hours if self.unclaimed_at == self.moved_at else 0
        hours = next((one for one in TOLD_AFTER if one > told), None)
        if hours and at - self.moved_at >= timedelta(hours=hours - told):
            self.trigger_event(
                self.Unclaimed,
                form_version=self.terms["form_version"],
                accepted=self.accepted,
                hours=hours,
                conditions=list(conditions),
                timestamp=at,
            )

    @property
    def _may_start(self) -> bool:
        """Whether pay, money and safety let somebody start on the newest version."""
        reward: int = self.terms["reward_points"]
        has_money = self._promised + reward <= self.funded
        return has_money and self.told_points <= reward and not self.is_stopped(self.terms["form_version"])
