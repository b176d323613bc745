"""What a client gets for an order: one row per task, computed once for all who ask."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from assignment import quality, views
from assignment.api.client_models import Results
from assignment.api.memory import Memory, Remembered
from assignment.api.orders import Forms, export_of, forms_of, order_of
from chassis.http import Caller, Edge
from chassis.http.dependencies import edge

router = APIRouter(tags=["client"])
Here = Annotated[Edge, Depends(edge)]
Format = Literal["json", "csv", "parquet"]

_FILES = {
    "csv": (quality.to_csv, "text/csv"),
    "parquet": (quality.to_parquet, "application/vnd.apache.parquet"),
}
_CONTENT: dict[str, Any] = {
    media_type: {"schema": {"type": "string", "contentMediaType": media_type}}
    for _, media_type in _FILES.values()
}


@router.get("/v1/orders/{order_id}/results", response_model=Results, responses={200: {"content": _CONTENT}})
async def results(
    order_id: UUID,
    caller: Caller.Client,
    edge: Here,
    memory: Remembered,
    method: quality.Method = "majority",
    format: Format = "json",
) -> Response:
    """One row per task: labels, how sure they are, and how many accepted answers they rest on.

    503 with Retry-After while they are being computed.
    """
    order = await order_of(edge, order_id, caller.id)
    # The counts tell whether anything was added since; local mode shows what others do not.
    counts = (order.form_version, order.tasks, order.accepted, order.withdrawn, tuple(order.quarantined))
    key = (order_id, method, counts, edge.settings.is_local)
    found = await memory.results.get(key, lambda: _computed(edge, memory, order, method))
    if format == "json":
        return Response(found, media_type="application/json")
    write, media_type = _FILES[format]
    content = await asyncio.to_thread(lambda: write(orjson.loads(found)["items"]))
    name = f'attachment; filename="results-{order_id}.{format}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": name})


async def _computed(edge: Edge, memory: Memory, order: views.Progress, method: quality.Method) -> bytes:
    tasks, work = await edge.database.run(lambda engine, _: views.accepted_work(engine, order.order_id))
    forms = await forms_of(edge, memory, order, {one.form_version for one in work})
    export = await export_of(edge, order)
    return await asyncio.to_thread(_encoded, order, export.version, forms, tasks, work, method)


def _encoded(
    order: views.Progress,
    version: int,
    forms: Forms,
    tasks: Sequence[views.Task],
    work: Sequence[views.Answered],
    method: quality.Method,
) -> bytes:
    """The JSON of Results, made without its models: for 20,000 tasks they take longer than a vote."""
    wanted = forms.wanted(order.form_version)
    given = [quality.Given(one.row, one.worker, forms.comparable(one, wanted)) for one in work]
    found = quality.aggregate(list(wanted.values()), [task.row for task in tasks], given, method)
    items = [
        {
            "task_id": task.task_id,
            "row": task.row,
            "item": task.item,
            "answers": found[task.row].answers,
            "labels": found[task.row].labels,
            "confidence": found[task.row].confidence,
            "suppressed": found[task.row].suppressed,
        }
        for task in tasks
    ]
    head = {"order_id": order.order_id, "method": method, "version": version}
    return orjson.dumps({**head, "items": items, "next_cursor": None, "withheld": forms.withheld(work)})
