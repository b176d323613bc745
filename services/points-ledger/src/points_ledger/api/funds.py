"""The funds of the platform: what is in them, how they are filled from the fees, and what they pay."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound
from chassis.http import Body, Caller, Idempotency
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Amount, Here, Party, PartyId, Reference, limits_of

router = APIRouter(route_class=Audited)


class Fund(BaseModel):
    """A fund and its yen."""

    fund: str
    balance_jpy: int


class Fill(Body):
    """Fees that go into a fund, once under the reference."""

    amount_jpy: int = Field(ge=1, le=10**10)
    reference: Reference


class Filled(BaseModel):
    """What went into which fund."""

    fund: str
    amount_jpy: int
    reference: str


class Payment(Body):
    """Points for work that no order pays, once under the reference; `why` it is the fund's."""

    member_id: Party
    points: Amount
    reference: Reference
    why: Literal["peer", "late", "help", "training", "false_alarm"]


class Paid(BaseModel):
    """What was paid; `set_aside` of it waits for a person, since it is above the limit of the day."""

    fund: str
    member_id: str
    points: int
    set_aside: int


FUND_OF = {
    "peer": "arbitration",
    "late": "late",
    "help": "growth",
    "training": "training",
    "false_alarm": "safety_net",
}


@router.get("/v1/funds")
async def funds(caller: Caller.Operator, here: Here) -> list[Fund]:
    """What each fund holds."""
    found = await here.database.read(views.funds)
    return [Fund(fund=fund, balance_jpy=found.get(fund, 0)) for fund in application.FUNDS]


@router.post("/v1/funds/{fund}/fill", status_code=201)
async def fill(fund: PartyId, body: Fill, caller: Caller.Operator, key: Idempotency, here: Here) -> Filled:
    """Moves fees into a fund; no more than were taken in."""
    if fund not in application.FUNDS:
        raise NotFound(f"there is no fund {fund}")
    await here.writer.submit(application.claim(key.key, key.digest(body.amount_jpy, body.reference)))
    earned = await here.database.read(views.fees_earned)
    command = application.fill_fund(fund, body.amount_jpy, earned, body.reference, now())
    return Filled.model_validate(dict((await here.writer.submit(command)).ids))


@router.post("/v1/fund-payments", status_code=201)
async def pay(body: Payment, caller: Caller.Operator, key: Idempotency, here: Here) -> Paid:
    """Pays a member from the fund that such work belongs to; what the fund cannot pay is refused."""
    digest = key.digest(body.member_id, body.points, body.reference, body.why)
    await here.writer.submit(application.claim(key.key, digest))
    command = application.pay_from_fund(
        FUND_OF[body.why], body.member_id, body.points, body.reference, caller.id, now(), limits_of(here)
    )
    return Paid.model_validate(dict((await here.writer.submit(command)).ids))
