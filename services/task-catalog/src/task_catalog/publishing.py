"""What the catalog says of its orders, items and tasks."""

from typing import Literal, cast

from chassis.codec import DomainEvent
from minijob_contracts import Event
from minijob_contracts.orders import (
    ClientRecorded,
    ItemsProposed,
    OperatorTied,
    OrderApproved,
    OrderChangesAsked,
    OrderClosed,
    OrderDocument,
    OrderOpened,
    OrderPaused,
    OrderRefused,
    OrderResumed,
    OrderSettled,
    OrderSubmitted,
    PilotStarted,
    PromiseMissed,
    RewardRaised,
    TaskPublished,
)
from minijob_contracts.screenings import Finding
from task_catalog.domain import Client, ItemBatch, Order, Task

Tier = Literal["new", "proven", "trusted"]
Reason = Literal["complete", "client", "operator", "unclaimed"]
PauseReason = Literal["client", "pilot", "safety", "floor", "screen_outs"] | None


def to_contract(event: DomainEvent) -> Event | None:
    """The contract event of a domain event, or None for what stays inside."""
    id = event.originator_id
    match event:
        case Order.Submitted():
            return _submitted(event)
        case Order.FundingAsked():
            return _approved(event)
        case Order.Flagged():
            return _flagged(event)
        case Order.PilotStarted(version=version, tasks=tasks) | Order.AllPilot(version=version, tasks=tasks):
            return PilotStarted(order_id=id, version=version, tasks=tasks)
        case Order.Opened() | Order.Adopted():
            return _opened(event)
        case Order.Paused(version=version, reason=reason):
            return OrderPaused(order_id=id, version=version, reason=cast(PauseReason, reason or None))
        case Order.Raised(version=version, reward_points=points, reward_jpy=reward_jpy):
            return RewardRaised(order_id=id, version=version, reward_points=points, reward_jpy=reward_jpy)
        case Order.Resumed(version=version):
            return OrderResumed(order_id=id, version=version)
        case Order.Closed(version=version, reason=reason):
            return OrderClosed(order_id=id, version=version, reason=cast(Reason, reason))
        case Order.Settled():
            return OrderSettled(
                order_id=id,
                paid_points=event.paid_points,
                fee_jpy=event.fee_jpy,
                returned_jpy=event.returned_jpy,
            )
        case Client.Recorded():
            return _recorded(event)
        case Client.OperatorTied():
            who = {"operator_id": event.operator_id, "declared_by": event.declared_by}
            return OperatorTied(client_id=event.client_id, **who)
        case Client.Identified() | Client.QuizTaken() | Client.HandedIn():
            return None
        case Order.PromiseMissed(client_id=client_id, missed=missed, fee_jpy=fee_jpy):
            return PromiseMissed(order_id=id, client_id=client_id, missed=missed, fee_jpy=fee_jpy)
        case ItemBatch.Proposed():
            return _proposed(event)
        case Task.Published():
            return _published(event)
        case Order.Drafted() | Order.Helped() | Order.Edited() | Order.ItemsAdded() | Order.Cleared():
            return None
        case Order.Promised():
            return None
        case Order.BatchScreened() | Order.Funded() | Order.FundingRefused() | ItemBatch.Screened():
            return None
        case (
            Order.TasksPublished()
            | Order.Filled()
            | Order.RowsLost()
            | Order.PayMeasured()
            | Order.TopUpAsked()
            | Order.Unclaimed()
            | Order.PilotDecided()
            | Order.Halted()
            | Order.Released()
            | ItemBatch.Kept()
            | ItemBatch.Replaced()
            | Order.RowsReplaced()
            | Order.PersonalFound()
            | Order.AgeFound()
        ):
            return None
        case _:
            raise TypeError(f"no rule for {type(event).__qualname__}")


def _submitted(event: Order.Submitted) -> OrderSubmitted:
    return OrderSubmitted(
        order_id=event.originator_id,
        version=event.version,
        client_id=event.client_id,
        document=OrderDocument.model_validate(event.document),
        edited_by=event.edited_by,
    )


def _approved(event: Order.FundingAsked) -> OrderApproved:
    return OrderApproved(
        order_id=event.originator_id,
        version=event.version,
        client_id=event.client_id,
        attempt=event.attempt,
        tasks=event.tasks,
        reward_jpy=event.reward_jpy,
        fee_jpy=event.fee_jpy,
        screen_out_reserve_jpy=event.screen_out_reserve_jpy,
        appeal_reserve_jpy=event.appeal_reserve_jpy,
        gold_jpy=event.gold_jpy,
        total_jpy=event.total_jpy,
    )


def _recorded(event: Client.Recorded) -> ClientRecorded:
    return ClientRecorded(
        client_id=event.client_id,
        tier=cast(Tier, event.tier),
        since=event.since,
        settled_orders=event.settled_orders,
        upheld_findings=event.upheld_findings,
        identity=event.identity,
        identified_at=event.identified_at,
    )


def _flagged(event: Order.Flagged) -> Event | None:
    findings = [Finding.model_validate(finding) for finding in event.findings]
    match event.state:
        case "changes_asked":
            return OrderChangesAsked(order_id=event.originator_id, version=event.version, findings=findings)
        case "refused":
            return OrderRefused(order_id=event.originator_id, version=event.version, findings=findings)
    return None


def _opened(event: Order.Opened | Order.Adopted) -> OrderOpened:
    return OrderOpened(
        order_id=event.originator_id,
        version=event.version,
        client_id=event.client_id,
        document=OrderDocument.model_validate(event.document),
        lease_seconds=event.lease_seconds,
    )


def _proposed(event: ItemBatch.Proposed) -> ItemsProposed:
    return ItemsProposed.model_validate(
        {
            "order_id": event.order_id,
            "batch": event.batch,
            "first_row": event.first_row,
            "rows": event.rows,
        }
    )


def _published(event: Task.Published) -> TaskPublished:
    return TaskPublished.model_validate(
        {
            "order_id": event.order_id,
            "task_id": event.originator_id,
            "version": event.task_version,
            "row": event.row,
            "item": event.item,
            "places": event.places,
            "adults_only": event.adults_only,
        }
    )
