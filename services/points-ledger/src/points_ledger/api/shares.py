"""Points from member to member, and what a person decides about."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import FieldError, Invalid, invalid
from chassis.http import Body, Caller, Idempotency, Limit, Page, Text, page_of
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Amount, Here, Party, limits_of, rules_of, submit_once

router = APIRouter(route_class=Audited)
MAX_SHARES = 20


class Share(Body):
    """How many points who gets."""

    member_id: Party
    points: Amount


class Split(Body):
    """Points of mine over up to 20 others, in one posting; only points without a last day of their own."""

    shares: list[Share] = Field(min_length=1, max_length=MAX_SHARES)


class Done(BaseModel):
    """What was split; `set_aside` of it waits at most 72 hours for a person."""

    split_id: UUID
    points: int
    set_aside: int


class Review(BaseModel):
    """Points that wait; `to_member` is null for what a member has earned itself. `row` says why."""

    review_id: UUID
    member_id: str
    to_member: str | None
    points: int
    row: str
    set_aside_at: datetime
    decide_by: datetime


class Decision(Body):
    """`return` gives points back to who shared them; those for work can only be released."""

    decision: Literal["release", "return"]
    reason: Text = Field(min_length=1, max_length=200)


class Decided(BaseModel):
    """What was decided."""

    review_id: UUID
    decision: str


@router.post("/v1/me/points/splits", status_code=201)
async def split(body: Split, caller: Caller.Member, key: Idempotency, here: Here) -> Done:
    """Splits points of mine over others, all or none. What exceeds a limit waits for a person."""
    parts = [(share.member_id, share.points) for share in body.shares]
    wrong = [
        FieldError(f"shares[{index}].member_id", "is you" if member == caller.id else "is named twice")
        for index, (member, _) in enumerate(parts)
        if member == caller.id or member in [one for one, _ in parts[:index]]
    ]
    if wrong:
        raise Invalid(wrong)
    since = now() - timedelta(days=application.RETURN_DAYS + 1)
    receivers = [member for member, _ in parts]
    hands = await here.database.read(lambda tx: views.hands_of(tx, caller.id, receivers, since))
    command = application.split(key.key, caller.id, parts, hands, now(), limits_of(here), rules_of(here))
    outcome = await here.writer.submit(command)
    return Done.model_validate(dict(outcome.ids))


@router.get("/v1/point-reviews")
async def reviews(
    caller: Caller.Operator,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=80)] = None,
) -> Page[Review]:
    """What waits for a person, the most urgent first."""
    after = _after(cursor)
    rows = await here.database.read(lambda tx: views.reviews_waiting(tx, after, limit + 1))
    found = [Review.model_validate({**row, "to_member": row["to_member"] or None}) for row in rows]
    return page_of(found, limit, lambda one: f"{one.decide_by.astimezone(UTC).timestamp()}_{one.review_id}")


def _after(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    at, _, id = cursor.partition("_")
    try:
        return datetime.fromtimestamp(float(at), UTC), UUID(id)
    except (ValueError, OverflowError):
        raise invalid("cursor", "is not one that was given out") from None


@router.post("/v1/point-reviews/{review_id}/decision")
async def decide(
    review_id: UUID, body: Decision, caller: Caller.Operator, key: Idempotency, here: Here
) -> Decided:
    """Releases what waits, or returns it, with a reason that stays in the account's history."""
    found = await here.database.read(lambda tx: views.review_of(tx, review_id))
    missing = "" if found else "nothing of this id waits for a decision"
    who: tuple[str, str] = (found["member_id"], found["to_member"]) if found else ("", "")
    decision = body.decision, body.reason, caller.id
    command = application.decide_review(key.key, review_id, *who, *decision, now())
    outcome = await submit_once(here, command, missing)
    return Decided.model_validate(dict(outcome.ids))
