"""A card or an app of a member: what a shop reads instead of the member's id."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import CardTaken, NoSuchCard


class Card(Aggregate):
    """member_id: whose it is; empty when nobody's."""

    def __init__(self) -> None:
        self.member_id = ""

    class Linked(Aggregate.Event):
        """The card stands for this member from now on."""

        TOPIC = "Card.Linked"
        card_id: str
        kind: str
        member_id: str

        def apply(self, aggregate: "Card") -> None:
            aggregate.member_id = self.member_id

    class Unlinked(Aggregate.Event):
        """It stands for nobody; another member may link it."""

        TOPIC = "Card.Unlinked"
        member_id: str

        def apply(self, aggregate: "Card") -> None:
            aggregate.member_id = ""

    def link(self, card_id: str, kind: str, member_id: str, at: datetime) -> None:
        """Nothing happens when it is linked already. Raises CardTaken."""
        if self.member_id == member_id:
            return
        if self.member_id:
            raise CardTaken
        self.trigger_event(self.Linked, card_id=card_id, kind=kind, member_id=member_id, timestamp=at)

    def unlink(self, members: list[str], at: datetime) -> None:
        """`members`: all ids of the member who asks. Raises NoSuchCard."""
        if self.member_id not in members:
            raise NoSuchCard
        self.trigger_event(self.Unlinked, member_id=self.member_id, timestamp=at)
