"""Queries about the books as a whole: balances now and then, the trial balance, what is owed in points."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import FEES, FUNDS_STREAM, fund_account
from points_ledger.views.tables import OF_MANY, POINTS, YEN, balances, lots, postings, sums

_SIDES = (
    (postings.c.points_debit, POINTS, -1),
    (postings.c.points_credit, POINTS, 1),
    (postings.c.yen_debit, YEN, -1),
    (postings.c.yen_credit, YEN, 1),
)


def balance_of(tx: Connection, account: str, unit: str) -> int:
    """What an account holds in one unit; not for accounts of members."""
    query = sa.select(sums.c.balance).where(sums.c.account == account, sums.c.unit == unit)
    return int(tx.execute(query).scalar_one_or_none() or 0)


def balances_of(tx: Connection, account: str, at: datetime | None) -> dict[str, int]:
    """What an account holds by unit: now, or by the postings that were booked until a time."""
    if at is None:
        now = sa.select(balances.c.unit, balances.c.balance).where(balances.c.account == account)
        return {unit: int(balance) for unit, balance in tx.execute(now)}
    found: dict[str, int] = {}
    for side, unit, sign in _SIDES:
        query = sa.select(sa.func.sum(postings.c.amount)).where(side == account, postings.c.at <= at)
        if account not in OF_MANY:
            query = query.where(side.not_in(OF_MANY))
        amount = tx.execute(query).scalar_one()
        if amount is not None:
            found[unit] = found.get(unit, 0) + sign * int(amount)
    return found


def funds(tx: Connection) -> dict[str, int]:
    """Yen by fund."""
    query = sa.select(sums.c.account, sums.c.balance).where(sums.c.account.startswith(fund_account("")))
    return {account.partition(":")[2]: int(balance) for account, balance in tx.execute(query)}


def fees_earned(tx: Connection) -> int:
    """All fees that ever came in, as the view has it: those that are left, and those that went into funds."""
    tx.execution_options(isolation_level="REPEATABLE READ")
    filled = sa.select(sa.func.sum(postings.c.amount)).where(postings.c.stream == FUNDS_STREAM)
    return balance_of(tx, FEES, YEN) + int(tx.execute(filled).scalar_one() or 0)


def trial_balance(tx: Connection) -> list[Any]:
    """For each unit and kind of account how many there are, and the sums of those below and above zero."""
    kind = sa.func.split_part(balances.c.account, ":", 1)
    amount = balances.c.balance
    query = (
        sa.select(
            balances.c.unit,
            kind.label("kind"),
            sa.func.count().label("accounts"),
            sa.cast(sa.func.sum(sa.func.greatest(-amount, 0)), sa.BigInteger).label("debit"),
            sa.cast(sa.func.sum(sa.func.greatest(amount, 0)), sa.BigInteger).label("credit"),
        )
        .group_by(balances.c.unit, kind)
        .order_by(balances.c.unit, kind)
    )
    return list(tx.execute(query).mappings())


def liability(tx: Connection) -> list[Any]:
    """Points that members may still use, held ones included, by month of expiry, kind and origin."""
    month = sa.func.to_char(lots.c.expires_on, "YYYY-MM")
    kind, origin = sa.func.split_part(lots.c.lot, "/", 1), sa.func.split_part(lots.c.lot, "/", 2)
    query = (
        sa.select(
            month.label("month"),
            kind.label("kind"),
            origin.label("origin"),
            sa.cast(sa.func.sum(lots.c.points), sa.BigInteger).label("points"),
            sa.cast(sa.func.sum(lots.c.held), sa.BigInteger).label("held"),
        )
        .group_by(month, kind, origin)
        .order_by(month, kind, origin)
    )
    return list(tx.execute(query).mappings())
