"""What a member's account may do: to which partners it is linked, whether it is stopped, and its rank."""

from datetime import datetime

from eventsourcing.domain import Aggregate

from points_ledger.domain.errors import AccountMerged, AccountStopped, NoSuchMember, TooManyLinks

MAX_LINKS = 100
REGULAR = "regular"


class Standing(Aggregate):
    """The part of MemberAccount that moves no points.

    stopped: why, empty when it is not. lapses_on: the last day before all is erased, empty when nobody asked.
    merged_into: the member whose account has all that this one had.
    """

    def __init__(self) -> None:
        self.member_id = ""
        self.links: list[str] = []
        self.stopped = ""
        self.rank = REGULAR
        self.lapses_on = ""
        self.merged_into = ""

    class Linked(Aggregate.Event):
        """The member lets this partner hold, take and give points."""

        TOPIC = "MemberAccount.Linked"
        member_id: str
        partner_id: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id = self.member_id
            aggregate.links.append(self.partner_id)

    class Unlinked(Aggregate.Event):
        """The partner sees nothing that comes after; what it holds may still be captured."""

        TOPIC = "MemberAccount.Unlinked"
        member_id: str
        partner_id: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.links.remove(self.partner_id)

    class Stopped(Aggregate.Event):
        """Nothing leaves the account by anybody's will any more; what is earned still comes in."""

        TOPIC = "MemberAccount.Stopped"
        member_id: str
        reason: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id, aggregate.stopped = self.member_id, self.reason

    class Reopened(Aggregate.Event):
        """The stop is over."""

        TOPIC = "MemberAccount.Reopened"
        member_id: str
        reason: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.stopped = ""

    class Ranked(Aggregate.Event):
        """An operator has set the rank, by which caps go."""

        TOPIC = "MemberAccount.Ranked"
        member_id: str
        rank: str
        reason: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id, aggregate.rank = self.member_id, self.rank

    class ErasureAsked(Aggregate.Event):
        """The member leaves: what is not spent until the end of that day lapses."""

        TOPIC = "MemberAccount.ErasureAsked"
        member_id: str
        lapses_on: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id, aggregate.lapses_on = self.member_id, self.lapses_on

    def ask_erasure(self, member_id: str, lapses_on: str, at: datetime) -> None:
        """The first asking counts."""
        if not self.lapses_on:
            self.trigger_event(self.ErasureAsked, member_id=member_id, lapses_on=lapses_on, timestamp=at)

    def link(self, member_id: str, partner_id: str, at: datetime) -> None:
        """Lets a partner hold, take and give points; nothing happens when it may already."""
        self.check_own()
        if partner_id in self.links:
            return
        if len(self.links) >= MAX_LINKS:
            raise TooManyLinks(MAX_LINKS)
        self.trigger_event(self.Linked, member_id=member_id, partner_id=partner_id, timestamp=at)

    def unlink(self, partner_id: str, at: datetime) -> None:
        """Ends what a partner may; nothing happens when it may not."""
        self.check_own()
        if partner_id in self.links:
            self.trigger_event(self.Unlinked, member_id=self.member_id, partner_id=partner_id, timestamp=at)

    def check_linked(self, partner_id: str) -> None:
        """Raises NoSuchMember: a partner learns nothing about other members."""
        if partner_id not in self.links:
            raise NoSuchMember

    def check_open(self) -> None:
        """Raises AccountMerged, AccountStopped."""
        self.check_own()
        if self.stopped:
            raise AccountStopped

    def check_own(self) -> None:
        """Raises AccountMerged when the account stands for another one."""
        if self.merged_into:
            raise AccountMerged

    def stop(self, member_id: str, reason: str, at: datetime) -> None:
        """Nothing leaves any more."""
        self.check_own()
        if not self.stopped:
            self.trigger_event(self.Stopped, member_id=member_id, reason=reason, timestamp=at)

    def reopen(self, reason: str, at: datetime) -> None:
        """Ends a stop."""
        self.check_own()
        if self.stopped:
            self.trigger_event(self.Reopened, member_id=self.member_id, reason=reason, timestamp=at)

    def set_rank(self, member_id: str, rank: str, reason: str, at: datetime) -> None:
        """Sets the rank; nothing happens when it is the same."""
        self.check_own()
        if self.rank != rank:
            self.trigger_event(self.Ranked, member_id=member_id, rank=rank, reason=reason, timestamp=at)
