"""What the ledger says: points of members without any trace of their work, and the state of escrows."""

from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from chassis.codec import DomainEvent
from minijob_contracts import Event
from minijob_contracts.points import (
    AccountMerged,
    ArbitrationAnswered,
    EscrowFunded,
    EscrowRefused,
    EscrowSettled,
    GrantRefused,
    LatePayAnswered,
    Origin,
    PointsAdjusted,
    PointsCaptured,
    PointsExpired,
    PointsExpiring,
    PointsGranted,
    PointsHeld,
    PointsReceived,
    PointsRefunded,
    PointsReleased,
    PointsShared,
    PointsSpent,
)
from points_ledger.domain import (
    MOVES,
    Anchor,
    Card,
    ClawbackCase,
    ClientAccount,
    Funds,
    MemberAccount,
    OrderEscrow,
    PartnerAccount,
    Reconciliation,
    Slip,
    account_id,
    day_of,
    lot_of,
)

Reason = Literal["escrow_short", "escrow_settled", "escrow_unknown"]
Kind = Literal["normal", "limited"]
Release = Literal["rest", "voided", "expired"]

_INSIDE = (
    ClientAccount.Deposited,
    ClientAccount.Locked,
    ClientAccount.Returned,
    ClientAccount.FromFees,
    OrderEscrow.Paid,
    OrderEscrow.Drained,
    OrderEscrow.Owed,
    OrderEscrow.OwedPaid,
    OrderEscrow.FeeReturned,
    MemberAccount.Linked,
    MemberAccount.Unlinked,
    MemberAccount.Stopped,
    MemberAccount.Reopened,
    MemberAccount.Ranked,
    MemberAccount.MergeProposed,
    MemberAccount.DayFollowed,
    MemberAccount.Reviewed,
    PartnerAccount.Deposited,
    PartnerAccount.Capped,
    PartnerAccount.KeyCapped,
    PartnerAccount.UnitSet,
    PartnerAccount.GrantPaid,
    PartnerAccount.Owed,
    PartnerAccount.GrantReturned,
    PartnerAccount.GrantRestored,
    Slip.Opened,
    Slip.Captured,
    Slip.Released,
    Slip.Refunded,
    MemberAccount.ClaimDropped,
    MemberAccount.ErasureAsked,
    MemberAccount.WorkAppealed,
    MemberAccount.WorkDecided,
    PartnerAccount.PaidOut,
    ClawbackCase.Proposed,
    ClawbackCase.Decided,
    ClawbackCase.Appealed,
    ClawbackCase.AppealDecided,
    Reconciliation.Compared,
    Reconciliation.Resolved,
    Anchor.Taken,
    Funds.Filled,
    Funds.Paid,
    Funds.PeerPaid,
    Funds.PeersReleased,
    Card.Vouched,
    Card.Linked,
    Card.Unlinked,
)


def to_contract(event: DomainEvent) -> Event | None:
    """The contract event of a domain event, or None for what stays inside."""
    match event:
        case MemberAccount.Granted() | MemberAccount.ClawbackReversed():
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
        case MemberAccount.ExpiryNoticed():
            return _notice(event)
        case MemberAccount.Merged():
            return AccountMerged(
                account_id=event.originator_id,
                member_id=event.member_id,
                into_account_id=account_id(event.into),
                into_member_id=event.into,
            )
        case OrderEscrow.Funded() | OrderEscrow.Refused() | OrderEscrow.Settled():
            return _of_escrow(event)
        case Funds.PeersCovered() | Funds.PeersNotCovered():
            return ArbitrationAnswered(
                order_id=UUID(event.order_id),
                assignment_id=UUID(event.assignment_id),
                covered=isinstance(event, Funds.PeersCovered),
            )
        case Funds.LateAnswered():
            return LatePayAnswered(
                order_id=UUID(event.order_id),
                assignment_id=UUID(event.assignment_id),
                lease=event.lease,
                paid=event.paid,
            )
        case _ if isinstance(event, MOVES):
            return _of_member(event)
        case _ if isinstance(event, _INSIDE):
            return None
        case _:
            raise TypeError(f"no rule for {type(event).__qualname__}")


def _notice(event: MemberAccount.ExpiryNoticed) -> Event:
    last_day = date.fromisoformat(event.expires_on)
    return PointsExpiring(
        account_id=event.originator_id,
        member_id=event.member_id,
        points=event.points,
        kind=cast(Kind, lot_of(event.lot).kind),
        expires_on=last_day,
        days_left=(last_day - date.fromisoformat(day_of(event.timestamp))).days,
    )


def _of_member(event: Any) -> Event:
    """Neither the partner nor its reference is said: whoever knows the id of the hold knows both."""
    of: dict[str, Any] = {"account_id": event.originator_id, "member_id": event.member_id}
    of["points"] = event.points
    match event:
        case MemberAccount.Held(hold_id=hold_id, expires_at=expires_at):
            return PointsHeld(**of, hold_id=UUID(hold_id), expires_at=expires_at)
        case MemberAccount.SetAside(review_id=review_id, decide_by=decide_by):
            return PointsHeld(**of, hold_id=UUID(review_id), expires_at=decide_by)
        case MemberAccount.Shared(share_id=share_id, review_id=review_id):
            return PointsShared(**of, share_id=UUID(share_id), hold_id=UUID(review_id) if review_id else None)
        case MemberAccount.Received(share_id=share_id):
            return PointsReceived(**of, share_id=UUID(share_id))
        case MemberAccount.Forwarded(forward_id=forward_id) | MemberAccount.GaveBack(forward_id=forward_id):
            return PointsShared(**of, share_id=UUID(forward_id), hold_id=None)
        case (
            MemberAccount.TookOver(forward_id=forward_id)
            | MemberAccount.SplitOff(forward_id=forward_id)
            | MemberAccount.CameBack(forward_id=forward_id)
        ):
            return PointsReceived(**of, share_id=UUID(forward_id))
        case MemberAccount.Captured(hold_id=hold_id):
            return PointsCaptured(**of, hold_id=UUID(hold_id))
        case MemberAccount.Released(hold_id=hold_id, reason=reason):
            return PointsReleased(**of, hold_id=UUID(hold_id), reason=cast(Release, reason))
        case MemberAccount.Spent(spend_id=spend_id):
            return PointsSpent(**of, spend_id=UUID(spend_id))
        case MemberAccount.Refunded(refund_id=refund_id, spend_id=spend_id):
            return PointsRefunded(**of, refund_id=UUID(refund_id), spend_id=UUID(spend_id))
        case MemberAccount.Expired(lot=lot, expired_on=expired_on):
            origin = cast(Origin, lot_of(lot).origin)
            return PointsExpired(**of, origin=origin, expired_on=date.fromisoformat(expired_on))
        case _:
            origin = cast(Origin, event.origin)
            return PointsAdjusted(**of, origin=origin, claim=event.claim, reason="clawback")


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
                screen_out_reserve_jpy=event.reserve_jpy,
                appeal_reserve_jpy=event.appeals_jpy,
                total_jpy=event.reward_jpy + event.reserve_jpy + event.appeals_jpy + event.fee_jpy,
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
