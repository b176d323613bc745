"""What members may know of a client before they work for it."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate

_NAMESPACE = UUID("5b0c3a52-6a5e-4a0f-9a3b-0a6f0f1c7d11")


def client_stream(client_id: str) -> UUID:
    """The ClientRecord of a client."""
    return uuid5(_NAMESPACE, client_id)


class ClientRecord(Aggregate):
    """One per client, as task-catalog last told it."""

    def __init__(self) -> None:
        self.since: datetime | None = None
        self.settled_orders = 0
        self.upheld_findings = 0

    class Event(Aggregate.Event):
        """Of a ClientRecord."""

    class Told(Event):
        """Totals."""

        TOPIC = "ClientRecord.Told"
        client_id: str
        since: datetime
        settled_orders: int
        upheld_findings: int

        def apply(self, aggregate: "ClientRecord") -> None:
            aggregate.since = self.since
            aggregate.settled_orders, aggregate.upheld_findings = self.settled_orders, self.upheld_findings

    def tell(
        self, client_id: str, since: datetime, settled_orders: int, upheld_findings: int, at: datetime
    ) -> None:
        """Totals only grow, so a smaller one is old news."""
        known = (self.settled_orders, self.upheld_findings)
        told = (settled_orders, upheld_findings)
        if self.since and (told == known or sum(told) < sum(known)):
            return
        self.trigger_event(
            self.Told,
            client_id=client_id,
            since=since,
            settled_orders=settled_orders,
            upheld_findings=upheld_findings,
            timestamp=at,
        )
