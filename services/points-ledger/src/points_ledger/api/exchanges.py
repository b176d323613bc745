"""Points that become e-money: put aside, paid out by the partner, and taken once it says so."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from chassis.clock import now
from chassis.http import Caller, Idempotency
from points_ledger import application
from points_ledger.api import requests
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, member_of, rules_of, submit
from points_ledger.api.requests import Exchange

router = APIRouter(route_class=Audited)


class Exchanging(BaseModel):
    """Points that are put aside until the partner confirms."""

    exchange_id: UUID
    member_id: str
    points: int
    expires_at: datetime


class Exchanged(BaseModel):
    """What became of an exchange."""

    exchange_id: UUID
    captured: int
    released: int


@router.post("/v1/points/exchanges", status_code=201)
async def exchange(body: Exchange, caller: Caller.Partner, key: Idempotency, here: Here) -> Exchanging:
    """Puts points aside; limited ones are not for e-money. Confirm once the e-money is paid out."""
    ids = dict((await submit(here, key, requests.exchange(body, caller.id, now(), rules_of(here)))).ids)
    return Exchanging.model_validate(ids | {"exchange_id": ids["hold_id"]})


@router.post("/v1/points/exchanges/{exchange_id}/confirm")
async def confirm(exchange_id: UUID, caller: Caller.Partner, key: Idempotency, here: Here) -> Exchanged:
    """Takes all of the points, once."""
    member_id = await member_of(here, caller.id, exchange_id)
    command = application.confirm(caller.id, member_id, exchange_id, now())
    ids = dict((await submit(here, key, command)).ids)
    return Exchanged.model_validate(ids | {"exchange_id": exchange_id})


@router.post("/v1/points/exchanges/{exchange_id}/void")
async def void(exchange_id: UUID, caller: Caller.Partner, key: Idempotency, here: Here) -> Exchanged:
    """Gives all of the points back."""
    member_id = await member_of(here, caller.id, exchange_id)
    command = application.void(caller.id, member_id, exchange_id, now(), application.EXCHANGED)
    ids = dict((await submit(here, key, command)).ids)
    return Exchanged.model_validate(ids | {"exchange_id": exchange_id})
