"""Passing a task on: a member offers it, another one takes it over and answers it."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from assignment import application, views
from assignment.api.leased import STATED, leased
from assignment.api.memory import Remembered
from assignment.api.models import Cursor, Leased, before_place, time_cursor
from assignment.application import Candidate, Offer, UnknownOffer, Worker
from chassis.clock import now
from chassis.errors import invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]


class PassOn(Body):
    """Who is to take the task over, and how much of the points stays with me: a fifth at most."""

    member_id: str = Field(min_length=1, max_length=64)
    keep_percent: int = Field(0, ge=0, le=application.KEEP_PERCENT_MOST)


class Offered(BaseModel):
    """Until it is taken or `expires_at` the task stays mine. `keep_points`: of the full reward."""

    offer_id: UUID
    to_member_id: str
    keep_percent: int
    keep_points: int
    expires_at: datetime


class OfferToMe(BaseModel):
    """A task that `from_member_id` would pass on to me: I get `my_points` of its `reward_points`."""

    offer_id: UUID
    order_id: UUID
    from_member_id: str
    title: str
    purpose: str
    recipient: str
    retention: str
    reward_points: int
    my_points: int
    keep_percent: int
    expires_at: datetime


class PassedOn(BaseModel):
    """A task that I passed on. `at_work` until it is answered; `not_delivered` counts for me.

    my_points: mine of the answer, 0 until it is accepted.
    """

    title: str
    to_member_id: str
    passed_on_at: datetime
    keep_percent: int
    state: str
    my_points: int


STATES = {
    "leased": "at_work",
    "returned": "not_delivered",
    "expired": "not_delivered",
    "submitted": "answered",
}


@router.post("/v1/assignments/{assignment_id}/offer")
async def offer(
    assignment_id: UUID,
    body: PassOn,
    caller: Caller.Member,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
) -> Offered:
    """Offers a task that I hold to another member, in the place of an earlier offer; only tasks whose answers
    anybody could check, nothing that only I can answer.
    """
    if body.member_id == caller.id:
        raise invalid("member_id", "is you")
    application.checked_age(caller.age, application.GROWN_UP)
    held = await memory.lease(edge, assignment_id, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    application.check_checkable(document)
    to = body.member_id, body.keep_percent
    of = assignment_id, held.form_version, caller.id
    try:
        outcome = await edge.writer.submit(application.offer(key.key, key.digest(*to), *of, *to, now()))
    except application.FormChanged:
        memory.held.forget(assignment_id)
        raise
    return Offered.model_validate(dict(outcome.ids))


@router.delete("/v1/assignments/{assignment_id}/offer", status_code=204)
async def take_back(assignment_id: UUID, caller: Caller.Member, key: Idempotency, edge: Here) -> None:
    """Takes my offer back; the task stays mine."""
    await edge.writer.submit(application.drop_offer(key.key, key.digest(), assignment_id, caller.id, now()))


@router.get("/v1/me/offers")
async def offers(caller: Caller.Member, edge: Here, memory: Remembered) -> Page[OfferToMe]:
    """Tasks that others would pass on to me, those first that end first; none for whom may not take them."""
    if (caller.age or 0) < application.GROWN_UP:
        return Page(items=[], next_cursor=None)
    found = await edge.database.read(lambda tx: views.offers_to(tx, caller.id, now()))
    items = []
    for one in found:
        document = await memory.document(edge, one.order_id, one.form_version)
        stated = {name: document.get(name, "") for name in STATED}
        my_points = one.reward_points - application.share_kept(one.reward_points, one.keep_percent)
        items.append(OfferToMe.model_validate({**asdict(one), **stated, "my_points": my_points}))
    return Page(items=items, next_cursor=None)


@router.post("/v1/offers/{offer_id}/take", status_code=201, response_model=Leased)
async def take(
    offer_id: UUID, caller: Caller.Member, key: Idempotency, edge: Here, memory: Remembered
) -> Response:
    """Takes a task over that was offered to me: from now on it is mine alone to answer."""
    worker = Worker(caller.id, application.checked_age(caller.age), caller.prefecture)
    lease = await edge.database.aggregate(application.Assignment, offer_id)
    if lease.order_id is None or lease.task_id is None:
        raise UnknownOffer("there is no such offer, or it was taken back")
    offered = Offer(offer_id, Candidate(lease.order_id, lease.task_id))
    live = await edge.database.read(lambda tx: views.live_leases(tx, caller.id, now()))
    command = application.take_over(key.key, key.digest(), offered, worker, now(), live_leases=live)
    return await leased(await edge.writer.submit(command), caller.id, edge, memory, {})


@router.post("/v1/offers/{offer_id}/decline", status_code=204)
async def decline(offer_id: UUID, caller: Caller.Member, key: Idempotency, edge: Here) -> None:
    """Says no to an offer, which costs me nothing; the task stays with who offered it."""
    await edge.writer.submit(application.drop_offer(key.key, key.digest(), offer_id, caller.id, now()))


@router.get("/v1/me/passed-on")
async def passed_on(
    caller: Caller.Member, edge: Here, limit: Limit = 50, cursor: Cursor = None
) -> Page[PassedOn]:
    """Tasks that I have passed on, the newest first, and what became of them."""
    before = before_place(cursor)
    found = await edge.database.read(lambda tx: views.passed_on_by(tx, caller.id, limit + 1, before))
    page = page_of(found, limit, lambda one: time_cursor(one.at, one.id))
    items = [
        PassedOn(
            title=one.title,
            to_member_id=one.to_member_id,
            passed_on_at=one.at,
            keep_percent=one.keep_percent,
            state=STATES.get(one.state, one.state),
            my_points=one.points,
        )
        for one in page.items
    ]
    return Page(items=items, next_cursor=page.next_cursor)
