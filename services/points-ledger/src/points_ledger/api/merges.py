"""One ID: an operator merges two accounts of one member, and splits them again."""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Idempotency, Text
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, Party, PartyId, submit_once

router = APIRouter(route_class=Audited)


class Merge(Body):
    """The account that survives, and why; the reason stays in the history and names nobody."""

    into: Party
    reason: Text = Field(min_length=1, max_length=200)


class Merged(BaseModel):
    """Which account is merged into which, or will be when another operator asks for the same (202)."""

    member_id: str
    into: str
    state: Literal["proposed", "merged"]


class SplitOff(Body):
    """Why; it stays in the history and names nobody."""

    reason: Text = Field(min_length=1, max_length=200)


class Split(BaseModel):
    """What the account has again; `missing` points that came from it are used or expired."""

    member_id: str
    points: int
    missing: int


@router.post("/v1/members/{member_id}/merge", responses={202: {"model": Merged}})
async def merge(
    member_id: PartyId,
    body: Merge,
    caller: Caller.Operator,
    key: Idempotency,
    here: Here,
    response: Response,
) -> Merged:
    """Makes two accounts one, once two operators ask for it: `into` has the points and links of both."""
    if body.into == member_id:
        raise invalid("into", "is the same account")
    command = application.merge(key.key, member_id, body.into, body.reason, caller.id, now())
    outcome = await here.writer.submit(command)
    response.status_code = outcome.status
    return Merged.model_validate(dict(outcome.ids))


@router.post("/v1/members/{member_id}/split-off")
async def split_off(
    member_id: PartyId, body: SplitOff, caller: Caller.Operator, key: Idempotency, here: Here
) -> Split:
    """Lets a merged account stand for itself again, with what came from it and is still there."""
    survivor = await here.database.read(lambda tx: views.merged_into(tx, member_id))
    missing = "" if survivor else "this account is not merged into another"
    command = application.split_off(key.key, member_id, survivor, body.reason, caller.id, now())
    return Split.model_validate(dict((await submit_once(here, command, missing)).ids))
