"""What assignment says to the other services about its own events."""

from collections.abc import Mapping
from typing import Any, Literal, cast

from assignment.domain import (
    Assignment,
    AudienceCount,
    AudienceSources,
    BudgetEvent,
    ClientIdentity,
    ClientRecord,
    ClientReviews,
    Contested,
    Desk,
    LateAnswers,
    LeaseBegun,
    MemberAppeals,
    MemberSource,
    NotDelivered,
    OrderBudget,
    OrderForm,
    OrderMember,
    TaskSlots,
    WorkEvent,
    YoungMember,
    back_pay_id,
    restored_id,
)
from minijob_contracts import Event
from minijob_contracts.audiences import AudienceCounted
from minijob_contracts.submissions import (
    AnswerWithdrawn,
    AppealDecided,
    AppealOpened,
    AssignmentExpired,
    AssignmentLeased,
    AssignmentReturned,
    AssignmentStopped,
    BonusAwarded,
    LateAnswerCame,
    MembersLeft,
    OrderDrained,
    OrderFilled,
    OrderUnclaimed,
    PayMeasured,
    PeerPaid,
    PeersAsked,
    PilotDecided,
    QuestionDeclined,
    QuestionMeasure,
    StoppedInVain,
    SubmissionAccepted,
    SubmissionReceived,
    SubmissionRejected,
    SubmissionScreenedOut,
    TaskDelegated,
    TaskReported,
    TooManyScreenedOut,
)


def to_contract(event: object) -> Event | None:
    """The public event of a domain event; None for what is nobody else's business. Raises TypeError."""
    match event:
        case WorkEvent():
            return _of_assignment(event)
        case OrderBudget.Filled():
            return OrderFilled(order_id=event.originator_id, accepted=event.accepted, tasks=event.tasks)
        case OrderBudget.Drained():
            return OrderDrained(
                order_id=event.originator_id,
                accepted=event.accepted,
                points=event.points,
                bonus_points=event.bonus,
            )
        case OrderBudget.PayMeasured():
            return PayMeasured(
                order_id=event.originator_id,
                accepted=event.answers,
                version=event.form_version,
                median_seconds=event.median_seconds,
                reward_points=event.reward_points,
                needed_points=event.needed_points,
                back_pay_points=event.back_pay_points,
            )
        case OrderBudget.TooManyScreenedOut():
            return TooManyScreenedOut(
                order_id=event.originator_id,
                accepted=event.accepted,
                version=event.form_version,
                screened_out=event.screened_out,
                ended=event.ended,
                exits=event.exits,
            )
        case OrderBudget.StoppedInVain():
            return StoppedInVain(
                order_id=event.originator_id,
                accepted=event.accepted,
                version=event.form_version,
                client_id=event.client_id,
                points=event.points,
            )
        case OrderBudget.Unclaimed():
            return OrderUnclaimed(
                order_id=event.originator_id,
                accepted=event.accepted,
                version=event.form_version,
                hours=event.hours,
                conditions=[MembersLeft.model_validate(one) for one in event.conditions],
            )
        case OrderBudget.TooDeclined():
            return QuestionDeclined(
                order_id=event.originator_id,
                version=event.form_version,
                question=event.question,
                declined=event.declined,
                answers=event.answers,
            )
        case AudienceCount.Counted():
            return AudienceCounted(
                order_id=event.order_id,
                version=event.order_version,
                client_id=event.client_id,
                attempt=event.attempt,
                is_census=event.is_census,
                eligible=event.eligible,
                reaches_k=event.reaches_k,
                cells=event.cells,
            )
        case OrderBudget.PilotDecided():
            return _pilot(event)
        case BudgetEvent() | OrderForm.Event() | TaskSlots.Event():
            return None
        case (
            ClientIdentity.Joined()
            | ClientRecord.Event()
            | ClientReviews.Event()
            | OrderMember.Event()
            | MemberAppeals.Event()
            | LateAnswers.Counted()
        ):
            return None
        case MemberSource.Event() | Desk.Event() | AudienceSources.Event() | YoungMember.Event():
            return None
        case _:
            raise TypeError(f"{type(event).__qualname__} is not an event of assignment")


def _pilot(event: OrderBudget.PilotDecided) -> PilotDecided:
    def of_questions(figures: Mapping[str, float]) -> list[QuestionMeasure]:
        return [QuestionMeasure(question=id, value=value) for id, value in figures.items()]

    return PilotDecided(
        order_id=event.originator_id,
        accepted=event.accepted,
        tasks=event.tasks,
        failed=event.failed,
        agreement=of_questions(event.agreement),
        declines=of_questions(event.declines),
        median_minutes=event.median_minutes,
        reports=event.reports,
    )


def _of_assignment(event: WorkEvent) -> Event | None:
    work = {
        "assignment_id": event.originator_id,
        "order_id": event.order_id,
        "task_id": event.task_id,
        "member_id": event.member_id,
        "lease": event.lease,
    }
    match event:
        case LeaseBegun() | NotDelivered() | Assignment.Stopped() | Assignment.ScreenedOut():
            return _of_lease(event, work)
        case Assignment.Offered() | Assignment.OfferDropped():
            return None
        case Assignment.PassedOn():
            return TaskDelegated(**work, to_member_id=event.to_member, keep_percent=event.keep_percent)
        case Assignment.Submitted():
            return SubmissionReceived(**work, answer_digest=event.answer_digest)
        case Assignment.Accepted():
            return SubmissionAccepted(
                **work,
                base_points=event.base_points,
                rate_percent=event.rate_percent,
                share_percent=event.share_percent,
                bonus_points=event.bonus_points,
                points=event.points,
                asked_by_member_id=event.asked_by,
                asked_by_points=event.asked_by_points,
            )
        case Assignment.BonusAwarded():
            return BonusAwarded(**work, bonus_id=event.bonus_id, points=event.points)
        case Assignment.Reported():
            return TaskReported(
                **work,
                version=event.form_version,
                reason=event.reason,
                question=event.question,
                device=event.device,
                established=event.established,
                weight_percent=event.weight,
            )
        case Assignment.BackPaid():
            bonus_id = back_pay_id(event.originator_id, event.total_points)
            return BonusAwarded(**work, bonus_id=bonus_id, points=event.points)
        case Assignment.Restored():
            return BonusAwarded(**work, bonus_id=restored_id(event.originator_id), points=event.points)
        case Assignment.CameLate():
            return LateAnswerCame(**work, points=event.points)
        case Assignment.Resumed() | Assignment.LatePayAnswered():
            return None
        case Assignment.Withdrawn() | Assignment.ReturnDecided():
            return AnswerWithdrawn(**work, client_id=event.client_id, returned_points=event.returned_points)
        case Contested.Withheld() | Contested.Appealed() | Contested.StoodBy():
            return _of_contest(event, work)
        case Contested.PeerPaid() | Contested.ContestEnded():
            return _of_verdict(event, work)
        case Assignment.PhotoDecided() | Contested.ArbitrationAnswered():
            return None
        case Contested.Seated() | Contested.Judged():
            return None
        case _:
            raise TypeError(f"{type(event).__qualname__} is not an event of Assignment")


def _of_lease(event: WorkEvent, work: Mapping[str, Any]) -> Event | None:
    match event:
        case LeaseBegun():
            asked_by = event.asked_by if isinstance(event, Assignment.TakenOver) else None
            return AssignmentLeased(
                **work,
                version=event.form_version,
                points=event.points,
                expires_at=event.expires_at,
                asked_by_member_id=asked_by,
            )
        case Assignment.Returned():
            return AssignmentReturned(**work, reason=event.reason, asked_by_member_id=event.asked_by)
        case Assignment.Expired():
            return AssignmentExpired(**work, asked_by_member_id=event.asked_by)
        case Assignment.Stopped():
            return AssignmentStopped(**work, version=event.form_version, points=event.points)
        case Assignment.ScreenedOut():
            reason = cast(Literal["screened_out", "quota_full"], event.reason)
            return SubmissionScreenedOut(
                **work, version=event.form_version, reason=reason, points=event.points
            )
        case _:
            return None


def _of_contest(event: WorkEvent, work: Mapping[str, Any]) -> Event | None:
    match event:
        case Contested.Withheld():
            return SubmissionRejected(
                **work, share_percent=event.share_percent, points=event.points, appeal_by=event.appeal_by
            )
        case Contested.Appealed():
            return AppealOpened(**work, answer_by=event.answer_by)
        case Contested.StoodBy(peers=peers, points=points) if peers:
            return PeersAsked(**work, peers=peers, points=points)
        case _:
            return None


def _of_verdict(event: Contested.PeerPaid | Contested.ContestEnded, work: Mapping[str, Any]) -> Event:
    match event:
        case Contested.PeerPaid():
            return PeerPaid(
                **work,
                peer_member_id=event.peer_id,
                points=event.points,
                paid_by=cast(Literal["escrow", "arbitration"], event.paid_by),
            )
        case Contested.ContestEnded():
            by = cast(Literal["window", "client", "silence", "peers", "operator", "withdrawal"], event.by)
            return AppealDecided(**work, winner=cast(Literal["member", "client"], event.winner), by=by)
