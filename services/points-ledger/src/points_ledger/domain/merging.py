"""What happens when two accounts turn out to be one member's, and when that was wrong."""

from typing import TypedDict

from eventsourcing.domain import Aggregate

from points_ledger.domain.lots import NORMAL, Takes, add, lot_of
from points_ledger.domain.sharing import Sharing


class Took(TypedDict):
    """What came from a merged account, and in which run of normal points."""

    takes: Takes
    run: int


class Merging(Sharing):
    """The part of MemberAccount about its being merged. taken_over: merged member → what came from it."""

    def __init__(self) -> None:
        super().__init__()
        self.taken_over: dict[str, Took] = {}

    class Merged(Aggregate.Event):
        """The account is one with another from now on, which has its points; no posting."""

        TOPIC = "MemberAccount.Merged"
        member_id: str
        into: str
        reason: str
        operator_id: str

        def apply(self, aggregate: "Merging") -> None:
            aggregate.merged_into = self.into

    class Forwarded(Aggregate.Event):
        """Points: debit the merged account, credit the surviving one, at the merge and whenever some come."""

        TOPIC = "MemberAccount.Forwarded"
        member_id: str
        forward_id: str
        into: str
        points: int
        takes: dict[str, int]

        def apply(self, aggregate: "Merging") -> None:
            aggregate.lose(self.takes)

    class TookOver(Aggregate.Event):
        """The other side of `Forwarded`, whose posting it is; nobody loses a day.

        used, earned: what the other account had used in this month and earned on this day.
        """

        TOPIC = "MemberAccount.TookOver"
        member_id: str
        forward_id: str
        from_member: str
        points: int
        takes: dict[str, int]
        expires_on: str
        used: int
        earned: int

        def apply(self, aggregate: "Merging") -> None:
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)
            aggregate.use(self.used, self.timestamp)
            aggregate.earn(self.earned, self.timestamp)
            run = aggregate.normal_run
            before = aggregate.taken_over.get(self.from_member, {"takes": {}, "run": run})
            kept = {key: points for key, points in before["takes"].items() if _lives(key, before["run"], run)}
            add(kept, self.takes)
            aggregate.taken_over[self.from_member] = {"takes": kept, "run": run}

    class GaveBack(Aggregate.Event):
        """Points: debit the surviving account, credit the one that is split off again.

        missing: what had come from it and is used or expired.
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
            aggregate.taken_over.pop(self.to_member, None)
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
            aggregate.merged_into = ""
            aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.give(self.takes)

    def still_there(self, member_id: str) -> tuple[Takes, int]:
        """What came from a merged member and can go back, and how much cannot."""
        took = self.taken_over.get(member_id, {"takes": {}, "run": self.normal_run})
        back: Takes = {}
        for key, points in took["takes"].items():
            if _lives(key, took["run"], self.normal_run):
                left = min(points, self.lots.get(key, 0))
                if left:
                    back[key] = left
        return back, sum(took["takes"].values()) - sum(back.values())


def _lives(key: str, run: int, run_now: int) -> bool:
    """Whether points of a lot can still be those of then: normal ones of an earlier run are gone."""
    return run == run_now or lot_of(key).kind != NORMAL
