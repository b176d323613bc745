"""What the catalog hears: verdicts, reviews, money, and that an order is filled or settled."""

from chassis.clock import now
from chassis.command import Command
from chassis.consumer import Subscriptions
from minijob_contracts.points import EscrowFunded, EscrowRefused, EscrowSettled
from minijob_contracts.screenings import (
    ItemsScreened,
    LeastAgeFound,
    OrderCleared,
    OrderFlagged,
    PersonalQuestionsFound,
    ReviewAppealed,
    ReviewDecided,
    SafetyStopped,
    WatchDecided,
)
from minijob_contracts.submissions import (
    OrderFilled,
    OrderUnclaimed,
    PayMeasured,
    PilotDecided,
    TooManyScreenedOut,
)
from task_catalog import application

subscriptions = Subscriptions()
VERDICT_OF = {"ask_changes": "fix", "refuse": "refuse"}


@subscriptions.on(OrderCleared)
def on_order_cleared(event: OrderCleared) -> Command:
    return application.clear(event.order_id, event.version, "policy", now())


@subscriptions.on(PersonalQuestionsFound)
def on_personal_questions_found(event: PersonalQuestionsFound) -> Command:
    declines = {one.question: one.decline for one in event.questions}
    consents = {one.question: one.consent for one in event.questions if one.consent}
    return application.find_personal(event.order_id, event.version, declines, consents, now())


@subscriptions.on(LeastAgeFound)
def on_least_age_found(event: LeastAgeFound) -> Command:
    return application.find_age(event.order_id, event.version, event.least_age, now())


@subscriptions.on(OrderFlagged)
def on_order_flagged(event: OrderFlagged) -> Command:
    findings = [finding.model_dump(mode="json") for finding in event.findings]
    return application.flag(event.order_id, event.version, event.verdict, "policy", findings, now())


@subscriptions.on(ReviewDecided)
def on_review_decided(event: ReviewDecided) -> Command:
    by = "appeal" if event.on_appeal else "review"
    if event.decision == "approve":
        return application.clear(event.order_id, event.version, by, now())
    verdict = VERDICT_OF[event.decision]
    finding = {"rule": "review", "verdict": verdict, "where": "order", "reason": event.reason}
    return application.flag(event.order_id, event.version, verdict, by, [finding], now())


@subscriptions.on(ReviewAppealed)
def on_review_appealed(event: ReviewAppealed) -> Command:
    return application.review_again(event.order_id, event.version, now())


@subscriptions.on(SafetyStopped)
def on_safety_stopped(event: SafetyStopped) -> Command:
    return application.halt(event.order_id, now())


@subscriptions.on(WatchDecided)
def on_watch_decided(event: WatchDecided) -> Command:
    return application.release(event.order_id, event.breach, event.rules, now())


@subscriptions.on(ItemsScreened)
def on_items_screened(event: ItemsScreened) -> Command:
    held = [
        {
            "row": one.row,
            "verdict": one.verdict,
            "rules": sorted({finding.rule for finding in one.findings}),
            "rewrites": [
                {"column": finding.where.removeprefix(f"items[{one.row}]."), "text": finding.rewrite}
                for finding in one.findings
                if finding.rewrite and finding.where.startswith(f"items[{one.row}].")
            ],
        }
        for one in event.held
    ]
    return application.screen_items(
        event.order_id, event.version, event.batch, event.cleared, held, now(), event.approved
    )


@subscriptions.on(EscrowFunded)
def on_escrow_funded(event: EscrowFunded) -> Command:
    return application.fund(event.order_id, event.tasks, event.total_jpy, now())


@subscriptions.on(EscrowRefused)
def on_escrow_refused(event: EscrowRefused) -> Command:
    return application.refuse_funding(event.order_id, event.tasks, event.short_by_jpy, now())


@subscriptions.on(OrderFilled)
def on_order_filled(event: OrderFilled) -> Command:
    return application.complete(event.order_id, event.tasks, now())


@subscriptions.on(PilotDecided)
def on_pilot_decided(event: PilotDecided) -> Command:
    figures = {"accepted", "agreement", "declines", "median_minutes", "reports"}
    measures = event.model_dump(mode="json", include=figures)
    return application.decide_pilot(event.order_id, event.tasks, list(event.failed), measures, now())


@subscriptions.on(PayMeasured)
def on_pay_measured(event: PayMeasured) -> Command:
    figures = {"median_seconds", "reward_points", "needed_points", "back_pay_points"}
    return application.measure_pay(
        event.order_id, event.version, event.accepted, now(), **event.model_dump(include=figures)
    )


@subscriptions.on(TooManyScreenedOut)
def on_too_many_screened_out(event: TooManyScreenedOut) -> Command:
    return application.hold_for_exits(event.order_id, event.version, now())


@subscriptions.on(OrderUnclaimed)
def on_order_unclaimed(event: OrderUnclaimed) -> Command:
    conditions = [one.model_dump() for one in event.conditions]
    return application.note_unclaimed(event.order_id, event.version, event.hours, conditions, now())


@subscriptions.on(EscrowSettled)
def on_escrow_settled(event: EscrowSettled) -> Command:
    return application.settle(event.order_id, event.paid_points, event.fee_jpy, event.returned_jpy, now())
