"""The places of a task: live, undecided and accepted answers together never exceed the answers wanted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.domain.eligibility import GROWN_UP, checked_age
from chassis.aggregate import Aggregate
from chassis.errors import NotFound, Refused


class UnknownTask(NotFound):
    """There is no such task."""


class TaskFull(Refused):
    """Every place of the task is taken."""


class TaskSlots(Aggregate):
    """One task. An answer keeps the place that its lease took, so acceptance changes nothing here."""

    def __init__(self) -> None:
        self.places = 0
        self.taken = 0
        self.adults_only = False

    class Event(Aggregate.Event):
        """Of a TaskSlots."""

    class Opened(Event):
        """adults_only: a person has passed its item."""

        TOPIC = "TaskSlots.Opened"
        class_version = 2
        order_id: UUID
        form_version: int
        row: int
        item: dict[str, str]
        places: int
        adults_only: bool

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["adults_only"] = True

        def apply(self, aggregate: "TaskSlots") -> None:
            aggregate.places, aggregate.adults_only = self.places, self.adults_only

    class Taken(Event):
        TOPIC = "TaskSlots.Taken"

        def apply(self, aggregate: "TaskSlots") -> None:
            aggregate.taken += 1

    class Freed(Event):
        TOPIC = "TaskSlots.Freed"

        def apply(self, aggregate: "TaskSlots") -> None:
            aggregate.taken -= 1

    def open(
        self,
        order_id: UUID,
        form_version: int,
        row: int,
        item: dict[str, str],
        places: int,
        adults_only: bool,
        at: datetime,
    ) -> None:
        self.trigger_event(
            self.Opened,
            order_id=order_id,
            form_version=form_version,
            row=row,
            item=item,
            places=places,
            adults_only=adults_only,
            timestamp=at,
        )

    def check_age(self, age: int | None) -> None:
        """Raises NotEligible."""
        if self.adults_only:
            checked_age(age, GROWN_UP)

    def check_free(self) -> None:
        """Raises UnknownTask or TaskFull."""
        if not self.places:
            raise UnknownTask("there is no such task")
        if self.taken >= self.places:
            raise TaskFull("every place of this task is taken")

    def take(self, at: datetime) -> None:
        self.check_free()
        self.trigger_event(self.Taken, timestamp=at)

    def free(self, at: datetime) -> None:
        self.trigger_event(self.Freed, timestamp=at)
