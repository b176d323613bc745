"""The anchor of the ledger: what all its streams came to at one moment."""

from datetime import datetime

from chassis.aggregate import Aggregate


class Anchor(Aggregate):
    """One for the whole ledger, taken once an hour; what is cut off later with its head is missed by it."""

    def __init__(self) -> None:
        self.position = 0

    class Taken(Aggregate.Event):
        """After event `position` there were so many streams, with heads of this digest; no posting."""

        TOPIC = "Anchor.Taken"
        position: int
        streams: int
        digest: str

        def apply(self, aggregate: "Anchor") -> None:
            aggregate.position = self.position

    def take(self, position: int, streams: int, digest: str, at: datetime) -> None:
        """Keeps the heads of a moment, unless those of a later one are kept."""
        if position > self.position:
            self.trigger_event(self.Taken, position=position, streams=streams, digest=digest, timestamp=at)
