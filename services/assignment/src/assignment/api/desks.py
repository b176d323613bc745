"""Community desks: an operator registers them, and what holds for a member who works at one."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query
from pydantic import BaseModel, Field

from assignment import application, views
from assignment.application import Desk, desk_stream
from chassis.clock import now
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge
from chassis.principal import Principal

router = APIRouter(tags=["operator"])
Here = Annotated[Edge, Depends(edge)]
DEVICE_PATTERN = r"^[A-Za-z0-9_-]{8,64}$"
Device = Annotated[
    str | None,
    Header(alias="X-Device-Id", pattern=DEVICE_PATTERN, description="random, made by the app"),
]


class DeskOf(Body):
    """The device's id, as its app sends it in X-Device-Id, and where the desk is."""

    device: str = Field(pattern=DEVICE_PATTERN)
    name: str = Field(min_length=1, max_length=100)


class Registered(BaseModel):
    """A desk."""

    device: str
    name: str
    since: datetime


@router.post("/v1/desks", status_code=201)
async def register(body: DeskOf, caller: Caller.Operator, key: Idempotency, edge: Here) -> DeskOf:
    """Registers a desk: reports from there count for each member, and personal questions need a PIN there."""
    digest = key.digest(body.device, body.name)
    outcome = await edge.writer.submit(
        application.register_desk(key.key, digest, body.device, body.name, caller.id, now())
    )
    return DeskOf.model_validate(dict(outcome.ids))


@router.delete("/v1/desks/{device}", status_code=204)
async def end(
    device: Annotated[str, Path(pattern=DEVICE_PATTERN)],
    caller: Caller.Operator,
    key: Idempotency,
    edge: Here,
) -> None:
    """The device is like any other from now on."""
    await edge.writer.submit(application.end_desk(key.key, key.digest(), device, caller.id, now()))


@router.get("/v1/desks")
async def desks(
    caller: Caller.Operator,
    edge: Here,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(pattern=DEVICE_PATTERN)] = None,
) -> Page[Registered]:
    """Desks by the id of their device."""
    found = await edge.database.read(lambda tx: views.desks(tx, limit + 1, cursor or ""))
    items = [
        Registered(device=device, name=name, since=since.astimezone(UTC)) for device, name, since in found
    ]
    return page_of(items, limit, lambda one: one.device)


async def own_device(device: str | None, caller: Principal, edge: Edge) -> str | None:
    """What tells the device of a report apart: at a desk each member's part of it."""
    if device is None:
        return None
    desk = await edge.database.aggregate(Desk, desk_stream(device))
    return f"{device}/{caller.id}" if desk.name else device


async def check_pin(device: str | None, caller: Principal, edge: Edge) -> None:
    """Before a member tells something personal. Raises PinNeeded at a desk to one without a PIN."""
    if device is not None:
        application.check_pin(await edge.database.aggregate(Desk, desk_stream(device)), caller.pin)
