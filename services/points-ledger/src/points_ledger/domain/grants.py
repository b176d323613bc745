"""How points come into an account: for work, and from partners."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from points_ledger.domain.ageing import expire
from points_ledger.domain.calendar import day_of, normal_expiry_of
from points_ledger.domain.errors import CapReached, TooMany, TooManyLots
from points_ledger.domain.lots import Lot
from points_ledger.domain.member import NORMAL_OF_WORK, MemberAccount

MAX_POINTS = 10**12
MAX_LOTS = 150
"""So that an event that takes all of two merged accounts fits into 256 kB."""


class WorkPay(NamedTuple):
    """What the points of work are made of: base × rate × share + bonus, or the pay of an exit or a peer."""

    base_points: int
    rate_percent: int = 100
    share_percent: int = 100
    bonus_points: int = 0
    exit_points: int = 0
    peer_points: int = 0

    @property
    def stored(self) -> list[int]:
        """As in events, which hold the pay of an exit or of a peer only where there is one."""
        used = 6 if self.peer_points else 5 if self.exit_points else 4
        return [*self[:used]]


def grant(
    account: MemberAccount,
    member_id: str,
    points: int,
    reference: str,
    order_id: UUID,
    pay: WorkPay,
    at: datetime,
) -> None:
    """Normal points for work, at once usable (business rule 4); they move the day of all normal points."""
    day = day_of(at)
    if account.normal_expires_on < day:
        expire(account, at)
    expires_on = max(account.normal_expires_on, normal_expiry_of(day))
    of_order = str(order_id), pay.stored
    _grant(account, NORMAL_OF_WORK, "work", expires_on, member_id, points, reference, at, *of_order)


def grant_by_partner(
    account: MemberAccount,
    lot: Lot,
    member_id: str,
    points: int,
    partner_id: str,
    reference: str,
    most_in_a_day: int,
    at: datetime,
    occurred_at: datetime | None = None,
) -> None:
    """Points that a partner pays for. Raises NoSuchMember, TooMany, TooManyLots, CapReached."""
    account.check_linked(partner_id)
    account.check_own()
    if account.balance + account.held + points > MAX_POINTS:
        raise TooMany(MAX_POINTS - account.balance - account.held, "which is what the account can still take")
    day = day_of(at)
    if account.granted_on_day(partner_id, at) + points > most_in_a_day:
        most = f"a member is granted at most {most_in_a_day} points by this partner in a day"
        raise CapReached("member-day", most)
    if account.normal_expires_on < day:
        expire(account, at)
    if lot.key not in account.lots and len(account.lots) >= MAX_LOTS:
        raise TooManyLots(f"a member has at most {MAX_LOTS} kinds of points; some have to be used first")
    last_day = lot.last_day(max(account.normal_expires_on, normal_expiry_of(day)))
    _grant(
        account,
        lot.key,
        lot.origin,
        last_day,
        member_id,
        points,
        reference,
        at,
        partner_id=partner_id,
        occurred_at=occurred_at,
    )


def grant_by_fund(
    account: MemberAccount,
    member_id: str,
    points: int,
    fund: str,
    reference: str,
    at: datetime,
    made_of: Sequence[int] = (),
) -> None:
    """Normal points for work that a fund pays instead of an order."""
    day = day_of(at)
    if account.normal_expires_on < day:
        expire(account, at)
    expires_on = max(account.normal_expires_on, normal_expiry_of(day))
    of = member_id, points, reference, at
    _grant(account, NORMAL_OF_WORK, "work", expires_on, *of, made_of=made_of, fund=fund)


def _grant(
    account: MemberAccount,
    lot: str,
    origin: str,
    expires_on: str,
    member_id: str,
    points: int,
    reference: str,
    at: datetime,
    order_id: str = "",
    made_of: Sequence[int] = (),
    partner_id: str = "",
    fund: str = "",
    occurred_at: datetime | None = None,
) -> None:
    account.trigger_event(
        MemberAccount.Granted,
        member_id=member_id,
        points=points,
        origin=origin,
        reference=reference,
        order_id=order_id,
        lot=lot,
        expires_on=expires_on,
        partner=partner_id,
        made_of=list(made_of),
        fund=fund,
        occurred_at=occurred_at,
        timestamp=at,
    )


def refuse_grant(
    account: MemberAccount,
    member_id: str,
    points: int,
    reference: str,
    order_id: UUID,
    reason: str,
    at: datetime,
) -> None:
    """Keeps that work could not be paid, for an operator to decide."""
    account.trigger_event(
        MemberAccount.GrantRefused,
        member_id=member_id,
        points=points,
        origin="work",
        reference=reference,
        order_id=str(order_id),
        reason=reason,
        timestamp=at,
    )
