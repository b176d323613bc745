"""What the fund `arbitration` has set aside for peers who judge appeals, until each appeal is decided."""

from datetime import datetime

from chassis.aggregate import Aggregate

ARBITRATION = "arbitration"


class Arbitration(Aggregate):
    """The part of the Funds that keeps pay for peers. aside: yen by the appealed answer; no posting."""

    def __init__(self) -> None:
        self.aside: dict[str, int] = {}

    class PeersCovered(Aggregate.Event):
        """All peers of an appeal can be paid when the member loses."""

        TOPIC = "Funds.PeersCovered"
        order_id: str
        assignment_id: str
        amount_jpy: int

        def apply(self, aggregate: "Arbitration") -> None:
            aggregate.aside[self.assignment_id] = self.amount_jpy

    class PeersNotCovered(Aggregate.Event):
        """The fund holds too little; what it cannot pay is not offered (business rule 5)."""

        TOPIC = "Funds.PeersNotCovered"
        order_id: str
        assignment_id: str

    class PeerPaid(Aggregate.Event):
        """So much of it is being paid; the posting is the peer's `Granted`."""

        TOPIC = "Funds.PeerPaid"
        assignment_id: str
        amount_jpy: int

        def apply(self, aggregate: "Arbitration") -> None:
            aggregate.aside[self.assignment_id] -= self.amount_jpy

    class PeersReleased(Aggregate.Event):
        """The appeal is decided; what is left of it is free again."""

        TOPIC = "Funds.PeersReleased"
        assignment_id: str

        def apply(self, aggregate: "Arbitration") -> None:
            del aggregate.aside[self.assignment_id]

    def answer(
        self, order_id: str, assignment_id: str, amount_jpy: int, is_covered: bool, at: datetime
    ) -> None:
        """Says whether the peers of an appeal are covered."""
        of = {"order_id": order_id, "assignment_id": assignment_id, "timestamp": at}
        if is_covered:
            self.trigger_event(self.PeersCovered, amount_jpy=amount_jpy, **of)
        else:
            self.trigger_event(self.PeersNotCovered, **of)

    def use(self, assignment_id: str, amount_jpy: int, at: datetime) -> None:
        """A peer is being paid out of it."""
        self.trigger_event(self.PeerPaid, assignment_id=assignment_id, amount_jpy=amount_jpy, timestamp=at)

    def release(self, assignment_id: str, at: datetime) -> None:
        """The appeal is over; does nothing when nothing was set aside for it."""
        if assignment_id in self.aside:
            self.trigger_event(self.PeersReleased, assignment_id=assignment_id, timestamp=at)
