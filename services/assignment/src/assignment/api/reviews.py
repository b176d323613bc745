"""What a client decides about one answer: accepted, approved in part, rejected, given a bonus."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from assignment import application, views
from assignment.api.client_models import Accept, Accepted, Award, Awarded, Reject
from assignment.api.guarding import beside
from assignment.api.memory import Memory, Remembered
from chassis.clock import now
from chassis.http import Caller, Edge, Idempotency, RequestKey
from chassis.http.dependencies import edge

router = APIRouter(tags=["client"])
Here = Annotated[Edge, Depends(edge)]


@router.post("/v1/submissions/{submission_id}/accept")
async def accept(
    submission_id: UUID,
    caller: Caller.Client,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
    body: Accept | None = None,
) -> Accepted:
    """Accepts the answer that `undecided` has shown, or approves 8 to 99 % of it; the member is paid.

    Of an order 30 % of the answers may be approved in part, 3 in any case; of all of a client's in 30 days
    10 %, 3 in any case.
    """
    return await _decide(edge, memory, submission_id, caller.id, key, body.reduction() if body else None)


@router.post("/v1/submissions/{submission_id}/reject")
async def reject(
    submission_id: UUID,
    body: Reject,
    caller: Caller.Client,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
) -> Accepted:
    """Pays nothing for the answer, which is gone for the client unless the member appeals and wins.

    It counts as one approved in part. Its reward and the pay of three peers stay locked until then.
    """
    return await _decide(edge, memory, submission_id, caller.id, key, body.reduction())


async def _decide(
    edge: Edge,
    memory: Memory,
    submission_id: UUID,
    client_id: str,
    key: RequestKey,
    wanted: application.Reduction | None,
) -> Accepted:
    given = await given_by(edge, submission_id, client_id)
    reduction = await _checked(edge, memory, given, wanted) if wanted else None
    told = (wanted.percent, wanted.code, wanted.question) if wanted else ()
    command = application.accept(key.key, key.digest(*told), given, now(), reduction)
    outcome = await edge.writer.submit(command)
    if outcome.replayed and reduction:
        kept = await edge.database.read(lambda tx: views.kept_reason(tx, given.assignment_id))
        application.check_same_reason(kept, reduction)
    return Accepted.model_validate({"share_percent": 100, **outcome.ids})


async def given_by(edge: Edge, submission_id: UUID, client_id: str) -> application.Given:
    """An answer of an order of this client. Raises UnknownAssignment."""
    found = await edge.database.read(lambda tx: views.review(tx, submission_id, client_id))
    if found is None:
        raise application.UnknownAssignment("there is no such submission")
    return application.Given(*found, client_id, submission_id)


async def _checked(
    edge: Edge, memory: Memory, given: application.Given, wanted: application.Reduction
) -> application.Reduction:
    questions = (await memory.document(edge, given.order_id, given.form_version))["questions"]
    stored = await edge.database.read(lambda tx: views.stored_answers(tx, given.assignment_id))
    answered = stored[1] if stored else {}
    return await beside(lambda in_time: application.checked_reduction(questions, answered, wanted, in_time))


@router.post("/v1/submissions/{submission_id}/bonus", status_code=201)
async def award(
    submission_id: UUID, caller: Caller.Client, key: Idempotency, edge: Here, body: Award
) -> Awarded:
    """Adds a bonus to an accepted answer, out of what no place of the order needs; once for each bonus_id."""
    given = await given_by(edge, submission_id, caller.id)
    digest = key.digest(body.bonus_id, body.points)
    command = application.award_bonus(key.key, digest, given, body.bonus_id, body.points, now())
    outcome = await edge.writer.submit(command)
    return Awarded.model_validate(dict(outcome.ids))
