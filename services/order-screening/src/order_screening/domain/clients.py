"""What a client has learned, or is about to: the attributes of its orders, and which continue which."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate

_NAMESPACE = UUID("8f5a4f0b-3a0e-4d52-9a39-0d8c5a6d1e77")
WAVES_MOST = 100


def client_record_id(client_id: str) -> UUID:
    """The ClientRecord of one client."""
    return uuid5(_NAMESPACE, client_id)


class ClientRecord(Aggregate):
    """One per client. A pseudonym is per order, so only orders that continue one another can be linked.

    orders: id → {"version", "attributes", "wave_of", "opened"}; the attributes of an order that was open to
    members are never forgotten, those of one that was not are the newest version's.
    """

    def __init__(self) -> None:
        self.orders: dict[str, dict[str, Any]] = {}

    class Event(Aggregate.Event):
        """Of a ClientRecord."""

        order_id: UUID

    class Listed(Event):
        """A version of an order may be answered soon."""

        TOPIC = "ClientRecord.Listed"
        order_version: int
        attributes: list[str]
        wave_of: str | None

        def apply(self, aggregate: "ClientRecord") -> None:
            known = aggregate.orders.get(str(self.order_id), {"opened": False, "attributes": []})
            kept = known["attributes"] if known["opened"] else []
            aggregate.orders[str(self.order_id)] = {
                "version": self.order_version,
                "attributes": sorted({*kept, *self.attributes}),
                "wave_of": self.wave_of,
                "opened": known["opened"],
            }

    class Opened(Event):
        """Members answer it."""

        TOPIC = "ClientRecord.Opened"

        def apply(self, aggregate: "ClientRecord") -> None:
            unlisted = {"version": 0, "attributes": [], "wave_of": None}
            aggregate.orders.setdefault(str(self.order_id), unlisted)["opened"] = True

    class Dropped(Event):
        """It never reached a member."""

        TOPIC = "ClientRecord.Dropped"

        def apply(self, aggregate: "ClientRecord") -> None:
            del aggregate.orders[str(self.order_id)]

    def linked(self, order_id: UUID, wave_of: str | None) -> list[str] | None:
        """The attributes of the other orders in the chain of waves; None when the earlier one is unknown."""
        if wave_of is None:
            return []
        if wave_of not in self.orders or wave_of == str(order_id):
            return None
        root = self._root(wave_of)
        others = [id for id in self.orders if id != str(order_id) and self._root(id) == root]
        return sorted({name for id in others for name in self.orders[id]["attributes"]})

    def _root(self, id: str) -> str:
        for _ in range(WAVES_MOST):
            earlier = self.orders[id]["wave_of"] if id in self.orders else None
            if earlier is None:
                return id
            id = earlier
        return id

    def list(
        self, order_id: UUID, version: int, attributes: list[str], wave_of: str | None, at: datetime
    ) -> None:
        """Counts what a version asks as learned, from before it is judged: two at once see each other."""
        self.trigger_event(
            self.Listed,
            order_id=order_id,
            order_version=version,
            attributes=attributes,
            wave_of=wave_of,
            timestamp=at,
        )

    def open(self, order_id: UUID, at: datetime) -> None:
        """Members may answer: what it asks stays learned. One that asks nothing was not listed before."""
        known = self.orders.get(str(order_id))
        if known is None or not known["opened"]:
            self.trigger_event(self.Opened, order_id=order_id, timestamp=at)

    def drop(self, order_id: UUID, at: datetime) -> None:
        """It will not be answered: nothing was learned, unless an earlier version was open."""
        known = self.orders.get(str(order_id))
        if known is not None and not known["opened"]:
            self.trigger_event(self.Dropped, order_id=order_id, timestamp=at)
