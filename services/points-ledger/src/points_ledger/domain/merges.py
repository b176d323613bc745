"""How two accounts of one member become one, and are split again."""

from datetime import datetime

from points_ledger.domain.ageing import expire
from points_ledger.domain.errors import NotMerged
from points_ledger.domain.lots import NORMAL, Takes, came_from, lot_of, went_back
from points_ledger.domain.member import MemberAccount
from points_ledger.domain.names import forward_id


def merge(
    account: MemberAccount, survivor: MemberAccount, reason: str, operator_id: str, at: datetime
) -> None:
    """All free points and links of `account` become the survivor's; what is held follows when it is free.

    Raises AccountMerged, AccountStopped, TooManyLinks.
    """
    account.check_open()
    survivor.check_open()
    survivor.check_room(account.links)
    account.trigger_event(
        MemberAccount.Merged,
        member_id=account.member_id,
        into=survivor.member_id,
        reason=reason,
        operator_id=operator_id,
        timestamp=at,
    )
    used, earned = account.used_in_month(at), account.earned_on_day(at)
    expire(account, at)
    expire(survivor, at)
    _pass_on(account, survivor, at, used, earned)
    survivor.link_through(account, at)


def forward(account: MemberAccount, survivor: MemberAccount, at: datetime) -> None:
    """Passes on what has come to a merged account since; what has expired stays there and expires."""
    expire(account, at)
    expire(survivor, at)
    if account.passing_on():
        _pass_on(account, survivor, at)


def _pass_on(
    account: MemberAccount, survivor: MemberAccount, at: datetime, used: int = 0, earned: int = 0
) -> None:
    takes = account.passing_on()
    id, points = forward_id(str(account.id), account.version), sum(takes.values())
    account.trigger_event(
        MemberAccount.Forwarded,
        member_id=account.member_id,
        forward_id=str(id),
        into=survivor.member_id,
        points=points,
        takes=takes,
        timestamp=at,
    )
    survivor.trigger_event(
        MemberAccount.TookOver,
        member_id=survivor.member_id,
        forward_id=str(id),
        from_member=account.member_id,
        points=points,
        takes=came_from(takes, account.member_id),
        expires_on=_day_for(survivor, account, takes),
        used=used,
        earned=earned,
        timestamp=at,
    )


def split_off(
    account: MemberAccount, survivor: MemberAccount, reason: str, operator_id: str, at: datetime
) -> int:
    """Gives back what came from the account and is still there; returns how much is missing.

    Own points of the survivor leave before such ones, so what is missing are its last uses.

    Raises NotMerged, AccountMerged when the survivor has been merged itself.
    """
    if account.merged_into != survivor.member_id:
        raise NotMerged
    survivor.check_open()
    expire(survivor, at)
    takes = survivor.of(account.member_id)
    id, points = forward_id(str(account.id), account.version), sum(takes.values())
    took = survivor.merged_from.get(account.member_id)
    missing = max(0, took["points"] - points) if took else 0
    survivor.unlink_through(account.member_id, at)
    survivor.trigger_event(
        MemberAccount.GaveBack,
        member_id=survivor.member_id,
        forward_id=str(id),
        to_member=account.member_id,
        points=points,
        takes=takes,
        missing=missing,
        timestamp=at,
    )
    expire(account, at)
    account.trigger_event(
        MemberAccount.SplitOff,
        member_id=account.member_id,
        forward_id=str(id),
        from_member=survivor.member_id,
        points=points,
        takes=went_back(takes),
        expires_on=_day_for(account, survivor, takes),
        reason=reason,
        operator_id=operator_id,
        timestamp=at,
    )
    return missing


def give_back(account: MemberAccount, survivor: MemberAccount, at: datetime) -> None:
    """Gives back what was held, or is refunded, after `account` was split off."""
    if account.member_id in survivor.merged_from:
        return
    expire(account, at)
    expire(survivor, at)
    takes = survivor.of(account.member_id)
    if not takes:
        return
    id, points = forward_id(str(survivor.id), survivor.version), sum(takes.values())
    survivor.trigger_event(
        MemberAccount.GaveBack,
        member_id=survivor.member_id,
        forward_id=str(id),
        to_member=account.member_id,
        points=points,
        takes=takes,
        missing=0,
        timestamp=at,
    )
    account.trigger_event(
        MemberAccount.CameBack,
        member_id=account.member_id,
        forward_id=str(id),
        from_member=survivor.member_id,
        points=points,
        takes=went_back(takes),
        expires_on=_day_for(account, survivor, takes),
        timestamp=at,
    )


def _day_for(getting: MemberAccount, giving: MemberAccount, takes: Takes) -> str:
    """The day of all normal points afterwards: the later one, so that nobody loses a day."""
    own = getting.normal_expires_on
    has_normal = any(lot_of(key).kind == NORMAL for key in takes)
    return max(own, giving.normal_expires_on) if has_normal else own
