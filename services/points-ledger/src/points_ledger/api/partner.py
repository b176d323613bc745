"""What a partner asks the ledger: holds, captures, spends, refunds, grants, and its feed."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from chassis.clock import now
from chassis.http import Caller, Idempotency
from points_ledger import application, feed
from points_ledger.api import requests
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, member_of, rules_of, submit
from points_ledger.api.requests import CaptureHold, Grant, PlaceHold, Refund, Spend

router = APIRouter(route_class=Audited)
MAX_PLACE = 2**63 - 1


class Held(BaseModel):
    """A hold."""

    hold_id: UUID
    member_id: str
    points: int
    expires_at: datetime


class Ended(BaseModel):
    """What became of a hold."""

    hold_id: UUID
    captured: int
    released: int


class Spent(BaseModel):
    """What was taken."""

    spend_id: UUID
    member_id: str
    points: int


class Refunded(BaseModel):
    """What was given back, of which spend or hold."""

    refund_id: UUID
    of: UUID
    points: int


class Granted(BaseModel):
    """What was given."""

    grant_id: UUID
    member_id: str
    points: int


class Told(BaseModel):
    """An event as on `points.v1`. `reference` is yours, null when the event is of no reference of yours.

    `sequence` counts the events of the account; those that are not for you leave gaps.
    """

    cursor: str
    type: str
    account_id: UUID
    sequence: int
    time: datetime
    reference: str | None
    data: dict[str, Any]


class Feed(BaseModel):
    """A piece of the feed; `next_cursor` is where to go on, also when there is nothing new yet."""

    items: list[Told]
    next_cursor: str


@router.post("/v1/points/holds", status_code=201)
async def hold(body: PlaceHold, caller: Caller.Partner, key: Idempotency, here: Here) -> Held:
    """Puts points aside until they are captured or voided, or the time is over."""
    outcome = await submit(here, key, requests.hold(body, caller.id, now(), rules_of(here)))
    return Held.model_validate(dict(outcome.ids))


@router.post("/v1/points/holds/{hold_id}/capture")
async def capture(
    hold_id: UUID, body: CaptureHold, caller: Caller.Partner, key: Idempotency, here: Here
) -> Ended:
    """Takes what is held, or a part of it, once."""
    member_id = await member_of(here, caller.id, hold_id)
    command = application.capture(caller.id, member_id, hold_id, body.points, now())
    outcome = await submit(here, key, command)
    return Ended.model_validate(dict(outcome.ids))


@router.post("/v1/points/holds/{hold_id}/void")
async def void(hold_id: UUID, caller: Caller.Partner, key: Idempotency, here: Here) -> Ended:
    """Gives back what is held."""
    member_id = await member_of(here, caller.id, hold_id)
    outcome = await submit(here, key, application.void(caller.id, member_id, hold_id, now()))
    return Ended.model_validate(dict(outcome.ids))


@router.post("/v1/points/spends", status_code=201)
async def spend(body: Spend, caller: Caller.Partner, key: Idempotency, here: Here) -> Spent:
    """Takes points at once."""
    outcome = await submit(here, key, requests.spend(body, caller.id, now(), rules_of(here)))
    return Spent.model_validate(dict(outcome.ids))


@router.post("/v1/points/refunds", status_code=201)
async def refund(body: Refund, caller: Caller.Partner, key: Idempotency, here: Here) -> Refunded:
    """Gives points back to the very lots that they were taken from."""
    of = requests.refunded_by(body)
    member_id = await member_of(here, caller.id, of)
    outcome = await submit(here, key, requests.refund(body, caller.id, member_id, now()))
    return Refunded.model_validate(dict(outcome.ids))


@router.post("/v1/points/grants", status_code=201)
async def grant(body: Grant, caller: Caller.Partner, key: Idempotency, here: Here) -> Granted:
    """Gives points to a linked member."""
    outcome = await submit(here, key, requests.grant(body, caller, now()))
    return Granted.model_validate(dict(outcome.ids))


@router.get("/v1/points/events")
async def events(
    caller: Caller.Partner,
    here: Here,
    after: Annotated[int, Query(ge=0, le=MAX_PLACE)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Feed:
    """What happened to the points of my members and under my references, from after a cursor on."""
    found = await here.database.read(lambda tx: feed.page(tx, caller.id, after, limit))
    items = [
        Told(
            cursor=str(one.place),
            type=one.type,
            account_id=one.account_id,
            sequence=one.sequence,
            time=one.time,
            reference=one.reference,
            data=one.data,
        )
        for one in found
    ]
    return Feed(items=items, next_cursor=items[-1].cursor if items else str(after))
