"""What time does to an account: lots expire, and the member is told before."""

from datetime import datetime

from points_ledger.domain.calendar import day_of, days_later
from points_ledger.domain.lots import lot_of
from points_ledger.domain.member import MemberAccount

NOTICE_DAYS = (30, 7, 1)
DAYS_TO_SPEND = 30


def expire(account: MemberAccount, at: datetime) -> None:
    """Writes every lot whose last day is over; before a grant of normal points, which would wake them up."""
    day, normal_until = day_of(at), account.normal_expires_on
    for key in [key for key in account.lots if lot_of(key).last_day(normal_until) < day]:
        expire_lot(account, key, account.lots[key], at)


def expire_lot(account: MemberAccount, key: str, points: int, at: datetime) -> None:
    """Writes that points of a lot have expired, yesterday at the latest: they may be of an earlier run."""
    account.trigger_event(
        MemberAccount.Expired,
        member_id=account.member_id,
        lot=key,
        points=points,
        expired_on=min(lot_of(key).last_day(account.normal_expires_on), days_later(day_of(at), -1)),
        timestamp=at,
    )


def lapse(account: MemberAccount, at: datetime) -> None:
    """What an erased member has left goes, and no partner sees the account any more (business rule 31)."""
    if not account.has_left(day_of(at)):
        return
    for partner_id in list(account.links):
        account.unlink(partner_id, at)
    for key in list(account.lots):
        expire_lot(account, key, account.lots[key], at)


def notice(account: MemberAccount, key: str, expires_on: str, days: int, at: datetime) -> None:
    """Tells of points that are still there and still end on that day, unless it was told of them before."""
    points, told = account.lots.get(key, 0), account.noticed.get(key)
    if told is not None and told[0] == expires_on and int(told[1]) <= days:
        return
    if points and lot_of(key).last_day(account.normal_expires_on) == expires_on:
        account.trigger_event(
            MemberAccount.ExpiryNoticed,
            member_id=account.member_id,
            lot=key,
            points=points,
            expires_on=expires_on,
            days=days,
            timestamp=at,
        )
