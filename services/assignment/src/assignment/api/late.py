"""What a member is told whose answer came late."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from assignment import views
from chassis.http import Caller, Edge
from chassis.http.dependencies import edge

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]

TOLD = {
    "ja": "時間を過ぎており、この枠はすでに埋まっています。回答は保存されません。"
    "報酬を運営からお支払いできるか確認しています。",
    "en": "Your time was over and the place is taken. Your answer is not kept; we ask whether we can pay it.",
}


class LateAnswer(BaseModel):
    """An answer whose place was gone. `asked`: it is not known yet; `not_paid`: no money was there for it."""

    submission_id: UUID
    order_id: UUID
    points: int
    state: Literal["asked", "paid", "not_paid"]
    at: datetime


def told_late(ids: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer to a submission that came late."""
    return {**ids, "masked": [], "told": TOLD}


@router.get("/v1/me/late-answers")
async def late_answers(caller: Caller.Member, edge: Here) -> list[LateAnswer]:
    """My answers that came late, and whether each was paid; the newest hundred."""
    found = await edge.database.read(lambda tx: views.late_answers_of(tx, caller.id))
    return [LateAnswer.model_validate({**row, "submission_id": row["assignment_id"]}) for row in found]
