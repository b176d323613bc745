"""A case of clawback: proposed and decided by two operators, appealed once, decided by a third."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import CaseMoved, DecidedTwice, OwnCase
from points_ledger.domain.lots import Takes

PROPOSED, DISMISSED, TAKEN, APPEALED, UPHELD, REVERSED = (
    "proposed",
    "dismissed",
    "taken",
    "appealed",
    "upheld",
    "reversed",
)


class ClawbackCase(Aggregate):
    """About one grant. No posting is its own: those are the member's.

    takes, run: what was taken from which lots, and in which run of normal points, for a reversal; taken_from:
    of whom, which is the account that the member's was merged into by then.
    """

    def __init__(self) -> None:
        self.member_id = ""
        self.reference = ""
        self.points = 0
        self.origin = ""
        self.partner = ""
        self.granted_at = ""
        self.policy = ""
        self.state = ""
        self.deciders: list[str] = []
        self.taken_from = ""
        self.takes: Takes = {}
        self.run = 0
        self.claim = 0

    class Proposed(Aggregate.Event):
        """An operator holds a grant for fraud. by: the operator."""

        TOPIC = "ClawbackCase.Proposed"
        member_id: str
        reference: str
        points: int
        origin: str
        partner: str
        granted_at: datetime
        policy: str
        reason: str
        by: str

        def apply(self, aggregate: "ClawbackCase") -> None:
            aggregate.member_id, aggregate.reference = self.member_id, self.reference
            aggregate.points, aggregate.origin = self.points, self.origin
            aggregate.partner, aggregate.policy = self.partner, self.policy
            aggregate.granted_at = self.granted_at.isoformat()
            aggregate.state, aggregate.deciders = PROPOSED, [*aggregate.deciders, self.by]

    class Decided(Aggregate.Event):
        """Another operator agreed, and points were taken of `taken_from`, or dismissed it."""

        TOPIC = "ClawbackCase.Decided"
        class_version = 2
        member_id: str
        taken_from: str
        state: str
        takes: dict[str, int]
        run: int
        claim: int
        reason: str
        by: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            """In the first version points were taken of the very account that the grant was made to."""
            state["taken_from"] = state["member_id"]

        def apply(self, aggregate: "ClawbackCase") -> None:
            aggregate.state, aggregate.claim = self.state, self.claim
            aggregate.taken_from = self.taken_from
            aggregate.takes, aggregate.run = dict(self.takes), self.run
            aggregate.deciders.append(self.by)

    class Appealed(Aggregate.Event):
        """The member disagrees; what the member says stays outside of the ledger."""

        TOPIC = "ClawbackCase.Appealed"
        member_id: str

        def apply(self, aggregate: "ClawbackCase") -> None:
            aggregate.state = APPEALED

    class AppealDecided(Aggregate.Event):
        """A third operator upheld or reversed it; that is the end."""

        TOPIC = "ClawbackCase.AppealDecided"
        member_id: str
        state: str
        reason: str
        by: str

        def apply(self, aggregate: "ClawbackCase") -> None:
            aggregate.state = self.state
            aggregate.deciders.append(self.by)

    def check(self, by: str, *states: str) -> None:
        """Raises CaseMoved, DecidedTwice, OwnCase."""
        if self.state not in states:
            raise CaseMoved(f"this case is {self.state or 'not open'}")
        self._check_decider(by)

    def _check_decider(self, by: str) -> None:
        if by in self.deciders:
            raise DecidedTwice
        if by == self.member_id:
            raise OwnCase

    def propose(
        self,
        member_id: str,
        reference: str,
        points: int,
        origin: str,
        partner: str,
        granted_at: datetime,
        policy: str,
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Opens the case, by others after it was dismissed. Raises CaseMoved, DecidedTwice, OwnCase."""
        if self.state not in ("", DISMISSED):
            raise CaseMoved(f"this case is {self.state}")
        if by == member_id:
            raise OwnCase
        self._check_decider(by)
        self.trigger_event(
            self.Proposed,
            member_id=member_id,
            reference=reference,
            points=points,
            origin=origin,
            partner=partner,
            granted_at=granted_at,
            policy=policy,
            reason=reason,
            by=by,
            timestamp=at,
        )

    def decide(
        self,
        state: str,
        taken_from: str,
        takes: Takes,
        run: int,
        claim: int,
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Keeps what the second operator decided; the caller has checked, and taken the points."""
        self.trigger_event(
            self.Decided,
            member_id=self.member_id,
            taken_from=taken_from,
            state=state,
            takes=takes,
            run=run,
            claim=claim,
            reason=reason,
            by=by,
            timestamp=at,
        )

    def appeal(self, at: datetime) -> None:
        """Once, after points were taken or claimed. Raises CaseMoved."""
        if self.state != TAKEN:
            raise CaseMoved("only what was taken can be appealed, and once")
        self.trigger_event(self.Appealed, member_id=self.member_id, timestamp=at)

    def decide_appeal(self, state: str, reason: str, by: str, at: datetime) -> None:
        """Keeps what the third operator decided; the caller has checked, and given the points back."""
        self.trigger_event(
            self.AppealDecided, member_id=self.member_id, state=state, reason=reason, by=by, timestamp=at
        )
