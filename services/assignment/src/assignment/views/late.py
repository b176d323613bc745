"""Answers that came late, for the members who gave them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from assignment.domain import Assignment
from assignment.views.tables import late_answers

SHOWN_MOST = 100


def apply_late(tx: Connection, events: Sequence[Any]) -> None:
    """In order."""
    for event in events:
        match event:
            case Assignment.CameLate():
                row = {"assignment_id": event.originator_id, "lease": event.lease, "points": event.points}
                row |= {"member_id": event.member_id, "order_id": event.order_id, "at": event.timestamp}
                tx.execute(late_answers.insert().values(**row, state="asked"))
            case Assignment.LatePayAnswered():
                mine = late_answers.c.assignment_id == event.originator_id
                change = sa.update(late_answers).where(mine, late_answers.c.lease == event.lease)
                tx.execute(change.values(state="paid" if event.paid else "not_paid"))


def late_answers_of(tx: Connection, member_id: str) -> Sequence[Any]:
    """The newest hundred: assignment_id, order_id, points, state, at."""
    newest = late_answers.c.at.desc()
    mine = sa.select(late_answers).where(late_answers.c.member_id == member_id)
    return tx.execute(mine.order_by(newest).limit(SHOWN_MOST)).mappings().all()
