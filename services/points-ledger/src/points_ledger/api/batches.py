"""Many requests of a partner in one: a shop's day, or what a terminal did while it was offline."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.command import Outcome
from chassis.errors import FieldError, Invalid, Refused
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.principal import Principal
from points_ledger import application, views
from points_ledger.api.audit import Audited, keep
from points_ledger.api.common import Here, rules_of, under
from points_ledger.api.rows import (
    MAX_ERRORS,
    ExchangeRow,
    HoldRow,
    Parsed,
    Prepared,
    SpendRow,
    parsed,
    prepared,
    refers_to,
    slip_of,
)

router = APIRouter(route_class=Audited)
MAX_ROWS = 8_000
ROWS_AT_ONCE = 500


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
    rows = [parsed(row) for row in body.rows]
    commands = await _commands(rows, caller, key.key, here)
    digest = key.digest(body.atomic, body.rows)
    if body.atomic:
        results = await _as_a_whole(commands, key.key, digest, here)
    else:
        await here.writer.submit(application.claim(key.key, digest))
        results = await _one_by_one(commands, here)
        await keep(request, [Refused(one.detail or "", one.code or "") for one in results if one.code])
    return Results(done=sum(result.status < 300 for result in results), results=results)


async def _commands(rows: list[Parsed], caller: Principal, key: str, here: Edge) -> list[Prepared]:
    """A command and the id it is about for each row that can have one."""
    at, rules = now(), rules_of(here)
    members = await _members(rows, caller.id, here)
    found: list[Prepared] = []
    for index, row in enumerate(rows):
        one = row if isinstance(row, Refused) else prepared(row, caller, members, at, rules)
        if not isinstance(one, Refused):
            under(f"{key}/{index}", one[0])
        found.append(one)
    return found


async def _members(rows: list[Parsed], partner_id: str, here: Edge) -> dict[UUID, str]:
    """Whose the holds and spends are that rows refer to, those of the batch itself included.

    A reference under which the batch names two members is nobody's until one of them has it.
    """
    asked = {id for row in rows if not isinstance(row, Refused) and (id := refers_to(row))}
    stored = await here.database.read(lambda tx: views.slips_of(tx, list(asked))) if asked else {}
    members = {id: member_id for id, (owner, member_id) in stored.items() if owner == partner_id}
    named: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(row, HoldRow | ExchangeRow | SpendRow):
            named[slip_of(row, partner_id)].add(row.member_id)
    return {id: one for id, (one, *others) in named.items() if not others} | members


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
    right = [row for row in rows if not isinstance(row, Refused)]
    await here.writer.submit(application.batch(key, digest, [command for command, _ in right]))
    return [Result(index=index, status=200, id=id) for index, (_, id) in enumerate(right)]


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
