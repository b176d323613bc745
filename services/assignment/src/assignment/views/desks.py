"""Registered community desks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from assignment.domain import Desk
from assignment.views.tables import desks as table


def apply_desks(tx: Connection, events: Sequence[Any]) -> None:
    """In order; there are few."""
    for event in events:
        match event:
            case Desk.Registered():
                row = {"device": event.device, "name": event.name, "since": event.timestamp}
                tx.execute(sa.insert(table).values(**row))
            case Desk.Ended():
                tx.execute(sa.delete(table).where(table.c.device == event.device))


def desks(tx: Connection, limit: int, after: str) -> list[tuple[str, str, datetime]]:
    """Device, name and since when; by device, up to `limit`."""
    query = sa.select(table.c.device, table.c.name, table.c.since).where(table.c.device > after)
    return [tuple(row) for row in tx.execute(query.order_by(table.c.device).limit(limit))]
