"""What a reference of a partner stands for: a hold, an exchange, a spend, a refund or a grant, done once."""

from datetime import datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import HoldEnded, NotRefundable, ReferenceUsed, TooMany
from points_ledger.domain.lots import Takes, last_of, split

HOLD, EXCHANGED, SPEND, REFUND, GRANT = "hold", "exchange", "spend", "refund", "grant"
HOLDS = (HOLD, EXCHANGED)
HELD, CAPTURED, VOIDED, EXPIRED, DONE = "held", "captured", "voided", "expired", "done"
REST = "rest"
_ENDED = {CAPTURED: "captured", VOIDED: "voided", EXPIRED: "expired"}


class Slip(Aggregate):
    """A partner's receipt. The postings are the member's; this one says what may still follow.

    takes: what was taken and is still to be captured, given back or refunded.
    run: the run of normal points they were taken from (see MemberAccount).
    """

    def __init__(self) -> None:
        self.kind = ""
        self.partner_id = ""
        self.member_id = ""
        self.reference = ""
        self.of = ""
        self.points = 0
        self.takes: Takes = {}
        self.run = 0
        self.expires_at = ""
        self.request = ""
        self.state = ""
        self.captured = 0
        self.refunded = 0

    class Opened(Aggregate.Event):
        """What was asked under the reference was done.

        of: the slip that a refund belongs to. request: a digest of all that was asked.
        """

        TOPIC = "Slip.Opened"
        kind: str
        partner_id: str
        member_id: str
        reference: str
        request: str
        of: str
        points: int
        takes: dict[str, int]
        run: int
        expires_at: datetime | None

        def apply(self, aggregate: "Slip") -> None:
            aggregate.kind, aggregate.of = self.kind, self.of
            aggregate.partner_id, aggregate.member_id = self.partner_id, self.member_id
            aggregate.reference, aggregate.request = self.reference, self.request
            aggregate.points = self.points
            aggregate.takes, aggregate.run = dict(self.takes), self.run
            aggregate.expires_at = self.expires_at.isoformat() if self.expires_at else ""
            aggregate.state = HELD if self.kind in HOLDS else DONE
            aggregate.captured = self.points if self.kind == SPEND else 0

    class Captured(Aggregate.Event):
        """The hold ended with so many points; the rest went back at once."""

        TOPIC = "Slip.Captured"
        points: int

        def apply(self, aggregate: "Slip") -> None:
            aggregate.takes, _ = split(aggregate.takes, self.points)
            aggregate.captured, aggregate.state = self.points, CAPTURED

    class Released(Aggregate.Event):
        """The hold ended without a point: voided or expired."""

        TOPIC = "Slip.Released"
        reason: str

        def apply(self, aggregate: "Slip") -> None:
            aggregate.takes, aggregate.state = {}, self.reason

    class Refunded(Aggregate.Event):
        """So many points went back, the last taken first."""

        TOPIC = "Slip.Refunded"
        refund_id: str
        points: int

        def apply(self, aggregate: "Slip") -> None:
            _, aggregate.takes = last_of(aggregate.takes, self.points)
            aggregate.refunded += self.points

    def is_repeated(self, request: str) -> bool:
        """Whether it was opened before by the same request. Raises ReferenceUsed when by another one."""
        if self.version and self.request != request:
            raise ReferenceUsed
        return bool(self.version)

    def open(
        self,
        kind: str,
        partner_id: str,
        member_id: str,
        reference: str,
        request: str,
        points: int,
        at: datetime,
        *,
        takes: Takes | None = None,
        run: int = 0,
        of: str = "",
        expires_at: datetime | None = None,
    ) -> None:
        """Writes what was done under the reference."""
        self.trigger_event(
            self.Opened,
            kind=kind,
            partner_id=partner_id,
            member_id=member_id,
            reference=reference,
            request=request,
            of=of,
            points=points,
            takes=takes or {},
            run=run,
            expires_at=expires_at,
            timestamp=at,
        )

    def is_captured_with(self, points: int | None) -> bool:
        """Whether the same capture was done before."""
        return self.state == CAPTURED and self.captured == (self.points if points is None else points)

    def capture(self, points: int | None, at: datetime) -> tuple[Takes, Takes]:
        """Ends the hold with so many points, all when None; returns what is captured and what goes back.

        Raises HoldEnded, TooMany.
        """
        self.check_held(at)
        if points is not None and points > self.points:
            raise TooMany(self.points, "which is what is held")
        kept, back = split(self.takes, self.points if points is None else points)
        self.trigger_event(self.Captured, points=sum(kept.values()), timestamp=at)
        return kept, back

    def release(self, reason: str, at: datetime) -> Takes:
        """Ends the hold and returns what goes back. Raises HoldEnded."""
        if self.state != HELD:
            raise HoldEnded(f"this hold was {_ENDED[self.state]}")
        back = self.takes
        self.trigger_event(self.Released, reason=reason, timestamp=at)
        return back

    def check_held(self, at: datetime) -> None:
        """Raises HoldEnded, also when the time is over and nobody has written so yet."""
        if self.state != HELD:
            raise HoldEnded(f"this hold was {_ENDED[self.state]}")
        if self.is_over(at):
            raise HoldEnded("this hold has expired")

    def is_over(self, at: datetime) -> bool:
        """Whether the time of a hold is over."""
        return bool(self.expires_at) and at >= datetime.fromisoformat(self.expires_at)

    def refund(self, refund_id: str, points: int | None, at: datetime) -> Takes:
        """Gives back so many points, all that is left when None; returns from which lots they were taken.

        Raises NotRefundable, TooMany.
        """
        left = self.captured - self.refunded
        if self.kind not in (HOLD, SPEND) or self.state not in (CAPTURED, DONE):
            raise NotRefundable("only what was captured or spent can be refunded")
        if not left:
            raise NotRefundable("all of it is refunded already")
        if points is not None and points > left:
            raise TooMany(left, "which is what is not refunded yet")
        given = left if points is None else points
        back, _ = last_of(self.takes, given)
        self.trigger_event(self.Refunded, refund_id=refund_id, points=given, timestamp=at)
        return back
