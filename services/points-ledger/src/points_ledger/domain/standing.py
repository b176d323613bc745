"""What a member's account may do: to which partners it is linked, whether it is stopped, and its rank."""

from collections.abc import Iterable
from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import AccountMerged, AccountStopped, NoSuchMember, TooManyLinks
from points_ledger.domain.leaving import Leaving

MAX_LINKS = 100
REGULAR = "regular"


class Standing(Leaving):
    """The part of MemberAccount that moves no points.

    links_through: partner → the merged members by whose links alone it may; a link of its own has no entry.
    rank: empty until an operator has set one. ranks_through: merged member → ranks that were set for it.
    stopped: why, empty when it is not. merged_into: the member whose account has all that this one had.
    """

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.links_through: dict[str, list[str]] = {}
        self.stopped = ""
        self.rank = ""
        self.ranks_through: dict[str, list[str]] = {}
        self.merged_into = ""

    class Linked(Aggregate.Event):
        """The member lets this partner hold, take and give points.

        through: the merged account that had let it; it ends with the merge. Empty for a link of its own.
        """

        TOPIC = "MemberAccount.Linked"
        class_version = 2
        member_id: str
        partner_id: str
        through: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """Links through merged accounts came with the second version."""
            state["through"] = ""

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id = self.member_id
            if self.partner_id not in aggregate.links:
                aggregate.links.append(self.partner_id)
            if self.through:
                aggregate.links_through.setdefault(self.partner_id, []).append(self.through)
            else:
                aggregate.links_through.pop(self.partner_id, None)

    class Unlinked(Aggregate.Event):
        """The partner sees nothing that comes after; what it holds may still be captured."""

        TOPIC = "MemberAccount.Unlinked"
        member_id: str
        partner_id: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.links.remove(self.partner_id)
            aggregate.links_through.pop(self.partner_id, None)

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
        """An operator has set the rank, by which caps go, also of what is merged into the account by then."""

        TOPIC = "MemberAccount.Ranked"
        member_id: str
        rank: str
        reason: str

        def apply(self, aggregate: "Standing") -> None:
            aggregate.member_id, aggregate.rank = self.member_id, self.rank
            aggregate.ranks_through = {}

    def link(self, member_id: str, partner_id: str, at: datetime) -> None:
        """Lets a partner hold, take and give points; nothing happens when it may already."""
        self.check_own()
        if partner_id in self.links and partner_id not in self.links_through:
            return
        self.check_room([partner_id])
        self._link(member_id, partner_id, "", at)

    def link_through(self, merged: "Standing", at: datetime) -> None:
        """Lets the partners of a merged account do the same here."""
        for partner_id in merged.links:
            if partner_id not in self.links or partner_id in self.links_through:
                self._link(self.member_id, partner_id, merged.member_id, at)

    def check_room(self, partners: Iterable[str]) -> None:
        """Raises TooManyLinks when it cannot be linked to these as well."""
        if len({*self.links, *partners}) > MAX_LINKS:
            raise TooManyLinks(MAX_LINKS)

    def _link(self, member_id: str, partner_id: str, through: str, at: datetime) -> None:
        self.trigger_event(
            self.Linked, member_id=member_id, partner_id=partner_id, through=through, timestamp=at
        )

    def unlink_through(self, member_id: str, at: datetime) -> None:
        """Ends the links that are here through this merged account alone."""
        for partner_id in [one for one, through in self.links_through.items() if through == [member_id]]:
            self.unlink(partner_id, at)

    def forget_through(self, member_id: str) -> None:
        """For the events alone: what others have let as well stays, through them."""
        self.ranks_through.pop(member_id, None)
        for through in self.links_through.values():
            if member_id in through:
                through.remove(member_id)

    def unlink(self, partner_id: str, at: datetime) -> None:
        """Ends what a partner may; nothing happens when it may not."""
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
        if not self.stopped:
            self.trigger_event(self.Stopped, member_id=member_id, reason=reason, timestamp=at)

    def reopen(self, reason: str, at: datetime) -> None:
        """Ends a stop."""
        if self.stopped:
            self.trigger_event(self.Reopened, member_id=self.member_id, reason=reason, timestamp=at)

    def set_rank(self, member_id: str, rank: str, reason: str, at: datetime) -> None:
        """Sets the rank; nothing happens when it is the same."""
        self.check_own()
        if self.rank != rank or self.ranks_through:
            self.trigger_event(self.Ranked, member_id=member_id, rank=rank, reason=reason, timestamp=at)

    @property
    def ranks(self) -> list[str]:
        """All that operators have set for the accounts that are one; the strictest counts."""
        through = [rank for ranks in self.ranks_through.values() for rank in ranks]
        return through + [self.rank] * bool(self.rank)
