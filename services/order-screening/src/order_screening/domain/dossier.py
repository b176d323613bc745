"""What has arrived of one order so far, in whichever order it came."""

from datetime import datetime
from typing import Any

from eventsourcing.domain import Aggregate

from chassis.errors import Refused


class SupersededVersion(Refused):
    """A newer version of the order was submitted; only that one can still go to members."""


class OrderEnded(Refused):
    """The order was closed; nothing of it goes to members any more."""


class OwnOrder(Refused):
    """Whoever decides has no tie to the client, and is not the client."""


class Dossier(Aggregate):
    """The newest version of an order that was submitted, and the batches seen. Its id is the order's."""

    def __init__(self) -> None:
        self.newest = 0
        self.client_id = ""
        self.ended = False
        self.document: dict[str, Any] = {}
        self.batches: list[int] = []

    class Event(Aggregate.Event):
        """Of a Dossier."""

    class Submitted(Event):
        TOPIC = "Dossier.Submitted"
        order_version: int
        client_id: str
        document: dict[str, Any]

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.newest = self.order_version
            aggregate.client_id = self.client_id
            aggregate.document = self.document

    class BatchSeen(Event):
        TOPIC = "Dossier.BatchSeen"
        batch: int

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.batches.append(self.batch)

    class Ended(Event):
        TOPIC = "Dossier.Ended"

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.ended = True

    def submit(self, version: int, client_id: str, document: dict[str, Any], at: datetime) -> None:
        """A version to be screened; what is not newer than the newest is old news."""
        if version > self.newest and not self.ended:
            self.trigger_event(
                self.Submitted,
                order_version=version,
                client_id=client_id,
                document=document,
                timestamp=at,
            )

    def see_batch(self, batch: int, at: datetime) -> None:
        """A batch to be screened under this version and each later one."""
        self.trigger_event(self.BatchSeen, batch=batch, timestamp=at)

    def end(self, at: datetime) -> None:
        """The order was closed, perhaps before anything else of it was heard."""
        if not self.ended:
            self.trigger_event(self.Ended, timestamp=at)

    def is_open(self, version: int) -> bool:
        """Whether a verdict on this version still matters."""
        return version == self.newest and not self.ended

    def check_may_decide(self, version: int, operator_id: str) -> None:
        """Raises SupersededVersion, OrderEnded or OwnOrder."""
        if self.ended:
            raise OrderEnded("the order was closed")
        if version != self.newest:
            raise SupersededVersion(f"version {self.newest} of the order was submitted since")
        if operator_id == self.client_id:
            raise OwnOrder("nobody decides on an order of their own; another operator has to")
