"""What a client sees of an order: progress, accepted answers, and one undecided answer at a time."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from assignment import application, quality, views
from assignment.api.client_models import (
    Forecast,
    Progress,
    Review,
    ScreenOuts,
    Submission,
    Submissions,
    Undecided,
)
from assignment.api.memory import Remembered
from assignment.api.models import Cursor, public_id_of
from assignment.api.orders import Forms, export_of, forms_of, order_of
from chassis.errors import Unavailable
from chassis.http import Caller, Edge, Limit, page_of
from chassis.http.dependencies import edge

router = APIRouter(tags=["client"])
Here = Annotated[Edge, Depends(edge)]

REVIEW_CANDIDATES = 10


@router.get("/v1/orders/{order_id}/progress")
async def progress(order_id: UUID, caller: Caller.ClientOrOperator, edge: Here) -> Progress:
    """How far the order is."""
    order = await order_of(edge, order_id, caller.id if caller.role == "client" else None)
    if order.accepted:
        # Who watches answers come in will ask for the results.
        quality.import_soon()
    export = await export_of(edge, order)
    return Progress(
        order_id=order.order_id,
        state=order.state,
        drained=order.drained,
        tasks=order.tasks,
        places=order.places,
        leased=order.live,
        submitted=order.undecided,
        accepted=order.accepted,
        contested=order.contested,
        funded=order.funded,
        reserved=order.reserved,
        spent=order.spent,
        remaining=order.funded - order.reserved - order.spent,
        screen_outs=ScreenOuts(exits=order.exits, points=order.exit_points, reserve=order.exit_reserve),
        forecast=Forecast(minutes_left=views.minutes_left(order)),
        export_version=export.version,
        acknowledged_version=export.acknowledged_version,
        acknowledge_by=export.acknowledge_by,
    )


def _shown(one: views.Submission, forms: Forms) -> Mapping[str, Any]:
    return {
        "submission_id": one.public_id,
        "pseudonym": one.pseudonym,
        "task_id": one.task_id,
        "row": one.row,
        "answers": forms.shown(one),
        "minutes": one.minutes,
        "day": one.day,
    }


@router.get("/v1/orders/{order_id}/submissions")
async def submissions(
    order_id: UUID,
    caller: Caller.Client,
    edge: Here,
    memory: Remembered,
    limit: Limit = 200,
    cursor: Cursor = None,
) -> Submissions:
    """The accepted answers, in an order that says nothing about time."""
    order = await order_of(edge, order_id, caller.id)
    after = public_id_of(cursor) if cursor else views.LOWEST
    found = await edge.database.read(lambda tx: views.submissions(tx, order_id, limit + 1, after))
    forms = await forms_of(edge, memory, order, {one.form_version for one in found})
    page = page_of(found, limit, lambda one: str(one.public_id))
    items = [Submission(**_shown(one, forms)) for one in page.items]
    export = await export_of(edge, order)
    withheld = forms.withheld(found)
    return Submissions(items=items, next_cursor=page.next_cursor, withheld=withheld, version=export.version)


@router.get("/v1/orders/{order_id}/undecided")
async def undecided(order_id: UUID, caller: Caller.Client, edge: Here, memory: Remembered) -> Review:
    """The one answer that has waited longest for a decision."""
    order = await order_of(edge, order_id, caller.id)
    found, decided = await _waiting(edge, order_id)
    forms = await forms_of(edge, memory, order, [found.form_version] if found else [])
    if found is None:
        return Review(waiting=0, submission=None, withheld=forms.withheld([]))
    shown = Undecided(item=found.item, **_shown(found, forms))
    return Review(
        waiting=max(1, order.undecided - decided), submission=shown, withheld=forms.withheld([found])
    )


async def _waiting(edge: Edge, order_id: UUID) -> tuple[views.Submission | None, int]:
    """The first answer that still waits, and how many before it were decided since the view saw them."""
    candidates = await edge.database.read(lambda tx: views.undecided(tx, order_id, REVIEW_CANDIDATES))
    for decided, one in enumerate(candidates):
        assignment = await edge.database.aggregate(application.Assignment, one.assignment_id)
        if assignment.state == "submitted":
            return one, decided
    if len(candidates) == REVIEW_CANDIDATES:
        raise Unavailable("the last decisions are still being counted; ask again")
    return None, len(candidates)
