"""Members under 18: the consent of a guardian, and what is left of their hour a day."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, Field

from assignment import application
from chassis.clock import now
from chassis.errors import Forbidden, Refused
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from chassis.principal import Principal

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
Party = r"^[A-Za-z0-9_.~:@+|-]{1,64}$"
MemberId = Annotated[str, Path(pattern=Party)]


class Consent(Body):
    """A guardian consents; the operator has made sure of both, and of how they belong together."""

    guardian_id: str = Field(pattern=Party, description="One ID of the guardian")
    channel: application.Channel


class Consented(BaseModel):
    """The consent in force."""

    member_id: str
    guardian_id: str
    channel: application.Channel
    since: datetime


class Revoke(Body):
    """How the guardian has revoked it."""

    channel: application.Channel


class MyConsent(BaseModel):
    """Whether I need a guardian's consent, whose is in force, and how long I may work now.

    `refused` is the code of the refusal that a lease would get, such as `rest-time`; `seconds_left` is null
    where no consent is needed.
    """

    is_needed: bool
    guardian_id: str | None
    channel: application.Channel | None
    since: datetime | None
    seconds_left: int | None
    refused: str | None


async def young_member(edge: Edge, member_id: str) -> application.YoungMember:
    """What is known of a member under 18."""
    return await edge.database.aggregate(application.YoungMember, application.young_stream(member_id))


async def _young_work(
    edge: Edge, member_id: str
) -> tuple[application.YoungMember, application.Assignment | None]:
    """The same, and the last work of theirs."""
    young = await young_member(edge, member_id)
    if young.last_work is None:
        return young, None
    return young, await edge.database.aggregate(application.Assignment, young.last_work)


async def may_begin(edge: Edge, caller: Principal) -> bool:
    """Whether One ID vouches for an age at which the caller may take a task now."""
    if caller.age is None or caller.age < application.YOUNGEST:
        return False
    if caller.age >= application.GROWN_UP:
        return True
    young, last_work = await _young_work(edge, caller.id)
    try:
        return young.seconds_left(last_work, now()) > 0
    except Refused:
        return False


@router.post("/v1/members/{member_id}/guardian-consent", status_code=201, tags=["operator"])
async def record_consent(
    member_id: MemberId, body: Consent, caller: Caller.Operator, key: Idempotency, edge: Here
) -> Consented:
    """Records the consent for a member of 15 to 17; a former one is replaced."""
    at, digest = now(), key.digest(member_id, body.guardian_id, body.channel)
    command = application.record_consent(
        key.key, digest, member_id, body.guardian_id, body.channel, caller.id, at
    )
    await edge.writer.submit(command)
    young = await young_member(edge, member_id)
    return Consented(
        member_id=member_id, guardian_id=young.guardian_id, channel=young.channel, since=young.since
    )


@router.post("/v1/members/{member_id}/guardian-consent/revoke", status_code=204)
async def revoke_consent(
    member_id: MemberId, body: Revoke, caller: Caller.Any, key: Idempotency, edge: Here
) -> Response:
    """Revokes it: by the guardian, or by an operator on the guardian's word. Nothing new begins."""
    if caller.role not in ("member", "operator"):
        raise Forbidden("only the guardian, or an operator, revokes it")
    await edge.writer.submit(
        application.revoke_consent(
            key.key,
            key.digest(member_id, body.channel),
            member_id,
            caller.id,
            body.channel,
            now(),
            is_operator=caller.role == "operator",
        )
    )
    return Response(status_code=204)


@router.get("/v1/me/guardian-consent", tags=["member"])
async def my_consent(caller: Caller.Member, edge: Here) -> MyConsent:
    """Whose consent lets me work, and how long I may now."""
    young, last_work = await _young_work(edge, caller.id)
    is_needed = caller.age is None or caller.age < application.GROWN_UP
    left, refused = None, None
    if is_needed:
        try:
            left = young.seconds_left(last_work, now())
        except Refused as why:
            left, refused = 0, why.code
    return MyConsent(
        is_needed=is_needed,
        guardian_id=young.guardian_id or None,
        channel=young.channel or None,
        since=young.since,
        seconds_left=left,
        refused=refused,
    )
