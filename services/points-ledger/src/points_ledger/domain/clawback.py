"""How points are taken back, only as the business's rule 3 allows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from points_ledger.domain import uses
from points_ledger.domain.calendar import day_of
from points_ledger.domain.errors import ClawbackRefused
from points_ledger.domain.lots import Takes, lot_of, take
from points_ledger.domain.member import MemberAccount

WITHIN = timedelta(days=30)
PENDING, BALANCE, NEVER = "pending", "balance", "never"


def check(deciders: Sequence[str], granted_at: datetime, at: datetime) -> None:
    """Two operators decide, within 30 days of the grant. Raises ClawbackRefused."""
    if len(set(deciders)) < 2:
        raise ClawbackRefused("two operators must decide it")
    if at - granted_at > WITHIN:
        raise ClawbackRefused("the grant is more than 30 days old")


def claw_back(
    account: MemberAccount,
    granted_to: str,
    points: int,
    origin: str,
    partner_id: str,
    policy: str,
    reason: str,
    reference: str,
    at: datetime,
) -> Takes:
    """Takes what the policy allows out of the lots of that origin, and keeps the rest as a claim.

    granted_to: the member's account or one that was merged into it, whose points are taken first.
    Returns what was taken from which lots; nothing that is held, spent or expired is touched.
    """
    account.check_own()
    day = day_of(at)
    lots = [
        key
        for key in sorted(account.lots, key=lambda key: _first_owner(account, key) != granted_to)
        if lot_of(key).origin == origin and lot_of(key).last_day(account.normal_expires_on) >= day
    ]
    pending = [key for key in lots if lot_of(key).usable_from > day]
    allowed = {PENDING: pending, BALANCE: pending + [key for key in lots if key not in pending], NEVER: []}
    takes = take(account.lots, points, allowed[policy])
    taken = sum(takes.values())
    account.trigger_event(
        MemberAccount.ClawedBack,
        member_id=account.member_id,
        points=taken,
        takes=takes,
        claim=points - taken,
        origin=origin,
        partner=partner_id,
        policy=policy,
        reason=reason,
        reference=reference,
        timestamp=at,
    )
    return takes


def _first_owner(account: MemberAccount, key: str) -> str:
    return (*lot_of(key).via, account.member_id)[0]


def give_back(
    account: MemberAccount,
    takes: Takes,
    run: int,
    claim: int,
    origin: str,
    partner_id: str,
    reference: str,
    at: datetime,
) -> None:
    """Reverses it: points go into the very lots, what has expired meanwhile comes back as after a refund."""
    restored = uses.restored_to(account, takes, run, at)
    if claim:
        account.trigger_event(
            MemberAccount.ClaimDropped, member_id=account.member_id, claim=claim, timestamp=at
        )
    if restored:
        account.trigger_event(
            MemberAccount.ClawbackReversed,
            member_id=account.member_id,
            points=sum(restored.values()),
            restored=restored,
            normal_expires_on=account.normal_expires_on,
            origin=origin,
            partner=partner_id,
            reference=reference,
            timestamp=at,
        )
