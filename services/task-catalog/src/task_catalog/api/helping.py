"""Operators who write orders for clients, and the ties of operators to clients, over HTTP."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.http import Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from task_catalog import application
from task_catalog.api.clients import ClientId, Reasoned, client_of
from task_catalog.api.models import OrderBody, OrderDrafted
from task_catalog.api.quotes import check_source, fees_of

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]


class DeclareTie(Reasoned):
    """Which operator has the tie, and what it is, without names of others."""

    operator_id: str = Field(min_length=1, max_length=64)


class Tie(BaseModel):
    """A tie of an operator to a client."""

    operator_id: str
    declared_by: str
    reason: str
    at: datetime


@router.post("/v1/clients/{client_id}/orders", status_code=201)
async def draft_for(
    client_id: ClientId, body: OrderBody, caller: Caller.Operator, key: Idempotency, here: Here
) -> OrderDrafted:
    """Drafts an order for a client, which alone submits and funds it; I decide nothing about that client."""
    document, fees = body.document(), fees_of(here)
    check_source(here, document)
    digest = key.digest(client_id, document)
    command = application.draft(key.key, digest, client_id, document, now(), fees, caller.id)
    outcome = await here.writer.submit(command)
    return OrderDrafted.model_validate({**outcome.ids, "quote": application.quote(1, document, fees=fees)})


@router.post("/v1/clients/{client_id}/ties", status_code=201)
async def declare_tie(
    client_id: ClientId, body: DeclareTie, caller: Caller.Operator, key: Idempotency, here: Here
) -> list[Tie]:
    """Declares that an operator, myself or another, has a tie to this client; it never ends."""
    digest = key.digest(client_id, body.operator_id, body.reason)
    command = application.declare_tie(
        key.key, digest, client_id, body.operator_id, caller.id, body.reason, now()
    )
    await here.writer.submit(command)
    return await ties(client_id, caller, here)


@router.get("/v1/clients/{client_id}/ties")
async def ties(client_id: ClientId, caller: Caller.Operator, here: Here) -> list[Tie]:
    """The operators who decide nothing about this client, in the order in which that was declared."""
    found = await client_of(here, client_id)
    return [Tie.model_validate({"operator_id": id, **tie}) for id, tie in found.ties.items()]
