"""How many members an order is meant for, counted once for each request; nobody can be seen in it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate


def audience_id(order_id: UUID, version: int, attempt: int) -> UUID:
    """The AudienceCount of one request."""
    return uuid5(order_id, f"audience/{version}/{attempt}")


class AudienceCount(Aggregate):
    """One per request of order-screening."""

    def __init__(self) -> None:
        self.counted = False

    class Event(Aggregate.Event):
        """Of an AudienceCount."""

    class Counted(Event):
        """Rounded and suppressed already: what is stored is what is said."""

        TOPIC = "AudienceCount.Counted"
        order_id: UUID
        order_version: int
        client_id: str
        attempt: int
        is_census: bool
        eligible: int
        reaches_k: bool
        cells: list[dict[str, Any]]

        def apply(self, aggregate: "AudienceCount") -> None:
            aggregate.counted = True

    def count(self, at: datetime, **counted: Any) -> None:
        """The first count stands. counted: the fields of Counted."""
        if not self.counted:
            self.trigger_event(self.Counted, timestamp=at, **counted)
