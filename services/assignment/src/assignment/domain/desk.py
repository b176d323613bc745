"""A community desk: a device at which several members work, known to an operator (business rule 29)."""

from datetime import datetime
from uuid import UUID, uuid5

from assignment.domain.refusals import DeskKnown, UnknownDesk
from chassis.aggregate import Aggregate

_NAMESPACE = UUID("0f6d6a0e-52a4-4b5c-8b35-2f1a6a0c9b77")


def desk_stream(device: str) -> UUID:
    """The Desk of a device."""
    return uuid5(_NAMESPACE, device)


class Desk(Aggregate):
    """One per device; `name` while it is registered, else empty."""

    def __init__(self) -> None:
        self.name = ""

    class Event(Aggregate.Event):
        """Of a Desk."""

    class Registered(Event):
        TOPIC = "Desk.Registered"
        device: str
        name: str
        by: str

        def apply(self, aggregate: "Desk") -> None:
            aggregate.name = self.name

    class Ended(Event):
        TOPIC = "Desk.Ended"
        device: str
        by: str

        def apply(self, aggregate: "Desk") -> None:
            aggregate.name = ""

    def register(self, device: str, name: str, by: str, at: datetime) -> None:
        """Raises DeskKnown."""
        if self.name:
            raise DeskKnown(f"this device is registered as {self.name}")
        self.trigger_event(self.Registered, device=device, name=name, by=by, timestamp=at)

    def end(self, device: str, by: str, at: datetime) -> None:
        """Raises UnknownDesk."""
        if not self.name:
            raise UnknownDesk("no desk is registered for this device")
        self.trigger_event(self.Ended, device=device, by=by, timestamp=at)
