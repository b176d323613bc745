"""What escrows owe: what a page of events changes about it, and what can be paid now."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import OrderEscrow
from points_ledger.views.tables import owed

_PAYABLE = """
SELECT next.order_id, next.member_id, next.points, next.reference, next.made_of, next.is_bonus FROM (
    SELECT DISTINCT ON (stream) * FROM owed_v1 ORDER BY stream, version
) AS next
JOIN escrows_v2 AS escrow USING (stream)
JOIN sums_v2 AS locked ON locked.account = 'escrow:' || escrow.order_id AND locked.unit = 'jpy'
WHERE locked.balance - escrow.fee_jpy >= next.points
ORDER BY next.stream LIMIT %(limit)s
"""


def apply_owed(tx: Connection, events: Sequence[Any]) -> None:
    """In order; what is owed is rare."""
    for event in events:
        match event:
            case OrderEscrow.Owed():
                names = ("order_id", "member_id", "points", "reference", "made_of", "is_bonus")
                row = {name: getattr(event, name) for name in names}
                place = {"stream": event.originator_id, "version": event.originator_version}
                tx.execute(sa.insert(owed).values(**row, **place))
            case OrderEscrow.OwedPaid():
                is_it = (owed.c.stream == event.originator_id, owed.c.reference == event.reference)
                tx.execute(sa.delete(owed).where(*is_it))


def owed_payable(tx: Connection, limit: int) -> list[Any]:
    """Of each order the oldest that is owed, where what is locked covers it."""
    return list(tx.exec_driver_sql(_PAYABLE, {"limit": limit}))
