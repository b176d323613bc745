"""How orders went that members have filled: what a quote looks back on."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql as pg

from task_catalog.domain import Order
from task_catalog.views.lists import tables

LOOKED_AT_MOST, COMPARED_MOST = 5_000, 500

outcomes = sa.Table(
    "outcomes_v3",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("kinds", pg.ARRAY(sa.Text), nullable=False),
    sa.Column("texts", sa.Text, nullable=False, comment="of the questions, to see whether they show items"),
    sa.Column("points_per_minute", sa.Float, nullable=False),
    sa.Column("estimated_minutes", sa.Float, nullable=False),
    sa.Column("answers_per_task", sa.Integer, nullable=False),
    sa.Column("client_decides", sa.Boolean, nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("tasks", sa.Integer),
    sa.Column("agreement", sa.Float),
    sa.Column("median_minutes", sa.Float, comment="measured in its pilot"),
    sa.Column("filled_at", sa.DateTime(timezone=True)),
    sa.Index("outcomes_v3_newest", "filled_at", postgresql_where=sa.text("filled_at IS NOT NULL")),
)


def apply_outcomes(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps what was opened, how its pilot went, and when it was filled; the last answer fills an order."""
    for event in events:
        change = sa.update(outcomes).where(outcomes.c.order_id == event.originator_id)
        match event:
            case Order.Opened(document=document):
                row = {
                    "order_id": event.originator_id,
                    "kinds": sorted({one["kind"] for one in document["questions"]}),
                    "texts": " ".join(one["text"] for one in document["questions"]),
                    "points_per_minute": document["reward_points"] / document["estimated_minutes"],
                    "estimated_minutes": document["estimated_minutes"],
                    "answers_per_task": document["answers_per_task"],
                    "client_decides": document.get("acceptance") == "client",
                    "opened_at": event.timestamp,
                }
                tx.execute(sa.insert(outcomes).values(row))
            case Order.PilotDecided(measures=measures):
                lowest = min((one["value"] for one in measures.get("agreement", ())), default=None)
                tx.execute(change.values(agreement=lowest, median_minutes=measures.get("median_minutes")))
            case Order.Filled(tasks=tasks):
                tx.execute(change.values(tasks=tasks))
            case Order.Closed(reason="complete"):
                tx.execute(change.values(filled_at=event.timestamp))


def outcomes_like(
    tx: Connection, kind: str, harder: Sequence[str], has_items: bool, pay: tuple[float, float]
) -> list[Any]:
    """(seconds for each answer, agreement, measured by estimated minutes) of up to 500 of the newest 5,000.

    Of filled orders. There are no seconds where the client decided on the answers: it may have been slow.
    Their hardest kind of question is `kind` (none of `harder` is in them), they show items or do not, and
    their points a minute lie within `pay`.
    """
    newest = (
        sa.select(outcomes)
        .where(outcomes.c.filled_at.is_not(None))
        .order_by(outcomes.c.filled_at.desc())
        .limit(LOOKED_AT_MOST)
        .subquery()
        .c
    )
    seconds = sa.cast(sa.func.extract("epoch", newest.filled_at - newest.opened_at), sa.Float)
    per_answer = sa.case((sa.not_(newest.client_decides), seconds / (newest.tasks * newest.answers_per_task)))
    shows_items = newest.texts.regexp_match(r"\{[^{}]+\}")
    query = (
        sa.select(per_answer, newest.agreement, newest.median_minutes / newest.estimated_minutes)
        .where(newest.tasks > 0)
        .where(newest.kinds.contains([kind]), sa.not_(newest.kinds.overlap(list(harder))))
        .where(shows_items if has_items else sa.not_(shows_items))
        .where(newest.points_per_minute.between(*pay))
    )
    return list(tx.execute(query.order_by(newest.filled_at.desc()).limit(COMPARED_MOST)))
