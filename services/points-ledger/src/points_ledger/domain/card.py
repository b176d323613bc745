"""A card or an app of a member: what a shop reads instead of the member's id."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import CardOfAnother, CardTaken, CardUnproven, NoSuchCard

VOUCHED_HOURS = 24


class Card(Aggregate):
    """member_id: whose it is; empty when nobody's. is_proven: that its issuer had vouched for the member.

    issuer: the first partner that vouched. vouched_for: for whom it vouched last, until `vouched_until`.
    """

    def __init__(self) -> None:
        self.member_id = ""
        self.is_proven = False
        self.issuer = ""
        self.vouched_for = ""
        self.vouched_until = ""

    class Vouched(Aggregate.Event):
        """The partner that issued the card has made sure that the member has it."""

        TOPIC = "Card.Vouched"
        partner_id: str
        member_id: str

        def apply(self, aggregate: "Card") -> None:
            aggregate.issuer, aggregate.vouched_for = self.partner_id, self.member_id
            aggregate.vouched_until = (self.timestamp + timedelta(hours=VOUCHED_HOURS)).isoformat()

    class Linked(Aggregate.Event):
        """The card stands for this member from now on. partner_id: who vouched, empty of old."""

        TOPIC = "Card.Linked"
        class_version = 2
        card_id: str
        kind: str
        member_id: str
        partner_id: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Proof came with the second version."""
            state["partner_id"] = ""

        def apply(self, aggregate: "Card") -> None:
            aggregate.member_id, aggregate.is_proven = self.member_id, bool(self.partner_id)
            aggregate.vouched_for = aggregate.vouched_until = ""

    class Unlinked(Aggregate.Event):
        """It stands for nobody; another member may link it."""

        TOPIC = "Card.Unlinked"
        member_id: str

        def apply(self, aggregate: "Card") -> None:
            aggregate.member_id = ""

    def vouch(self, partner_id: str, member_id: str, at: datetime) -> None:
        """Says that the member has the card. Raises CardOfAnother."""
        if self.issuer not in ("", partner_id):
            raise CardOfAnother
        self.trigger_event(self.Vouched, partner_id=partner_id, member_id=member_id, timestamp=at)

    def link(self, card_id: str, kind: str, members: Sequence[str], at: datetime) -> None:
        """members: all ids of the member who asks, the first one at first. Nothing happens when it is linked.

        A link from before there was proof gives way to one with it. Raises CardTaken, CardUnproven.
        """
        if self.member_id in members:
            return
        if self.member_id and self.is_proven:
            raise CardTaken
        if self.vouched_for not in members or at >= datetime.fromisoformat(self.vouched_until):
            raise CardUnproven
        if self.member_id:
            self.trigger_event(self.Unlinked, member_id=self.member_id, timestamp=at)
        self.trigger_event(
            self.Linked,
            card_id=card_id,
            kind=kind,
            member_id=members[0],
            partner_id=self.issuer,
            timestamp=at,
        )

    def unlink(self, members: Sequence[str], at: datetime) -> None:
        """`members`: all ids of the member who asks. Raises NoSuchCard."""
        if self.member_id not in members:
            raise NoSuchCard
        self.trigger_event(self.Unlinked, member_id=self.member_id, timestamp=at)
