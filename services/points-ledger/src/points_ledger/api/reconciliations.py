"""Reconciliation: a partner's file of a day beside the ledger, and what became of each difference."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Edge, Idempotency, Text
from points_ledger import application, folds, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Amount, Here, PartyId, Reference

router = APIRouter(route_class=Audited)
MAX_LINES, MAX_DIFFERENCES = 8_000, 1_000
Kind = Literal["capture", "exchange", "spend", "refund", "grant"]


class FileLine(Body):
    """What the partner booked. reference: of a captured hold, that of the hold."""

    kind: Kind
    reference: Reference
    points: Amount


class File(Body):
    """A partner's day in Tokyo."""

    lines: list[FileLine] = Field(max_length=MAX_LINES)


class Resolve(Body):
    """What became of a line that differs."""

    kind: Kind
    reference: Reference
    resolution: Annotated[Text, Field(min_length=1, max_length=200)]


class Difference(BaseModel):
    """A line that is not the same in both; points are null where it is missing."""

    kind: str
    reference: str
    state: Literal["missing_here", "missing_there", "different"]
    points_here: int | None
    points_there: int | None
    resolution: str | None


class Reconciled(BaseModel):
    """A day. `unresolved` counts the differences without a resolution."""

    day: date
    matched: int
    unresolved: int
    differences: list[Difference]


@router.post("/v1/points/reconciliations/{day}")
async def compare(day: date, body: File, caller: Caller.Partner, key: Idempotency, here: Here) -> Reconciled:
    """Compares my file of a day that has ended in Tokyo; one sent again for the same day takes its place."""
    there: dict[tuple[str, str], int] = {}
    for index, line in enumerate(body.lines):
        if (line.kind, line.reference) in there:
            raise invalid(f"lines[{index}]", "is there twice: a reference is booked once")
        there[line.kind, line.reference] = line.points
    of_day = caller.id, day, MAX_LINES + 1
    booked = await here.database.read(lambda tx: views.booked_with(tx, folds.VIEW, *of_day))
    if len(booked) > MAX_LINES:
        raise invalid("day", f"has more than {MAX_LINES} lines")
    command = application.compare_file(key.key, caller.id, day.isoformat(), booked, there, now())
    if sum(booked.get(line) != there.get(line) for line in booked.keys() | there.keys()) > MAX_DIFFERENCES:
        raise invalid("lines", f"more than {MAX_DIFFERENCES} differ; is it the file of this day?")
    await here.writer.submit(command)
    return await _shown(here, caller.id, day)


@router.get("/v1/points/reconciliations/{day}")
async def mine(day: date, caller: Caller.Partner, here: Here) -> Reconciled:
    """What differed on a day of mine."""
    return await _shown(here, caller.id, day)


@router.get("/v1/partners/{partner_id}/reconciliations")
async def of_partner(partner_id: PartyId, day: date, caller: Caller.Operator, here: Here) -> Reconciled:
    """The same for an operator."""
    return await _shown(here, partner_id, day)


@router.post("/v1/partners/{partner_id}/resolutions", status_code=204)
async def resolve(
    partner_id: PartyId, day: date, body: Resolve, caller: Caller.Operator, key: Idempotency, here: Here
) -> None:
    """Records what became of a line; a later word takes the place of an earlier one."""
    of = partner_id, day.isoformat(), body.kind, body.reference
    command = application.resolve_line(key.key, *of, body.resolution, caller.id, now())
    await here.writer.submit(command)


async def _shown(here: Edge, partner_id: str, day: date) -> Reconciled:
    """Read from the events themselves, so that whoever compares or resolves reads it at once."""
    matched, lines = await here.database.read(lambda tx: views.reconciled(tx, partner_id, day.isoformat()))
    differences = [Difference(**line) for line in lines]
    unresolved = sum(line.resolution is None for line in differences)
    return Reconciled(day=day, matched=matched, unresolved=unresolved, differences=differences)
