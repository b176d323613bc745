"""Taking an answer back, and the client's word that it has the export without it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from assignment import application, views
from assignment.api.memory import Remembered
from chassis.clock import now
from chassis.http import Body, Caller, Edge, Idempotency, Limit
from chassis.http.dependencies import edge

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]


class Withdrawn(BaseModel):
    """It is erased; `points` are what the answer was paid. `questions` are those whose answers are gone."""

    assignment_id: UUID
    state: Literal["accepted", "rejected"]
    points: int
    questions: list[str]


class HeldReturn(BaseModel):
    """What a withdrawn answer was paid, beyond what goes back to its client without a look."""

    assignment_id: UUID
    order_id: UUID
    client_id: str
    points: int
    withdrawn_at: datetime


class DecideReturn(Body):
    """`give_back` it to the client, or `keep` it; the reason is a code. The member's pay is not touched."""

    decision: Literal["give_back", "keep"]
    reason: Literal["nothing_unusual", "members_in_league", "repeated", "other"]


class ReturnDecided(BaseModel):
    """What goes back to the client."""

    assignment_id: UUID
    returned_points: int


class Acknowledge(Body):
    """The version of the export that the client has."""

    version: int = Field(ge=1, le=2**31 - 1)


class Acknowledged(BaseModel):
    """What was acknowledged."""

    order_id: UUID
    version: int


@router.post("/v1/assignments/{assignment_id}/withdraw", tags=["member"])
async def withdraw(
    assignment_id: UUID, caller: Caller.Member, key: Idempotency, edge: Here, memory: Remembered
) -> Withdrawn:
    """Takes back what I answered to personal questions, and my photos, at any time; my pay stays mine.

    An answer that waits is paid at once. What I answered about the client's items stays.
    """
    assignment = await edge.database.aggregate(application.Assignment, assignment_id)
    held = application.held_by(assignment, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    questions = application.withdrawable(document["questions"])
    stored = await edge.database.read(lambda tx: views.stored_answer(tx, assignment_id))
    command = application.withdraw(
        key.key,
        key.digest(),
        application.dispute_of(assignment),
        questions,
        application.Stored(*stored) if stored else None,
        now(),
    )
    outcome = await edge.writer.submit(command)
    return Withdrawn.model_validate({**outcome.ids, "questions": questions})


@router.post("/v1/orders/{order_id}/acknowledge", tags=["client"])
async def acknowledge(
    order_id: UUID, body: Acknowledge, caller: Caller.Client, key: Idempotency, edge: Here
) -> Acknowledged:
    """Says that I have this version of the submissions and results, and no former one any more."""
    digest = key.digest(body.version)
    outcome = await edge.writer.submit(
        application.acknowledge(key.key, digest, order_id, caller.id, body.version, now())
    )
    return Acknowledged.model_validate(dict(outcome.ids))


@router.get("/v1/withdrawal-returns", tags=["operator"])
async def held_returns(caller: Caller.Operator, edge: Here, limit: Limit = 50) -> list[HeldReturn]:
    """Withdrawn answers whose clients wait for my word, the oldest first."""
    found = await edge.database.read(lambda tx: views.returns_held(tx, limit))
    return [HeldReturn.model_validate(dict(row)) for row in found]


@router.post("/v1/withdrawal-returns/{assignment_id}/decision", tags=["operator"])
async def decide_return(
    assignment_id: UUID, body: DecideReturn, caller: Caller.Operator, key: Idempotency, edge: Here
) -> ReturnDecided:
    """Says, once, whether a client gets back what an answer was paid that its member has withdrawn."""
    assignment = await edge.database.aggregate(application.Assignment, assignment_id)
    command = application.decide_return(
        key.key,
        key.digest(assignment_id, body.decision, body.reason),
        application.dispute_of(assignment),
        caller.id,
        body.reason,
        now(),
        goes_back=body.decision == "give_back",
    )
    return ReturnDecided.model_validate(dict((await edge.writer.submit(command)).ids))
