"""How points of an account are held, captured, released, spent and refunded, lot by lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from points_ledger.domain.ageing import expire_lot
from points_ledger.domain.calendar import day_of
from points_ledger.domain.errors import AccountStopped, NotEnoughPoints, UseRefused
from points_ledger.domain.lots import NORMAL, Lot, Takes, add, grace_of, lot_of, take, usable
from points_ledger.domain.member import MemberAccount
from points_ledger.domain.rules import DEFAULT_RULES, EXCHANGE, PURCHASE, UseRules, check_unit
from points_ledger.domain.slip import EXCHANGED, EXPIRED, HELD, HOLD, REFUND, REST, SPEND, Slip


@dataclass(frozen=True, slots=True)
class Ask:
    """What a partner asks for under a reference.

    request: a digest of all of it. unit: the steps in which points are used there. use: a word of `rules`.
    occurred_at: when it happened, if that was before `at`.
    """

    partner_id: str
    points: int
    reference: str
    request: str
    at: datetime
    use: str = PURCHASE
    unit: int = 1
    rules: UseRules = DEFAULT_RULES
    occurred_at: datetime | None = None


def hold(account: MemberAccount, slip: Slip, ask: Ask, lasts: timedelta) -> None:
    """Puts points aside. Raises NoSuchMember, AccountStopped, UseRefused, NotEnoughPoints."""
    takes = _taken(account, ask)
    expires_at = ask.at + lasts
    account.trigger_event(
        MemberAccount.Held,
        member_id=account.member_id,
        hold_id=str(slip.id),
        partner_id=ask.partner_id,
        points=ask.points,
        takes=takes,
        expires_at=expires_at,
        reference=ask.reference,
        occurred_at=ask.occurred_at,
        timestamp=ask.at,
    )
    kind = EXCHANGED if ask.use == EXCHANGE else HOLD
    _open(slip, kind, account, ask, takes, expires_at)


def spend(account: MemberAccount, slip: Slip, ask: Ask) -> None:
    """Takes points at once. Raises NoSuchMember, AccountStopped, UseRefused, NotEnoughPoints."""
    takes = _taken(account, ask)
    account.trigger_event(
        MemberAccount.Spent,
        member_id=account.member_id,
        spend_id=str(slip.id),
        partner_id=ask.partner_id,
        points=ask.points,
        takes=takes,
        reference=ask.reference,
        occurred_at=ask.occurred_at,
        timestamp=ask.at,
    )
    _open(slip, SPEND, account, ask, takes)


def _open(
    slip: Slip,
    kind: str,
    account: MemberAccount,
    ask: Ask,
    takes: Takes,
    expires_at: datetime | None = None,
) -> None:
    slip.open(
        kind,
        ask.partner_id,
        account.member_id,
        ask.reference,
        ask.request,
        ask.points,
        ask.at,
        takes=takes,
        run=account.normal_run,
        expires_at=expires_at,
    )


def _taken(account: MemberAccount, ask: Ask) -> Takes:
    """From which lots the points come: those that could be used when it happened, and still can.

    Caps come last: they tell of uses elsewhere, which nobody learns by asking for more than is there.
    """
    account.check_linked(ask.partner_id)
    account.check_open()
    check_unit(ask.points, ask.unit)
    keys = usable(account.lots, day_of(ask.at), ask.partner_id, account.normal_expires_on)
    begun = day_of(ask.occurred_at or ask.at)
    keys = [key for key in keys if lot_of(key).usable_from <= begun]
    takes = allowed(account, keys, ask.points, ask.use, ask.rules)
    before = account.used_in_month(ask.at) + account.held - account.set_aside
    ask.rules.check_amount(account.ranks, ask.points, before)
    return takes


def allowed(account: MemberAccount, keys: list[str], points: int, use: str, rules: UseRules) -> Takes:
    """Takes what the table allows for a use. Raises UseRefused when it is the table that leaves too few."""
    open_keys = [key for key in keys if rules.bar_of(use, key) is None]
    takes = take(account.lots, points, open_keys)
    if sum(takes.values()) == points:
        return takes
    barred = [bar for key in keys if (bar := rules.bar_of(use, key))]
    if barred and sum(account.lots[key] for key in keys) >= points:
        raise UseRefused(barred[0].row, "the other points do not suffice")
    raise NotEnoughPoints


def capture(
    account: MemberAccount,
    slip: Slip,
    points: int | None,
    unit: int,
    at: datetime,
    occurred_at: datetime | None = None,
) -> int:
    """Ends a hold with so many points and releases the rest; returns how many were captured.

    All of it may be captured, although the unit has changed meanwhile.
    """
    if account.stopped:
        raise AccountStopped
    if points not in (None, slip.points):
        check_unit(points or 0, unit)
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
        occurred_at=occurred_at,
        timestamp=at,
    )
    if back:
        _release(account, slip, back, REST, at, occurred_at)
    return captured


def release(
    account: MemberAccount, slip: Slip, reason: str, at: datetime, occurred_at: datetime | None = None
) -> None:
    """Ends a hold without a point."""
    _release(account, slip, slip.release(reason, at), reason, at, occurred_at)


def expire_hold(account: MemberAccount, slip: Slip, at: datetime) -> None:
    """Ends a hold whose time is over; nothing happens when somebody has ended it."""
    if slip.state == HELD and slip.is_over(at):
        release(account, slip, EXPIRED, at)


def _release(
    account: MemberAccount,
    slip: Slip,
    takes: Takes,
    reason: str,
    at: datetime,
    occurred_at: datetime | None,
) -> None:
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
        occurred_at=occurred_at,
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
    occurred_at: datetime | None = None,
) -> int:
    """Gives points back to the very lots, the last taken first; `slip` is the refund's own.

    Returns how many. Raises NotRefundable, TooMany.
    """
    takes = refunded.refund(str(slip.id), points, at)
    restored = restored_to(account, takes, refunded.run, at)
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
        occurred_at=occurred_at,
        timestamp=at,
    )
    of = str(refunded.id)
    slip.open(REFUND, refunded.partner_id, account.member_id, reference, request, given, at, of=of)
    return given


def restored_to(account: MemberAccount, takes: Takes, run: int, at: datetime) -> Takes:
    """The very lots that points were taken from; what expired meanwhile, in a lot with days of grace."""
    restored: Takes = {}
    for key, part in takes.items():
        lot = lot_of(key)
        has_lapsed = _has_lapsed(account, lot, run, at)
        add(restored, {grace_of(lot, day_of(at)).key if has_lapsed else key: part})
    return restored


def _has_lapsed(account: MemberAccount, lot: Lot, run: int, at: datetime) -> bool:
    """Whether points taken in this run of normal points would have expired had they stayed."""
    is_of_earlier_run = lot.kind == NORMAL and run != account.normal_run
    return is_of_earlier_run or lot.last_day(account.normal_expires_on) < day_of(at)
