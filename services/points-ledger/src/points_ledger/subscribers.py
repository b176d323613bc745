"""What the ledger hears: approved orders, accepted submissions, appeals, drained orders, missed promises."""

from chassis.clock import now
from chassis.command import Command
from chassis.consumer import Subscriptions
from minijob_contracts.orders import OrderApproved, PromiseMissed
from minijob_contracts.submissions import (
    AnswerWithdrawn,
    AppealDecided,
    AppealOpened,
    AssignmentStopped,
    BonusAwarded,
    LateAnswerCame,
    OrderDrained,
    PeerPaid,
    PeersAsked,
    StoppedInVain,
    SubmissionAccepted,
    SubmissionScreenedOut,
)
from points_ledger import application

DEFAULT_LIMITS = application.Limits()


def on_order_approved(event: OrderApproved) -> Command:
    return application.fund(
        event.order_id,
        event.client_id,
        event.version,
        event.attempt,
        event.tasks,
        event.reward_jpy,
        event.fee_jpy,
        event.total_jpy,
        now(),
        event.screen_out_reserve_jpy,
        event.appeal_reserve_jpy,
    )


def on_submission_accepted(event: SubmissionAccepted, limits: application.Limits = DEFAULT_LIMITS) -> Command:
    asked_by = event.asked_by_member_id
    kept = application.Kept(asked_by, event.asked_by_points) if asked_by else None
    return application.pay(
        event.order_id,
        event.assignment_id,
        event.member_id,
        event.points,
        now(),
        base_points=event.base_points,
        rate_percent=event.rate_percent,
        share_percent=event.share_percent,
        bonus_points=event.bonus_points,
        kept=kept,
        limits=limits,
    )


def on_assignment_stopped(event: AssignmentStopped, limits: application.Limits = DEFAULT_LIMITS) -> Command:
    return application.pay(
        event.order_id, event.assignment_id, event.member_id, event.points, now(), limits=limits
    )


def on_submission_screened_out(
    event: SubmissionScreenedOut, limits: application.Limits = DEFAULT_LIMITS
) -> Command:
    return application.pay_exit(
        event.order_id, event.assignment_id, event.member_id, event.points, now(), limits
    )


def on_bonus_awarded(event: BonusAwarded, limits: application.Limits = DEFAULT_LIMITS) -> Command:
    return application.pay_bonus(event.order_id, event.bonus_id, event.member_id, event.points, now(), limits)


def on_peers_asked(event: PeersAsked) -> Command:
    points = event.peers * event.points
    return application.ask_for_peers(event.order_id, event.assignment_id, event.member_id, points, now())


def on_peer_paid(event: PeerPaid, limits: application.Limits = DEFAULT_LIMITS) -> Command:
    of = event.order_id, event.assignment_id, event.peer_member_id, event.points, event.paid_by
    return application.pay_peer(*of, now(), limits)


def on_appeal_opened(event: AppealOpened) -> Command:
    return application.note_appeal(event.assignment_id, event.member_id, now())


def on_appeal_decided(event: AppealDecided) -> Command | None:
    if event.by == "window":
        return None
    return application.end_appeal(event.assignment_id, event.member_id, now())


def on_late_answer_came(event: LateAnswerCame, limits: application.Limits = DEFAULT_LIMITS) -> Command:
    of = event.order_id, event.assignment_id, event.lease, event.member_id, event.points
    return application.pay_late(*of, now(), limits)


def on_order_drained(event: OrderDrained) -> Command:
    return application.drain(event.order_id, event.accepted, event.points, now(), event.bonus_points)


def on_promise_missed(event: PromiseMissed) -> Command:
    return application.return_fee(event.order_id, event.client_id, event.fee_jpy, now())


def on_stopped_in_vain(event: StoppedInVain) -> Command:
    return application.return_stop(event.order_id, event.client_id, event.points, now())


def on_answer_withdrawn(event: AnswerWithdrawn) -> Command | None:
    if not event.returned_points:
        return None
    of = event.order_id, event.assignment_id, event.client_id, event.returned_points
    return application.return_withdrawn(*of, now())


def subscriptions(limits: application.Limits = DEFAULT_LIMITS) -> Subscriptions:
    """All of them; what is earned above the limits waits for a person."""
    heard = Subscriptions()
    heard.on(OrderApproved)(on_order_approved)
    heard.on(SubmissionAccepted)(lambda event: on_submission_accepted(event, limits))
    heard.on(AssignmentStopped)(lambda event: on_assignment_stopped(event, limits))
    heard.on(SubmissionScreenedOut)(lambda event: on_submission_screened_out(event, limits))
    heard.on(BonusAwarded)(lambda event: on_bonus_awarded(event, limits))
    heard.on(PeersAsked)(on_peers_asked)
    heard.on(PeerPaid)(lambda event: on_peer_paid(event, limits))
    heard.on(LateAnswerCame)(lambda event: on_late_answer_came(event, limits))
    heard.on(AppealOpened)(on_appeal_opened)
    heard.on(AppealDecided)(on_appeal_decided)
    heard.on(OrderDrained)(on_order_drained)
    heard.on(StoppedInVain)(on_stopped_in_vain)
    heard.on(AnswerWithdrawn)(on_answer_withdrawn)
    heard.on(PromiseMissed)(on_promise_missed)
    return heard
