"""A client: what members may know of it before they work for it, and with whom it is one."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from assignment.domain.refusals import TiedToClient
from chassis.aggregate import Aggregate

RETURN_WITHIN, RETURN_POINTS = timedelta(days=30), 500
"""What goes back to the clients of one identity without a look, beyond the share of each order."""
_NAMESPACE = UUID("5b0c3a52-6a5e-4a0f-9a3b-0a6f0f1c7d11")


def client_stream(client_id: str) -> UUID:
    """The ClientRecord of a client."""
    return uuid5(_NAMESPACE, client_id)


def identity_stream(identity: str) -> UUID:
    """The ClientIdentity of what an operator has verified."""
    return uuid5(_NAMESPACE, f"identity/{identity}")


class ClientRecord(Aggregate):
    """One per client, as task-catalog last told it."""

    def __init__(self) -> None:
        self.since: datetime | None = None
        self.settled_orders = 0
        self.upheld_findings = 0
        self.identity = ""
        self.identified_at: datetime | None = None
        self.ties: list[str] = []
        self.paid_back: dict[str, int] = {}

    class Event(Aggregate.Event):
        """Of a ClientRecord."""

    class Told(Event):
        """Totals. identity: what an operator has verified at last."""

        TOPIC = "ClientRecord.Told"
        class_version = 2
        client_id: str
        since: datetime
        settled_orders: int
        upheld_findings: int
        identity: str
        identified_at: datetime | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state |= {"identity": "", "identified_at": None}

        def apply(self, aggregate: "ClientRecord") -> None:
            aggregate.identity, aggregate.identified_at = self.identity, self.identified_at
            aggregate.since = self.since
            aggregate.settled_orders, aggregate.upheld_findings = self.settled_orders, self.upheld_findings

    class OperatorTied(Event):
        """An operator has a tie to the client."""

        TOPIC = "ClientRecord.OperatorTied"
        operator_id: str

        def apply(self, aggregate: "ClientRecord") -> None:
            aggregate.ties.append(self.operator_id)

    class PaidBack(Event):
        """Beyond what its order allows by itself, so many points of a withdrawn answer go back to it."""

        TOPIC = "ClientRecord.PaidBack"
        points: int

        def apply(self, aggregate: "ClientRecord") -> None:
            since, at = (self.timestamp - RETURN_WITHIN).isoformat(), self.timestamp.isoformat()
            kept = {when: points for when, points in aggregate.paid_back.items() if when > since}
            aggregate.paid_back = kept | {at: kept.get(at, 0) + self.points}

    def paid_back_since(self, at: datetime) -> int:
        """Points that went back to it after that, beyond what its orders allow by themselves."""
        return sum(points for when, points in self.paid_back.items() if when > at.isoformat())

    def pay_back(self, points: int, at: datetime) -> None:
        self.trigger_event(self.PaidBack, points=points, timestamp=at)

    def tie(self, operator_id: str, at: datetime) -> None:
        if operator_id not in self.ties:
            self.trigger_event(self.OperatorTied, operator_id=operator_id, timestamp=at)

    def check_no_tie(self, operator_id: str) -> None:
        """Raises TiedToClient."""
        if operator_id in self.ties:
            raise TiedToClient("you have a tie to this client; another operator has to decide")

    def tell(
        self,
        client_id: str,
        since: datetime,
        settled_orders: int,
        upheld_findings: int,
        at: datetime,
        identity: str = "",
        identified_at: datetime | None = None,
    ) -> None:
        """Totals only grow, and an identity is verified later than the former one; else it is old news."""
        known = (self.settled_orders, self.upheld_findings)
        told = (settled_orders, upheld_findings)
        is_newer = identified_at is not None and (
            self.identified_at is None or identified_at > self.identified_at
        )
        if self.since and not is_newer and (told == known or sum(told) < sum(known)):
            return
        self.trigger_event(
            self.Told,
            client_id=client_id,
            since=since,
            settled_orders=max(settled_orders, self.settled_orders),
            upheld_findings=max(upheld_findings, self.upheld_findings),
            identity=identity if is_newer else self.identity,
            identified_at=identified_at if is_newer else self.identified_at,
            timestamp=at,
        )


class ClientIdentity(Aggregate):
    """Somebody whom an operator has verified, with all clients that ever were of this identity.

    Whether one still is, its ClientRecord says.
    """

    def __init__(self) -> None:
        self.clients: list[str] = []

    class Joined(Aggregate.Event):
        """A further client is of this identity."""

        TOPIC = "ClientIdentity.Joined"
        client_id: str

        def apply(self, aggregate: "ClientIdentity") -> None:
            aggregate.clients.append(self.client_id)

    def join(self, client_id: str, at: datetime) -> None:
        if client_id not in self.clients:
            self.trigger_event(self.Joined, client_id=client_id, timestamp=at)
