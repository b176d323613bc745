"""What a member asks the ledger: points, the lines of the statement, and links to partners."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Idempotency, Limit, Page, page_of
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, Party, PartyId

router = APIRouter(route_class=Audited)
MAX_VERSION = 2**31 - 1
CURSOR_TIME = "%Y%m%dT%H%M%S.%fZ"


class OnDay(BaseModel):
    """Points that end or begin on a day in Tokyo."""

    on: date
    points: int


class Points(BaseModel):
    """My points. `bound` ones may be used at some partners only; `expiring` end within 30 days.

    `pending` become available on the days of `upcoming`. `normal_expires_on` moves with every normal grant.
    """

    available: int
    bound: int
    held: int
    pending: int
    expiring: list[OnDay]
    upcoming: list[OnDay]
    normal_expires_on: date | None


class Leaving(BaseModel):
    """The last day on which my points may be used."""

    lapses_on: date


class OfLot(BaseModel):
    """Points of one lot; `expires_on` is null for normal ones, which share the account's day."""

    kind: str
    origin: str
    expires_on: date | None
    points: int


class Work(BaseModel):
    """What points for work are made of: base × rate × share + bonus, or `exit_points` for the time until the
    questions ended before the last one, or `peer_points` for judging an appeal.
    """

    base_points: int
    rate_percent: int
    share_percent: int
    bonus_points: int
    exit_points: int
    peer_points: int


class Entry(BaseModel):
    """One line of a statement: what it changes of the free points, and of the held ones.

    occurred_at: when it happened, which is before `booked_at` for what a shop's terminal told later.
    """

    points: int
    held: int
    kind: str
    origin: str
    reference: str
    partner_id: str | None
    lots: list[OfLot]
    work: Work | None
    booked_at: datetime
    occurred_at: datetime


class LinkTo(Body):
    """The partner that may hold, take and give points of mine."""

    partner_id: Party


class Linked(BaseModel):
    """The partner that may."""

    partner_id: str


@router.get("/v1/me/points")
async def my_points(caller: Caller.Member, here: Here) -> Points:
    """How many points I have."""
    found = await here.database.read_shared(views.holdings_now, caller.id) or views.Holdings()
    return Points(
        available=found.available,
        bound=found.bound,
        held=found.held,
        pending=found.pending,
        expiring=_on_days(found.expiring),
        upcoming=_on_days(found.upcoming),
        normal_expires_on=date.fromisoformat(found.normal_expires_on) if found.normal_expires_on else None,
    )


@router.delete("/v1/me/points", status_code=202)
async def erase(caller: Caller.Member, key: Idempotency, here: Here) -> Leaving:
    """I leave: what I have not spent after 30 days lapses, and no partner sees my account any more."""
    members = await here.database.read(lambda tx: views.members_of(tx, caller.id))
    outcome = await here.writer.submit(application.erase(key.key, caller.id, now(), members))
    return Leaving.model_validate(dict(outcome.ids))


@router.get("/v1/me/points/entries")
async def my_entries(
    caller: Caller.Member,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
) -> Page[Entry]:
    """The lines of my statement, the newest first."""
    after = _after(cursor)
    lines = await here.database.read(lambda tx: views.entries_of(tx, caller.id, after, limit + 1))
    page = page_of(lines, limit, _cursor)
    return Page[Entry](items=[_entry(line) for line in page.items], next_cursor=page.next_cursor)


@router.post("/v1/me/points/links", status_code=201)
async def link(body: LinkTo, caller: Caller.Member, key: Idempotency, here: Here) -> Linked:
    """Lets a partner hold, take and give points of mine."""
    await here.writer.submit(application.link(key.key, caller.id, body.partner_id, now()))
    return Linked(partner_id=body.partner_id)


@router.get("/v1/me/points/links")
async def my_links(caller: Caller.Member, here: Here) -> list[Linked]:
    """The partners that may."""
    found = await here.database.read(lambda tx: views.links_of(tx, caller.id))
    return [Linked(partner_id=partner_id) for partner_id in found]


@router.delete("/v1/me/points/links/{partner_id}", status_code=204, response_class=Response)
async def unlink(partner_id: PartyId, caller: Caller.Member, key: Idempotency, here: Here) -> None:
    """Ends it at all my accounts; what the partner holds already may still be captured."""
    members = await here.database.read(lambda tx: views.members_of(tx, caller.id))
    await here.writer.submit(application.unlink(key.key, caller.id, partner_id, now(), members))


def _on_days(points: dict[str, int]) -> list[OnDay]:
    return [OnDay(on=date.fromisoformat(day), points=points[day]) for day in sorted(points)]


def _cursor(line: views.StatementLine) -> str:
    """Of characters that mean the same in a URL, encoded or not."""
    return f"{line.booked_at.astimezone(UTC):{CURSOR_TIME}}_{line.version}_{line.stream}"


def _after(cursor: str | None) -> tuple[datetime, int, UUID] | None:
    if cursor is None:
        return None
    try:
        at, version, stream = cursor.split("_")
        place = datetime.strptime(at, CURSOR_TIME).replace(tzinfo=UTC), int(version), UUID(stream)
        if 0 < place[1] <= MAX_VERSION:
            return place
        raise ValueError
    except ValueError:
        raise invalid("cursor", "is not one that was given out") from None


def _entry(line: views.StatementLine) -> Entry:
    work: Any = line.work
    return Entry(
        points=line.points,
        held=line.held,
        kind=line.kind,
        origin=line.origin,
        reference=line.reference,
        partner_id=line.partner_id or None,
        lots=[
            OfLot(
                kind=lot.kind,
                origin=lot.origin,
                expires_on=date.fromisoformat(lot.expires_on) if lot.expires_on else None,
                points=points,
            )
            for lot, points in line.lots
        ],
        work=work and Work(**work),
        booked_at=line.booked_at,
        occurred_at=line.occurred_at,
    )
