"""What members read and answer under one version of an order."""

from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate


class OrderForm(Aggregate):
    """What members read and answer under one version of an order. It never changes."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}

    class Event(Aggregate.Event):
        """Of an OrderForm."""

    class Published(Event):
        TOPIC = "OrderForm.Published"
        document: dict[str, Any]

        def apply(self, aggregate: "OrderForm") -> None:
            aggregate.document = self.document

    def publish(self, document: dict[str, Any], at: datetime) -> None:
        self.trigger_event(self.Published, document=document, timestamp=at)
