"""How points of an account are held, captured, released, spent and refunded, lot by lot."""

from datetime import datetime, timedelta

from points_ledger.domain.ageing import expire_lot
from points_ledger.domain.calendar import day_of
from points_ledger.domain.errors import NotEnoughPoints
from points_ledger.domain.lots import NORMAL, Lot, Takes, add, grace_of, lot_of, take, usable
from points_ledger.domain.member import MemberAccount
from points_ledger.domain.slip import EXPIRED, HELD, HOLD, REFUND, REST, SPEND, Slip


def hold(
    account: MemberAccount,
    slip: Slip,
    partner_id: str,
    points: int,
    reference: str,
    request: str,
    lasts: timedelta,
    at: datetime,
) -> None:
    """Puts points aside. Raises NoSuchMember, AccountStopped, NotEnoughPoints."""
    takes = _taken(account, partner_id, points, at)
    expires_at = at + lasts
    account.trigger_event(
        MemberAccount.Held,
        member_id=account.member_id,
        hold_id=str(slip.id),
        partner_id=partner_id,
        points=points,
        takes=takes,
        expires_at=expires_at,
        reference=reference,
        timestamp=at,
    )
    run = account.normal_run
    slip.open(
        HOLD,
        partner_id,
        account.member_id,
        reference,
        request,
        points,
        at,
        takes=takes,
        run=run,
        expires_at=expires_at,
    )


def spend(
    account: MemberAccount,
    slip: Slip,
    partner_id: str,
    points: int,
    reference: str,
    request: str,
    at: datetime,
) -> None:
    """Takes points at once. Raises NoSuchMember, AccountStopped, NotEnoughPoints."""
    takes = _taken(account, partner_id, points, at)
    account.trigger_event(
        MemberAccount.Spent,
        member_id=account.member_id,
        spend_id=str(slip.id),
        partner_id=partner_id,
        points=points,
        takes=takes,
        reference=reference,
        timestamp=at,
    )
    run = account.normal_run
    slip.open(SPEND, partner_id, account.member_id, reference, request, points, at, takes=takes, run=run)


def _taken(account: MemberAccount, partner_id: str, points: int, at: datetime) -> Takes:
    account.check_linked(partner_id)
    account.check_open()
    keys = usable(account.lots, day_of(at), partner_id, account.normal_expires_on)
    takes = take(account.lots, points, keys)
    if sum(takes.values()) < points:
        raise NotEnoughPoints
    return takes


def capture(account: MemberAccount, slip: Slip, points: int | None, at: datetime) -> int:
    """Ends a hold with so many points and releases the rest; returns how many were captured."""
    account.check_open()
    kept, back = slip.capture(points, at)
    captured = sum(kept.values())
    account.trigger_event(
        MemberAccount.Captured,
        member_id=account.member_id,
        hold_id=str(slip.id),
        partner_id=slip.partner_id,
        points=captured,
        takes=kept,
        reference=slip.reference,
        timestamp=at,
    )
    if back:
        _release(account, slip, back, REST, at)
    return captured


def release(account: MemberAccount, slip: Slip, reason: str, at: datetime) -> None:
    """Ends a hold without a point."""
    _release(account, slip, slip.release(reason, at), reason, at)


def expire_hold(account: MemberAccount, slip: Slip, at: datetime) -> None:
    """Ends a hold whose time is over; nothing happens when somebody has ended it."""
    if slip.state == HELD and slip.is_over(at):
        release(account, slip, EXPIRED, at)


def _release(account: MemberAccount, slip: Slip, takes: Takes, reason: str, at: datetime) -> None:
    """What has expired meanwhile comes back only to lapse."""
    account.trigger_event(
        MemberAccount.Released,
        member_id=account.member_id,
        hold_id=str(slip.id),
        partner_id=slip.partner_id,
        points=sum(takes.values()),
        takes=takes,
        normal_expires_on=account.normal_expires_on,
        reason=reason,
        reference=slip.reference,
        timestamp=at,
    )
    for key, points in takes.items():
        if _has_lapsed(account, lot_of(key), slip.run, at):
            expire_lot(account, key, points, at)


def refund(
    account: MemberAccount,
    slip: Slip,
    refunded: Slip,
    points: int | None,
    reference: str,
    request: str,
    at: datetime,
) -> int:
    """Gives points back to the very lots, the last taken first; `slip` is the refund's own.

    Returns how many. Raises NotRefundable, TooMany.
    """
    takes = refunded.refund(str(slip.id), points, at)
    restored: Takes = {}
    for key, part in takes.items():
        lot = lot_of(key)
        has_lapsed = _has_lapsed(account, lot, refunded.run, at)
        add(restored, {grace_of(lot, day_of(at)).key if has_lapsed else key: part})
    given = sum(takes.values())
    account.trigger_event(
        MemberAccount.Refunded,
        member_id=account.member_id,
        refund_id=str(slip.id),
        spend_id=str(refunded.id),
        partner_id=refunded.partner_id,
        points=given,
        restored=restored,
        normal_expires_on=account.normal_expires_on,
        reference=reference,
        timestamp=at,
    )
    of = str(refunded.id)
    slip.open(REFUND, refunded.partner_id, account.member_id, reference, request, given, at, of=of)
    return given


def _has_lapsed(account: MemberAccount, lot: Lot, run: int, at: datetime) -> bool:
    """Whether points taken in this run of normal points would have expired had they stayed."""
    is_of_earlier_run = lot.kind == NORMAL and run != account.normal_run
    return is_of_earlier_run or lot.last_day(account.normal_expires_on) < day_of(at)
