"""One tap reports a task; the reporter hears what came of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from assignment import application, views
from assignment.api.desks import Device, own_device
from assignment.api.memory import Remembered
from assignment.api.models import Cursor, before_place, time_cursor
from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]


class Report(Body):
    """What is wrong, as a code, and with which question."""

    reason: application.ReportReason
    question: str | None = Field(None, min_length=1, max_length=64)


class Reported(BaseModel):
    """An operator looks at it; I hear the outcome by `answer_by`."""

    assignment_id: UUID
    answer_by: datetime


class MyReport(BaseModel):
    """outcome: `open`, `breach` (the order was closed), or `unfounded` (no rule was broken)."""

    assignment_id: UUID
    order_id: UUID
    reason: str
    question: str | None
    reported_at: datetime
    answer_by: datetime
    outcome: Literal["open", "breach", "unfounded"]
    decided_at: datetime | None


@router.post("/v1/assignments/{assignment_id}/report")
async def report(
    assignment_id: UUID,
    body: Report,
    caller: Caller.Member,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
    device: Device = None,
) -> Reported:
    """Says that a task of mine asks what it must not, misleads or harms. My pay and access stay the same."""
    held = await memory.lease(edge, assignment_id, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    if body.question is not None and body.question not in {one["id"] for one in document["questions"]}:
        raise invalid("question", "the order has no such question")
    at = now()
    since = at - application.UNFOUNDED_WITHIN
    first, unfounded = await edge.database.read(lambda tx: views.reporter(tx, caller.id, since))
    secret, part = edge.settings.principal_secret, await own_device(device, caller, edge)
    by = application.reporter(held.order_id, secret, part, caller.member_since, first, unfounded, at)
    digest = key.digest(body.reason, body.question)
    command = application.report(key.key, digest, assignment_id, held, body.reason, body.question, by, at)
    outcome = await edge.writer.submit(command)
    return Reported.model_validate(outcome.ids, strict=False)


@router.get("/v1/me/reports")
async def my_reports(
    caller: Caller.Member, edge: Here, limit: Limit = 50, cursor: Cursor = None
) -> Page[MyReport]:
    """My reports and what came of them, the newest first."""
    before = before_place(cursor)
    found = await edge.database.read(lambda tx: views.my_reports(tx, caller.id, limit + 1, before))
    page = page_of(found, limit, lambda mine: time_cursor(mine.reported_at, mine.assignment_id))
    return Page(items=[_shown(one) for one in page.items], next_cursor=page.next_cursor)


def _shown(one: views.Report) -> MyReport:
    return MyReport(
        assignment_id=one.assignment_id,
        order_id=one.order_id,
        reason=one.reason,
        question=one.question,
        reported_at=one.reported_at,
        answer_by=one.reported_at + application.ANSWER_WITHIN,
        outcome=one.outcome or "open",
        decided_at=one.decided_at,
    )
