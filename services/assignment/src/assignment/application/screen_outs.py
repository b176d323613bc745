"""Answers that end the work early: nothing of them is kept, and the time to that exit is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.application.leases import Candidate, release, streams_of_lease
from assignment.application.submissions import Held
from assignment.domain import (
    Assignment,
    OrderBudget,
    OrderMember,
    check_answers,
    expected_seconds,
    no_such_question,
    order_member_id,
    screened_out_at,
)
from chassis.command import Aggregates, Command, Ids, Outcome, Stream
from chassis.errors import Invalid


@dataclass(frozen=True, slots=True)
class Ending:
    """The question at which a form ends, and how long it is expected to take up to there."""

    question: str
    expected_seconds: int


def ending_of(document: Mapping[str, Any], answers: Mapping[str, Any]) -> Ending | None:
    """Where the answers end the work, if they do; what comes after that question need not be answered.

    Raises Invalid naming what does not fit the form up to there.
    """
    questions = document["questions"]
    number = screened_out_at(questions, answers)
    if number is None:
        return None
    if errors := no_such_question(questions, answers):
        raise Invalid(errors)
    asked = questions[: number + 1]
    check_answers(asked, {one["id"]: answers[one["id"]] for one in asked if one["id"] in answers})
    seconds = expected_seconds(document["estimated_minutes"], number, len(questions))
    return Ending(questions[number]["id"], seconds)


def screen_out(key: str, digest: bytes, id: UUID, held: Held, ending: Ending, at: datetime) -> Command:
    """Ends a lease and pays the exit, once for a member and an order; a further task of it is given back.

    The digest of the command says that the answers end the work, and at which question.
    """
    candidate, stream = Candidate(held.order_id, held.task_id), order_member_id(held.order_id, held.member_id)

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        budget: OrderBudget = found[held.order_id]
        assignment.check_owner(held.member_id)
        assignment.check_can_submit(held.form_version, at)
        budget.check_not_stopped(held.form_version)
        if found[stream].screened_out:
            assignment.give_back("screened_out", at)
            release(found, assignment, candidate, at)
            return _ended(assignment, 0)
        seconds = assignment.seconds_until(at)
        points = budget.screen_out(
            held.form_version, ending.question, ending.expected_seconds, seconds, assignment.points, at
        )
        found[held.task_id].free(at)
        assignment.screen_out(points, at)
        found[stream].screen_out(held.order_id, held.member_id, at)
        return _ended(assignment, points)

    streams = [*streams_of_lease(id, candidate), Stream(OrderMember, stream)]
    return Command(key, streams, decide, digest)


def _ended(assignment: Assignment, points: int) -> Outcome:
    told: Ids = {"submission_id": str(assignment.id), "state": assignment.state, "points": points}
    return Outcome(200, {**told, "decide_by": None})
