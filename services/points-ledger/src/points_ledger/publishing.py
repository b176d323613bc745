"""What the ledger says: points of members without any trace of their work, and the state of escrows."""

from typing import Literal, cast
from uuid import UUID

from chassis.codec import DomainEvent
from minijob_contracts import Event
from minijob_contracts.points import (
    EscrowFunded,
    EscrowRefused,
    EscrowSettled,
    GrantRefused,
    Origin,
    PointsGranted,
)
from points_ledger.domain import ClientAccount, MemberAccount, OrderEscrow

Reason = Literal["escrow_short", "escrow_settled", "escrow_unknown"]


def to_contract(event: DomainEvent) -> Event | None:
    """The contract event of a domain event, or None for what stays inside."""
    match event:
        case MemberAccount.Granted():
            return PointsGranted(
                account_id=event.originator_id,
                member_id=event.member_id,
                points=event.points,
                origin=cast(Origin, event.origin),
                granted_at=event.timestamp,
            )
        case MemberAccount.GrantRefused():
            return GrantRefused(
                account_id=event.originator_id,
                member_id=event.member_id,
                points=event.points,
                origin=cast(Origin, event.origin),
                reason=cast(Reason, event.reason),
            )
        case OrderEscrow.Funded() | OrderEscrow.Refused() | OrderEscrow.Settled():
            return _of_escrow(event)
        case ClientAccount.Deposited() | ClientAccount.Locked() | ClientAccount.Returned():
            return None
        case OrderEscrow.Paid() | OrderEscrow.Drained():
            return None
        case _:
            raise TypeError(f"no rule for {type(event).__qualname__}")


def _of_escrow(event: OrderEscrow.Funded | OrderEscrow.Refused | OrderEscrow.Settled) -> Event:
    order_id = UUID(event.order_id)
    match event:
        case OrderEscrow.Funded():
            return EscrowFunded(
                order_id=order_id,
                version=event.version,
                tasks=event.tasks,
                reward_jpy=event.reward_jpy,
                fee_jpy=event.fee_jpy,
                total_jpy=event.reward_jpy + event.fee_jpy,
            )
        case OrderEscrow.Refused():
            return EscrowRefused(
                order_id=order_id,
                version=event.version,
                tasks=event.tasks,
                short_by_jpy=event.short_by_jpy,
            )
        case OrderEscrow.Settled():
            return EscrowSettled(
                order_id=order_id,
                paid_answers=event.paid_answers,
                paid_points=event.paid_points,
                fee_jpy=event.fee_jpy,
                returned_jpy=event.returned_jpy,
            )
