"""What has arrived of one order so far, in whichever order it came."""

from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate
from chassis.errors import NotFound, Refused


class SupersededVersion(Refused):
    """A newer version of the order was submitted; only that one can still go to members."""


class OrderEnded(Refused):
    """The order was closed; nothing of it goes to members any more."""


class OwnOrder(Refused):
    """Whoever decides has no tie to the client, is not the client, and has not written for the client."""


class UnknownOrder(NotFound):
    """There is no such order, or it is another client's."""


class Dossier(Aggregate):
    """The newest version of an order that was submitted, and the batches seen. Its id is the order's."""

    def __init__(self) -> None:
        self.newest = 0
        self.client_id = ""
        self.edited_by: list[str] = []
        self.ended = False
        self.document: dict[str, Any] = {}
        self.batches: list[int] = []

    class Event(Aggregate.Event):
        """Of a Dossier."""

    class Submitted(Event):
        TOPIC = "Dossier.Submitted"
        class_version = 2
        order_version: int
        client_id: str
        document: dict[str, Any]
        edited_by: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["edited_by"] = []

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.newest = self.order_version
            aggregate.client_id = self.client_id
            aggregate.document = self.document
            aggregate.edited_by = sorted({*aggregate.edited_by, *self.edited_by})

    class BatchSeen(Event):
        TOPIC = "Dossier.BatchSeen"
        batch: int

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.batches.append(self.batch)

    class Ended(Event):
        TOPIC = "Dossier.Ended"

        def apply(self, aggregate: "Dossier") -> None:
            aggregate.ended = True

    def submit(
        self, version: int, client_id: str, document: dict[str, Any], edited_by: list[str], at: datetime
    ) -> None:
        """A version to be screened; what is not newer than the newest is old news.

        edited_by: operators who wrote for the client, in this version or one before.
        """
        if version > self.newest and not self.ended:
            self.trigger_event(
                self.Submitted,
                order_version=version,
                client_id=client_id,
                document=document,
                edited_by=edited_by,
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

    def check_newest(self, version: int) -> None:
        """Raises SupersededVersion or OrderEnded."""
        if self.ended:
            raise OrderEnded("the order was closed")
        if version != self.newest:
            raise SupersededVersion(f"version {self.newest} of the order was submitted since")

    def check_no_tie(self, operator_id: str) -> None:
        """Raises OwnOrder."""
        if operator_id == self.client_id:
            raise OwnOrder("nobody decides on an order of their own; another operator has to")
        if operator_id in self.edited_by:
            raise OwnOrder("you have drafted or edited this order; another operator has to decide")

    def check_owner(self, client_id: str) -> None:
        """Raises UnknownOrder for everybody but the client of the order."""
        if not self.newest or self.client_id != client_id:
            raise UnknownOrder("there is no such order, or nothing of it was submitted yet")
