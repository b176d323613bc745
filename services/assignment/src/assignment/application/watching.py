"""One tap reports; a safety stop closes forms, pays live leases and keeps answers from the client."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Literal
from uuid import UUID

from assignment.application.leases import Candidate
from assignment.application.submissions import Held
from assignment.domain import FLOOR_POINTS_PER_MINUTE, Assignment, NotDueYet, OrderBudget, TaskSlots
from chassis.command import Aggregates, Command, Delete, Outcome, Row, Stream

ReportReason = Literal["personal", "sensitive", "elsewhere", "fraud", "harm", "misleading", "other"]
ESTABLISHED_AFTER = timedelta(days=7)
UNFOUNDED_WITHIN = timedelta(days=30)
UNFOUNDED_MOST = 2
LOWERED_WEIGHT = 50
ANSWER_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Reporter:
    """What a report of this member counts. device: tells devices of one order apart and says nothing else."""

    device: str | None
    established: bool
    weight: int


def reporter(
    order_id: UUID,
    secret: str,
    device: str | None,
    since: str | None,
    first_lease: datetime | None,
    unfounded: int,
    at: datetime,
) -> Reporter:
    """since: the day on which the account was made, as One ID vouches; else the first lease tells its age.

    unfounded: reports of the last 30 days in which no breach was found; three lower the weight, not access.
    """
    digest = device and hmac.new(secret.encode(), f"{order_id}/{device}".encode(), sha256).hexdigest()
    established = bool(
        date.fromisoformat(since) < (at - ESTABLISHED_AFTER).date()
        if since
        else first_lease and first_lease < at - ESTABLISHED_AFTER
    )
    return Reporter(digest or None, established, LOWERED_WEIGHT if unfounded > UNFOUNDED_MOST else 100)


def report(
    key: str,
    digest: bytes,
    id: UUID,
    held: Held,
    reason: ReportReason,
    question: str | None,
    by: Reporter,
    at: datetime,
) -> Command:
    """A member reports a task that is or was theirs, once. Its outcome has `answer_by`."""

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        assignment.check_owner(held.member_id)
        assignment.report(
            at,
            reason=reason,
            question=question,
            device=by.device,
            established=by.established,
            weight=by.weight,
        )
        found[held.order_id].watch(assignment.form_version, at)
        answer_by = (at + ANSWER_WITHIN).isoformat()
        return Outcome(200, {"assignment_id": str(id), "answer_by": answer_by})

    streams = [Stream(Assignment, id), Stream(OrderBudget, held.order_id)]
    return Command(key, streams, decide, digest)


def safety_stop(order_id: UUID, version: int, at: datetime) -> Command:
    """Forms of this version close; live leases are ended by a timer. May happen again after a false alarm."""

    def decide(found: Aggregates) -> None:
        found[order_id].safety_stop(version, at)

    return Command("", [Stream(OrderBudget, order_id)], decide)


def stop_lease(id: UUID, candidate: Candidate, lease: int, at: datetime) -> Command:
    """Ends a live lease of a stopped version and pays the time spent; does nothing when it has ended.

    Refused with NotDueYet while another version of the order is stopped.
    """

    def decide(found: Aggregates) -> None:
        assignment: Assignment = found[id]
        if not found[candidate.order_id].is_stopped(assignment.form_version):
            raise NotDueYet("this version is not stopped")
        points = assignment.stop(lease, FLOOR_POINTS_PER_MINUTE, at)
        if points:
            found[candidate.task_id].free(at)
            version = assignment.form_version
            found[candidate.order_id].pay_stopped(version, assignment.points, points, at)

    streams = [
        Stream(Assignment, id),
        Stream(TaskSlots, candidate.task_id),
        Stream(OrderBudget, candidate.order_id),
    ]
    return Command(f"stop/{id}/{lease}", streams, decide)


def end_watch(order_id: UUID, version: int, breach: bool, at: datetime) -> Command:
    """An operator has decided: after a breach the answers of the version are erased, pay is kept."""
    version_of = {"order_id": order_id, "form_version": version}
    tables = ("answers_v1", "photos_v1", "reductions_v1", "appeals_v1")
    erased: list[Row] = [Delete(table, version_of) for table in tables]

    def decide(found: Aggregates) -> None:
        found[order_id].end_watch(version, breach, at)

    rows = erased if breach else []
    return Command("", [Stream(OrderBudget, order_id)], decide, rows=lambda outcome: rows)
