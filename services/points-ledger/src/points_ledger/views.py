"""Read models of the ledger: postings with both sides, balances, and escrows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql as pg

from points_ledger.domain import (
    BACKING,
    BANK,
    FEES,
    ISSUED,
    ClientAccount,
    MemberAccount,
    OrderEscrow,
    client_account,
    escrow_account,
    member_account,
)

tables = sa.MetaData()

postings = sa.Table(
    "postings_v1",
    tables,
    sa.Column("stream", pg.UUID, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("debit", sa.Text, nullable=False, index=True),
    sa.Column("credit", sa.Text, nullable=False, index=True),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
)
balances = sa.Table(
    "balances_v1",
    tables,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("balance", sa.BigInteger, nullable=False),
)
escrows = sa.Table(
    "escrows_v1",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("client_id", sa.Text, nullable=False, index=True),
    sa.Column("stream", pg.UUID, nullable=False, unique=True),
    sa.Column("reward_jpy", sa.BigInteger, nullable=False),
    sa.Column("fee_jpy", sa.BigInteger, nullable=False),
    sa.Column("paid_points", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("paid_answers", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("due_answers", sa.BigInteger),
    sa.Column("returned_jpy", sa.BigInteger),
    sa.Column("settled", sa.Boolean, nullable=False, server_default="false"),
)
sa.Index(
    "escrows_v1_due",
    escrows.c.order_id,
    postgresql_where=sa.and_(escrows.c.due_answers.is_not(None), sa.not_(escrows.c.settled)),
)

POINTS, YEN = "points", "jpy"

_FUND = """
INSERT INTO escrows_v1 (order_id, client_id, stream, reward_jpy, fee_jpy)
SELECT * FROM json_to_recordset(%(funded)s::json) AS funded (order_id uuid, client_id text, stream uuid,
    reward_jpy bigint, fee_jpy bigint)
ON CONFLICT (order_id) DO UPDATE SET reward_jpy = excluded.reward_jpy, fee_jpy = excluded.fee_jpy
"""
_MOVE = """
WITH moved AS (
    INSERT INTO postings_v1 (stream, version, unit, debit, credit, amount, origin, reference, at)
    SELECT * FROM json_to_recordset(%(moved)s::json) AS moved (stream uuid, version int, unit text,
        debit text, credit text, amount bigint, origin text, reference text, at timestamptz)
), changed AS (
    UPDATE escrows_v1 AS escrow SET
        paid_points = escrow.paid_points + change.paid_points,
        paid_answers = escrow.paid_answers + change.paid_answers,
        due_answers = coalesce(change.due_answers, escrow.due_answers),
        fee_jpy = coalesce(change.fee_jpy, escrow.fee_jpy),
        returned_jpy = coalesce(change.returned_jpy, escrow.returned_jpy),
        settled = escrow.settled OR change.settled
    FROM json_to_recordset(%(changes)s::json) AS change (stream uuid, paid_points bigint,
        paid_answers bigint, due_answers bigint, fee_jpy bigint, returned_jpy bigint, settled boolean)
    WHERE escrow.stream = change.stream
)
INSERT INTO balances_v1 (account, unit, balance)
SELECT * FROM json_to_recordset(%(sums)s::json) AS sums (account text, unit text, balance bigint)
ON CONFLICT (account, unit) DO UPDATE SET balance = balances_v1.balance + excluded.balance
"""


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
    """The postings of a domain event; none for those that are no move."""
    match event:
        case MemberAccount.Granted(member_id=member_id, points=points, origin=origin, reference=reference):
            escrow = escrow_account(event.order_id)
            return [
                _posting(event, POINTS, ISSUED, member_account(member_id), points, origin, reference),
                _posting(event, YEN, escrow, BACKING, points, origin, reference),
            ]
        case ClientAccount.Deposited(client_id=client_id, amount_jpy=amount, reference=reference):
            return [_posting(event, YEN, BANK, client_account(client_id), amount, "deposit", reference)]
        case ClientAccount.Locked(client_id=client_id, amount_jpy=amount, order_id=order_id):
            accounts = client_account(client_id), escrow_account(order_id)
            return [_posting(event, YEN, *accounts, amount, "escrow", order_id)]
        case ClientAccount.Returned(client_id=client_id, amount_jpy=amount, order_id=order_id):
            accounts = escrow_account(order_id), client_account(client_id)
            return [_posting(event, YEN, *accounts, amount, "escrow", order_id)]
        case OrderEscrow.Settled(order_id=order_id, fee_jpy=fee_jpy) if fee_jpy:
            return [_posting(event, YEN, escrow_account(order_id), FEES, fee_jpy, "fee", order_id)]
    return []


def _posting(
    event: Any, unit: str, debit: str, credit: str, amount: int, origin: str, reference: str
) -> Posting:
    stream, version, at = event.originator_id, event.originator_version, event.timestamp
    return Posting(stream, version, unit, debit, credit, amount, origin, reference, at)


@dataclass(slots=True)
class EscrowChange:
    """What a page of events changes about an escrow; None leaves a column as it is."""

    stream: UUID
    paid_points: int = 0
    paid_answers: int = 0
    due_answers: int | None = None
    fee_jpy: int | None = None
    returned_jpy: int | None = None
    settled: bool = False

    def add(self, event: Any) -> None:
        match event:
            case OrderEscrow.Paid():
                self.paid_points += event.amount_jpy
                self.paid_answers += event.count
            case OrderEscrow.Drained():
                self.due_answers = event.accepted
            case OrderEscrow.Settled():
                self.settled = True
                self.fee_jpy, self.returned_jpy = event.fee_jpy, event.returned_jpy


def apply(tx: Connection, events: Sequence[Any]) -> None:
    """Feeds all three tables from a page of events, in one statement but for new locks.

    Most pages are a grant or two, and cost by the statement.
    """
    moved = [posting for event in events for posting in postings_of(event)]
    changes: dict[UUID, EscrowChange] = {}
    for event in events:
        if isinstance(event, OrderEscrow.Paid | OrderEscrow.Drained | OrderEscrow.Settled):
            changes.setdefault(event.originator_id, EscrowChange(event.originator_id)).add(event)
    _fund(tx, [event for event in events if isinstance(event, OrderEscrow.Funded)])
    if moved or changes:
        parts = {"moved": moved, "changes": list(changes.values()), "sums": _sums(moved)}
        tx.exec_driver_sql(_MOVE, {name: orjson.dumps(rows).decode() for name, rows in parts.items()})


def _fund(tx: Connection, events: Sequence[OrderEscrow.Funded]) -> None:
    """Before the rest of the page, since what is changed must be there; the last total of an order counts."""
    rows = {
        event.order_id: {
            "order_id": event.order_id,
            "client_id": event.client_id,
            "stream": event.originator_id,
            "reward_jpy": event.reward_jpy,
            "fee_jpy": event.fee_jpy,
        }
        for event in events
    }
    if rows:
        tx.exec_driver_sql(_FUND, {"funded": orjson.dumps(list(rows.values())).decode()})


def _sums(moved: Sequence[Posting]) -> list[dict[str, Any]]:
    """What each account gains, sorted, so that two replicas lock the rows in one order."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for posting in moved:
        sums[posting.debit, posting.unit] -= posting.amount
        sums[posting.credit, posting.unit] += posting.amount
    return [
        {"account": account, "unit": unit, "balance": sums[account, unit]} for account, unit in sorted(sums)
    ]


def points_of(tx: Connection, member_id: str) -> int:
    """A member's balance in points."""
    return _balance_of(tx, member_account(member_id), POINTS)


def _balance_of(tx: Connection, account: str, unit: str) -> int:
    query = sa.select(balances.c.balance).where(balances.c.account == account, balances.c.unit == unit)
    return int(tx.execute(query).scalar_one_or_none() or 0)


def entries_of(tx: Connection, member_id: str, after: tuple[datetime, int] | None, limit: int) -> list[Any]:
    """Point entries of a member, newest first; `after` is the time and version of the last one seen.

    Each has the signed `points` beside what the posting says.
    """
    account = member_account(member_id)
    signed = sa.case((postings.c.credit == account, postings.c.amount), else_=-postings.c.amount)
    query = sa.select(postings, signed.label("points")).where(
        postings.c.unit == POINTS, sa.or_(postings.c.credit == account, postings.c.debit == account)
    )
    if after is not None:
        query = query.where(sa.tuple_(postings.c.at, postings.c.version) < sa.tuple_(*after))
    query = query.order_by(postings.c.at.desc(), postings.c.version.desc()).limit(limit)
    return list(tx.execute(query).mappings())


def account_of(tx: Connection, client_id: str, limit: int) -> tuple[int, list[Any]]:
    """A client's free balance in yen and its escrows, open ones first, as of one moment."""
    tx.execution_options(isolation_level="REPEATABLE READ")
    query = _escrows().where(escrows.c.client_id == client_id)
    rows = tx.execute(query.order_by(escrows.c.settled, escrows.c.order_id).limit(limit)).mappings()
    return _balance_of(tx, client_account(client_id), YEN), list(rows)


def escrow_of(tx: Connection, order_id: UUID, client_id: str | None) -> Any | None:
    """The escrow of one order; None when unknown or, with `client_id`, another client's."""
    query = _escrows().where(escrows.c.order_id == order_id)
    if client_id is not None:
        query = query.where(escrows.c.client_id == client_id)
    return tx.execute(query).mappings().one_or_none()


def _escrows() -> Any:
    """Escrows with `funded_jpy` and `left_jpy` as the books have them, whatever the escrow says of itself."""
    account = escrow_account("") + sa.cast(escrows.c.order_id, sa.Text)
    left = sa.select(balances.c.balance).where(balances.c.account == account, balances.c.unit == YEN)
    locked = sa.select(sa.cast(sa.func.sum(postings.c.amount), sa.BigInteger)).where(
        postings.c.credit == account, postings.c.unit == YEN
    )
    return sa.select(
        escrows,
        sa.func.coalesce(left.scalar_subquery(), 0).label("left_jpy"),
        sa.func.coalesce(locked.scalar_subquery(), 0).label("funded_jpy"),
    )


def escrows_to_settle(tx: Connection, limit: int) -> list[Any]:
    """Escrows whose work has ended and is paid in full."""
    query = sa.select(escrows).where(
        escrows.c.due_answers == escrows.c.paid_answers, sa.not_(escrows.c.settled)
    )
    return list(tx.execute(query.limit(limit)).mappings())
