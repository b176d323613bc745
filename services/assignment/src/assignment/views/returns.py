"""Withdrawn answers of which an operator says whether their client gets the money back."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from assignment.domain import Assignment
from assignment.views.tables import held_returns


def apply_returns(tx: Connection, events: Sequence[Any]) -> None:
    """In order."""
    for event in events:
        match event:
            case Assignment.Withdrawn(held_points=points) if points:
                row = {"assignment_id": event.originator_id, "order_id": event.order_id, "points": points}
                who = {"client_id": event.client_id, "withdrawn_at": event.timestamp}
                tx.execute(held_returns.insert().values(**row, **who))
            case Assignment.ReturnDecided():
                decided = held_returns.c.assignment_id == event.originator_id
                tx.execute(held_returns.delete().where(decided))


def returns_held(tx: Connection, limit: int) -> Sequence[Any]:
    """The oldest first: assignment_id, order_id, client_id, points, withdrawn_at."""
    found = tx.execute(sa.select(held_returns).order_by(held_returns.c.withdrawn_at).limit(limit))
    return found.mappings().all()
