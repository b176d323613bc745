"""What has arrived of one order so far, in whichever order it came."""

from datetime import datetime
from typing import Any

from eventsourcing.domain import Aggregate

from chassis.errors import Refused


class SupersededVersion(Refused):
    """A newer version of the order was submitted; only that one can still go to members."""


class Dossier(Aggregate):
    """The newest version of an order that was submitted, and the batches seen. Its id is the order's."""

    def __init__(self) -> None:
        self.newest = 0
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
            aggregate.document = self.document

    class BatchSeen(Event):
        TOPIC = "Dossier.BatchSeen"
        batch: int

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.batches.append(self.batch)

    def submit(self, version: int, client_id: str, document: dict[str, Any], at: datetime) -> None:
        """A version to be screened; what is not newer than the newest is old news."""
        if version > self.newest:
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

    def check_newest(self, version: int) -> None:
        """Raises SupersededVersion."""
        if version != self.newest:
            raise SupersededVersion(f"version {self.newest} of the order was submitted since")
