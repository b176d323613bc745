"""Clawback: an operator proposes, another decides, the member may appeal, a third decides that."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, Text, page_of
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, Party, PartyId, Reference, clawback_policy_of

router = APIRouter(route_class=Audited)
Why = Annotated[Text, Field(min_length=1, max_length=200)]
State = Literal["proposed", "dismissed", "taken", "appealed", "upheld", "reversed"]


class Propose(Body):
    """A grant to be taken back. reference: of the grant; of work it is the assignment.

    partner_id: who gave the points, null for work. reason: stays in the history and names nobody.
    """

    reference: Reference
    partner_id: Party | None = None
    reason: Why


class Decide(Body):
    """The second operator's word."""

    decision: Literal["confirm", "dismiss"]
    reason: Why


class DecideAppeal(Body):
    """The third operator's word."""

    decision: Literal["uphold", "reverse"]
    reason: Why


class Proposed(BaseModel):
    """The case that waits for another operator."""

    clawback_id: UUID
    state: str


class Changed(BaseModel):
    """What a case has come to: points that were taken, and what could not be."""

    state: str
    taken: int
    claim: int


class Case(BaseModel):
    """A case. `claim` could not be taken; it may be appealed once while it is `taken`."""

    clawback_id: UUID
    reference: str
    points: int
    state: State
    taken: int
    claim: int
    may_appeal: bool
    changed_at: datetime


class OperatorCase(Case):
    """The same for operators."""

    member_id: str
    partner_id: str | None


@router.post("/v1/members/{member_id}/clawbacks", status_code=201)
async def propose(
    member_id: PartyId, body: Propose, caller: Caller.Operator, key: Idempotency, here: Here
) -> Proposed:
    """Opens a case for fraud within 30 days of the grant; nothing is taken until another operator agrees."""
    partner_id = body.partner_id or ""
    grant = await here.database.read(lambda tx: views.grant_of(tx, member_id, partner_id, body.reference))
    if grant is None:
        raise NotFound("no such grant of this member")
    granted_to, points, origin, granted_at = grant
    command = application.propose_clawback(
        key.key,
        granted_to,
        body.reference,
        points,
        origin,
        partner_id,
        granted_at,
        clawback_policy_of(here, origin),
        body.reason,
        caller.id,
        now(),
    )
    return Proposed.model_validate(dict((await here.writer.submit(command)).ids))


@router.get("/v1/clawbacks")
async def cases(
    caller: Caller.Operator,
    here: Here,
    state: Annotated[State | None, Query()] = None,
    limit: Limit = 50,
    cursor: Annotated[UUID | None, Query()] = None,
) -> Page[OperatorCase]:
    """All cases, those of one state if named."""
    rows = await here.database.read(lambda tx: views.clawbacks_of(tx, None, state, cursor, limit + 1))
    page = page_of(rows, limit, lambda row: str(row["id"]))
    items = [
        OperatorCase(**_case(row), member_id=row["member_id"], partner_id=row["partner_id"] or None)
        for row in page.items
    ]
    return Page[OperatorCase](items=items, next_cursor=page.next_cursor)


@router.post("/v1/clawbacks/{clawback_id}/decision")
async def decide(
    clawback_id: UUID, body: Decide, caller: Caller.Operator, key: Idempotency, here: Here
) -> Changed:
    """Takes what the policy of the grant's origin allows, or dismisses the case."""
    case = await _case_of(here, clawback_id)
    members = await here.database.read(lambda tx: views.members_of(tx, case.member_id))
    decision = body.decision == "confirm", body.reason, caller.id
    command = application.decide_clawback(key.key, clawback_id, members, case.partner, *decision, now())
    return Changed.model_validate(dict((await here.writer.submit(command)).ids))


@router.post("/v1/clawbacks/{clawback_id}/appeal-decision")
async def decide_appeal(
    clawback_id: UUID, body: DecideAppeal, caller: Caller.Operator, key: Idempotency, here: Here
) -> Changed:
    """Leaves it, or gives all of it back into the very lots."""
    case = await _case_of(here, clawback_id)
    is_reversed, of = body.decision == "reverse", (case.taken_from, case.partner)
    command = application.decide_appeal(key.key, clawback_id, *of, is_reversed, body.reason, caller.id, now())
    return Changed.model_validate(dict((await here.writer.submit(command)).ids))


@router.get("/v1/me/points/clawbacks")
async def my_cases(
    caller: Caller.Member,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[UUID | None, Query()] = None,
) -> Page[Case]:
    """What was taken back of my points, or is claimed."""
    rows = await here.database.read(lambda tx: views.clawbacks_of(tx, caller.id, None, cursor, limit + 1))
    page = page_of(rows, limit, lambda row: str(row["id"]))
    return Page[Case](items=[Case(**_case(row)) for row in page.items], next_cursor=page.next_cursor)


@router.post("/v1/me/points/clawbacks/{clawback_id}/appeal")
async def appeal(clawback_id: UUID, caller: Caller.Member, key: Idempotency, here: Here) -> Changed:
    """Has another operator look at it, once."""
    members = await here.database.read(lambda tx: views.members_of(tx, caller.id))
    command = application.appeal_clawback(key.key, clawback_id, members, now())
    return Changed.model_validate(dict((await here.writer.submit(command)).ids))


async def _case_of(here: Edge, id: UUID) -> Any:
    """A case as it is; a command names the streams before it sees them."""
    found = await here.database.read(lambda tx: views.case_of(tx, id))
    if found is None:
        raise NotFound("no such case")
    return found


def _case(row: Any) -> dict[str, Any]:
    told = {name: row[name] for name in ("reference", "points", "state", "taken", "claim", "changed_at")}
    return told | {"clawback_id": row["id"], "may_appeal": row["state"] == "taken"}
