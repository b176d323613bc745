"""A member's account, in points: lots, and what is held."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import day_of, normal_expiry
from points_ledger.domain.counters import Counter, add_to, counted
from points_ledger.domain.lots import NORMAL, Lot, lot_of
from points_ledger.domain.merging import Merging
from points_ledger.domain.occurred import Occurred

NORMAL_OF_WORK = Lot(NORMAL, "work").key


class MemberAccount(Merging):
    """A member's points. Each event names both sides by what it says.

    granted_by: partner → day and points that it granted on that day.
    """

    class_version = 4

    def __init__(self) -> None:
        super().__init__()
        self.refused = 0
        self.granted_by: dict[str, Counter] = {}
        self.claims = 0

    def granted_on_day(self, partner_id: str, at: datetime) -> int:
        """Points that a partner has granted on the day of `at` in Tokyo, to merged accounts before too."""
        day = day_of(at)
        return sum(counted(granted.get(partner_id, ["", 0]), day) for granted in self._all_granted())

    def granted_lately(self, at: datetime) -> dict[str, Counter]:
        """By partner, of the day of `at` or, where one has begun, a later one."""
        found: dict[str, Counter] = {}
        for granted in self._all_granted():
            for partner_id, (day, points) in granted.items():
                if str(day) >= day_of(at):
                    found[partner_id] = add_to(found.get(partner_id, ["", 0]), str(day), int(points))
        return found

    def _all_granted(self) -> list[dict[str, Counter]]:
        return [self.granted_by, *(took["granted"] for took in self.merged_from.values())]

    class Granted(Occurred):
        """Points: debit `issued`, credit the member. Yen: debit who pays, credit what backs the points.

        Who pays is the order's escrow, a fund, or the partner. lot: its key. expires_on: the last day of the
        lot, of all normal points for a normal one. made_of: base points, rate and share in percent,
        and bonus points of work; empty for other origins.
        """

        TOPIC = "MemberAccount.Granted"
        class_version = 4
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str
        lot: str
        expires_on: str
        partner: str
        made_of: list[int]
        fund: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """The first version knew nothing but normal points for work, and not what they were made of."""
            earned_at = datetime.fromisoformat(str(state["timestamp"]))
            state |= {"lot": NORMAL_OF_WORK, "expires_on": normal_expiry(earned_at), "partner": ""}
            state |= {"made_of": [state["points"], 100, 100, 0]}

        @staticmethod
        def upcast_v2_v3(state: dict[str, object]) -> None:
            """Funds came with the third version."""
            state["fund"] = ""

        @staticmethod
        def upcast_v3_v4(state: dict[str, object]) -> None:
            """Stated moments came with the fourth version."""
            state["occurred_at"] = None

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            key = self.lot
            if self.expires_on > aggregate.normal_expires_on and lot_of(key).kind == NORMAL:
                aggregate.live_until(self.expires_on, self.timestamp)
            aggregate.lots[key] = aggregate.lots.get(key, 0) + self.points
            aggregate.balance += self.points
            if self.origin == "work":
                aggregate.earn(self.points, self.timestamp)
            if self.partner:
                before = aggregate.granted_by.get(self.partner, ["", 0])
                today = add_to(before, day_of(self.timestamp), self.points)
                aggregate.granted_by[self.partner] = today

    class GrantRefused(Aggregate.Event):
        """Accepted work that could not be paid; no posting, an alert."""

        TOPIC = "MemberAccount.GrantRefused"
        member_id: str
        points: int
        origin: str
        reference: str
        order_id: str
        reason: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.member_id = self.member_id
            aggregate.refused += 1

    class Held(Occurred):
        """Points: debit the member, credit what is held for them."""

        TOPIC = "MemberAccount.Held"
        member_id: str
        hold_id: str
        partner_id: str
        points: int
        takes: dict[str, int]
        expires_at: datetime
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.hold(self.takes)

    class Captured(Occurred):
        """Points: debit what is held, credit `redeemed`. Yen: debit the backing, credit the payable."""

        TOPIC = "MemberAccount.Captured"
        member_id: str
        hold_id: str
        partner_id: str
        points: int
        takes: dict[str, int]
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.end_hold(self.takes)
            aggregate.use(self.points, self.timestamp)

    class Released(Occurred):
        """Points: debit what is held, credit the member. reason: rest of a capture, voided or expired.

        partner_id: empty for what was set aside, with the id of the review as hold_id.
        """

        TOPIC = "MemberAccount.Released"
        member_id: str
        hold_id: str
        partner_id: str
        points: int
        takes: dict[str, int]
        normal_expires_on: str
        reason: str
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.end_hold(self.takes)
            aggregate.give(self.takes)
            aggregate.reviews.pop(self.hold_id, None)

    class Spent(Occurred):
        """Points: debit the member, credit `redeemed`. Yen: debit the backing, credit the payable."""

        TOPIC = "MemberAccount.Spent"
        member_id: str
        spend_id: str
        partner_id: str
        points: int
        takes: dict[str, int]
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.lose(self.takes)
            aggregate.use(self.points, self.timestamp)

    class Refunded(Occurred):
        """Points: debit `redeemed`, credit the member. Yen: debit the payable, credit the backing.

        restored: by lot; what expired meanwhile is in a lot of its own, with days of grace. spend_id: or the
        hold that was captured.
        """

        TOPIC = "MemberAccount.Refunded"
        member_id: str
        refund_id: str
        spend_id: str
        partner_id: str
        points: int
        restored: dict[str, int]
        normal_expires_on: str
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.give(self.restored)

    class Expired(Aggregate.Event):
        """Points: debit the member, credit `breakage`. Yen: debit the backing, credit `breakage`."""

        TOPIC = "MemberAccount.Expired"
        member_id: str
        lot: str
        points: int
        expired_on: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.lose({self.lot: self.points})

    class ExpiryNoticed(Aggregate.Event):
        """The member is told that these points end in so many days; no posting."""

        TOPIC = "MemberAccount.ExpiryNoticed"
        member_id: str
        lot: str
        points: int
        expires_on: str
        days: int

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.noticed[self.lot] = [self.expires_on, self.days]

    class ClawedBack(Aggregate.Event):
        """Points: debit the member, credit `issued`. Yen: debit the backing, credit who paid, or the fees.

        claim: what could not be taken. points may be 0, then there is no posting.
        """

        TOPIC = "MemberAccount.ClawedBack"
        member_id: str
        points: int
        takes: dict[str, int]
        claim: int
        origin: str
        partner: str
        policy: str
        reason: str
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.lose(self.takes)
            aggregate.claims += self.claim

    class ClawbackReversed(Aggregate.Event):
        """Points: debit `issued`, credit the member. Yen: debit who had got it, credit the backing."""

        TOPIC = "MemberAccount.ClawbackReversed"
        member_id: str
        points: int
        restored: dict[str, int]
        normal_expires_on: str
        origin: str
        partner: str
        reference: str

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.give(self.restored)

    class ClaimDropped(Aggregate.Event):
        """What could not be taken is not claimed any more; no posting."""

        TOPIC = "MemberAccount.ClaimDropped"
        member_id: str
        claim: int

        def apply(self, aggregate: "MemberAccount") -> None:
            aggregate.claims -= self.claim


MOVES = (
    MemberAccount.Granted,
    MemberAccount.Held,
    MemberAccount.Captured,
    MemberAccount.Released,
    MemberAccount.Spent,
    MemberAccount.Refunded,
    MemberAccount.Expired,
    MemberAccount.ClawedBack,
    MemberAccount.SetAside,
    MemberAccount.Shared,
    MemberAccount.Received,
    MemberAccount.Forwarded,
    MemberAccount.TookOver,
    MemberAccount.GaveBack,
    MemberAccount.SplitOff,
    MemberAccount.CameBack,
    MemberAccount.ClawbackReversed,
)
"""The events that move points, free or held."""


def is_for_partners(event: object) -> bool:
    """Whether the feeds of the account's partners tell of it."""
    return isinstance(event, MOVES) or (isinstance(event, MemberAccount.Merged) and event.is_told)


def partner_of(event: object) -> str:
    """Whose reference an event belongs to; empty when no partner's."""
    return getattr(event, "partner_id", "") or getattr(event, "partner", "")
