"""Three folds of single accounts beside each other: their events, SQL over their postings, and the views."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from math import inf
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.aggregate import Aggregate
from points_ledger.breaches import Breach
from points_ledger.domain import (
    ClientAccount,
    Funds,
    MemberAccount,
    OrderEscrow,
    PartnerAccount,
    Slip,
    client_account,
    escrow_account,
    fund_account,
    held_account,
    member_account,
    partner_account,
    payable_account,
)
from points_ledger.shown import unlike
from points_ledger.views.tables import OF_MANY, POINTS, YEN

VIEW = "ledger_v2"
COMPARED = """
postings_v2, sums_v2, lots_v2, escrows_v2, links_v2, merged_v1, reviews_v1, cards_v1, senders_v1, owed_v1
"""
Balances = dict[tuple[str, str], int]

_MANY = ", ".join(f"'{name}'" for name in OF_MANY)
_POSTED_TO_MEMBERS = """
SELECT account, sum(amount)::bigint FROM (
    SELECT points_credit AS account, amount FROM postings_v2
    WHERE points_credit = ANY(%(accounts)s) AND points_credit NOT IN ({many})
    UNION ALL SELECT points_debit, -amount FROM postings_v2
    WHERE points_debit = ANY(%(accounts)s) AND points_debit NOT IN ({many})
) AS sides GROUP BY account
""".replace("{many}", _MANY)
_POSTED = """
SELECT account, unit, sum(side.amount)::bigint FROM postings_v2 CROSS JOIN LATERAL (VALUES
    (points_credit, 'points', amount), (points_debit, 'points', -amount),
    (yen_credit, 'jpy', amount), (yen_debit, 'jpy', -amount)
) AS side (account, unit, amount) WHERE side.account = ANY(%(accounts)s) GROUP BY account, unit
"""
_SUMS = "SELECT account, unit, balance FROM sums_v2 WHERE account = ANY(%(accounts)s)"
_LOTS = "SELECT account, lot, points, held FROM lots_v2 WHERE account = ANY(%(ids)s)"
_HOLDS_OF = """
SELECT member_id, sum(points)::bigint FROM holds_v2 WHERE member_id = ANY(%(members)s) GROUP BY member_id
"""
_HOLDS = "SELECT hold_id, points, expires_at FROM holds_v2 WHERE hold_id = ANY(%(ids)s)"
_ENDED_TWICE = """
SELECT originator_id FROM events
WHERE originator_id = ANY(%(ids)s) AND topic IN ('Slip.Captured', 'Slip.Released')
GROUP BY originator_id HAVING count(*) > 1
"""
_INSIDE_A_COMMIT = """
SELECT (SELECT xmin FROM events WHERE notification_id = %(end)s)
    = (SELECT xmin FROM events WHERE notification_id > %(end)s ORDER BY notification_id LIMIT 1)
"""
_ESCROWS = """
SELECT stream, reward_jpy, fee_jpy, paid_points, paid_answers, due_answers, returned_jpy, settled
FROM escrows_v2 WHERE stream = ANY(%(ids)s)
"""


def balances_of(one: Any) -> Balances:
    """What an aggregate says its accounts hold."""
    match one:
        case MemberAccount(balance=balance, held=held, member_id=member_id):
            free = {(member_account(member_id), POINTS): balance}
            return free | {(held_account(member_id), POINTS): held} if held else free
        case PartnerAccount(balance=balance, payable=payable, partner_id=partner_id):
            return {
                (partner_account(partner_id), YEN): balance,
                (payable_account(partner_id), YEN): payable,
            }
        case ClientAccount(balance=balance, client_id=client_id):
            return {(client_account(client_id), YEN): balance}
        case Funds(balances=by_fund):
            return {(fund_account(fund), YEN): balance for fund, balance in by_fund.items()}
        case OrderEscrow(order_id=order_id, left_jpy=left_jpy) if order_id:
            return {(escrow_account(order_id), YEN): left_jpy}
    return {}


def escrow_row(one: OrderEscrow) -> tuple[Any, ...]:
    """The columns of `the view of escrows`; once settled, the fee is the one that was taken."""
    fee_jpy, returned_jpy = (one.fee_taken_jpy, one.returned_jpy) if one.settled else (one.fee_jpy, None)
    due = one.due.get("answers")
    return one.reward_jpy, fee_jpy, one.paid_jpy, one.paid_answers, due, returned_jpy, one.settled


def posted_to_members(tx: Connection, accounts: Iterable[str]) -> dict[str, int]:
    """Points on free and held accounts of members by all their postings, through the indexes."""
    return dict.fromkeys(accounts, 0) | _pairs(tx, _POSTED_TO_MEMBERS, accounts=list(accounts))


def posted(tx: Connection, accounts: Iterable[str]) -> Balances:
    """Any accounts by all postings; reads the whole table."""
    rows = tx.exec_driver_sql(_POSTED, {"accounts": list(accounts)})
    return {(account, unit): amount for account, unit, amount in rows}


def sums(tx: Connection, accounts: Iterable[str]) -> Balances:
    """What the view shows of accounts that are no member's."""
    rows = tx.exec_driver_sql(_SUMS, {"accounts": list(accounts)})
    return {(account, unit): balance for account, unit, balance in rows}


def breaches(
    tx: Connection, found: Mapping[UUID, Aggregate], by_postings: Balances, anew: Collection[UUID]
) -> Iterator[Breach]:
    """What disagrees. All three are of one moment: tx is REPEATABLE READ, and the view has seen `found`.

    anew: those of which the whole history is looked at, and not what has changed alone.
    """
    accounts = {id: balances_of(one) for id, one in found.items()}
    shown = sums(tx, {account for balances in accounts.values() for account, _ in balances})
    for id, balances in accounts.items():
        if isinstance(found[id], MemberAccount):
            continue
        for key, balance in balances.items():
            sides = balance, by_postings.get(key, 0), shown.get(key, 0)
            if len(set(sides)) > 1:
                yield Breach(id, "folds", _told(key[0].partition(":")[0], *sides))
            if balance < _lowest(found[id], key[0]):
                yield Breach(id, "below-zero", f"{key[0].partition(':')[0]}: {balance}")
    yield from beside_balances(tx, found, anew, by_postings)
    yield from _escrows(tx, {id: one for id, one in found.items() if isinstance(one, OrderEscrow)})


def beside_balances(
    tx: Connection,
    found: Mapping[UUID, Aggregate],
    anew: Collection[UUID],
    by_postings: Balances | None = None,
) -> Iterator[Breach]:
    """Of the same, what disagrees about lots, holds, links and debts; members' sums too, where given."""
    members = {id: one for id, one in found.items() if isinstance(one, MemberAccount) and one.member_id}
    yield from _members(tx, members, by_postings)
    yield from (Breach(id, "folds", reason) for id, reason in unlike(tx, found, anew))
    yield from _slips(tx, {id: one for id, one in found.items() if isinstance(one, Slip)})


def is_inside_a_commit(tx: Connection, end: int) -> bool:
    """Whether a page of the view ended between events of one commit; accounts need not agree there."""
    return bool(tx.exec_driver_sql(_INSIDE_A_COMMIT, {"end": end}).scalar_one())


def _lowest(one: Aggregate, account: str) -> float:
    """How far below zero an account may be: what refunds and reversals take is refused for no balance."""
    if account.startswith("payable:"):
        return -inf
    return -one.restored_jpy if isinstance(one, PartnerAccount) else 0


def of_system(tx: Connection, summed: Balances) -> Iterator[Breach]:
    """Accounts of the system, by the postings and in the view; none of them can be stopped."""
    shown = sums(tx, OF_MANY)
    for key in summed.keys() | shown.keys():
        if summed.get(key, 0) != shown.get(key, 0):
            told = f"{' '.join(key)}: {summed.get(key, 0)} by the postings, {shown.get(key, 0)} in the view"
            yield Breach(None, "folds", told)


def _told(what: str, events: Any, postings: Any, view: Any) -> str:
    return f"{what}: {events} by the events, {postings} by the postings, {view} in the view"


def _members(
    tx: Connection, members: Mapping[UUID, MemberAccount], by_postings: Balances | None
) -> Iterator[Breach]:
    lots: dict[UUID, list[tuple[str, int, int]]] = {id: [] for id in members}
    for account, *lot in tx.exec_driver_sql(_LOTS, {"ids": list(members)}):
        lots[account].append((lot[0], lot[1], lot[2]))
    open_holds = _pairs(tx, _HOLDS_OF, members=[one.member_id for one in members.values()])
    for id, one in members.items():
        if by_postings is not None:
            yield from _sums_of(one, lots[id], by_postings)
        if {lot: points for lot, points, _ in lots[id] if points} != one.lots:
            yield Breach(id, "folds", "the lots by the events are not those in the view")
        if {lot: points for lot, _, points in lots[id] if points} != one.held_lots:
            yield Breach(id, "folds", "what is held of each lot by the events is not what is in the view")
        lowest = min((min(lot[1:]) for lot in lots[id]), default=0)
        if min(lowest, one.balance, *one.lots.values(), *one.held_lots.values(), 0) < 0:
            yield Breach(id, "below-zero", "a lot, or what is held, is below zero")
        total = open_holds.get(one.member_id, 0)
        if one.held != total:
            yield Breach(id, "hold", f"{one.held} points are held, while open holds come to {total}")


def _sums_of(
    one: MemberAccount, lots: Collection[tuple[str, int, int]], by_postings: Balances
) -> Iterator[Breach]:
    free, held = sum(lot[1] for lot in lots), sum(lot[2] for lot in lots)
    for what, said, account, view in (
        ("free points", one.balance, f"member:{one.member_id}", free),
        ("held points", one.held, f"held:{one.member_id}", held),
    ):
        sides = said, by_postings.get((account, POINTS), 0), view
        if len(set(sides)) > 1:
            yield Breach(one.id, "folds", _told(what, *sides))


def _slips(tx: Connection, slips: Mapping[UUID, Slip]) -> Iterator[Breach]:
    if not slips:
        return
    for [id] in tx.exec_driver_sql(_ENDED_TWICE, {"ids": list(slips)}):
        yield Breach(id, "hold", "ended more than once")
    shown = {row[0]: tuple(row[1:]) for row in tx.exec_driver_sql(_HOLDS, {"ids": list(slips)})}
    for id, slip in slips.items():
        points, ends = shown.get(id, (None, None))
        held = slip.points if slip.state == "held" else None
        if points != held:
            yield Breach(id, "hold", f"{held} points are held by the events, {points} in the view")
        elif ends is not None and ends != datetime.fromisoformat(slip.expires_at):
            yield Breach(id, "hold", f"held until {slip.expires_at} by the events, {ends} in the view")


def _escrows(tx: Connection, escrows: Mapping[UUID, OrderEscrow]) -> Iterator[Breach]:
    if not escrows:
        return
    shown = {row[0]: tuple(row[1:]) for row in tx.exec_driver_sql(_ESCROWS, {"ids": list(escrows)})}
    for id, one in escrows.items():
        expected = escrow_row(one) if one.order_id else None
        if shown.get(id) != expected:
            yield Breach(id, "escrow", f"{expected} by the events, {shown.get(id)} in the view")
        if one.settled and one.left_jpy:
            yield Breach(id, "escrow", f"settled, and {one.left_jpy} yen are left")


def _pairs(tx: Connection, query: str, **values: Any) -> dict[Any, Any]:
    return {row[0]: row[1] for row in tx.exec_driver_sql(query, values)}
