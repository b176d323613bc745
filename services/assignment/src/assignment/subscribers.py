"""What task-catalog and points-ledger say, as commands of our own."""

from assignment import application
from chassis.clock import now
from chassis.command import Command
from chassis.consumer import Subscriptions
from minijob_contracts.orders import (
    ClientRecorded,
    OperatorTied,
    OrderClosed,
    OrderOpened,
    OrderPaused,
    OrderResumed,
    PilotStarted,
    RewardRaised,
    TaskPublished,
)
from minijob_contracts.points import (
    AccountMerged,
    ArbitrationAnswered,
    EscrowFunded,
    LatePayAnswered,
    PointsReceived,
)
from minijob_contracts.screenings import AudienceAsked, SafetyStopped, WatchDecided

subscriptions = Subscriptions()


@subscriptions.on(OrderOpened)
def on_order_opened(event: OrderOpened) -> Command:
    document = event.document.model_dump()
    return application.open_order(
        event.order_id, event.version, event.client_id, document, event.lease_seconds, now()
    )


@subscriptions.on(EscrowFunded)
def on_escrow_funded(event: EscrowFunded) -> Command:
    reserves = event.screen_out_reserve_jpy, event.appeal_reserve_jpy
    return application.fund_order(event.order_id, event.reward_jpy, now(), *reserves)


@subscriptions.on(ArbitrationAnswered)
def on_arbitration_answered(event: ArbitrationAnswered) -> Command:
    return application.note_arbitration(event.assignment_id, event.covered, now())


@subscriptions.on(LatePayAnswered)
def on_late_pay_answered(event: LatePayAnswered) -> Command:
    return application.note_late_pay(event.assignment_id, event.lease, event.paid, now())


@subscriptions.on(AccountMerged)
def on_account_merged(event: AccountMerged) -> Command:
    return application.merge_source(event.member_id, event.into_member_id, now())


@subscriptions.on(PointsReceived)
def on_points_received(event: PointsReceived) -> Command:
    return application.split_source(event.member_id, now())


@subscriptions.on(TaskPublished)
def on_task_published(event: TaskPublished) -> Command:
    return application.add_task(
        event.order_id,
        event.task_id,
        event.version,
        event.row,
        event.item,
        event.places,
        now(),
        event.adults_only,
    )


@subscriptions.on(PilotStarted)
def on_pilot_started(event: PilotStarted) -> Command:
    return application.start_pilot(event.order_id, event.tasks, now())


@subscriptions.on(OrderPaused)
def on_order_paused(event: OrderPaused) -> Command:
    return application.pause_order(event.order_id, now())


@subscriptions.on(OrderResumed)
def on_order_resumed(event: OrderResumed) -> Command:
    return application.resume_order(event.order_id, now())


@subscriptions.on(RewardRaised)
def on_reward_raised(event: RewardRaised) -> Command:
    return application.raise_reward(event.order_id, event.reward_points, event.reward_jpy, now())


@subscriptions.on(ClientRecorded)
def on_client_recorded(event: ClientRecorded) -> Command:
    totals = event.settled_orders, event.upheld_findings
    identity = event.identity, event.identified_at
    return application.record_client(event.client_id, event.since, *totals, now(), *identity)


@subscriptions.on(OperatorTied)
def on_operator_tied(event: OperatorTied) -> Command:
    return application.note_tie(event.client_id, event.operator_id, now())


@subscriptions.on(OrderClosed)
def on_order_closed(event: OrderClosed) -> Command:
    return application.close_order(event.order_id, now())


@subscriptions.on(AudienceAsked)
def on_audience_asked(event: AudienceAsked) -> Command:
    return application.ask_count(
        event.order_id,
        event.version,
        event.client_id,
        event.attempt,
        event.audience.model_dump(exclude_none=True),
        event.combinations,
    )


@subscriptions.on(SafetyStopped)
def on_safety_stopped(event: SafetyStopped) -> Command:
    return application.safety_stop(event.order_id, event.version, now())


@subscriptions.on(WatchDecided)
def on_watch_decided(event: WatchDecided) -> Command:
    return application.end_watch(event.order_id, event.version, event.breach, now())
