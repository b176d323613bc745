"""The live watch for operators: what was reported or stopped, the stop, and the decision."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound
from chassis.http import Body, Caller, Edge, Idempotency, Page, page_of
from chassis.http.dependencies import edge
from order_screening import application, views
from order_screening.api.reviews import PAGE_MAX, Reason, after_of

router = APIRouter(tags=["operator"])
Here = Annotated[Edge, Depends(edge)]


class Watched(BaseModel):
    """A live version that waits for a decision until `due_at`; `stop` is null while members go on."""

    id: UUID
    order_id: UUID
    version: int
    reports: list[dict[str, Any]]
    stop: dict[str, Any] | None
    due_at: datetime


class Verdict(Body):
    """Whether rules of the policy are broken, which (such as P2; needed for a breach), and why."""

    breach: bool
    rules: list[str] = Field(default=[], max_length=24)
    reason: Reason


class Decided(BaseModel):
    """What follows: a breach is closed and erased, else what was stopped goes on."""

    order_id: UUID
    version: int
    breach: bool


class Stop(Body):
    """Why nobody may answer, and which version; without one the newest."""

    reason: Reason
    version: int | None = Field(None, ge=1, le=2**31 - 1)


class Stopped(BaseModel):
    """`stopped` is false when it was stopped before."""

    version: int
    stopped: bool


@router.get("/v1/order-watches")
async def open_watches(
    caller: Caller.Operator,
    edge: Here,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = 20,
    cursor: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[Watched]:
    """What was reported or stopped and waits for a decision."""
    after = after_of(cursor)
    found = await edge.database.read(lambda tx: views.open_watches(tx, after, limit + 1))
    numbers = {one.id: str(one.number) for one in found}
    items = [Watched.model_validate(one, from_attributes=True) for one in found]
    return page_of(items, limit, lambda watched: numbers[watched.id])


@router.post("/v1/order-watches/{id}/decision")
async def decide(id: UUID, body: Verdict, caller: Caller.Operator, key: Idempotency, edge: Here) -> Decided:
    """Confirms a breach and names the rules that are broken, or finds none."""
    application.check_rules(body.breach, body.rules)
    found = await edge.database.read(lambda tx: views.find_watch(tx, id))
    if found is None:
        raise NotFound("nothing under this id was reported or stopped")
    digest = key.digest(body.breach, body.rules, body.reason)
    command = application.decide_watch(key.key, digest, *found, body.rules, caller.id, body.reason, now())
    outcome = await edge.writer.submit(command)
    return Decided.model_validate(outcome.ids, strict=False)


@router.post("/v1/orders/{order_id}/safety-stop")
async def stop(order_id: UUID, body: Stop, caller: Caller.Operator, key: Idempotency, edge: Here) -> Stopped:
    """Closes the forms of a version within seconds, until an operator has decided."""
    dossier = await edge.database.aggregate(application.Dossier, order_id)
    version = body.version or dossier.newest
    if not 1 <= version <= dossier.newest:
        raise application.UnknownOrder("there is no such order, or this version of it was not submitted")
    digest = key.digest(body.reason, body.version)
    command = application.stop(key.key, digest, order_id, version, caller.id, body.reason, now())
    outcome = await edge.writer.submit(command)
    return Stopped.model_validate(outcome.ids)
