"""How many members an order would be for, beside its verdict and its quote."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, field_validator

from assignment import application, views
from assignment.api.memory import Remembered
from chassis.clock import now
from chassis.http import Body, Caller, Edge
from chassis.http.dependencies import edge

router = APIRouter(tags=["client"])
Age = Annotated[int, Field(ge=15, le=120)]


class Audience(Body):
    """Whom an order is for; what is left out limits nobody."""

    age_min: Age | None = None
    age_max: Age | None = None
    prefectures: list[str] = Field(default=[], max_length=47)

    @field_validator("prefectures")
    @classmethod
    def _are_some(cls, prefectures: list[str]) -> list[str]:
        if unknown := [one for one in prefectures if one not in views.REGIONS]:
            raise ValueError(f"{unknown[0][:20]} is no prefecture, such as 東京都")
        return prefectures


class Size(BaseModel):
    """Members whom it means, of those with a profile; rounded down to hundreds."""

    members: int | Literal["under 100"]


@router.post("/v1/orders/audience")
async def size(
    body: Audience, caller: Caller.Client, here: Annotated[Edge, Depends(edge)], memory: Remembered
) -> Size:
    """How many members an audience means, as of this minute; nothing is stored."""
    at, everybody = now().replace(second=0, microsecond=0), {"age_min": application.YOUNGEST}

    async def count() -> int:
        tally = await here.database.read(
            lambda tx: views.count_audience(tx, everybody | body.model_dump(exclude_none=True), [], 0, at)
        )
        return application.rounded(tally.eligible)

    return Size(members=await memory.audiences.get((body.model_dump_json(), at), count) or "under 100")
