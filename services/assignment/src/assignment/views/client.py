"""What a client may ask about an order: how far it is, and the answers that were accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Engine

from assignment.domain import TOKYO

LOWEST = UUID(int=0)

_PROGRESS = """
SELECT order_id, state, drained, form_version, tasks, places, live, undecided, accepted,
    (SELECT count(*) FROM contests_v1 AS open
        WHERE open.order_id = orders_v1.order_id AND open.state <> 'over') AS contested,
    funded, reserved, spent, coalesce(exits, 0), coalesce(points, 0), coalesce(reserve, 0),
    extract(epoch FROM now() - opened_at)::float AS open_seconds,
    ARRAY(
        SELECT version FROM stops_v1 WHERE stops_v1.order_id = orders_v1.order_id
            AND stops_v1.state IN ('stopped', 'breach') ORDER BY version
    ) AS quarantined,
    (SELECT count(*) FROM withdrawn_v1 WHERE withdrawn_v1.order_id = orders_v1.order_id) AS withdrawn
FROM orders_v1 LEFT JOIN screen_outs_v1 USING (order_id)
WHERE order_id = %(order)s AND (%(client)s::text IS NULL OR client_id = %(client)s)
"""
MAY_BE_SEEN = """NOT EXISTS (
    SELECT FROM stops_v1 WHERE stops_v1.order_id = answers_v1.order_id
        AND stops_v1.version = answers_v1.form_version AND stops_v1.state IN ('stopped', 'breach')
)"""
_SUBMISSION = """
SELECT work.assignment_id, answers_v1.public_id, coalesce((
        SELECT min(theirs.pseudonym) FROM sources_v1 AS same JOIN pseudonyms_v1 AS theirs
            ON theirs.order_id = answers_v1.order_id AND theirs.member_id IN (same.member_id, same.root)
        WHERE same.root = coalesce(mine.root, answers_v1.member_id)
    ), pseudonyms_v1.pseudonym), answers_v1.task_id,
    tasks_v1.item_row, tasks_v1.item, answers_v1.form_version, answers_v1.answers::text,
    guarded_v1.assignment_id IS NOT NULL, work.leased_at, work.submitted_at
FROM answers_v1 JOIN assignments_v1 AS work ON work.assignment_id = answers_v1.assignment_id
    JOIN tasks_v1 ON tasks_v1.task_id = answers_v1.task_id
    LEFT JOIN guarded_v1 ON guarded_v1.assignment_id = answers_v1.assignment_id
    LEFT JOIN pseudonyms_v1 ON pseudonyms_v1.order_id = answers_v1.order_id
        AND pseudonyms_v1.member_id = answers_v1.member_id
    LEFT JOIN sources_v1 AS mine ON mine.member_id = answers_v1.member_id
"""
_SUBMISSIONS = f"""{_SUBMISSION}
WHERE answers_v1.order_id = %(order)s AND answers_v1.public_id > %(after)s AND work.state = 'accepted'
    AND {MAY_BE_SEEN}
ORDER BY answers_v1.public_id LIMIT %(limit)s
"""
_UNDECIDED = f"""{_SUBMISSION}
WHERE work.order_id = %(order)s AND work.state = 'submitted' AND {MAY_BE_SEEN}
ORDER BY work.submitted_at, work.assignment_id LIMIT %(limit)s
"""
_REVIEW = f"""
SELECT assignment_id, order_id, form_version FROM answers_v1 WHERE public_id = %(public)s
    AND order_id IN (SELECT order_id FROM orders_v1 WHERE client_id = %(client)s) AND {MAY_BE_SEEN}
"""  # noqa: S608
_TASKS = """
SELECT task_id, item_row, item FROM tasks_v1 WHERE order_id = %(order)s ORDER BY item_row, task_id
"""
_ACCEPTED = f"""
SELECT tasks_v1.item_row, coalesce(mine.root, answers_v1.member_id), answers_v1.form_version,
    answers_v1.answers::text, guarded_v1.assignment_id IS NOT NULL
FROM answers_v1 JOIN assignments_v1 AS work ON work.assignment_id = answers_v1.assignment_id
    JOIN tasks_v1 ON tasks_v1.task_id = answers_v1.task_id
    LEFT JOIN guarded_v1 ON guarded_v1.assignment_id = answers_v1.assignment_id
    LEFT JOIN sources_v1 AS mine ON mine.member_id = answers_v1.member_id
WHERE answers_v1.order_id = %(order)s AND work.state = 'accepted' AND {MAY_BE_SEEN}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Progress:
    """An order in numbers; money in points. `open_seconds` since members could first take it.

    contested: answers not paid in full about which the member may still get more.

    exits: of members who were screened out, what they were paid and what is set aside for it in all.
    quarantined: versions whose answers no client may see. withdrawn: answers of which members have taken a
    part back, counted as of now.
    """

    order_id: UUID
    state: str
    drained: bool
    form_version: int
    tasks: int
    places: int
    live: int
    undecided: int
    accepted: int
    contested: int
    funded: int
    reserved: int
    spent: int
    exits: int
    exit_points: int
    exit_reserve: int
    open_seconds: float | None
    quarantined: list[int]
    withdrawn: int


FORECAST_FROM_ANSWERS = 10


def minutes_left(order: Progress) -> int | None:
    """Whole minutes until all places are answered at the pace since the order opened.

    None when it is not live, or has fewer than 10 accepted answers to tell from.
    """
    if order.state != "live" or order.accepted < FORECAST_FROM_ANSWERS or not order.open_seconds:
        return None
    places_left = max(0, order.places - order.accepted)
    return ceil(places_left * max(0.0, order.open_seconds) / order.accepted / 60)


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer as a client may know it: no clock time. `minutes` are whole, at least one.

    `assignment_id` stays inside: it is made of the member's id. `answers` are those of the form of
    `form_version`, free text included; `guarded` says that it has passed the answer guard.
    """

    assignment_id: UUID
    public_id: UUID
    pseudonym: str | None
    task_id: UUID
    row: int
    item: dict[str, str]
    form_version: int
    answers: dict[str, Any]
    guarded: bool
    minutes: int
    day: date


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the order; `row` is that of its item."""

    task_id: UUID
    row: int
    item: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """An accepted answer for aggregation; `worker` tells members apart and stays inside.

    `guarded` says that its texts have passed the answer guard.
    """

    row: int
    worker: str
    form_version: int
    answers: dict[str, Any]
    guarded: bool


def progress(tx: Connection, order_id: UUID, client_id: str | None) -> Progress | None:
    """The order's numbers; None when it is not known or, with `client_id`, another client's."""
    row = tx.exec_driver_sql(_PROGRESS, {"order": order_id, "client": client_id}).fetchone()
    return Progress(*row) if row else None


def submissions(tx: Connection, order_id: UUID, limit: int, after: UUID) -> Sequence[Submission]:
    """Up to `limit` accepted answers above a public id, in an order that says nothing."""
    arguments = {"order": order_id, "limit": limit, "after": after}
    return [_submission(row) for row in tx.exec_driver_sql(_SUBMISSIONS, arguments)]


def undecided(tx: Connection, order_id: UUID, limit: int) -> Sequence[Submission]:
    """Up to `limit` answers that seemed to wait for a decision when they were read, the longest first."""
    return [_submission(row) for row in tx.exec_driver_sql(_UNDECIDED, {"order": order_id, "limit": limit})]


def _submission(row: Sequence[Any]) -> Submission:
    assignment_id, public_id, pseudonym, task_id, item_row, item, version, answers, guarded, leased_at, at = (
        row
    )
    return Submission(
        assignment_id,
        public_id,
        pseudonym,
        task_id,
        item_row,
        orjson.loads(item),
        version,
        orjson.loads(answers),
        guarded,
        max(1, ceil((at - leased_at).total_seconds() / 60)),
        at.astimezone(TOKYO).date(),
    )


def review(tx: Connection, public_id: UUID, client_id: str) -> tuple[UUID, UUID, int] | None:
    """(assignment, order, version) of an answer that a client names; None when it is not the client's."""
    row = tx.exec_driver_sql(_REVIEW, {"public": public_id, "client": client_id}).fetchone()
    return (row[0], row[1], row[2]) if row else None


def accepted_work(engine: Engine, order_id: UUID) -> tuple[list[Task], list[Answered]]:
    """All tasks by row, and all accepted answers, as of one moment."""
    with engine.connect() as tx:
        tx.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tasks = tx.exec_driver_sql(_TASKS, {"order": order_id}).fetchall()
        answers = tx.exec_driver_sql(_ACCEPTED, {"order": order_id}).fetchall()
    return (
        [Task(row[0], row[1], orjson.loads(row[2])) for row in tasks],
        [Answered(row[0], row[1], row[2], orjson.loads(row[3]), row[4]) for row in answers],
    )
