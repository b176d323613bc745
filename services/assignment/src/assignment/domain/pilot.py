"""The first tasks of an order, which show whether it works."""

from datetime import datetime
from typing import Any

from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.safety import Safety


class Pilot(Safety):
    """The part of an OrderBudget about its pilot."""

    def __init__(self) -> None:
        super().__init__()
        self.pilot_tasks = 0
        self.pilots_decided = 0

    class PilotStarted(Event):
        """The first so many tasks are to show whether the order works."""

        TOPIC = "OrderBudget.PilotStarted"
        tasks: int

        def apply(self, aggregate: "Pilot") -> None:
            aggregate.pilot_tasks = self.tasks

    class PilotDecided(Event):
        """How the pilot went; `failed` names the measures that missed their bound."""

        TOPIC = "OrderBudget.PilotDecided"
        tasks: int
        accepted: int
        failed: list[str]
        agreement: dict[str, float]
        declines: dict[str, float]
        median_minutes: float
        reports: float

        def apply(self, aggregate: "Pilot") -> None:
            aggregate.pilots_decided = self.tasks

    def start_pilot(self, tasks: int, at: datetime) -> None:
        """The first `tasks` tasks are tried first; one that is known already changes nothing."""
        if tasks > self.pilot_tasks:
            self.trigger_event(self.PilotStarted, tasks=tasks, timestamp=at)

    def decide_pilot(self, tasks: int, at: datetime, **measures: Any) -> None:
        """What the pilot of `tasks` tasks has shown, once, also after an order that is all pilot was filled.

        measures: the other fields of PilotDecided.
        """
        is_open = self.state != "closed" or self.accepted == self.places
        if self.pilots_decided < tasks == self.pilot_tasks and is_open:
            self.trigger_event(self.PilotDecided, tasks=tasks, **measures, timestamp=at)
