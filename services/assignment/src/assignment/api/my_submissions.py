"""What a member has answered, what became of it, and what of it may be taken back."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends

from assignment import application, views
from assignment.api.memory import Memory, Remembered
from assignment.api.models import Cursor, MySubmission, before_place, time_cursor
from chassis.http import Caller, Edge, Limit, Page, page_of
from chassis.http.dependencies import edge

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]


@router.get("/v1/me/submissions")
async def my_submissions(
    caller: Caller.Member, edge: Here, memory: Remembered, limit: Limit = 50, cursor: Cursor = None
) -> Page[MySubmission]:
    """My answers, the newest first."""
    before = before_place(cursor)
    found = await edge.database.read(lambda tx: views.my_submissions(tx, caller.id, limit + 1, before))
    page = page_of(found, limit, lambda mine: time_cursor(mine.submitted_at, mine.submission_id))
    items = [await _mine(mine, edge, memory) for mine in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


async def _mine(mine: views.Mine, edge: Edge, memory: Memory) -> MySubmission:
    names = ("percent", "code", "question", "reason")
    reduction = dict(zip(names, mine.reduction, strict=True)) if mine.reduction else None
    of_contest = ("state", "points", "appeal_by", "answer_by", "winner")
    contest = dict(zip(of_contest, mine.contest, strict=True)) if mine.contest else None
    shown = {"reduction": reduction, "contest": contest, "can_withdraw": False}
    if mine.form_version is not None and not mine.withdrawn:
        questions = (await memory.document(edge, mine.order_id, mine.form_version))["questions"]
        shown["can_withdraw"] = bool(application.withdrawable(questions))
    return MySubmission.model_validate({**asdict(mine), **shown})
