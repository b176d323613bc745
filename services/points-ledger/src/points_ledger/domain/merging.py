"""What happens when two accounts turn out to be one member's, and when that was wrong."""

from datetime import datetime
from typing import TypedDict

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import NO_DAY, day_of
from points_ledger.domain.counters import Counter, add_to
from points_ledger.domain.lots import Takes, lot_of
from points_ledger.domain.sharing import Sharing


class Took(TypedDict):
    """What came from a merged account: points in all, and what was added to the month and to the day.

    granted: partner → day and points that it had granted to that account by the merge.
    """

    points: int
    used: Counter
    earned: Counter
    granted: dict[str, Counter]


class Merging(Sharing):
    """The part of MemberAccount about its being merged. merged_from: merged member → what came from it.

    Which points are whose is said by their lots (see `Lot.via`). earned_told: what of `earned` the account
    that this one is merged into has counted. merge_proposed: into which account, and by which operator.
    merged_on: on which day it was, empty while the account stands for itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.merged_from: dict[str, Took] = {}
        self.merge_proposed = ["", ""]
        self.earned_told: list[str | int] = ["", 0]
        self.merged_on = NO_DAY

    class MergeProposed(Aggregate.Event):
        """One operator wants the account merged; another one has to want it too. No posting."""

        TOPIC = "MemberAccount.MergeProposed"
        member_id: str
        into: str
        reason: str
        operator_id: str

        def apply(self, aggregate: "Merging") -> None:
            aggregate.merge_proposed = [self.into, self.operator_id]

    class Merged(Aggregate.Event):
        """The account is one with another from now on, which has its points; no posting.

        proposed_by, operator_id: the two operators who wanted it; in the first version one was enough.
        is_told: whether the feeds of the account's partners tell of it, as they do since the third version:
        a rebuild leaves every place of a feed where it was.
        """

        TOPIC = "MemberAccount.Merged"
        class_version = 3
        member_id: str
        into: str
        reason: str
        operator_id: str
        proposed_by: str
        is_told: bool

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """The second operator came with the second version."""
            state["proposed_by"] = ""

        @staticmethod
        def upcast_v2_v3(state: dict[str, object]) -> None:
            """Before the third version no feed told of it."""
            state["is_told"] = False

        def apply(self, aggregate: "Merging") -> None:
            aggregate.merged_into, aggregate.merge_proposed = self.into, ["", ""]
            aggregate.merged_on = day_of(self.timestamp)

    class DayFollowed(Aggregate.Event):
        """The surviving account has earned on, which moves the day of what was taken here too; no posting.

        It begins no run: nothing has expired meanwhile.
        """

        TOPIC = "MemberAccount.DayFollowed"
        member_id: str
        into: str
        expires_on: str

        def apply(self, aggregate: "Merging") -> None:
            aggregate.normal_expires_on = self.expires_on

    class Forwarded(Aggregate.Event):
        """Points: debit the merged account, credit the surviving one, at the merge and whenever some come.

        expires_on: the day of all normal points that are still held here, which is the survivor's if that is
        later.
        """

        TOPIC = "MemberAccount.Forwarded"
        class_version = 2
        member_id: str
        forward_id: str
        into: str
        points: int
        takes: dict[str, int]
        expires_on: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """In the first version what was held kept its own day."""
            state["expires_on"] = ""

        def apply(self, aggregate: "Merging") -> None:
            aggregate.lose(self.takes)
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.earned_told = aggregate.earned

    class TookOver(Aggregate.Event):
        """The other side of `Forwarded`, whose posting it is; nobody loses a day.

        used, earned: what the other account had used in this month and earned on this day. takes: into which
        lots, which say from whom the points came; in releases before they did not, and nothing goes back.
        granted, ranks: at the merge alone: what partners had granted to it lately, and which ranks were set.
        """

        TOPIC = "MemberAccount.TookOver"
        class_version = 2
        member_id: str
        forward_id: str
        from_member: str
        points: int
        takes: dict[str, int]
        expires_on: str
        used: int
        earned: int
        granted: dict[str, list[str | int]]
        ranks: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """In the first version a merged account's grants and ranks counted no more."""
            state |= {"granted": {}, "ranks": []}

        def apply(self, aggregate: "Merging") -> None:
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)
            aggregate.use(self.used, self.timestamp)
            aggregate.earn(self.earned, self.timestamp)
            day = day_of(self.timestamp)
            none: Took = {"points": 0, "used": ["", 0], "earned": ["", 0], "granted": {}}
            took = aggregate.merged_from.setdefault(self.from_member, none)
            took["points"] += self.points
            took["used"] = add_to(took["used"], day[:7], self.used)
            took["earned"] = add_to(took["earned"], day, self.earned)
            took["granted"] |= self.granted
            if self.ranks:
                aggregate.ranks_through[self.from_member] = list(self.ranks)

    class GaveBack(Aggregate.Event):
        """Points: debit the surviving account, credit the one that is split off again.

        missing: what had come from it and is used, expired or held; what is held goes back when it is free.
        """

        TOPIC = "MemberAccount.GaveBack"
        member_id: str
        forward_id: str
        to_member: str
        points: int
        takes: dict[str, int]
        missing: int

        def apply(self, aggregate: "Merging") -> None:
            aggregate.lose(self.takes)
            if took := aggregate.merged_from.pop(self.to_member, None):
                aggregate.used = _without(aggregate.used, took["used"])
                aggregate.worked = _without(aggregate.worked, took["earned"])
                aggregate.earned = _without(aggregate.earned, took["earned"])
            aggregate.forget_through(self.to_member)

    class SplitOff(Aggregate.Event):
        """The account stands for itself again; the other side of `GaveBack`, whose posting it is."""

        TOPIC = "MemberAccount.SplitOff"
        member_id: str
        forward_id: str
        from_member: str
        points: int
        takes: dict[str, int]
        expires_on: str
        reason: str
        operator_id: str

        def apply(self, aggregate: "Merging") -> None:
            aggregate.merged_into, aggregate.merged_on = "", NO_DAY
            aggregate.earned_told = ["", 0]
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)

    class CameBack(Aggregate.Event):
        """What was held or is refunded after the split; the other side of `GaveBack`, whose posting it is."""

        TOPIC = "MemberAccount.CameBack"
        member_id: str
        forward_id: str
        from_member: str
        points: int
        takes: dict[str, int]
        expires_on: str

        def apply(self, aggregate: "Merging") -> None:
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)

    def of(self, member_id: str) -> Takes:
        """What is here of a member who is, or was, merged into this one."""
        return {key: points for key, points in self.lots.items() if lot_of(key).via[-1:] == (member_id,)}

    def earned_since(self, at: datetime) -> int:
        """Points that came in on the day of `at` and are not counted by the surviving account yet."""
        day = day_of(at)
        told = int(self.earned_told[1]) if self.earned_told[0] == day else 0
        return self.earned_on_day(at) - told

    def passing_on(self) -> Takes:
        """All but what belongs to those who were split off."""
        return {
            key: points
            for key, points in self.lots.items()
            if not lot_of(key).via or lot_of(key).via[-1] in self.merged_from
        }


def _without(counted: Counter, added: Counter) -> Counter:
    """A month or a day without what a merged account had added to it."""
    return [counted[0], int(counted[1]) - int(added[1])] if counted[0] == added[0] else counted
