"""Audience sources as members see them: whom they let speak, and which segments were used."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from assignment import application, views
from assignment.settings import AssignmentSettings
from assignment.vouching import vouched
from chassis.clock import now
from chassis.errors import Forbidden, NotFound
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]


class Choose(Body):
    """Whether the source may say of me, order by order, that I am meant."""

    opted_in: bool


class UsedSegment(BaseModel):
    """A segment of an order that I took, when I first did."""

    order_id: UUID
    name: str
    at: datetime


class MySource(BaseModel):
    """A source, whether I let it speak, and the segments of it that were used for me."""

    source: str
    opted_in: bool
    segments: list[UsedSegment]


@router.get("/v1/me/audience-sources")
async def my_sources(caller: Caller.Member, edge: Here) -> list[MySource]:
    """Every source there is, and was."""
    chosen = await edge.database.aggregate(application.AudienceSources, application.sources_stream(caller.id))
    used = await edge.database.read(lambda tx: views.used_segments(tx, caller.id))
    names = {*_settings(edge).audience_sources, *chosen.opted_in, *(one[0] for one in used)}
    return [
        MySource(
            source=name,
            opted_in=name in chosen.opted_in,
            segments=[
                UsedSegment(order_id=order_id, name=segment, at=at)
                for source, order_id, segment, at in used
                if source == name
            ],
        )
        for name in sorted(names)
    ]


@router.put("/v1/me/audience-sources/{source}")
async def choose_source(
    source: str, body: Choose, caller: Caller.Member, key: Idempotency, edge: Here
) -> Choose:
    """Lets a source say yes or no of me, or not any more; what I have taken stays mine."""
    if body.opted_in and source not in _settings(edge).audience_sources:
        raise NotFound("there is no such source")
    digest = key.digest(source, body.opted_in)
    await edge.writer.submit(
        application.choose_source(key.key, digest, caller.id, source, body.opted_in, now())
    )
    return body


async def with_voucher(
    edge: Edge, worker: application.Worker, order_id: UUID, asked: application.NotVouched
) -> application.Worker:
    """The member with the yes of the source. Raises NotEligible without one, and Unavailable."""
    settings = _settings(edge)
    chosen = await edge.database.aggregate(application.AudienceSources, application.sources_stream(worker.id))
    chosen.check_opted_in(asked.source)
    source = settings.audience_sources.get(asked.source)
    if source is None:
        raise Forbidden("the source of this order's segment is not asked any more")
    yes = await vouched(asked.source, source, worker.id, order_id, asked.segment, settings.audience_seconds)
    if yes is None:
        raise asked
    return replace(worker, vouched=yes)


def _settings(edge: Edge) -> AssignmentSettings:
    assert isinstance(edge.settings, AssignmentSettings)
    return edge.settings
