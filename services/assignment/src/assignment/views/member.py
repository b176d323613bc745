"""What a member may ask: which work is open to me, and what became of mine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from assignment.domain import GROWN_UP

CANDIDATES = 20
SCANNED = 1_000

# What was passed on and is still at work counts for who passed it on as well.
_LIVE_LEASES = """
SELECT (
    SELECT count(*) FROM assignments_v1
    WHERE member_id = %(member)s AND state = 'leased' AND expires_at > %(now)s
) + (
    SELECT count(*) FROM passed_on_v1 JOIN assignments_v1 USING (assignment_id, lease)
    WHERE asked_by = %(member)s AND state = 'leased' AND expires_at > %(now)s
) AS live
"""
# OFFSET 0 keeps PostgreSQL from making a join of NOT EXISTS, which would read all before the first is found.
_NEAR = f"""
SELECT near.task_id, near.item FROM (
    SELECT task_id, item FROM tasks_v1
    WHERE order_id = open.order_id AND free > 0 AND task_id {{side}} %(start)s
    ORDER BY task_id {{direction}} LIMIT {SCANNED}
) AS near WHERE NOT EXISTS (
    SELECT FROM assignments_v1 AS mine WHERE mine.member_id = %(member)s AND mine.task_id = near.task_id
        AND mine.state NOT IN ('returned', 'expired') OFFSET 0
) LIMIT {{limit}}
"""  # noqa: S608
_FREE = f"""
({_NEAR.format(side=">=", direction="ASC", limit="{limit}")})
UNION ALL ({_NEAR.format(side="<", direction="DESC", limit="{limit}")})
"""
_PAYS = """
state = 'live' AND funded - reserved - spent >= reward_points AND (order_id, form_version) NOT IN (
    SELECT stops_v1.order_id, stops_v1.version FROM stops_v1 WHERE stops_v1.state IN ('stopped', 'breach')
) AND order_id NOT IN (
    SELECT exits.order_id FROM screen_outs_v1 AS exits
    WHERE exits.is_held OR exits.screens_out AND exits.points + greatest(2, exits.dearest) > exits.reserve
)
"""
_FOR_ME = f"""
coalesce(age_min, {GROWN_UP}) <= %(age)s AND (age_max IS NULL OR age_max >= %(age)s)
    AND (prefectures = '{{}}' OR %(prefecture)s = ANY (prefectures))
    AND order_id NOT IN (SELECT gone.order_id FROM screened_out_v1 AS gone WHERE gone.member_id = %(member)s)
"""  # noqa: S608
_PROPOSE = f"""
WITH mine AS ({_LIVE_LEASES})
SELECT mine.live, found.order_id, found.task_id, found.item FROM mine LEFT JOIN LATERAL (
    SELECT open.order_id, free.task_id, free.item
    FROM (SELECT order_id FROM orders_v1 WHERE {_PAYS} AND {{which}} ORDER BY opened_at, order_id) AS open
    CROSS JOIN LATERAL ({_FREE.format(limit="%(limit)s")}) AS free
    LIMIT %(limit)s
) AS found ON true
"""  # noqa: S608
_PROPOSE_ANY = _PROPOSE.format(which=f"{_FOR_ME} AND order_id NOT IN (SELECT order_id FROM segments_v1)")  # noqa: S608
_PROPOSE_OF_ORDER = _PROPOSE.format(which="order_id = %(order)s")
_PROPOSE_TASK = f"""
WITH mine AS ({_LIVE_LEASES})
SELECT mine.live, order_id, task_id, item FROM mine CROSS JOIN tasks_v1 WHERE task_id = %(task)s
"""  # noqa: S608
_CARDS = f"""
SELECT order_id, title, form_version, reward_points, estimated_minutes, opened_at,
    clients_v1.since, coalesce(settled_orders, 0), coalesce(upheld_findings, 0), median_seconds
FROM orders_v1 AS open LEFT JOIN clients_v1 USING (client_id)
    LEFT JOIN fair_pay_v1 USING (order_id, form_version)
WHERE {_PAYS} AND {_FOR_ME} AND order_id NOT IN (
        SELECT order_id FROM segments_v1 WHERE source <> ALL (%(sources)s)
    ) AND (opened_at, order_id) > (%(opened_at)s, %(order)s)
    AND EXISTS ({_FREE.format(limit=1)})
ORDER BY opened_at, order_id LIMIT %(limit)s
"""  # noqa: S608
_MINE = """
SELECT mine.assignment_id, mine.order_id, orders_v1.title, mine.state, mine.points, mine.submitted_at,
    mine.decide_by, mine.state <> 'screened_out' AND NOT EXISTS (
        SELECT FROM answers_v1 WHERE answers_v1.assignment_id = mine.assignment_id
    ),
    reductions_v1.percent, reductions_v1.code, reductions_v1.question, reductions_v1.reason,
    contests_v1.state, contests_v1.points, contests_v1.appeal_by, contests_v1.answer_by, contests_v1.winner,
    (SELECT form_version FROM answers_v1 WHERE answers_v1.assignment_id = mine.assignment_id),
    EXISTS (SELECT FROM withdrawn_v1 WHERE withdrawn_v1.assignment_id = mine.assignment_id)
FROM assignments_v1 AS mine JOIN orders_v1 USING (order_id) LEFT JOIN reductions_v1 USING (assignment_id)
    LEFT JOIN contests_v1 USING (assignment_id)
WHERE mine.member_id = %(member)s AND mine.state IN ('submitted', 'accepted', 'rejected', 'screened_out')
    AND (mine.submitted_at, mine.assignment_id) < (%(submitted_at)s, %(assignment)s)
ORDER BY mine.submitted_at DESC, mine.assignment_id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task that seemed free when it was read; `item` is its JSON."""

    order_id: UUID
    task_id: UUID
    item: str


@dataclass(frozen=True, slots=True)
class Card:
    """An order that the member may work on."""

    order_id: UUID
    title: str
    form_version: int
    reward_points: int
    estimated_minutes: float
    opened_at: datetime
    client_since: datetime | None
    settled_orders: int
    upheld_findings: int
    median_seconds: int | None

    @property
    def points_per_hour(self) -> int:
        """By the measured median, or by the estimate while too few answers tell."""
        return int(self.reward_points * 3600 / (self.median_seconds or self.estimated_minutes * 60))


@dataclass(frozen=True, slots=True)
class Mine:
    """An answer of the member; `decide_by` is when silence accepts it, None when the form did at once.

    reduction: percent, code, question and reason of one that was approved in part, or rejected (0 %).
    contest: its state, points, until when to appeal and to answer, and the winner.
    form_version: None when nothing of it is kept.
    """

    submission_id: UUID
    order_id: UUID
    title: str
    state: str
    points: int
    submitted_at: datetime
    decide_by: datetime | None
    erased: bool
    reduction: tuple[int, str, str, str] | None
    contest: tuple[str, int, datetime, datetime | None, str | None] | None
    form_version: int | None
    withdrawn: bool


def propose(
    tx: Connection,
    member_id: str,
    age: int,
    prefecture: str | None,
    order_id: UUID | None,
    limit: int,
    start: UUID,
    now: datetime,
) -> tuple[int, list[Proposal]]:
    """The member's live leases, and up to `limit` free tasks that are not the member's, around `start`.

    Without order_id: of orders that are meant for the member, the oldest first. With it: of that order,
    whoever it is meant for. A random start keeps members apart. Of each order SCANNED free tasks above and
    below it are looked at, so that who has answered nearly all of a large one is not told about each.
    """
    arguments = {
        "member": member_id,
        "age": age,
        "prefecture": prefecture,
        "order": order_id,
        "limit": limit,
        "start": start,
        "now": now,
    }
    statement = _PROPOSE_ANY if order_id is None else _PROPOSE_OF_ORDER
    return _proposals(tx, statement, arguments)


def propose_task(tx: Connection, member_id: str, task_id: UUID, now: datetime) -> tuple[int, list[Proposal]]:
    """The member's live leases, and exactly this task; none when it is not known."""
    return _proposals(tx, _PROPOSE_TASK, {"member": member_id, "task": task_id, "now": now})


def _proposals(tx: Connection, statement: str, arguments: dict[str, Any]) -> tuple[int, list[Proposal]]:
    rows = tx.exec_driver_sql(statement, arguments).fetchall()
    live = rows[0][0] if rows else 0
    return live, [Proposal(*row[1:]) for row in rows if row[1] is not None]


def item_of(tx: Connection, task_id: UUID) -> str:
    """The item of a task that was leased, as JSON."""
    found = tx.exec_driver_sql("SELECT item FROM tasks_v1 WHERE task_id = %(task)s", {"task": task_id})
    return str(found.scalar_one())


def cards(
    tx: Connection,
    member_id: str,
    age: int,
    prefecture: str | None,
    limit: int,
    after: tuple[datetime, UUID],
    start: UUID,
    sources: Sequence[str] = (),
) -> Sequence[Card]:
    """Open orders with a free task for the member around `start`, the oldest first, up to `limit`.

    sources: those of audiences that the member lets speak; orders for segments of others are left out.
    """
    arguments = {
        "member": member_id,
        "age": age,
        "prefecture": prefecture,
        "limit": limit,
        "opened_at": after[0],
        "order": after[1],
        "start": start,
        "sources": list(sources),
    }
    return [Card(*row) for row in tx.exec_driver_sql(_CARDS, arguments)]


def live_leases(tx: Connection, member_id: str, now: datetime) -> int:
    """How many tasks are at work by the member, or by those to whom the member has passed them on."""
    found = tx.exec_driver_sql(_LIVE_LEASES, {"member": member_id, "now": now})
    return int(found.scalar_one())


def my_submissions(
    tx: Connection, member_id: str, limit: int, before: tuple[datetime, UUID]
) -> Sequence[Mine]:
    """The member's answers, the newest first, up to `limit`."""
    arguments = {
        "member": member_id,
        "limit": limit,
        "submitted_at": before[0],
        "assignment": before[1],
    }
    found = tx.exec_driver_sql(_MINE, arguments).fetchall()
    return [Mine(*[*row[:8], _unless_none(row[8:12]), _unless_none(row[12:17]), *row[17:]]) for row in found]


def _unless_none(columns: Sequence[Any]) -> Any:
    return None if columns[0] is None else tuple(columns)


def stored_answers(tx: Connection, assignment_id: UUID) -> tuple[bytes, dict[str, Any]] | None:
    """The digest's key and the answers, or None when they are erased."""
    row = tx.exec_driver_sql(
        "SELECT digest_key, answers::text FROM answers_v1 WHERE assignment_id = %(id)s", {"id": assignment_id}
    ).fetchone()
    return (bytes(row[0]), orjson.loads(row[1])) if row else None


def stored_answer(tx: Connection, assignment_id: UUID) -> tuple[int, dict[str, Any], UUID, datetime] | None:
    """The version of its form, the answers, the public id and when it came in; None when it is erased."""
    row = tx.exec_driver_sql(
        "SELECT form_version, answers::text, public_id, at FROM answers_v1 WHERE assignment_id = %(id)s",
        {"id": assignment_id},
    ).fetchone()
    return (row[0], orjson.loads(row[1]), row[2], row[3]) if row else None


def kept_reason(tx: Connection, assignment_id: UUID) -> str | None:
    """What the client told the member about an answer approved in part, or None."""
    found = tx.exec_driver_sql(
        "SELECT reason FROM reductions_v1 WHERE assignment_id = %(id)s", {"id": assignment_id}
    )
    reason: str | None = found.scalar_one_or_none()
    return reason


def profile(tx: Connection, member_id: str) -> dict[str, Any] | None:
    """What the member told, without the member's id; None when nothing is stored."""
    found = tx.exec_driver_sql(
        "SELECT * FROM profiles_v1 WHERE member_id = %(member)s", {"member": member_id}
    )
    row = found.mappings().one_or_none()
    return None if row is None else {name: value for name, value in row.items() if name != "member_id"}
