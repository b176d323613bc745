"""Many requests of a partner in one: a shop's day, or what a terminal did while it was offline."""

from collections import defaultdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from chassis.clock import now
from chassis.command import Command, Outcome
from chassis.errors import FieldError, Invalid, NotFound, Refused
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.problems import path_of
from points_ledger import application, views
from points_ledger.api import requests
from points_ledger.api.audit import Audited, keep
from points_ledger.api.common import Amount, Here, rules_of, under
from points_ledger.api.requests import Grant, Id, PlaceHold, Refund, Spend

router = APIRouter(route_class=Audited)
MAX_ROWS = 8_000
ROWS_AT_ONCE = 500
MAX_ERRORS = 20


class HoldRow(PlaceHold):
    op: Literal["hold"]


class CaptureRow(Body):
    op: Literal["capture"]
    hold_id: Id
    points: Amount | None = None


class VoidRow(Body):
    op: Literal["void"]
    hold_id: Id


class SpendRow(Spend):
    op: Literal["spend"]


class RefundRow(Refund):
    op: Literal["refund"]


class GrantRow(Grant):
    op: Literal["grant"]


Row = Annotated[HoldRow | CaptureRow | VoidRow | SpendRow | RefundRow | GrantRow, Field(discriminator="op")]
_ROW: TypeAdapter[Row] = TypeAdapter(Row)


class Batch(Body):
    """Rows like single requests, each with its `op`. atomic: all of them or none."""

    atomic: bool
    rows: list[dict[str, Any]] = Field(min_length=1, max_length=MAX_ROWS)


class Wrong(BaseModel):
    """A field of a row and what is wrong with it."""

    where: str
    message: str


class Result(BaseModel):
    """What became of a row; `status` as of a single request, `code` and `detail` when it was refused."""

    index: int
    status: int
    id: UUID | None = None
    code: str | None = None
    detail: str | None = None
    errors: list[Wrong] = []


class Results(BaseModel):
    """One result for each row, in order."""

    done: int
    results: list[Result]


@router.post("/v1/points/batches")
async def batch(
    request: Request, body: Batch, caller: Caller.Partner, key: Idempotency, here: Here
) -> Results:
    """Up to 8,000 requests in order; sent again, it does nothing twice.

    Of an atomic batch a single wrong row refuses all. Otherwise each row stands for itself.
    """
    rows = [_parsed(row) for row in body.rows]
    commands = await _commands(rows, caller.id, key.key, here)
    if body.atomic:
        results = await _as_a_whole(commands, key.key, key.digest(body.rows), here)
    else:
        results = await _one_by_one(commands, here)
        await keep(request, [Refused(one.detail or "", one.code or "") for one in results if one.code])
    return Results(done=sum(result.status < 300 for result in results), results=results)


Parsed = Row | Refused
Prepared = tuple[Command, UUID] | Refused


def _parsed(row: dict[str, Any]) -> Parsed:
    try:
        return _ROW.validate_python(row)
    except ValidationError as error:
        found = error.errors()[:MAX_ERRORS]
        return Invalid([FieldError(_where(one["loc"]), one["msg"]) for one in found])
    except Invalid as refusal:
        return refusal


def _where(parts: tuple[str | int, ...]) -> str:
    """Without the name of the row's kind, which pydantic puts first."""
    return path_of(parts[1:]) if parts else "op"


async def _commands(rows: list[Parsed], partner_id: str, key: str, here: Edge) -> list[Prepared]:
    """A command and the id it is about for each row that can have one."""
    at, rules = now(), rules_of(here)
    members = await _members(rows, partner_id, here)
    prepared: list[Prepared] = []
    for index, row in enumerate(rows):
        one = row if isinstance(row, Refused) else _prepared(row, partner_id, members, at, rules)
        if not isinstance(one, Refused):
            under(f"{key}/{index}", one[0])
        prepared.append(one)
    return prepared


async def _members(rows: list[Parsed], partner_id: str, here: Edge) -> dict[UUID, str]:
    """Whose the holds and spends are that rows refer to, those of the batch itself included.

    A reference under which the batch names two members is nobody's until one of them has it.
    """
    asked = {id for row in rows if not isinstance(row, Refused) and (id := _refers_to(row))}
    stored = await here.database.read(lambda tx: views.slips_of(tx, list(asked))) if asked else {}
    members = {id: member_id for id, (owner, member_id) in stored.items() if owner == partner_id}
    named: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(row, HoldRow | SpendRow):
            kind = application.HOLD if isinstance(row, HoldRow) else application.SPEND
            named[application.slip_id(kind, partner_id, row.reference)].add(row.member_id)
    return {id: one for id, (one, *others) in named.items() if not others} | members


def _refers_to(row: Row) -> UUID | None:
    if isinstance(row, CaptureRow | VoidRow):
        return row.hold_id
    return row.spend_id or row.hold_id if isinstance(row, RefundRow) else None


def _prepared(
    row: Row, partner_id: str, members: dict[UUID, str], at: datetime, rules: application.UseRules
) -> Prepared:
    referred = _refers_to(row)
    if referred is not None and referred not in members:
        return NotFound("no such hold or spend of yours")
    member_id = members[referred] if referred is not None else ""
    try:
        match row:
            case HoldRow():
                return _with_id(requests.hold(row, partner_id, at, rules), application.HOLD, partner_id, row)
            case CaptureRow():
                command = application.capture(partner_id, member_id, row.hold_id, row.points, at)
                return command, row.hold_id
            case VoidRow():
                return application.void(partner_id, member_id, row.hold_id, at), row.hold_id
            case SpendRow():
                return _with_id(
                    requests.spend(row, partner_id, at, rules), application.SPEND, partner_id, row
                )
            case RefundRow():
                command = requests.refund(row, partner_id, member_id, at)
                return _with_id(command, application.REFUND, partner_id, row)
            case GrantRow():
                return _with_id(requests.grant(row, partner_id, at), application.GRANT, partner_id, row)
    except Refused as refusal:
        return refusal


def _with_id(
    command: Command, kind: str, partner_id: str, row: HoldRow | SpendRow | RefundRow | GrantRow
) -> tuple[Command, UUID]:
    return command, application.slip_id(kind, partner_id, row.reference)


async def _as_a_whole(rows: list[Prepared], key: str, digest: bytes, here: Edge) -> list[Result]:
    """Raises the refusal of the first wrong row; then nothing was done."""
    wrong = [
        FieldError(f"rows[{index}].{error.where}", error.message)
        for index, row in enumerate(rows)
        if isinstance(row, Invalid)
        for error in row.errors
    ]
    if wrong:
        raise Invalid(wrong[:MAX_ERRORS])
    for index, row in enumerate(rows):
        if isinstance(row, Refused):
            raise application.RowRefused(index, row)
    prepared = [row for row in rows if not isinstance(row, Refused)]
    await here.writer.submit(application.batch(key, digest, [command for command, _ in prepared]))
    return [Result(index=index, status=200, id=id) for index, (_, id) in enumerate(prepared)]


async def _one_by_one(rows: list[Prepared], here: Edge) -> list[Result]:
    """A page at a time, so that others are served in between."""
    results: list[Result] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        page = rows[start : start + ROWS_AT_ONCE]
        commands = [row[0] for row in page if not isinstance(row, Refused)]
        decided = iter(await here.writer.submit_all(commands))
        for row in page:
            outcome = row if isinstance(row, Refused) else next(decided)
            results.append(_result(len(results), row, outcome))
    return results


def _result(index: int, row: Prepared, outcome: Outcome | Exception) -> Result:
    if isinstance(outcome, Outcome):
        assert not isinstance(row, Refused)
        return Result(index=index, status=outcome.status, id=row[1])
    if not isinstance(outcome, Refused):
        raise outcome
    errors = outcome.errors if isinstance(outcome, Invalid) else ()
    return Result(
        index=index,
        status=outcome.status,
        code=outcome.code,
        detail=outcome.detail,
        errors=[Wrong(where=error.where, message=error.message) for error in errors],
    )
