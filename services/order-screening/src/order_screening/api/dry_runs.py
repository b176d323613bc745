"""The verdict on an order that a client has not posted yet; nothing is stored."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field, ValidationInfo, field_validator

from chassis.errors import Unavailable
from chassis.http import Body, Caller, Edge
from chassis.http.dependencies import edge
from order_screening.application import Policy, dry_run

router = APIRouter(tags=["client"])

TITLE_MAX = 200
INSTRUCTIONS_MAX = 20_000
TEXT_MAX = 2_000
LINKS_MAX = 20
QUESTIONS_MAX = 100
OPTIONS_MAX = 100
ROWS_MAX = 200
COLUMNS_MAX = 50
CELL_MAX = 20_000
WAITING_MAX = 8
COLUMN = re.compile(r"\{[^{}]+\}")

ShortText = Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
Age = Annotated[int, Field(ge=0, le=150)]
Cell = Annotated[str, Field(max_length=CELL_MAX)] | int | Annotated[float, Field(allow_inf_nan=False)]
Item = Annotated[dict[ShortText, Cell], Field(max_length=COLUMNS_MAX)]


class Question(Body):
    """One question; `{column}` in its text stands for that column of an item."""

    id: str = Field(min_length=1, max_length=64)
    kind: Literal["single", "multi", "text", "number", "rating", "date", "photo"]
    text: ShortText
    options: list[ShortText] = Field([], max_length=OPTIONS_MAX)
    required: bool = True
    min: int | None = None
    max: int | None = None
    opinion: bool = False
    expects: list[Literal["business_phone", "business_address", "business_name"]] = Field([], max_length=3)
    screens_out: list[ShortText] = Field([], max_length=OPTIONS_MAX)

    @field_validator("expects")
    @classmethod
    def _of_own_items(cls, expects: list[str], known: ValidationInfo) -> list[str]:
        text, kind = str(known.data.get("text", "")), known.data.get("kind")
        if expects and (kind != "text" or not COLUMN.search(text)):
            raise ValueError("only for a text question that shows a column of your own items")
        return expects


class Audience(Body):
    """Who may answer."""

    age_min: Age | None = None
    age_max: Age | None = None
    prefectures: list[ShortText] = Field([], max_length=47)


class Quality(Body):
    """What a pilot has to show; nothing that a member reads."""

    agreement_min: float | None = Field(0.4, ge=0, le=1)


class Order(Body):
    """An order as it would be posted; `links`, `audience` and `answers_per_task` may be left out.

    `purpose`, `recipient` and `retention` are read like the instructions; that one is missing is no finding.
    """

    title: str = Field(min_length=1, max_length=TITLE_MAX)
    instructions: str = Field(max_length=INSTRUCTIONS_MAX)
    purpose: str = Field("", max_length=TEXT_MAX)
    recipient: str = Field("", max_length=TEXT_MAX)
    retention: str = Field("", max_length=TEXT_MAX)
    links: list[ShortText] = Field([], max_length=LINKS_MAX)
    questions: list[Question] = Field(min_length=1, max_length=QUESTIONS_MAX)
    audience: Audience = Audience()
    reward_points: int = Field(ge=0, le=10**6)
    estimated_minutes: float = Field(gt=0, le=24 * 60)
    answers_per_task: int | None = Field(None, ge=1, le=1_000)
    acceptance: Literal["automatic", "client"] = "automatic"
    second_wave_of: Annotated[UUID, Field(strict=False)] | None = None
    quality: Quality = Quality()
    items: list[Item] | None = Field(None, max_length=ROWS_MAX)


class Finding(BaseModel):
    """One reason for a verdict; `span` counts code points of the text at `where`."""

    rule: str
    verdict: Literal["fix", "human", "refuse"]
    where: str
    span: tuple[int, int]
    quote: str
    reason: str
    rewrite: str | None


class Row(BaseModel):
    """The verdict on one item."""

    row: int
    verdict: Literal["pass", "fix", "human", "refuse"]
    findings: list[Finding]


class Verdict(BaseModel):
    """What the order would get. `not_checked` names the rules of the policy that nobody has checked."""

    verdict: Literal["pass", "fix", "human", "refuse"]
    ruleset: str
    findings: list[Finding]
    not_checked: list[str]
    items: list[Row] | None = None


class Bench:
    """Where dry runs wait for their turn: one is screened at a time, so that real screening keeps up."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self._waiting = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Raises Unavailable when too many wait already."""
        if self._waiting >= WAITING_MAX:
            raise Unavailable("too many dry runs are waiting; send it again")
        self._waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self._waiting -= 1


def bench(request: Request) -> Bench:
    """The bench of this application, made when it is first needed."""
    state = request.app.state
    if not hasattr(state, "bench"):
        state.bench = Bench()
    found: Bench = state.bench
    return found


@router.post("/v1/orders/screen", response_model_exclude_unset=True)
async def screen(
    body: Order,
    caller: Caller.Client,
    edge: Annotated[Edge, Depends(edge)],
    bench: Annotated[Bench, Depends(bench)],
) -> Verdict:
    """The verdict on an order and, with `items`, on each of its rows."""
    document: dict[str, Any] = body.model_dump(exclude={"items"}, exclude_none=True)
    items = body.items and [{name: str(cell) for name, cell in row.items()} for row in body.items]
    async with bench.place():
        found = await asyncio.to_thread(dry_run, Policy(edge.settings.is_local), document, items)
    return Verdict.model_validate(found)
