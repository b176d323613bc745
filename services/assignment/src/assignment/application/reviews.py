"""What becomes of an answer that waits: accepted, in part or by silence, rejected, or given a bonus."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from assignment.application.clients import reviews_of_identity
from assignment.application.fair_pay import note_time
from assignment.application.guarding import masked_text
from assignment.domain import Assignment, ClientReviews, OrderBudget, check_client_cap, reviews_stream
from chassis.command import Aggregates, Command, Insert, Outcome, Row, Stream
from chassis.errors import KeyReused, invalid


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a client names by its public id."""

    assignment_id: UUID
    order_id: UUID
    form_version: int
    client_id: str
    public_id: UUID


@dataclass(frozen=True, slots=True)
class Reduction:
    """Why an answer is approved in part, or rejected when `percent` is 0: by a code, for one question.

    reason: the client's words to the member, masked by the answer guard; no event has them.
    """

    percent: int
    code: str
    question: str
    reason: str


def is_personal(question: Mapping[str, Any]) -> bool:
    """Whether it offers to decline, as screening asks of every question about the member."""
    return bool(question.get("decline"))


def checked_reduction(
    questions: Sequence[Mapping[str, Any]],
    answered: Mapping[str, Any],
    given: Reduction,
    in_time: Callable[[], bool],
) -> Reduction:
    """The reduction with its reason masked. Raises Invalid naming the field, NotCheckedInTime.

    answered: the answers as they are stored. What members think or tell of
    themselves, and what they left out, is no reason to pay them less.
    """
    question = next((one for one in questions if one["id"] == given.question), None)
    if question is None:
        raise invalid("question", "there is no such question")
    if question.get("opinion") or is_personal(question):
        raise invalid(
            "question", "asks for an opinion or for something personal, which is always paid in full"
        )
    if given.question not in answered:
        raise invalid("question", "was not answered, which costs the member nothing")
    return Reduction(given.percent, given.code, given.question, masked_text("reason", given.reason, in_time))


def check_same_reason(stored: str | None, again: Reduction) -> None:
    """Raises KeyReused when a repeated key came with another reason than the one that is kept."""
    if stored != again.reason:
        raise KeyReused("this Idempotency-Key was used with another reason; use a new one")


def accept(
    key: str, digest: bytes, given: Given, at: datetime, reduction: Reduction | None = None
) -> Command:
    """The client accepts an answer, which pays it or the approved share of it, or rejects it."""
    client = reviews_stream(given.client_id)

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[given.assignment_id]
        budget: OrderBudget = found[given.order_id]
        reviews: ClientReviews = found[client]
        budget.check_owner(given.client_id)
        if reduction is None:
            points = assignment.accept("client", at)
            budget.pay(points, at)
            note_time(budget, assignment)
        else:
            assignment.check_can_reduce(at)
            budget.check_can_withhold()
            check_client_cap(reviews_of_identity(found, given.client_id), at)
            points = _reduce(assignment, budget, reduction.percent, at)
        reviews.count(at, in_part=reduction is not None)
        told = {"submission_id": str(given.public_id), "state": assignment.state}
        percent = reduction.percent if reduction else 100
        return Outcome(200, {**told, "points": points, "share_percent": percent})

    streams = _streams(given.assignment_id, given.order_id, given.client_id)
    rows = [_kept(given, reduction, at)] if reduction else []
    return Command(key, streams, decide, digest, lambda outcome: rows)


def _reduce(assignment: Assignment, budget: OrderBudget, percent: int, at: datetime) -> int:
    """Pays the approved share, if any; the rest stays reserved while the member may appeal."""
    if not percent:
        assignment.reject(at)
        budget.reject(at)
        return 0
    points = assignment.accept("client", at, percent)
    budget.pay_share(points, at, is_contested=points < assignment.points)
    note_time(budget, assignment)
    return points


def _kept(given: Given, reduction: Reduction, at: datetime) -> Row:
    row = {
        "assignment_id": given.assignment_id,
        "order_id": given.order_id,
        "form_version": given.form_version,
        **asdict(reduction),
        "at": at,
    }
    return Insert("reductions_v1", row)


def accept_by_silence(id: UUID, order_id: UUID, client_id: str, at: datetime) -> Command:
    """Accepts an answer that the client left undecided; does nothing when it was decided."""

    def decide(found: Aggregates) -> None:
        assignment: Assignment = found[id]
        if assignment.accept_by_silence(at):
            found[order_id].pay(assignment.points, at)
            note_time(found[order_id], assignment)
            found[reviews_stream(client_id)].count(at)

    return Command(f"silence/{id}", _streams(id, order_id, client_id), decide)


def _streams(id: UUID, order_id: UUID, client_id: str) -> list[Stream]:
    return [
        Stream(Assignment, id),
        Stream(OrderBudget, order_id),
        Stream(ClientReviews, reviews_stream(client_id)),
    ]


def award_bonus(key: str, digest: bytes, given: Given, bonus_id: UUID, points: int, at: datetime) -> Command:
    """The client adds a bonus to an accepted answer, once; `bonus_id` is its own name for it."""
    id = uuid5(given.assignment_id, str(bonus_id))

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[given.assignment_id]
        budget: OrderBudget = found[given.order_id]
        budget.check_owner(given.client_id)
        assignment.check_can_award(id)
        budget.pay_bonus(points, at)
        assignment.award(id, points, at)
        told = {"submission_id": str(given.public_id), "bonus_id": str(bonus_id)}
        return Outcome(201, {**told, "points": points})

    streams = [Stream(Assignment, given.assignment_id), Stream(OrderBudget, given.order_id)]
    return Command(key, streams, decide, digest)
