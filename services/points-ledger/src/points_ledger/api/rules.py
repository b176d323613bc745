"""The table of where points may be used, and what an operator sets of it for a partner and a member."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, BeforeValidator, Field

from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Idempotency, Text
from points_ledger import application
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, PartyId, rules_of

router = APIRouter(route_class=Audited)


class BarRow(BaseModel):
    """Points of this kind and origin are not for this use; empty stands for any."""

    row: str
    use: str
    kind: str
    origin: str


class CapRow(BaseModel):
    """What members of a rank may use at once and in a month."""

    row: str
    rank: str
    use_points: int
    month_points: int


class Rules(BaseModel):
    """The table; a refused use names its row, or `unit-50` for the steps of a partner."""

    bars: list[BarRow]
    caps: list[CapRow]


def _number(said: object) -> int:
    """True equals 1, and 50.0 equals 50."""
    if type(said) is not int:
        raise ValueError("must be a whole number")
    return said


class Unit(Body):
    """In which steps points are used at a partner."""

    unit: Annotated[Literal[1, 50, 100], BeforeValidator(_number)]


class Rank(Body):
    """The rank of a member, until levels arrive from elsewhere."""

    rank: Text = Field(min_length=1, max_length=40)
    reason: Text = Field(min_length=1, max_length=200)


@router.get("/v1/points/rules")
async def rules(caller: Caller.Any, here: Here) -> Rules:
    """Where points may be used, and how many."""
    found = rules_of(here)
    return Rules.model_validate(found, from_attributes=True)


@router.post("/v1/partners/{partner_id}/unit")
async def set_unit(
    partner_id: PartyId, body: Unit, caller: Caller.Operator, key: Idempotency, here: Here
) -> Unit:
    """Sets in which steps points are used at a partner."""
    await here.writer.submit(application.set_unit(key.key, partner_id, body.unit, now()))
    return body


@router.post("/v1/members/{member_id}/rank", status_code=204, response_class=Response)
async def set_rank(
    member_id: PartyId, body: Rank, caller: Caller.Operator, key: Idempotency, here: Here
) -> None:
    """Sets the rank of a member, by which caps go."""
    ranks = rules_of(here).ranks
    if body.rank not in ranks:
        raise invalid("rank", f"one of {', '.join(ranks)}")
    await here.writer.submit(application.set_rank(key.key, member_id, body.rank, body.reason, now()))
