"""What a client does not pay for, and the member's appeal against that (business rules 17 and 19)."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from assignment.domain.refusals import (
    AlreadyDecided,
    AlreadyJudged,
    NotAppealable,
    NotDueYet,
    NothingToJudge,
    SeatsTaken,
)
from chassis.aggregate import Aggregate

APPEAL_WITHIN = timedelta(days=7)
ANSWER_WITHIN = timedelta(days=9)
DECIDE_WITHIN = timedelta(days=14)
JUDGE_WITHIN = timedelta(hours=1)
PEERS, PEER_POINTS = 3, 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who wins, decided by whom; an operator is named, with a code as reason."""

    winner: str
    by: str
    operator_id: str = ""
    reason: str = ""


class WorkEvent(Aggregate.Event):
    """Of an Assignment: every event names whose work on what it is."""

    order_id: UUID
    task_id: UUID
    member_id: str
    lease: int


class Contested(Aggregate):
    """The part of an Assignment that is not paid in full.

    contest: `open` while the member may appeal, `appealed` while the client is asked, `asked` while it is not
    known whether peers can be paid, `judging`, `operator` when peers cannot decide, and `over`. at_stake:
    points. answer_by: when silence pays it. seats: until when a peer may judge. judged: for whom each peer
    has decided.
    """

    def __init__(self) -> None:
        self.state = "new"
        self.order_id: UUID | None = None
        self.task_id: UUID | None = None
        self.member_id = ""
        self.lease_count = 0
        self.contest = ""
        self.at_stake = 0
        self.appeal_by: datetime | None = None
        self.answer_by: datetime | None = None
        self.seats: dict[str, datetime] = {}
        self.judged: dict[str, str] = {}

    class Withheld(WorkEvent):
        """The client approves a share, or nothing at all; so many points are not paid."""

        TOPIC = "Assignment.Withheld"
        share_percent: int
        points: int
        appeal_by: datetime

        def apply(self, aggregate: "Contested") -> None:
            aggregate.contest, aggregate.at_stake = "open", self.points
            aggregate.appeal_by = self.appeal_by
            if not self.share_percent:
                aggregate.state = "rejected"

    class Appealed(WorkEvent):
        """The member appeals; the client is to answer."""

        TOPIC = "Assignment.Appealed"
        answer_by: datetime

        def apply(self, aggregate: "Contested") -> None:
            aggregate.contest, aggregate.answer_by = "appealed", self.answer_by

    class StoodBy(WorkEvent):
        """The client stands by what it decided. peers: how many are to judge, 0 when only an operator may."""

        TOPIC = "Assignment.StoodBy"
        peers: int
        points: int
        decide_by: datetime

        def apply(self, aggregate: "Contested") -> None:
            aggregate.contest = "asked" if self.peers else "operator"
            aggregate.answer_by = self.decide_by

    class ArbitrationAnswered(WorkEvent):
        """Whether the peers can be paid when the member loses."""

        TOPIC = "Assignment.ArbitrationAnswered"
        covered: bool

        def apply(self, aggregate: "Contested") -> None:
            aggregate.contest = "judging" if self.covered else "operator"

    class Seated(WorkEvent):
        """A peer looks at it."""

        TOPIC = "Assignment.Seated"
        peer_id: str
        until: datetime

        def apply(self, aggregate: "Contested") -> None:
            aggregate.seats[self.peer_id] = self.until

    class Judged(WorkEvent):
        """A peer has decided."""

        TOPIC = "Assignment.Judged"
        peer_id: str
        winner: str

        def apply(self, aggregate: "Contested") -> None:
            aggregate.judged[self.peer_id] = self.winner

    class PeerPaid(WorkEvent):
        """A peer is paid by who has lost: `escrow` or `arbitration`."""

        TOPIC = "Assignment.PeerPaid"
        peer_id: str
        points: int
        paid_by: str

    class ContestEnded(WorkEvent):
        """It is paid after all, or final; what is paid is an event of its own. reason: an operator's code."""

        TOPIC = "Assignment.ContestEnded"
        winner: str
        by: str
        operator_id: str
        reason: str

        def apply(self, aggregate: "Contested") -> None:
            aggregate.contest = "over"

    def withhold(self, share_percent: int, points: int, at: datetime) -> None:
        """A share of the reward is approved, 0 for none; the member may appeal about the points."""
        appeal_by = at + APPEAL_WITHIN
        self._trigger(self.Withheld, at, share_percent=share_percent, points=points, appeal_by=appeal_by)

    def appeal(self, at: datetime) -> None:
        """Raises NotAppealable."""
        if self.contest != "open":
            raise NotAppealable("there is nothing here to appeal against, or you have appealed already")
        if self.appeal_by is not None and at >= self.appeal_by:
            raise NotAppealable("the time to appeal is over")
        self._trigger(self.Appealed, at, answer_by=at + ANSWER_WITHIN)

    def stand_by(self, at: datetime, *, peers_may_see: bool) -> None:
        """The client answers the appeal, in time. Raises AlreadyDecided."""
        if self.contest != "appealed" or (self.answer_by is not None and at >= self.answer_by):
            raise AlreadyDecided("no appeal about this answer waits for you")
        peers = PEERS if peers_may_see else 0
        decide_by = at + DECIDE_WITHIN
        self._trigger(self.StoodBy, at, peers=peers, points=PEER_POINTS, decide_by=decide_by)

    def check_can_take_back(self) -> None:
        """A client may pay after all until peers look at it. Raises AlreadyDecided."""
        if self.contest not in ("open", "appealed"):
            raise AlreadyDecided("it is too late to take this back, or there is nothing to take back")

    def note_arbitration(self, covered: bool, at: datetime) -> None:
        """What points-ledger has said; old news is ignored."""
        if self.contest == "asked":
            self._trigger(self.ArbitrationAnswered, at, covered=covered)

    def seat(self, peer_id: str, at: datetime) -> datetime:
        """Lets a peer look at it; returns until when. Raises NothingToJudge or SeatsTaken."""
        if self.contest != "judging" or peer_id == self.member_id or peer_id in self.judged:
            raise NothingToJudge("there is nothing for you to judge here")
        live = [peer for peer, until in self.seats.items() if until > at and peer not in self.judged]
        if peer_id in live:
            return self.seats[peer_id]
        if len(live) + len(self.judged) >= PEERS:
            raise SeatsTaken("enough peers look at this one already")
        self._trigger(self.Seated, at, peer_id=peer_id, until=at + JUDGE_WITHIN)
        return self.seats[peer_id]

    def judge(self, peer_id: str, winner: str, at: datetime) -> str:
        """A peer decides, once; returns for whom most have decided, or nothing until all have.

        Raises NothingToJudge or AlreadyJudged.
        """
        if peer_id in self.judged:
            raise AlreadyJudged("you have judged this already")
        if self.contest != "judging" or self.seats.get(peer_id, at) <= at:
            raise NothingToJudge("it is decided, or your time for it is over")
        self._trigger(self.Judged, at, peer_id=peer_id, winner=winner)
        most, count = Counter(self.judged.values()).most_common(1)[0]
        return most if len(self.judged) == PEERS and count > PEERS // 2 else ""

    def end_contest(self, verdict: Verdict, at: datetime) -> int:
        """Pays the peers who have judged and ends it; returns what of that the escrow pays."""
        client_lost = verdict.winner == "member" and verdict.by != "withdrawal"
        paid_by = "escrow" if client_lost else "arbitration"
        for peer_id in self.judged:
            self._trigger(self.PeerPaid, at, peer_id=peer_id, points=PEER_POINTS, paid_by=paid_by)
        self._trigger(self.ContestEnded, at, **asdict(verdict))
        return PEER_POINTS * len(self.judged) if paid_by == "escrow" else 0

    def check_can_decide(self) -> None:
        """An operator decides what waits for peers or for it. Raises AlreadyDecided."""
        if self.contest not in ("asked", "judging", "operator"):
            raise AlreadyDecided("no appeal about this answer waits for an operator")

    def check_window_over(self, at: datetime) -> bool:
        """Whether the member has not appealed in time. Raises NotDueYet."""
        if not self.contest:
            raise NotDueYet("nothing is contested here")
        if self.contest == "open" and self.appeal_by is not None and at < self.appeal_by:
            raise NotDueYet("the member may still appeal")
        return self.contest == "open"

    def check_silent(self, at: datetime) -> bool:
        """Whether the client, or those who were to judge, have not answered in time. Raises NotDueYet."""
        waits = self.contest in ("appealed", "asked", "judging", "operator")
        if waits and self.answer_by is not None and at < self.answer_by:
            raise NotDueYet("it may still be answered")
        return waits

    def _trigger(self, event: type[WorkEvent], at: datetime, **fields: Any) -> None:
        self.trigger_event(
            event,
            order_id=self.order_id,
            task_id=self.task_id,
            member_id=self.member_id,
            lease=self.lease_count,
            timestamp=at,
            **fields,
        )
