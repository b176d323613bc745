"""A member appeals against what a client does not pay: the client answers, peers or an operator decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from assignment.application.clients import check_no_tie
from assignment.application.fair_pay import note_time
from assignment.domain import (
    Assignment,
    MemberAppeals,
    NotForPeer,
    OrderBudget,
    OrderMember,
    TaskSlots,
    UnknownAssignment,
    Verdict,
    appeals_stream,
    order_member_id,
)
from chassis.command import Aggregates, Command, Insert, Outcome, Row, Stream
from chassis.errors import KeyReused

Side = Literal["member", "client"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An answer that is not paid in full: whose it is, and on what."""

    assignment_id: UUID
    order_id: UUID
    task_id: UUID
    member_id: str

    @property
    def streams(self) -> list[Stream]:
        """What its end may change."""
        return [
            Stream(Assignment, self.assignment_id),
            Stream(OrderBudget, self.order_id),
            Stream(TaskSlots, self.task_id),
            Stream(MemberAppeals, appeals_stream(self.member_id)),
        ]


@dataclass(frozen=True, slots=True)
class Plea:
    """What the member says to those who decide, masked by the answer guard; no event has it.

    appeal_id: random, by which peers know it.
    """

    appeal_id: UUID
    form_version: int
    words: str


def dispute_of(assignment: Assignment) -> Dispute:
    """Raises UnknownAssignment for one that was never leased."""
    if assignment.order_id is None or assignment.task_id is None:
        raise UnknownAssignment("there is no such assignment")
    return Dispute(assignment.id, assignment.order_id, assignment.task_id, assignment.member_id)


def appeal(key: str, digest: bytes, dispute: Dispute, plea: Plea, at: datetime) -> Command:
    """The member appeals, within seven days; the outcome says until when the client may answer."""

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[dispute.assignment_id]
        assignment.check_owner(dispute.member_id)
        assignment.appeal(at)
        found[appeals_stream(dispute.member_id)].begin(dispute.assignment_id, at)
        assert assignment.answer_by is not None
        told = {"assignment_id": str(dispute.assignment_id), "state": assignment.contest}
        return Outcome(201, {**told, "answer_by": assignment.answer_by.isoformat()})

    row: Mapping[str, Any] = {
        "assignment_id": dispute.assignment_id,
        "appeal_id": plea.appeal_id,
        "order_id": dispute.order_id,
        "form_version": plea.form_version,
        "plea": plea.words,
        "at": at,
    }
    rows: Sequence[Row] = [Insert("appeals_v1", row)]
    return Command(key, dispute.streams, decide, digest, lambda outcome: rows)


def check_same_plea(stored: str | None, again: str) -> None:
    """Raises KeyReused when a repeated key came with other words than those that are kept."""
    if stored != again:
        raise KeyReused("this Idempotency-Key was used with other words; use a new one")


def stand_by(
    key: str, digest: bytes, dispute: Dispute, client_id: str, at: datetime, *, peers_may_see: bool
) -> Command:
    """The client answers that it does not pay; three peers decide, or an operator what peers may not see."""

    def decide(found: Aggregates) -> Outcome:
        found[dispute.order_id].check_owner(client_id)
        found[dispute.assignment_id].stand_by(at, peers_may_see=peers_may_see)
        return Outcome(200, {"state": found[dispute.assignment_id].contest})

    return Command(key, dispute.streams, decide, digest)


def take_back(key: str, digest: bytes, dispute: Dispute, client_id: str, at: datetime) -> Command:
    """The client pays after all, whether the member has appealed or not."""

    def decide(found: Aggregates) -> Outcome:
        found[dispute.order_id].check_owner(client_id)
        found[dispute.assignment_id].check_can_take_back()
        return Outcome(200, {"state": "over", "points": end(found, dispute, Verdict("member", "client"), at)})

    return Command(key, dispute.streams, decide, digest)


def note_arbitration(assignment_id: UUID, covered: bool, at: datetime) -> Command:
    """points-ledger says whether the peers can be paid."""

    def decide(found: Aggregates) -> None:
        found[assignment_id].note_arbitration(covered, at)

    return Command(f"arbitration/{assignment_id}", [Stream(Assignment, assignment_id)], decide)


def take_seat(key: str, digest: bytes, disputes: Sequence[Dispute], peer_id: str, at: datetime) -> Command:
    """A peer looks at the first of these appeals that still needs one, for an hour; 204 when none does."""

    def decide(found: Aggregates) -> Outcome:
        for one in disputes:
            try:
                until = found[one.assignment_id].seat(peer_id, at)
            except NotForPeer:
                continue
            found[order_member_id(one.order_id, peer_id)].judge(one.order_id, peer_id, at)
            return Outcome(201, {"assignment_id": str(one.assignment_id), "until": until.isoformat()})
        return Outcome(204)

    orders = dict.fromkeys(order_member_id(one.order_id, peer_id) for one in disputes)
    streams = [Stream(Assignment, one.assignment_id) for one in disputes]
    streams += [Stream(OrderMember, id) for id in orders]
    return Command(key, streams, decide, digest)


def judge(key: str, digest: bytes, dispute: Dispute, peer_id: str, winner: Side, at: datetime) -> Command:
    """A peer decides; with the third it is over, and all three are paid."""

    def decide(found: Aggregates) -> Outcome:
        if most := found[dispute.assignment_id].judge(peer_id, winner, at):
            end(found, dispute, Verdict(most, "peers"), at)
        return Outcome(200, {"winner": winner})

    return Command(key, dispute.streams, decide, digest)


def decide_appeal(key: str, digest: bytes, dispute: Dispute, verdict: Verdict, at: datetime) -> Command:
    """An operator decides where peers cannot, or have not; those who have judged are paid all the same."""

    def decide(found: Aggregates) -> Outcome:
        check_no_tie(found, dispute.order_id, dispute.member_id, verdict.operator_id)
        found[dispute.assignment_id].check_can_decide()
        return Outcome(200, {"winner": verdict.winner, "points": end(found, dispute, verdict, at)})

    return Command(key, dispute.streams, decide, digest)


def end_by_time(dispute: Dispute, at: datetime) -> Command:
    """Nobody has appealed in time: it is final; or nobody has answered the appeal: it is paid."""

    def decide(found: Aggregates) -> None:
        assignment: Assignment = found[dispute.assignment_id]
        if assignment.check_window_over(at):
            end(found, dispute, Verdict("client", "window"), at)
        elif assignment.check_silent(at):
            end(found, dispute, Verdict("member", "silence"), at)

    return Command(f"contest/{dispute.assignment_id}", dispute.streams, decide)


def end_erased(dispute: Dispute, at: datetime) -> Command:
    """The answer is erased, so that nobody can judge it: the member is paid, appeal or not."""

    def decide(found: Aggregates) -> None:
        if found[dispute.assignment_id].contest not in ("", "over"):
            end(found, dispute, Verdict("member", "operator", reason="evidence_erased"), at)

    return Command(f"erased-contest/{dispute.assignment_id}", dispute.streams, decide)


def end(found: Aggregates, dispute: Dispute, verdict: Verdict, at: datetime) -> int:
    """Ends the contest and moves the money; returns what the member is paid now."""
    assignment: Assignment = found[dispute.assignment_id]
    budget: OrderBudget = found[dispute.order_id]
    stake, before, share = assignment.at_stake, assignment.paid, assignment.share_percent
    is_rejected = assignment.state == "rejected"
    budget.pay_peers(assignment.end_contest(verdict, at), at)
    member_wins = verdict.winner == "member"
    found[appeals_stream(dispute.member_id)].end(dispute.assignment_id, member_wins, at)
    if not member_wins:
        if is_rejected:
            budget.lose_answer(stake, at)
            found[dispute.task_id].free(at)
        else:
            budget.lose_rest(stake, at)
        return 0
    assignment.restore(at)
    if is_rejected:
        budget.pay_rejected(stake, at)
        note_time(budget, assignment)
    else:
        budget.pay_rest(before, share, stake, at)
    return stake
