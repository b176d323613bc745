"""How points pass from member to member, within limits, and what becomes of what was set aside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from points_ledger.domain.ageing import expire, expire_lot
from points_ledger.domain.calendar import day_of, days_later
from points_ledger.domain.errors import AccountStopped, NoSuchReview, OwnCase, WorkIsFinal
from points_ledger.domain.lots import GRACE_DAYS, Takes, as_own
from points_ledger.domain.member import NORMAL_OF_WORK, MemberAccount

EARNED_ROW, BETWEEN_ROW, ROUND_TRIP_ROW = "earned-in-a-day", "between-two-in-a-day", "round-trip"
STOPPED_ROW = "account-stopped"
VOIDED, EXPIRED = "voided", "expired"
RELEASE, RETURN = "release", "return"
ROUND_TRIP_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What passes by itself; more waits for a person, at most `review_hours`."""

    earned_day_points: int = 3_000
    between_day_points: int = 500
    review_hours: int = 72


DEFAULT_LIMITS = Limits()


def too_much_earned(account: MemberAccount, points: int, at: datetime, limits: Limits) -> int:
    """How many of the points for work that are about to come in are above the limit of the day.

    What others give does not count: it would let them keep somebody's pay waiting.
    """
    over = account.worked_on_day(at) + points - limits.earned_day_points
    return max(0, min(points, over))


def row_against(
    passed: int | None, receiver: MemberAccount, points: int, at: datetime, limits: Limits
) -> str:
    """The row of the limits that stands against a share; empty when none does.

    passed: what has passed between the two on this day; None when it would come back to who gave it.
    """
    if passed is None:
        return ROUND_TRIP_ROW
    if passed + points > limits.between_day_points:
        return BETWEEN_ROW
    is_too_much = receiver.earned_on_day(at) + points > limits.earned_day_points
    return EARNED_ROW if is_too_much else ""


def keep_earned(
    account: MemberAccount, id: UUID, points: int, reference: str, at: datetime, hours: int
) -> None:
    """Sets points for work aside that were just granted."""
    takes = {NORMAL_OF_WORK: points}
    set_aside(account, id, "", points, takes, EARNED_ROW, reference, at, hours)


def set_aside(
    account: MemberAccount,
    id: UUID,
    to_member: str,
    points: int,
    takes: Takes,
    row: str,
    reference: str,
    at: datetime,
    hours: int,
) -> None:
    """Holds points until a person has decided."""
    account.trigger_event(
        MemberAccount.SetAside,
        member_id=account.member_id,
        review_id=str(id),
        to_member=to_member,
        points=points,
        takes=takes,
        row=row,
        decide_by=at + timedelta(hours=hours),
        reference=reference,
        timestamp=at,
    )


def share(
    giver: MemberAccount,
    receiver: MemberAccount,
    to_member: str,
    share_id: str,
    takes: Takes,
    at: datetime,
    review_id: str = "",
) -> None:
    """Moves points of normal lots. They live as long as the receiver's own normal points.

    Receiving is no earning: it moves no day, but for a receiver without normal points, who takes the giver's;
    when that is over, since the points waited for a person, they live GRACE_DAYS from now.
    """
    points, day = sum(takes.values()), day_of(at)
    if receiver.normal_expires_on < day:
        expire(receiver, at)
    own, others = receiver.normal_expires_on, giver.normal_expires_on
    inherited = others if others >= day else days_later(day, GRACE_DAYS)
    giver.trigger_event(
        MemberAccount.Shared,
        member_id=giver.member_id,
        share_id=share_id,
        to_member=to_member,
        points=points,
        takes=takes,
        review_id=review_id,
        timestamp=at,
    )
    receiver.trigger_event(
        MemberAccount.Received,
        member_id=to_member,
        share_id=share_id,
        from_member=giver.member_id,
        points=points,
        takes=as_own(takes),
        expires_on=own if own >= day else inherited,
        timestamp=at,
    )


def decide(
    account: MemberAccount,
    receiver: MemberAccount | None,
    review_id: str,
    decision: str,
    reason: str,
    operator_id: str,
    at: datetime,
) -> None:
    """A person releases what was set aside, or returns it to its giver.

    Raises NoSuchReview, OwnCase, WorkIsFinal, and AccountStopped: from a stopped account nothing leaves.
    """
    if review_id not in account.reviews:
        raise NoSuchReview
    if operator_id in (account.member_id, account.reviews[review_id]["to_member"]):
        raise OwnCase
    if decision == RETURN and not account.reviews[review_id]["to_member"]:
        raise WorkIsFinal
    if decision == RELEASE and receiver is not None and account.stopped:
        raise AccountStopped
    account.trigger_event(
        MemberAccount.Reviewed,
        member_id=account.member_id,
        review_id=review_id,
        decision=decision,
        reason=reason,
        operator_id=operator_id,
        timestamp=at,
    )
    _end(account, receiver if decision == RELEASE else None, review_id, VOIDED, at)


def lapse(account: MemberAccount, receiver: MemberAccount | None, review_id: str, at: datetime) -> None:
    """Nobody has decided in time: it is released. From a stopped account nothing leaves; it goes back."""
    if review_id in account.reviews:
        _end(account, None if account.stopped else receiver, review_id, EXPIRED, at)


def _end(
    account: MemberAccount, receiver: MemberAccount | None, review_id: str, reason: str, at: datetime
) -> None:
    """Passes it on, even after its last day: nobody loses by a delay. Or gives it back, maybe to lapse."""
    aside = account.reviews[review_id]
    has_lapsed = aside["run"] != account.normal_run or account.normal_expires_on < day_of(at)
    if receiver is not None:
        share(account, receiver, aside["to_member"], aside["reference"], aside["takes"], at, review_id)
        return
    account.trigger_event(
        MemberAccount.Released,
        member_id=account.member_id,
        hold_id=review_id,
        partner_id="",
        points=aside["points"],
        takes=aside["takes"],
        normal_expires_on=account.normal_expires_on,
        reason=reason,
        reference=aside["reference"],
        occurred_at=None,
        timestamp=at,
    )
    if has_lapsed:
        for key, points in aside["takes"].items():
            expire_lot(account, key, points, at)
