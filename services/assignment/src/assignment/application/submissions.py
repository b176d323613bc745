"""Answers: received once, checked against their form, and accepted at once where the form says so."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from assignment.application.fair_pay import note_time
from assignment.application.guarding import Checked
from assignment.application.late import begin_late
from assignment.application.leases import Worker
from assignment.domain import Assignment, OrderBudget, UnknownAssignment, keyed_digest
from chassis.command import Aggregates, Command, Delete, Insert, Outcome, Row, Stream
from chassis.errors import KeyReused

DECIDE_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Held:
    """What a lease refers to; `form_version` is that of the newest lease."""

    order_id: UUID
    task_id: UUID
    member_id: str
    form_version: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """Random values made at the edge for one answer.

    digest_key: of its digest. public_id: by which the client knows it; the assignment's id would tell who
    answered. pseudonym: of the member for this order, None when the order knows one.
    """

    digest_key: bytes
    public_id: UUID
    pseudonym: str | None


def held_by(assignment: Assignment, member_id: str) -> Held:
    """Raises UnknownAssignment when it is not this member's."""
    if assignment.order_id is None or assignment.task_id is None or assignment.member_id != member_id:
        raise UnknownAssignment("there is no such assignment")
    return Held(assignment.order_id, assignment.task_id, member_id, assignment.form_version)


def submit(
    key: str,
    digest: bytes,
    id: UUID,
    held: Held,
    checked: Checked,
    secrets: Secrets,
    at: datetime,
    *,
    automatic: bool,
    worker: Worker | None = None,
    unused_photos: Sequence[UUID] = (),
) -> Command:
    """Stores answers and, when the form under which the task was taken says so (automatic), accepts them.

    worker: who may hand in late, as One ID vouches. unused_photos: uploads to which the answers do not
    refer; they are erased.
    The digest of the command must not cover the answers; `check_same_answers` compares them with what is
    stored under its own key.
    """
    answer_digest = keyed_digest(secrets.digest_key, checked.answers)

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        budget: OrderBudget = found[held.order_id]
        assignment.check_owner(held.member_id)
        if worker and (gone := begin_late(found, assignment, worker, at)):
            return gone
        assignment.check_can_submit(held.form_version, at)
        budget.check_not_stopped(held.form_version)
        assignment.submit(answer_digest, None if automatic else at + DECIDE_WITHIN, at)
        budget.receive(at)
        if checked.declined is not None:
            budget.note_declines(held.form_version, checked.declined, at)
        if automatic:
            budget.pay(assignment.accept("form", at), at)
            note_time(budget, assignment)
        return _received(assignment)

    rows = _rows(id, held, checked, secrets, at)
    rows += [Delete("photos_v1", {"photo_id": photo}) for photo in unused_photos]
    streams = [Stream(Assignment, id), Stream(OrderBudget, held.order_id)]
    return Command(
        key, streams, decide, digest, lambda outcome: [] if outcome.ids["state"] == "late" else rows
    )


def _received(assignment: Assignment) -> Outcome:
    deadline = assignment.decide_by
    return Outcome(
        200,
        {
            "submission_id": str(assignment.id),
            "state": assignment.state,
            "points": assignment.points,
            "decide_by": deadline.isoformat() if deadline else None,
        },
    )


def _rows(id: UUID, held: Held, checked: Checked, secrets: Secrets, at: datetime) -> list[Row]:
    answer = {
        "assignment_id": id,
        "order_id": held.order_id,
        "task_id": held.task_id,
        "member_id": held.member_id,
        "form_version": held.form_version,
        "answers": checked.answers,
        "digest_key": secrets.digest_key,
        "public_id": secrets.public_id,
        "at": at,
    }
    rows: list[Row] = [Insert("answers_v1", answer)]
    if checked.has_text:
        rows.append(Insert("guarded_v1", {"assignment_id": id, "order_id": held.order_id}))
    if secrets.pseudonym is not None:
        pseudonym = {
            "order_id": held.order_id,
            "member_id": held.member_id,
            "pseudonym": secrets.pseudonym,
        }
        rows.append(Insert("pseudonyms_v1", pseudonym))
    return rows


def check_same_answers(stored: tuple[bytes, Mapping[str, Any]] | None, again: Checked) -> None:
    """Raises KeyReused when a repeated key came with other answers than those stored under it.

    stored: the digest's key and the answers; None when they are erased, an empty key when a part of them is.
    Texts are compared as masked: what was masked is not known any more.
    """
    if stored is None or not stored[0]:
        raise KeyReused("what was sent with this Idempotency-Key is erased; use a new one")
    key, answers = stored
    if not hmac.compare_digest(keyed_digest(key, again.answers), keyed_digest(key, answers)):
        raise KeyReused("this Idempotency-Key was used with other answers; use a new one")
