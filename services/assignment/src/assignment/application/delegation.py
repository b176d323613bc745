"""Passing a task on to another member, who answers it instead (business rule 29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.application.leases import LIVE_LEASES_MAX, Candidate, TooManyLeases, Worker, taken
from assignment.application.reviews import is_personal
from assignment.domain import (
    GROWN_UP,
    Assignment,
    CannotPassOn,
    OrderBudget,
    OrderMember,
    about_item,
    assignment_id,
    checked_age,
    order_member_id,
    share_kept,
)
from chassis.command import Aggregates, Command, Outcome, Stream


@dataclass(frozen=True, slots=True)
class Offer:
    """A lease that its member offers to another; `place` is what it is a lease of."""

    assignment_id: UUID
    place: Candidate


def check_checkable(document: Mapping[str, Any]) -> None:
    """Whether anybody could check the answers against the item. Raises CannotPassOn, naming the question.

    What a member thinks, is or photographs is the member's own, and nobody else can answer it for them. Nor
    does one of a segment tell others so, who could not take the task anyway.
    """
    if document["audience"].get("segment"):
        raise CannotPassOn("this task is for members of a segment, and who that is stays with each of them")
    for question in document["questions"]:
        own = question.get("opinion") or is_personal(question) or question["kind"] == "photo"
        if own or not about_item(question) or question.get("screens_out"):
            raise CannotPassOn(f"question {question['id']} asks for something that is only yours to answer")


def offer(
    key: str,
    digest: bytes,
    id: UUID,
    form_version: int,
    member_id: str,
    to: str,
    keep_percent: int,
    at: datetime,
) -> Command:
    """The holder of a lease asks another member to take it over, keeping so much of the points.

    form_version: of the questions of which `check_checkable` was asked.
    """

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        assignment.check_owner(member_id)
        assignment.check_can_submit(form_version, at)
        assignment.offer(to, keep_percent, at)
        assert assignment.expires_at is not None
        return Outcome(
            200,
            {
                "offer_id": str(id),
                "to_member_id": to,
                "keep_percent": keep_percent,
                "keep_points": share_kept(assignment.points, keep_percent),
                "expires_at": assignment.expires_at.isoformat(),
            },
        )

    return Command(key, [Stream(Assignment, id)], decide, digest)


def drop_offer(key: str, digest: bytes, id: UUID, member_id: str, at: datetime) -> Command:
    """The offer is taken back, or declined by who was asked; the task stays with its holder."""

    def decide(found: Aggregates) -> Outcome:
        found[id].drop_offer(member_id, at)
        return Outcome(204)

    return Command(key, [Stream(Assignment, id)], decide, digest)


def take_over(
    key: str, digest: bytes, offered: Offer, worker: Worker, at: datetime, *, live_leases: int
) -> Command:
    """Who was asked takes the task, with its place and its reward, under what holds for who begins it.

    Nobody under 18 does: the time of one who is asked again and again could not be bounded.
    """
    place, own = offered.place, assignment_id(offered.place.task_id, worker.id)
    member = order_member_id(place.order_id, worker.id)

    def decide(found: Aggregates) -> Outcome:
        others: Assignment = found[offered.assignment_id]
        assignment: Assignment = found[own]
        budget: OrderBudget = found[place.order_id]
        others.check_offered(worker.id, at)
        if live_leases >= LIVE_LEASES_MAX:
            raise TooManyLeases(f"at most {LIVE_LEASES_MAX} tasks at a time; finish or return one")
        assignment.check_can_lease()
        found[member].check_can_lease()
        checked_age(worker.age, GROWN_UP)
        budget.check_is_for(worker.age, worker.prefecture)
        if others.form_version != budget.terms["form_version"]:
            raise CannotPassOn("the form has changed since this task was taken; take one of the new form")
        others.pass_on(at)
        assignment.take_over(others, worker.id, budget.terms["lease_seconds"], at)
        return taken(assignment)

    streams = [
        Stream(Assignment, offered.assignment_id),
        Stream(Assignment, own),
        Stream(OrderBudget, place.order_id),
        Stream(OrderMember, member),
    ]
    return Command(key, streams, decide, digest)
