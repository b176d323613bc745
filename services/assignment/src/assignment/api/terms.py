"""The terms sheet of an order, for its client and for members, and that of one task that was taken."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from assignment import application
from assignment.api.memory import Memory, Remembered
from chassis.http import Caller, Edge
from chassis.http.dependencies import edge
from chassis.principal import Principal

router = APIRouter(tags=["terms"])
Here = Annotated[Edge, Depends(edge)]


class Parties(BaseModel):
    """Who agrees: the client, for whom `recipient` gets the answers, and the member.

    `member_id` is null where the sheet is of no task in particular; a client never learns it.
    """

    client_id: str
    recipient: str
    member_id: str | None = None


class TermsSheet(BaseModel):
    """The terms of an order.

    due_seconds: from taking a task to handing in. inspection_hours: from handing in to the acceptance at the
    latest, 0 when the form decides. pay_days: from handing in to the pay at the very latest; points can be
    spent from the moment of acceptance. may_end_early: some answer ends the questions; the time until there
    is then paid at once, with exit_points_least or more.
    """

    order_id: UUID
    version: int
    parties: Parties
    title: str
    content: str
    questions: int
    purpose: str
    retention: str
    reward_points: int
    due_seconds: int
    inspection_hours: int
    pay_days: int
    may_end_early: bool
    exit_points_least: int


class TaskTerms(TermsSheet):
    """The terms of one task that a member took, with their dates."""

    assignment_id: UUID
    agreed_at: datetime
    due_at: datetime
    inspected_by: datetime
    paid_by: datetime


@router.get("/v1/orders/{order_id}/terms")
async def order_terms(order_id: UUID, caller: Caller.Any, edge: Here, memory: Remembered) -> TermsSheet:
    """What whoever takes a task of the order now agrees to; known from the moment the order is opened."""
    budget = await edge.database.aggregate(application.OrderBudget, order_id)
    if not budget.terms or not _may_read(caller, budget.terms["client_id"]):
        raise application.UnknownOrder("there is no such order")
    sheet = await _sheet(edge, memory, order_id, budget.terms)
    return sheet.model_copy(update={"reward_points": budget.terms["reward_points"]})


def _may_read(caller: Principal, client_id: str) -> bool:
    return caller.role in ("member", "operator") or (caller.role, caller.id) == ("client", client_id)


async def _sheet(
    edge: Edge, memory: Memory, order_id: UUID, of_order: Mapping[str, Any], version: int | None = None
) -> TermsSheet:
    version = version or of_order["form_version"]
    document = await memory.document(edge, order_id, version)
    terms = asdict(application.terms_of(document, of_order["lease_seconds"]))
    parties = Parties(client_id=of_order["client_id"], recipient=terms.pop("recipient"))
    return TermsSheet(order_id=order_id, version=version, parties=parties, **terms)


@router.get("/v1/assignments/{assignment_id}/terms")
async def task_terms(assignment_id: UUID, caller: Caller.Member, edge: Here, memory: Remembered) -> TaskTerms:
    """What I agreed to when I took this task, with the latest date of each step."""
    assignment = await edge.database.aggregate(application.Assignment, assignment_id)
    held = application.held_by(assignment, caller.id)
    budget = await edge.database.aggregate(application.OrderBudget, held.order_id)
    sheet = await _sheet(edge, memory, held.order_id, budget.terms, held.form_version)
    leased_at, expires_at = assignment.leased_at, assignment.expires_at
    assert leased_at is not None
    assert expires_at is not None
    of_task = {
        "parties": sheet.parties.model_copy(update={"member_id": caller.id}),
        "reward_points": assignment.points,
        "due_seconds": int((expires_at - leased_at).total_seconds()),
    }
    dates = application.deadlines_of(sheet.inspection_hours, leased_at, expires_at)
    return TaskTerms(**{**sheet.model_dump(), **of_task}, assignment_id=assignment_id, **asdict(dates))
