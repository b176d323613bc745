"""What each domain event moves: from which account, to which, in which unit."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from points_ledger.domain import (
    BACKING,
    BANK,
    BREAKAGE,
    FEES,
    ISSUED,
    PAYOUT,
    REDEEMED,
    ClientAccount,
    Funds,
    MemberAccount,
    OrderEscrow,
    PartnerAccount,
    client_account,
    escrow_account,
    fund_account,
    held_account,
    lot_of,
    member_account,
    partner_account,
    payable_account,
)
from points_ledger.views.tables import POINTS, YEN


@dataclass(slots=True)
class Posting:
    """One move of an amount in one unit from `debit` to `credit`."""

    stream: UUID
    version: int
    unit: str
    debit: str
    credit: str
    amount: int
    origin: str
    reference: str
    at: datetime


def postings_of(event: Any) -> list[Posting]:
    """The postings of a domain event: at most one of each unit, both of the same amount."""
    match event:
        case MemberAccount.Granted(member_id=member_id, points=points, origin=origin, reference=reference):
            return [
                _posting(event, POINTS, ISSUED, member_account(member_id), points, origin, reference),
                _posting(event, YEN, _payer(event), BACKING, points, origin, reference),
            ]
        case Funds.Filled(fund=fund, amount_jpy=amount, reference=reference):
            return [_posting(event, YEN, FEES, fund_account(fund), amount, "fund", reference)]
        case ClientAccount.Deposited(client_id=client_id, amount_jpy=amount, reference=reference):
            return [_posting(event, YEN, BANK, client_account(client_id), amount, "deposit", reference)]
        case ClientAccount.Locked(client_id=client_id, amount_jpy=amount, order_id=order_id):
            accounts = client_account(client_id), escrow_account(order_id)
            return [_posting(event, YEN, *accounts, amount, "escrow", order_id)]
        case ClientAccount.Returned(client_id=client_id, amount_jpy=amount, order_id=order_id):
            accounts = escrow_account(order_id), client_account(client_id)
            return [_posting(event, YEN, *accounts, amount, "escrow", order_id)]
        case ClientAccount.FromFees(client_id=client_id, amount_jpy=amount, order_id=order_id):
            return [_posting(event, YEN, FEES, client_account(client_id), amount, event.KIND, order_id)]
        case OrderEscrow.Settled(order_id=order_id, fee_jpy=fee_jpy) if fee_jpy:
            return [_posting(event, YEN, escrow_account(order_id), FEES, fee_jpy, "fee", order_id)]
        case PartnerAccount.Deposited(partner_id=partner_id, amount_jpy=amount, reference=reference):
            return [_posting(event, YEN, BANK, partner_account(partner_id), amount, "deposit", reference)]
        case PartnerAccount.PaidOut(partner_id=partner_id, amount_jpy=amount, month=month):
            return [_posting(event, YEN, payable_account(partner_id), BANK, amount, PAYOUT, month)]
    return _of_use(event)


def _payer(event: MemberAccount.Granted) -> str:
    if event.fund:
        return fund_account(event.fund)
    return partner_account(event.partner) if event.partner else escrow_account(event.order_id)


def _of_use(event: Any) -> list[Posting]:
    """Of points that are held, taken, given back or gone."""
    match event:
        case MemberAccount.Held(member_id=member_id, points=points):
            accounts = member_account(member_id), held_account(member_id)
            return [_posting(event, POINTS, *accounts, points, "hold", event.reference)]
        case MemberAccount.Released(member_id=member_id, points=points):
            accounts = held_account(member_id), member_account(member_id)
            return [_posting(event, POINTS, *accounts, points, "release", event.reference)]
        case MemberAccount.SetAside(member_id=member_id, points=points):
            accounts = member_account(member_id), held_account(member_id)
            return [_posting(event, POINTS, *accounts, points, "review", event.reference)]
        case MemberAccount.Shared(member_id=member_id, points=points, to_member=to_member):
            giver = held_account(member_id) if event.review_id else member_account(member_id)
            return [
                _posting(event, POINTS, giver, member_account(to_member), points, "share", event.share_id)
            ]
        case MemberAccount.Forwarded(member_id=member_id, points=points, into=into) if points:
            accounts = member_account(member_id), member_account(into)
            return [_posting(event, POINTS, *accounts, points, "merge", event.forward_id)]
        case MemberAccount.GaveBack(member_id=member_id, points=points, to_member=to_member) if points:
            accounts = member_account(member_id), member_account(to_member)
            return [_posting(event, POINTS, *accounts, points, "merge", event.forward_id)]
        case MemberAccount.Captured(member_id=member_id):
            return _used(event, held_account(member_id), "capture")
        case MemberAccount.Spent(member_id=member_id):
            return _used(event, member_account(member_id), "spend")
        case MemberAccount.Refunded(member_id=member_id, points=points, reference=reference):
            payable = payable_account(event.partner_id)
            return [
                _posting(event, POINTS, REDEEMED, member_account(member_id), points, "refund", reference),
                _posting(event, YEN, payable, BACKING, points, "refund", reference),
            ]
        case MemberAccount.Expired(member_id=member_id, points=points, lot=lot):
            origin = lot_of(lot).origin
            return [
                _posting(event, POINTS, member_account(member_id), BREAKAGE, points, origin, "expired"),
                _posting(event, YEN, BACKING, BREAKAGE, points, origin, "expired"),
            ]
        case MemberAccount.ClawedBack(member_id=member_id, points=points, origin=origin) if points:
            payer = partner_account(event.partner) if event.partner else FEES
            return [
                _posting(event, POINTS, member_account(member_id), ISSUED, points, origin, event.reference),
                _posting(event, YEN, BACKING, payer, points, origin, event.reference),
            ]
        case MemberAccount.ClawbackReversed(member_id=member_id, points=points, origin=origin):
            payer = partner_account(event.partner) if event.partner else FEES
            return [
                _posting(event, POINTS, ISSUED, member_account(member_id), points, origin, event.reference),
                _posting(event, YEN, payer, BACKING, points, origin, event.reference),
            ]
    return []


def _used(event: MemberAccount.Captured | MemberAccount.Spent, debit: str, origin: str) -> list[Posting]:
    payable = payable_account(event.partner_id)
    return [
        _posting(event, POINTS, debit, REDEEMED, event.points, origin, event.reference),
        _posting(event, YEN, BACKING, payable, event.points, origin, event.reference),
    ]


def _posting(
    event: Any, unit: str, debit: str, credit: str, amount: int, origin: str, reference: str
) -> Posting:
    stream, version, at = event.originator_id, event.originator_version, event.timestamp
    return Posting(stream, version, unit, debit, credit, amount, origin, reference, at)


OF_MEMBERS = ("member:", "held:")
ALL_POSTED = """
SELECT account, unit, sum(amount)::bigint AS balance FROM (
    SELECT points_credit AS account, 'points' AS unit, sum(amount) AS amount FROM postings_v2 GROUP BY 1
    UNION ALL SELECT points_debit, 'points', -sum(amount) FROM postings_v2 GROUP BY 1
    UNION ALL SELECT yen_credit, 'jpy', sum(amount) FROM postings_v2 GROUP BY 1
    UNION ALL SELECT yen_debit, 'jpy', -sum(amount) FROM postings_v2 GROUP BY 1
) AS sides WHERE account IS NOT NULL GROUP BY account, unit
"""
"""What all postings come to, by account and unit."""


def rows_of(moved: Sequence[Posting]) -> list[dict[str, Any]]:
    """Postings as rows: both units of an event in one, since they move the same amount."""
    rows: dict[tuple[UUID, int], dict[str, Any]] = {}
    for one in moved:
        row = rows.get((one.stream, one.version))
        if row is None:
            row = rows[one.stream, one.version] = {
                "stream": one.stream,
                "version": one.version,
                "amount": one.amount,
                "origin": one.origin,
                "reference": one.reference,
                "at": one.at,
            }
        sides = ("points_debit", "points_credit") if one.unit == POINTS else ("yen_debit", "yen_credit")
        row[sides[0]], row[sides[1]] = one.debit, one.credit
    return list(rows.values())


def sums_of(moved: Sequence[Posting]) -> list[dict[str, Any]]:
    """What each account but a member's gains, sorted, so that two replicas lock the rows in one order."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for posting in moved:
        sums[posting.debit, posting.unit] -= posting.amount
        sums[posting.credit, posting.unit] += posting.amount
    return [
        {"account": account, "unit": unit, "balance": sums[account, unit]}
        for account, unit in sorted(sums)
        if not account.startswith(OF_MEMBERS)
    ]
