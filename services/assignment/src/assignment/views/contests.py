"""What is not paid in full, and the appeals about it: for both sides, for peers, and for timers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, delete
from sqlalchemy.dialects.postgresql import insert

from assignment.domain import PEERS, Contested
from assignment.views.client import MAY_BE_SEEN
from assignment.views.due import DUE_MAX
from assignment.views.sources import OF_ONE_SOURCE
from assignment.views.tables import contests, seats

PROPOSED = 5
LOOKED_AT = 50
SKILLED_FROM = 20
_LOST_PERCENT_MOST = 10

_DUE = """
SELECT assignment_id, order_id, task_id, member_id FROM contests_v1
WHERE state = 'open' AND appeal_by <= %(now)s OR state NOT IN ('open', 'over') AND answer_by <= %(now)s
LIMIT %(limit)s
"""
_ERASED = """
SELECT assignment_id, order_id, task_id, member_id FROM contests_v1
WHERE state <> 'over'
    AND NOT EXISTS (SELECT FROM answers_v1 WHERE answers_v1.assignment_id = contests_v1.assignment_id)
LIMIT %(limit)s
"""
# Rule 22: the client learns the day of an appeal; the true end comes up to a day later.
_OF_ORDER = f"""
SELECT answers_v1.public_id, contests_v1.state, share_percent, points, appeal_by,
    date_trunc('day', answer_by, 'Asia/Tokyo'), winner, decided_by,
    reductions_v1.code, reductions_v1.question, reductions_v1.reason, plea
FROM contests_v1 JOIN answers_v1 USING (assignment_id) JOIN reductions_v1 USING (assignment_id)
    LEFT JOIN appeals_v1 USING (assignment_id)
WHERE contests_v1.order_id = %(order)s AND answers_v1.public_id > %(after)s AND {MAY_BE_SEEN}
ORDER BY answers_v1.public_id LIMIT %(limit)s
"""  # noqa: S608
_SKILL = """
SELECT count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state = 'rejected')
FROM assignments_v1 WHERE member_id = %(member)s
"""
_TO_JUDGE = f"""
SELECT * FROM (SELECT work.assignment_id, work.order_id, work.task_id, work.member_id
FROM contests_v1 AS work JOIN answers_v1 USING (assignment_id) JOIN appeals_v1 USING (assignment_id)
    JOIN orders_v1 ON orders_v1.order_id = work.order_id
WHERE work.state = 'judging' AND work.member_id <> %(member)s
    AND (age_min IS NULL OR age_min <= %(age)s) AND {MAY_BE_SEEN}
    AND NOT EXISTS (
        SELECT FROM seats_v1 AS mine
        WHERE mine.assignment_id = work.assignment_id AND mine.peer_id = %(member)s AND mine.is_judged
    )
    AND %(peers)s > (
        SELECT count(*) FROM seats_v1 AS others
        WHERE others.assignment_id = work.assignment_id AND others.peer_id <> %(member)s
            AND (others.is_judged OR others.until > %(now)s)
    )
    AND NOT EXISTS (
        SELECT FROM assignments_v1 AS mine
        WHERE mine.member_id IN {OF_ONE_SOURCE} AND mine.order_id = work.order_id
    )
ORDER BY work.stood_at, work.assignment_id LIMIT {LOOKED_AT}) AS oldest ORDER BY random() LIMIT %(limit)s
"""  # noqa: S608
_CASE = """
SELECT work.assignment_id, work.order_id, work.task_id, work.member_id, work.stood_at, appeal_id,
    answers_v1.form_version, tasks_v1.item, answers_v1.answers::text, reductions_v1.code,
    reductions_v1.question, reductions_v1.reason, plea, share_percent, guarded_v1.assignment_id IS NOT NULL
FROM contests_v1 AS work JOIN answers_v1 USING (assignment_id)
    JOIN tasks_v1 ON tasks_v1.task_id = work.task_id
    JOIN reductions_v1 USING (assignment_id) JOIN appeals_v1 USING (assignment_id)
    LEFT JOIN guarded_v1 USING (assignment_id)
"""
_CASE_OF = f"{_CASE} WHERE work.assignment_id = %(assignment)s"
_CASE_BY_ID = f"{_CASE} WHERE appeal_id = %(appeal)s"
_FOR_OPERATORS = f"""{_CASE}
WHERE work.state = 'operator' OR work.state IN ('asked', 'judging') AND work.stood_at <= %(before)s
ORDER BY work.stood_at, work.assignment_id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Contest:
    """A decision of a client that it does not pay in full, as the client may know it."""

    submission_id: UUID
    state: str
    share_percent: int
    points: int
    appeal_by: datetime
    answer_by: datetime | None
    winner: str | None
    decided_by: str | None
    code: str
    question: str
    reason: str
    plea: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """An appeal with all that is needed to judge it; who the member is stays inside."""

    assignment_id: UUID
    order_id: UUID
    task_id: UUID
    member_id: str
    stood_at: datetime
    appeal_id: UUID
    form_version: int
    item: dict[str, str]
    answers: dict[str, Any]
    code: str
    question: str
    reason: str
    plea: str
    share_percent: int
    guarded: bool


Place = tuple[UUID, UUID, UUID, str]


def contests_due(tx: Connection, now: datetime) -> Sequence[Place]:
    """(assignment, order, task, member) of up to DUE_MAX contests that time has decided."""
    return [tuple(row) for row in tx.exec_driver_sql(_DUE, {"now": now, "limit": DUE_MAX})]


def erased_contests(tx: Connection) -> Sequence[Place]:
    """Of up to DUE_MAX whose answer is erased, so that nobody can judge it."""
    return [tuple(row) for row in tx.exec_driver_sql(_ERASED, {"limit": DUE_MAX})]


def contests_of(tx: Connection, order_id: UUID, limit: int, after: UUID) -> Sequence[Contest]:
    """Up to `limit` contests of an order above a public id, in an order that says nothing."""
    arguments = {"order": order_id, "limit": limit, "after": after}
    return [Contest(*row) for row in tx.exec_driver_sql(_OF_ORDER, arguments)]


def is_skilled(tx: Connection, member_id: str) -> bool:
    """Whether a member may judge: 20 accepted answers or more, and at most a tenth as many rejected."""
    accepted, rejected = tx.exec_driver_sql(_SKILL, {"member": member_id}).one()
    return bool(accepted >= SKILLED_FROM and rejected * 100 <= accepted * _LOST_PERCENT_MOST)


def appeals_to_judge(tx: Connection, member_id: str, age: int, now: datetime) -> Sequence[Place]:
    """Some of the oldest appeals that a peer of this age may judge, which still need one; which, is chance.

    Of orders on which the peer has not worked, and of versions that are not stopped.
    """
    arguments = {"member": member_id, "age": age, "now": now, "peers": PEERS, "limit": PROPOSED}
    return [tuple(row) for row in tx.exec_driver_sql(_TO_JUDGE, arguments)]


def case_of(tx: Connection, assignment_id: UUID) -> Case | None:
    """The appeal about an answer; None when there is none or it is erased."""
    row = tx.exec_driver_sql(_CASE_OF, {"assignment": assignment_id}).fetchone()
    return _case(row) if row else None


def case_by_id(tx: Connection, appeal_id: UUID) -> Case | None:
    """The appeal of this id; None when there is none or it is erased."""
    row = tx.exec_driver_sql(_CASE_BY_ID, {"appeal": appeal_id}).fetchone()
    return _case(row) if row else None


def cases_for_operators(tx: Connection, before: datetime, limit: int) -> Sequence[Case]:
    """Appeals that peers cannot decide, or have not decided since `before`, the oldest first."""
    return [_case(row) for row in tx.exec_driver_sql(_FOR_OPERATORS, {"before": before, "limit": limit})]


def _case(row: Sequence[Any]) -> Case:
    return Case(*[*row[:7], orjson.loads(row[7]), orjson.loads(row[8]), *row[9:]])


def kept_plea(tx: Connection, assignment_id: UUID) -> str | None:
    """What the member said in an appeal, or None."""
    found = tx.exec_driver_sql(
        "SELECT plea FROM appeals_v1 WHERE assignment_id = %(id)s", {"id": assignment_id}
    )
    words: str | None = found.scalar_one_or_none()
    return words


def apply_contests(tx: Connection, events: Sequence[Any]) -> None:
    """Follows what is not paid in full, which is little."""
    for event in events:
        match event:
            case Contested.Withheld():
                _add(tx, event)
            case Contested.Appealed(answer_by=answer_by):
                _change(tx, event, state="appealed", answer_by=answer_by)
            case Contested.StoodBy(peers=peers, timestamp=at):
                state = "asked" if peers else "operator"
                _change(tx, event, state=state, stood_at=at, answer_by=event.decide_by)
            case Contested.ArbitrationAnswered(covered=covered):
                _change(tx, event, state="judging" if covered else "operator")
            case Contested.Seated(peer_id=peer, until=until):
                _seat(tx, event, peer, until)
            case Contested.Judged(peer_id=peer, timestamp=at):
                _seat(tx, event, peer, at, is_judged=True)
            case Contested.ContestEnded(winner=winner, by=by):
                tx.execute(delete(seats).where(seats.c.assignment_id == event.originator_id))
                _change(tx, event, state="over", winner=winner, decided_by=by)


def _add(tx: Connection, event: Contested.Withheld) -> None:
    names = ("order_id", "task_id", "member_id", "share_percent", "points", "appeal_by")
    row = {"assignment_id": event.originator_id, "state": "open"}
    tx.execute(insert(contests).values(row | {name: getattr(event, name) for name in names}))


def _change(tx: Connection, event: Any, **columns: Any) -> None:
    mine = contests.c.assignment_id == event.originator_id
    tx.execute(contests.update().where(mine).values(**columns))


def _seat(tx: Connection, event: Any, peer_id: str, until: datetime, *, is_judged: bool = False) -> None:
    row = {"assignment_id": event.originator_id, "peer_id": peer_id}
    columns = {"until": until, "is_judged": is_judged}
    added = insert(seats).values(row | columns)
    tx.execute(added.on_conflict_do_update(index_elements=list(row), set_=columns))
