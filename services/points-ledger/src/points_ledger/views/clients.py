"""Queries of clients: the lines of their account, and what settled orders have cost."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import OrderEscrow, client_account, client_account_id
from points_ledger.views.stored import EVENTS
from points_ledger.views.tables import escrows, postings


def lines_of_client(tx: Connection, client_id: str, before: int, limit: int) -> list[Any]:
    """Lines from before a version on, the newest first: `version`, `amount_jpy`, `origin`, `reference`, `at`.

    All of them are of the account's own stream; their sum is its balance.
    """
    is_credit = postings.c.yen_credit == client_account(client_id)
    amount = sa.case((is_credit, postings.c.amount), else_=-postings.c.amount)
    query = sa.select(
        postings.c.version,
        amount.label("amount_jpy"),
        postings.c.origin,
        postings.c.reference,
        postings.c.at,
    ).where(postings.c.stream == client_account_id(client_id), postings.c.version < before)
    return list(tx.execute(query.order_by(postings.c.version.desc()).limit(limit)).mappings())


def invoices_of(tx: Connection, client_id: str, after: Any, limit: int) -> list[Any]:
    """Settled orders of a client after an order's id: what was paid, the fee, and when it was settled."""
    settled_at = sa.cast(
        sa.cast(sa.func.convert_from(EVENTS.c.state, "UTF8"), sa.JSON)["timestamp"].as_string(),
        sa.DateTime(timezone=True),
    )
    of_settling = sa.and_(
        EVENTS.c.originator_id == escrows.c.stream, EVENTS.c.topic == OrderEscrow.Settled.TOPIC
    )
    query = (
        sa.select(
            escrows.c.order_id,
            escrows.c.paid_answers,
            escrows.c.paid_points.label("reward_jpy"),
            escrows.c.fee_jpy,
            settled_at.label("settled_at"),
        )
        .join(EVENTS, of_settling)
        .where(escrows.c.client_id == client_id, escrows.c.settled)
    )
    if after is not None:
        query = query.where(escrows.c.order_id > after)
    return list(tx.execute(query.order_by(escrows.c.order_id).limit(limit)).mappings())
