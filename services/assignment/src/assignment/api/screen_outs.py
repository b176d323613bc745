"""What a member is told whose answers end the work early."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from assignment import application
from assignment.application import Ending, Held
from chassis.clock import now
from chassis.http import Edge, RequestKey

_PAID = (
    "ご回答の内容により、質問はここで終わりです。ここまでの時間に対して{points}ポイントをお支払いしました。",
    "Your answers end the questions here. You were paid {points} points for your time.",
)
_PAID_BEFORE = (
    "この依頼の質問はすでに終わり、お支払い済みです。このタスクはお返しいただいたものとして扱います。",
    "The questions of this order have ended for you already, and were paid. This task was given back.",
)


class Told(BaseModel):
    """The same in Japanese and English."""

    ja: str
    en: str


async def end_early(
    edge: Edge, key: RequestKey, assignment_id: UUID, held: Held, ending: Ending
) -> Mapping[str, Any]:
    """Ends the lease at a question and says so."""
    digest = key.digest("screened_out", ending.question)
    outcome = await edge.writer.submit(
        application.screen_out(key.key, digest, assignment_id, held, ending, now())
    )
    texts = _PAID if outcome.ids["state"] == "screened_out" else _PAID_BEFORE
    ja, en = (text.format(points=outcome.ids["points"]) for text in texts)
    return {**outcome.ids, "masked": [], "told": {"ja": ja, "en": en}}
