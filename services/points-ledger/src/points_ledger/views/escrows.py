"""Queries about clients' accounts and the escrows of their orders."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import client_account, escrow_account
from points_ledger.views.books import balance_of
from points_ledger.views.tables import OF_MANY, YEN, escrows, postings, sums


def account_of(tx: Connection, client_id: str, limit: int) -> tuple[int, list[Any]]:
    """A client's free balance in yen and its escrows, open ones first, as of one moment."""
    tx.execution_options(isolation_level="REPEATABLE READ")
    query = _escrows().where(escrows.c.client_id == client_id)
    rows = tx.execute(query.order_by(escrows.c.settled, escrows.c.order_id).limit(limit)).mappings()
    return balance_of(tx, client_account(client_id), YEN), list(rows)


def escrow_of(tx: Connection, order_id: UUID, client_id: str | None) -> Any | None:
    """The escrow of one order; None when unknown or, with `client_id`, another client's."""
    query = _escrows().where(escrows.c.order_id == order_id)
    if client_id is not None:
        query = query.where(escrows.c.client_id == client_id)
    return tx.execute(query).mappings().one_or_none()


def _escrows() -> Any:
    """Escrows with `funded_jpy` and `left_jpy` as the books have them, whatever the escrow says of itself."""
    account = escrow_account("") + sa.cast(escrows.c.order_id, sa.Text)
    left = sa.select(sums.c.balance).where(sums.c.account == account, sums.c.unit == YEN)
    locked = sa.select(sa.cast(sa.func.sum(postings.c.amount), sa.BigInteger)).where(
        postings.c.yen_credit == account, postings.c.yen_credit.not_in(OF_MANY)
    )
    return sa.select(
        escrows,
        sa.func.coalesce(left.scalar_subquery(), 0).label("left_jpy"),
        sa.func.coalesce(locked.scalar_subquery(), 0).label("funded_jpy"),
    )


def escrows_to_settle(tx: Connection, limit: int) -> list[Any]:
    """Escrows whose work has ended and is paid in full, by chance: one that is refused holds up no other."""
    query = sa.select(escrows).where(
        escrows.c.due_answers == escrows.c.paid_answers, sa.not_(escrows.c.settled)
    )
    return list(tx.execute(query.order_by(sa.func.random()).limit(limit)).mappings())
