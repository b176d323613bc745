"""Taking a task, giving it back, and the end of its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.domain import (
    GROWN_UP,
    Assignment,
    AudienceSources,
    DayIsUsed,
    JudgesHere,
    NotEligible,
    OrderBudget,
    OrderMember,
    TaskSlots,
    Vouched,
    WasScreenedOut,
    WorkedMeanwhile,
    YoungMember,
    assignment_id,
    order_member_id,
    sources_stream,
    young_stream,
)
from chassis.command import Aggregates, Command, Outcome, Stream
from chassis.errors import Refused, Unavailable

LIVE_LEASES_MAX = 20
_OF_ORDER = NotEligible | WasScreenedOut | JudgesHere | DayIsUsed


class TooManyLeases(Refused):
    """The member holds as many tasks as one may hold at a time."""


class AllTaken(Unavailable):
    """Each proposed task went to somebody else; others may be free."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A member as One ID vouches for: age in years and prefecture, None when it does not.

    last_work: of one under 18, the assignment that YoungMember named when it was read. vouched: what the
    source of a segment has said of the member.
    """

    id: str
    age: int | None
    prefecture: str | None
    last_work: UUID | None = None
    vouched: Vouched | None = None

    @property
    def is_young(self) -> bool:
        return self.age is not None and self.age < GROWN_UP


@dataclass(frozen=True, slots=True)
class _Day:
    """What is left of the day of a member under 18, and what was used of it, in seconds."""

    left: int
    used: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task that a view believes to be free."""

    order_id: UUID
    task_id: UUID


def lease(
    key: str,
    digest: bytes,
    worker: Worker,
    candidates: Sequence[Candidate],
    at: datetime,
    *,
    live_leases: int = 0,
    exact: bool = False,
    of_one_order: bool = False,
    last: bool = True,
) -> Command:
    """Takes the first candidate that the aggregates allow.

    live_leases: of the worker, counted by the view, so that the limit may be late by a moment.
    exact: only this task, and its refusal is the answer. of_one_order: a member for whom the order is not
    meant, who was screened out of it, or whose day is too short for it is told so.
    last: when nothing fits, the answer is 204; else AllTaken, and others can be proposed.
    """

    def decide(found: Aggregates) -> Outcome:
        if live_leases >= LIVE_LEASES_MAX:
            raise TooManyLeases(f"at most {LIVE_LEASES_MAX} tasks at a time; finish or return one")
        day = _day_of(found, worker, at) if worker.is_young else None
        for candidate in candidates:
            try:
                return _take(found, candidate, worker, day, at)
            except Refused as refused:
                if exact or (of_one_order and isinstance(refused, _OF_ORDER)):
                    raise
        if last:
            return Outcome(204)
        raise AllTaken("each proposed task was taken; ask again")

    streams = [stream for candidate in candidates for stream in _streams(candidate, worker)]
    if worker.is_young:
        streams.append(Stream(YoungMember, young_stream(worker.id)))
    if worker.vouched is not None:
        streams.append(Stream(AudienceSources, sources_stream(worker.id)))
    if worker.last_work is not None:
        streams.append(Stream(Assignment, worker.last_work))
    return Command(key, list(dict.fromkeys(streams)), decide, digest)


def _streams(candidate: Candidate, worker: Worker) -> list[Stream]:
    return [
        Stream(OrderBudget, candidate.order_id),
        Stream(TaskSlots, candidate.task_id),
        Stream(Assignment, assignment_id(candidate.task_id, worker.id)),
        Stream(OrderMember, order_member_id(candidate.order_id, worker.id)),
    ]


def _day_of(found: Aggregates, worker: Worker, at: datetime) -> _Day:
    young: YoungMember = found[young_stream(worker.id)]
    if young.last_work != worker.last_work:
        raise WorkedMeanwhile("you have just begun another task; ask again")
    last_work = found[worker.last_work] if worker.last_work else None
    return _Day(young.seconds_left(last_work, at), young.used(last_work, at))


def _take(found: Aggregates, candidate: Candidate, worker: Worker, day: _Day | None, at: datetime) -> Outcome:
    id = assignment_id(candidate.task_id, worker.id)
    budget: OrderBudget = found[candidate.order_id]
    slots: TaskSlots = found[candidate.task_id]
    assignment: Assignment = found[id]
    assignment.check_can_lease()
    found[order_member_id(candidate.order_id, worker.id)].check_can_lease()
    budget.check_can_start(worker.age, worker.prefecture, _vouched_by(found, candidate, worker, at))
    slots.check_age(worker.age)
    terms = budget.terms
    seconds = _lease_seconds(terms, day)
    slots.take(at)
    assignment.lease(
        candidate.order_id,
        candidate.task_id,
        worker.id,
        terms["form_version"],
        terms["reward_points"],
        seconds,
        at,
    )
    budget.lease(at)
    if day is not None:
        found[young_stream(worker.id)].begin(worker.id, id, day.used, at)
    return taken(assignment)


def _vouched_by(found: Aggregates, candidate: Candidate, worker: Worker, at: datetime) -> str | None:
    """The source that has said yes of the member for this order, and may say so still."""
    yes = worker.vouched
    if yes is None or yes.order_id != candidate.order_id or at >= yes.until:
        return None
    found[sources_stream(worker.id)].check_opted_in(yes.source)
    return yes.source


def taken(assignment: Assignment) -> Outcome:
    """What the member is told of a lease that has just begun."""
    assert assignment.expires_at is not None
    return Outcome(
        201,
        {
            "assignment_id": str(assignment.id),
            "order_id": str(assignment.order_id),
            "task_id": str(assignment.task_id),
            "form_version": assignment.form_version,
            "reward_points": assignment.points,
            "expires_at": assignment.expires_at.isoformat(),
        },
    )


def _lease_seconds(terms: Mapping[str, Any], day: _Day | None) -> int:
    """Of a member under 18 a lease ends with the hour of the day; one that the estimate exceeds is none."""
    seconds: int = terms["lease_seconds"]
    if day is None:
        return seconds
    if day.left < terms["estimated_minutes"] * 60:
        raise DayIsUsed("what is left of your day is shorter than this task")
    return min(seconds, day.left)


def give_back(
    key: str, digest: bytes, id: UUID, candidate: Candidate, member_id: str, reason: str, at: datetime
) -> Command:
    """The member returns the task; its place and its reward are free again."""

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        assignment.check_owner(member_id)
        assignment.give_back(reason, at)
        release(found, assignment, candidate, at)
        return Outcome(200, {"assignment_id": str(id)})

    return Command(key, streams_of_lease(id, candidate), decide, digest)


def expire(id: UUID, candidate: Candidate, lease: int, at: datetime) -> Command:
    """Ends a lease whose time is over; does nothing when it was submitted or returned."""

    def decide(found: Aggregates) -> None:
        assignment: Assignment = found[id]
        if assignment.expire(lease, at):
            release(found, assignment, candidate, at)

    return Command(f"expire/{id}/{lease}", streams_of_lease(id, candidate), decide)


def streams_of_lease(id: UUID, candidate: Candidate) -> list[Stream]:
    """What the end of a lease changes."""
    return [
        Stream(Assignment, id),
        Stream(TaskSlots, candidate.task_id),
        Stream(OrderBudget, candidate.order_id),
    ]


def release(found: Aggregates, assignment: Assignment, candidate: Candidate, at: datetime) -> None:
    """Its place and its reward are free again."""
    found[candidate.task_id].free(at)
    found[candidate.order_id].release(assignment.points, at)
