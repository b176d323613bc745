"""One ID: an operator merges two accounts of one member, and splits them again."""

from fastapi import APIRouter
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
    """Which account was merged into which."""

    member_id: str
    into: str


class SplitOff(Body):
    """Why; it stays in the history and names nobody."""

    reason: Text = Field(min_length=1, max_length=200)


class Split(BaseModel):
    """What the account has again; `missing` points that came from it are used or expired."""

    member_id: str
    points: int
    missing: int


@router.post("/v1/members/{member_id}/merge")
async def merge(
    member_id: PartyId, body: Merge, caller: Caller.Operator, key: Idempotency, here: Here
) -> Merged:
    """Makes two accounts one: `into` has the points and links of both from now on."""
    if body.into == member_id:
        raise invalid("into", "is the same account")
    command = application.merge(key.key, member_id, body.into, body.reason, caller.id, now())
    return Merged.model_validate(dict((await here.writer.submit(command)).ids))


@router.post("/v1/members/{member_id}/split-off")
async def split_off(
    member_id: PartyId, body: SplitOff, caller: Caller.Operator, key: Idempotency, here: Here
) -> Split:
    """Lets a merged account stand for itself again, with what came from it and is still there."""
    survivor = await here.database.read(lambda tx: views.merged_into(tx, member_id))
    missing = "" if survivor else "this account is not merged into another"
    command = application.split_off(key.key, member_id, survivor, body.reason, caller.id, now())
    return Split.model_validate(dict((await submit_once(here, command, missing)).ids))
