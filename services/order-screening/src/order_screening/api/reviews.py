"""The queue of operators and their decisions."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound, invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge
from order_screening import application, decisions, views

router = APIRouter(tags=["operator"])

REASON_MAX = 1_000
CURSOR_MAX = 2**31 - 1
PAGE_MAX = 50  # a case of items shows up to 200 rows

Here = Annotated[Edge, Depends(edge)]


def _says_something(reason: str) -> str:
    if not reason.strip():
        raise ValueError("must say something")
    return reason


Reason = Annotated[str, Field(min_length=1, max_length=REASON_MAX), AfterValidator(_says_something)]


class Decision(Body):
    """What an operator decides, and why."""

    decision: application.Decision
    reason: Reason


class Decided(BaseModel):
    """The case after a decision; it stays open while another operator has to approve."""

    id: UUID
    state: Literal["open", "approved", "changes_asked", "refused"]
    approvals_missing: int


class Row(BaseModel):
    """A row of items that waits."""

    row: int
    item: dict[str, str]
    findings: list[dict[str, Any]]


class Earlier(BaseModel):
    """A decision taken in this case so far."""

    operator_id: str
    decision: str
    reason: str
    at: datetime


class Case(BaseModel):
    """What waits for an operator: a version of an order, or rows of one of its batches."""

    id: UUID
    order_id: UUID
    version: int
    batch: int | None
    kind: Literal["order", "items"]
    verdict: Literal["human"]
    ruleset: str
    findings: list[dict[str, Any]]
    rows: list[Row]
    approvals_needed: int
    opened_at: datetime
    due_at: datetime
    overdue_days: int
    appeal: str | None
    decisions: list[Earlier]


class Entry(BaseModel):
    """A decision of an operator and what proves it; see `decisions.Entry`."""

    number: int
    subject: str
    matter: dict[str, str | int]
    operator_id: str
    decision: str
    reason: str
    at: datetime
    topic: str
    stored: str
    digest: str


@router.get("/v1/order-reviews")
async def queue(
    caller: Caller.Operator,
    edge: Here,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = 20,
    cursor: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[Case]:
    """Open cases, oldest first."""
    after = after_of(cursor)
    found = await edge.database.read(lambda tx: views.queue(tx, after, limit + 1))
    numbers = {one.id: str(one.number) for one in found}
    return page_of([_shown(one) for one in found], limit, lambda case: numbers[case.id])


@router.post("/v1/order-reviews/{id}/decision")
async def decide(id: UUID, body: Decision, caller: Caller.Operator, key: Idempotency, edge: Here) -> Decided:
    """Decides a case, or adds the first of two approvals."""
    found = await edge.database.read(lambda tx: views.find(tx, id))
    if found is None:
        raise NotFound("no case has this id")
    digest = key.digest(body.decision, body.reason)
    command = application.decide(
        key.key, digest, application.Case(*found), caller.id, body.decision, body.reason, now()
    )
    outcome = await edge.writer.submit(command)
    return Decided.model_validate({"id": id, **outcome.ids})


@router.get("/v1/review-decisions")
async def register(
    caller: Caller.Operator,
    edge: Here,
    limit: Limit = 200,
    cursor: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[Entry]:
    """Every decision of an operator, the first one first; each digest covers all before it."""
    after = after_of(cursor)
    found = await edge.database.read(lambda tx: decisions.entries(tx, after, limit + 1))
    items = [Entry.model_validate(one, from_attributes=True) for one in found]
    return page_of(items, limit, lambda entry: str(entry.number))


def after_of(cursor: str | None) -> int:
    """The number after which a list goes on. Raises Invalid."""
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or int(cursor) > CURSOR_MAX:
        raise invalid("cursor", "is not one that this list has given")
    return int(cursor)


def _shown(case: views.Case) -> Case:
    return Case(
        id=case.id,
        order_id=case.order_id,
        version=case.version,
        batch=case.batch,
        kind="order" if case.batch is None else "items",
        verdict="human",
        ruleset=case.ruleset,
        findings=case.findings,
        rows=[Row(**row) for row in case.rows],
        approvals_needed=case.approvals,
        opened_at=case.opened_at,
        due_at=case.due_at,
        overdue_days=case.overdue_days,
        appeal=case.appeal,
        decisions=[Earlier(**one) for one in case.decisions],
    )
