"""How two accounts of one member become one, and are split again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from points_ledger.domain.ageing import expire
from points_ledger.domain.calendar import day_of
from points_ledger.domain.counters import Counter
from points_ledger.domain.errors import NotMerged, SecondOperator
from points_ledger.domain.lots import NORMAL, Takes, came_from, lot_of, went_back
from points_ledger.domain.member import NORMAL_OF_WORK, MemberAccount
from points_ledger.domain.names import forward_id
from points_ledger.domain.shares import DEFAULT_LIMITS, EARNED_ROW, Limits, set_aside, too_much_earned


class Counted(NamedTuple):
    """What of a merged account counts in the limits of the surviving one."""

    used: int = 0
    earned: int = 0
    granted: Mapping[str, Counter] = MappingProxyType({})
    ranks: Sequence[str] = ()


def propose(
    account: MemberAccount, survivor: MemberAccount, reason: str, operator_id: str, at: datetime
) -> None:
    """One operator's word; nothing is merged yet. Raises AccountMerged, AccountStopped, TooManyLinks."""
    _check(account, survivor)
    account.trigger_event(
        MemberAccount.MergeProposed,
        member_id=account.member_id,
        into=survivor.member_id,
        reason=reason,
        operator_id=operator_id,
        timestamp=at,
    )


def _check(account: MemberAccount, survivor: MemberAccount) -> None:
    account.check_open()
    survivor.check_open()
    survivor.check_room(account.links)


def merge(
    account: MemberAccount, survivor: MemberAccount, reason: str, operator_id: str, at: datetime
) -> None:
    """All free points and links of `account` become the survivor's; what is held follows when it is free.

    What partners hold counts as used in this month.

    Raises AccountMerged, AccountStopped, TooManyLinks, and SecondOperator unless another one has proposed it.
    """
    _check(account, survivor)
    into, proposed_by = account.merge_proposed
    if into != survivor.member_id or proposed_by == operator_id:
        raise SecondOperator
    account.trigger_event(
        MemberAccount.Merged,
        member_id=account.member_id,
        into=survivor.member_id,
        reason=reason,
        operator_id=operator_id,
        proposed_by=proposed_by,
        is_told=True,
        timestamp=at,
    )
    used = account.used_in_month(at) + account.held - account.set_aside
    counted = Counted(used, account.earned_on_day(at), account.granted_lately(at), account.ranks)
    expire(account, at)
    expire(survivor, at)
    _pass_on(account, survivor, at, counted)
    survivor.link_through(account, at)


def follow(account: MemberAccount, survivor: MemberAccount, at: datetime) -> None:
    """Moves the day of a merged account's normal points to the survivor's, unless they had died before."""
    was_alive = account.normal_expires_on >= max(account.merged_on, survivor.run_began)
    if was_alive and survivor.normal_expires_on > account.normal_expires_on:
        account.trigger_event(
            MemberAccount.DayFollowed,
            member_id=account.member_id,
            into=survivor.member_id,
            expires_on=survivor.normal_expires_on,
            timestamp=at,
        )


def forward(
    account: MemberAccount, survivor: MemberAccount, id: UUID, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> None:
    """Passes on what has come to a merged account since; what has expired stays there and expires.

    What both have earned above the limit of a day is set aside as the review `id`.
    """
    expire(account, at)
    expire(survivor, at)
    takes = account.passing_on()
    if not takes:
        return
    earned = min(account.earned_since(at), sum(takes.values()))
    above = too_much_earned(survivor, earned, at, limits)
    _pass_on(account, survivor, at, Counted(earned=earned))
    [lot] = came_from({NORMAL_OF_WORK: 0}, account.member_id)
    above = min(above, takes.get(NORMAL_OF_WORK, 0))
    if above:
        set_aside(survivor, id, "", above, {lot: above}, EARNED_ROW, str(id), at, limits.review_hours)


def _pass_on(account: MemberAccount, survivor: MemberAccount, at: datetime, counted: Counted) -> None:
    takes = account.passing_on()
    id, points = forward_id(str(account.id), account.version), sum(takes.values())
    account.trigger_event(
        MemberAccount.Forwarded,
        member_id=account.member_id,
        forward_id=str(id),
        into=survivor.member_id,
        points=points,
        takes=takes,
        expires_on=_day_of_merged(account, survivor, at),
        timestamp=at,
    )
    survivor.trigger_event(
        MemberAccount.TookOver,
        member_id=survivor.member_id,
        forward_id=str(id),
        from_member=account.member_id,
        points=points,
        takes=came_from(takes, account.member_id),
        expires_on=_day_of_survivor(survivor, account, at),
        used=counted.used,
        earned=counted.earned,
        granted=dict(counted.granted),
        ranks=list(counted.ranks),
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
    _let_go(survivor, account, id, takes, missing, at)
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
    _let_go(survivor, account, id, takes, 0, at)
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


def _let_go(
    survivor: MemberAccount, account: MemberAccount, id: UUID, takes: Takes, missing: int, at: datetime
) -> None:
    survivor.trigger_event(
        MemberAccount.GaveBack,
        member_id=survivor.member_id,
        forward_id=str(id),
        to_member=account.member_id,
        points=sum(takes.values()),
        takes=takes,
        missing=missing,
        timestamp=at,
    )


def _day_of_merged(account: MemberAccount, survivor: MemberAccount, at: datetime) -> str:
    """What was taken here lives as long as it would at the survivor; what is dead stays so."""
    own = account.normal_expires_on
    return max(own, survivor.normal_expires_on) if own >= day_of(at) else own


def _day_of_survivor(survivor: MemberAccount, account: MemberAccount, at: datetime) -> str:
    """The later day of both, so that nobody loses one; no day that is over."""
    own, others = survivor.normal_expires_on, account.normal_expires_on
    return max(own, others) if others >= day_of(at) else own


def _day_for(getting: MemberAccount, giving: MemberAccount, takes: Takes) -> str:
    """The day of all normal points after some came back: the later one, so that nobody loses a day."""
    own = getting.normal_expires_on
    has_normal = any(lot_of(key).kind == NORMAL for key in takes)
    return max(own, giving.normal_expires_on) if has_normal else own
