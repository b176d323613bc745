"""What an order would cost and how it would go, before any money is locked."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.errors import invalid
from chassis.http import Caller, Edge
from chassis.http.dependencies import edge
from task_catalog import application, views
from task_catalog.api.models import OrderBody, Quote
from task_catalog.settings import CatalogSettings

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]


class ToQuote(OrderBody):
    """An order, and how many tasks its items will make (1 without items)."""

    tasks: int = Field(default=1, ge=1, le=100_000)


class Interval(BaseModel):
    """The middle 80 % of what happened to comparable orders, and its median."""

    low: float
    expected: float
    high: float


class FullQuote(Quote):
    """Yen, pay and expectations. Intervals are "no history yet" while fewer than 20 comparable orders tell;
    `seconds_to_fill` is "you decide on each answer" where the client does. `measured_…`: what members can be
    expected to take and earn under this estimate."""

    minutes_per_answer: float
    points_per_minute: float
    floor_points_per_minute: int
    meets_floor: bool
    advised_points_per_minute: int
    comparable_orders: int
    seconds_to_fill: Interval | str
    agreement: Interval | str
    measured_minutes_per_answer: Interval | str
    measured_points_per_minute: Interval | str


def fees_of(here: Edge) -> dict[str, int]:
    """The fees of orders that are drafted now."""
    assert isinstance(here.settings, CatalogSettings)
    return here.settings.fees


def check_source(here: Edge, document: dict[str, Any]) -> None:
    """Raises Invalid for a segment of an audience source that nobody could ask."""
    assert isinstance(here.settings, CatalogSettings)
    segment = document["audience"]["segment"]
    if segment and segment["source"] not in here.settings.audience_sources:
        raise invalid("audience.segment.source", "there is no such audience source")


async def forecast_of(
    here: Edge, document: dict[str, Any], tasks: int, fees: dict[str, int]
) -> dict[str, Any]:
    """The quote of an order from the orders like it."""
    like = application.likeness_of(document)
    rows = await here.database.read(
        lambda tx: views.outcomes_like(tx, like.kind, like.harder, like.has_items, like.pay)
    )
    return application.forecast(document, tasks, [application.Filled(*row) for row in rows], fees)


@router.post("/v1/orders/quote")
async def quote(body: ToQuote, caller: Caller.Client, here: Here) -> FullQuote:
    """The quote of an order that is not posted; nothing is stored."""
    document = body.model_dump(mode="json", exclude={"tasks"})
    check_source(here, document)
    return FullQuote.model_validate(await forecast_of(here, document, body.tasks, fees_of(here)))
