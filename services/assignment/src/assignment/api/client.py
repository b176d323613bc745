"""What a client sees of an order: progress, results, accepted answers, and one undecided answer at a time."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from assignment import application, quality, views
from assignment.api.memory import Remembered
from assignment.api.models import (
    Cursor,
    Forecast,
    Progress,
    Result,
    Results,
    Review,
    Submission,
    Submissions,
    Submitted,
    Undecided,
)
from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Caller, Edge, Idempotency, Limit, page_of
from chassis.http.dependencies import edge

router = APIRouter(tags=["client"])
Here = Annotated[Edge, Depends(edge)]
Method = Literal["majority", "dawid_skene"]
Format = Literal["json", "csv", "parquet"]

_FILES = {
    "csv": (quality.to_csv, "text/csv; charset=utf-8"),
    "parquet": (quality.to_parquet, "application/vnd.apache.parquet"),
}


async def _order(edge: Edge, order_id: UUID, client_id: str | None) -> views.Progress:
    """Raises UnknownOrder when it is not known or, with `client_id`, another client's."""
    found = await edge.database.read(lambda tx: views.progress(tx, order_id, client_id))
    if found is None:
        raise application.UnknownOrder("there is no such order")
    return found


@router.get("/v1/orders/{order_id}/progress")
async def progress(order_id: UUID, caller: Caller.ClientOrOperator, edge: Here) -> Progress:
    """How far the order is."""
    order = await _order(edge, order_id, caller.id if caller.role == "client" else None)
    return Progress(
        order_id=order.order_id,
        state=order.state,
        drained=order.drained,
        tasks=order.tasks,
        places=order.places,
        leased=order.live,
        submitted=order.undecided,
        accepted=order.accepted,
        funded=order.funded,
        reserved=order.reserved,
        spent=order.spent,
        remaining=order.funded - order.reserved - order.spent,
        forecast=Forecast(minutes_left=views.minutes_left(order)),
    )


def _withheld(questions: list[dict[str, Any]], edge: Edge) -> list[str]:
    """Free text is not exported before the answer guard exists, except in local mode."""
    if edge.settings.is_local:
        return []
    return [question["id"] for question in questions if question["kind"] == "text"]


def _shown(one: views.Submission, withheld: list[str]) -> dict[str, Any]:
    return {
        "pseudonym": one.pseudonym,
        "task_id": one.task_id,
        "row": one.row,
        "answers": {name: answer for name, answer in one.answers.items() if name not in withheld},
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
    order = await _order(edge, order_id, caller.id)
    document = await memory.document(edge, order_id, order.form_version)
    withheld = _withheld(document["questions"], edge)
    after = _public_id(cursor) if cursor else views.LOWEST
    found = await edge.database.read(lambda tx: views.submissions(tx, order_id, limit + 1, after))
    page = page_of(found, limit, lambda one: str(one.public_id))
    items = [Submission(**_shown(one, withheld)) for one in page.items]
    return Submissions(items=items, next_cursor=page.next_cursor, withheld=withheld)


def _public_id(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise invalid("cursor", "is not one that a list has given") from None


@router.get("/v1/orders/{order_id}/undecided")
async def undecided(order_id: UUID, caller: Caller.Client, edge: Here, memory: Remembered) -> Review:
    """The one answer that has waited longest for a decision."""
    order = await _order(edge, order_id, caller.id)
    document = await memory.document(edge, order_id, order.form_version)
    withheld = _withheld(document["questions"], edge)
    found = await edge.database.read(lambda tx: views.undecided(tx, order_id))
    if found is None:
        return Review(waiting=0, submission=None, withheld=withheld)
    shown = Undecided(submission_id=found.public_id, item=found.item, **_shown(found, withheld))
    return Review(waiting=order.undecided, submission=shown, withheld=withheld)


@router.post("/v1/submissions/{submission_id}/accept")
async def accept(submission_id: UUID, caller: Caller.Client, key: Idempotency, edge: Here) -> Submitted:
    """Accepts the answer that `undecided` has shown; the member is paid."""
    found = await edge.database.read(lambda tx: views.review(tx, submission_id, caller.id))
    if found is None:
        raise application.UnknownAssignment("there is no such submission")
    assignment_id, order_id = found
    command = application.accept(
        key.key, key.digest(), assignment_id, order_id, caller.id, str(submission_id), now()
    )
    outcome = await edge.writer.submit(command)
    return Submitted.model_validate(dict(outcome.ids))


@router.get("/v1/orders/{order_id}/results", response_model=Results)
async def results(
    order_id: UUID,
    caller: Caller.Client,
    edge: Here,
    memory: Remembered,
    method: Method = "majority",
    format: Format = "json",
) -> Any:
    """One row per task: labels, how sure they are, and how many accepted answers they rest on."""
    order = await _order(edge, order_id, caller.id)
    document = await memory.document(edge, order_id, order.form_version)
    withheld = _withheld(document["questions"], edge)
    questions = [question for question in document["questions"] if question["id"] not in withheld]
    async with memory.aggregating:
        work = await edge.database.read(lambda tx: views.accepted_work(tx, order_id))
        rows = await asyncio.to_thread(_aggregated, questions, *work, method)
        if format == "json":
            return Results(order_id=order_id, method=method, items=rows, withheld=withheld)
        write, media_type = _FILES[format]
        content = await asyncio.to_thread(write, [row.model_dump(mode="json") for row in rows])
    name = f'attachment; filename="results-{order_id}.{format}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": name})


def _aggregated(
    questions: list[dict[str, Any]], tasks: list[views.Task], work: list[views.Answered], method: Method
) -> list[Result]:
    rows = {task.task_id: task.row for task in tasks}
    given = [quality.Given(rows[one.task_id], one.worker, one.answers) for one in work]
    found = quality.aggregate(questions, list(rows.values()), given, method)
    return [
        Result(
            task_id=task.task_id,
            row=task.row,
            item=task.item,
            answers=found[task.row].answers,
            labels=found[task.row].labels,
            confidence=found[task.row].confidence,
        )
        for task in tasks
    ]
