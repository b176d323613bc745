"""What a client sees of the review of an order, and its appeal."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from order_screening import application, views
from order_screening.api.reviews import Reason

router = APIRouter(tags=["client"])
Here = Annotated[Edge, Depends(edge)]


class Appeal(Body):
    """Why the client disagrees; `row`: about the rows that were decided together with this one."""

    reason: Reason
    row: int | None = Field(default=None, ge=0, lt=2**31)


class Appealed(BaseModel):
    """Other operators decide on this version until `due_at`."""

    version: int
    due_at: datetime


class Review(BaseModel):
    """The newest version as submitted, and how far operators are with it.

    state: `screening` until there is a verdict, `none` when no person is needed, `open`, or what was decided,
    with its `reason`. due_at: when an answer is due, while it is open; later each day nobody decided in.
    """

    order_id: UUID
    version: int
    verdict: str | None
    ruleset: str | None
    state: str
    approvals_missing: int
    opened_at: datetime | None
    due_at: datetime | None
    overdue_days: int
    reason: str | None
    may_appeal: bool


@router.get("/v1/orders/{order_id}/review")
async def review(order_id: UUID, caller: Caller.ClientOrOperator, edge: Here) -> Review:
    """How the review of the newest version stands."""
    dossier = await edge.database.aggregate(application.Dossier, order_id)
    dossier.check_owner(caller.id if caller.role == "client" else dossier.client_id)
    version = dossier.newest
    found = await edge.database.aggregate(application.Screening, application.screening_id(order_id, version))
    is_open = found.case.is_open
    return Review(
        order_id=order_id,
        version=version,
        verdict=found.verdict or None,
        ruleset=found.ruleset or None,
        state=_state(found),
        approvals_missing=found.approvals - len(found.approved_by) if is_open else 0,
        opened_at=found.opened_at,
        due_at=found.due_at if is_open else None,
        overdue_days=found.overdue_days if is_open else 0,
        reason=found.reason if found.decided else None,
        may_appeal=found.may_appeal and not dossier.ended,
    )


def _state(screening: application.Screening) -> str:
    if not screening.verdict:
        return "screening"
    if not screening.approvals:
        return "none"
    return application.STATES[screening.decision] if screening.decided else "open"


@router.post("/v1/orders/{order_id}/appeal")
async def appeal(
    order_id: UUID, body: Appeal, caller: Caller.Client, key: Idempotency, edge: Here
) -> Appealed:
    """Appeals, once, against what operators decided on a version or on rows; others decide again."""
    dossier = await edge.database.aggregate(application.Dossier, order_id)
    dossier.check_owner(caller.id)
    row, batch = body.row, None
    if row is not None:
        batch = await edge.database.read(lambda tx: views.batch_of(tx, order_id, row))
        if batch is None:
            raise invalid("row", "is no row of this order")
    case = application.Case(order_id, dossier.newest, batch)
    digest = key.digest(body.reason, *([] if row is None else [row]))
    command = application.appeal(key.key, digest, case, caller.id, body.reason, now())
    outcome = await edge.writer.submit(command)
    return Appealed.model_validate(outcome.ids, strict=False)
