"""The lines of the audit; the only table of these that no rebuild fills, since no event says them."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.views.tables import refusals

FORGET_AT_ONCE = 10_000
_FORGET = """
DELETE FROM refusals WHERE id IN (
    SELECT id FROM refusals WHERE at < now() - %(days)s * interval '1 day' ORDER BY id LIMIT %(limit)s
)
"""


def keep_refusals(tx: Connection, lines: Sequence[Mapping[str, Any]]) -> None:
    """Adds lines with the columns of the table."""
    tx.execute(sa.insert(refusals), list(lines))


def refusals_before(tx: Connection, before: int | None, limit: int) -> list[Any]:
    """Lines, the newest first, from before an id on."""
    query = sa.select(refusals).order_by(refusals.c.id.desc()).limit(limit)
    return list(tx.execute(query if before is None else query.where(refusals.c.id < before)).mappings())


def forget_refusals(tx: Connection, days: int) -> None:
    """Deletes some of the lines that are older."""
    tx.exec_driver_sql(_FORGET, {"days": days, "limit": FORGET_AT_ONCE})
