"""The audit: a line for each refused write, of who asked what and why it was not done."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import AwareDatetime, BaseModel, Field
from starlette.exceptions import HTTPException

from chassis.clock import now
from chassis.errors import Forbidden, Invalid, Refused, Unauthorized, Unavailable
from chassis.http import Body, Caller, Edge, Limit, Page, page_of
from chassis.http.paths import path_of
from chassis.http.unread import unread
from chassis.principal import HEADER, verify
from points_ledger import views
from points_ledger.api.common import Here

log = structlog.get_logger()
Refusal = Refused | RequestValidationError | HTTPException


class Audited(APIRoute):
    """A route whose refusals leave a line before they are told, unless it only reads."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def audited(request: Request) -> Response:
            try:
                return await handle(request)
            except (Refused, RequestValidationError, HTTPException) as refusal:
                if request.method != "GET":
                    await keep(request, [refusal])
                raise

        return audited


async def keep(request: Request, refusals: Sequence[Refusal]) -> None:
    """Writes a line for each. What is said holds no personal data: of wrong fields only the names."""
    here: Edge = request.app.state.edge
    who, what = _who(request, here), f"{request.method} {request.url.path}"
    lines = [
        {"at": now(), "who": who, "what": _storable(what), "code": code, "why": _storable(why)}
        for code, why in [await _told(request, one) for one in refusals]
    ]
    if not lines:
        return
    try:
        await here.database.read(lambda tx: views.keep_refusals(tx, lines))
    except Unavailable:
        log.warning("refused, and the audit does not answer", who=who, what=what, lines=len(lines))


def _storable(text: str) -> str:
    """Paths and names of fields are the caller's: the database takes neither NUL nor lone surrogates."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "?")


def _who(request: Request, here: Edge) -> str:
    try:
        caller = verify(request.headers.get(HEADER), here.settings.principal_secret)
    except Unauthorized:
        return ""
    return f"{caller.role}:{caller.id}"


async def _told(request: Request, refusal: Refusal) -> tuple[str, str]:
    if isinstance(refusal, HTTPException):
        if refusal.status_code == 413:
            return "too-large", str(refusal.detail)
        return "malformed-json", (await unread(request)).where
    if isinstance(refusal, RequestValidationError):
        return "invalid", ", ".join(sorted({path_of(one["loc"]) for one in refusal.errors()[:20]}))
    if isinstance(refusal, Invalid):
        return refusal.code, ", ".join(sorted({error.where for error in refusal.errors}))
    return refusal.code, refusal.detail


router = APIRouter()
MAX_TOLD, MAX_TEXT = 500, 300
GATEWAY = "gateway"
Said = Annotated[str, Field(max_length=MAX_TEXT)]


class Told(BaseModel):
    """A write that the gateway has refused. who: `role:id`, `key:id` of one that does not hold, or empty."""

    at: AwareDatetime
    who: Said
    what: Said
    code: Said
    why: Said


class Line(BaseModel):
    """A write that was refused. `why`: the detail as told, or the names of the wrong fields."""

    at: datetime
    who: str
    what: str
    code: str
    why: str


class Kept(Body):
    """Lines of writes that the gateway has refused."""

    lines: list[Told] = Field(max_length=MAX_TOLD)


@router.post("/v1/ledger/refusals", status_code=204, include_in_schema=False)
async def keep_told(body: Kept, caller: Caller.Operator, here: Here) -> None:
    """What did not come as far as here; the gateway has no public route that leads to this one."""
    lines = [line.model_dump() for line in body.lines]
    if caller.id != GATEWAY:
        raise Forbidden("this is for the gateway")
    if lines:
        await here.database.read(lambda tx: views.keep_refusals(tx, lines))


@router.get("/v1/ledger/refusals")
async def refusals(
    caller: Caller.Operator, here: Here, limit: Limit = 50, cursor: int | None = Query(None, ge=1, lt=2**63)
) -> Page[Line]:
    """What was refused, the newest first."""
    rows = await here.database.read(lambda tx: views.refusals_before(tx, cursor, limit + 1))
    page = page_of(rows, limit, lambda row: str(row["id"]))
    items = [Line.model_validate({name: row[name] for name in Line.model_fields}) for row in page.items]
    return Page[Line](items=items, next_cursor=page.next_cursor)
