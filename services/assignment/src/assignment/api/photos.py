"""Photos over HTTP: members upload, operators look at what is held, clients see what was accepted."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import structlog
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from assignment import application, photos, views
from assignment.api.memory import Remembered
from assignment.api.models import Cursor, after_place, time_cursor
from chassis.clock import now
from chassis.errors import NotFound, Refused, Unavailable, invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge
from chassis.principal import Principal

log = structlog.get_logger()
router = APIRouter(tags=["photos"])
Here = Annotated[Edge, Depends(edge)]

LOOKED_AT_A_TIME, WAITING = 2, 20
_PICTURE = {"schema": {"type": "string", "format": "binary", "description": "at most 10 MB"}}
_BODY = {"required": True, "content": {f"image/{kind}": _PICTURE for kind in ("jpeg", "png", "webp")}}
_JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": _PICTURE}}}
_turn = asyncio.Semaphore(LOOKED_AT_A_TIME)
_unfinished = 0


class PhotoHeld(Refused):
    """An operator looks at the photo before its client may see it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A photo that was read, and what in it is suspicious."""

    photo: photos.Photo
    suspicions: list[str]


class PhotoKept(BaseModel):
    """`photo_id` is the answer. `suspicions` are why it is `held` for an operator's look: `face`, `plate`,
    `document`, `code`, or `undecidable`.
    """

    photo_id: UUID
    question: str
    state: Literal["clear", "held"]
    suspicions: list[str]
    width: int
    height: int


class HeldPhoto(BaseModel):
    """A photo of a submitted answer that its client may not see yet."""

    photo_id: UUID
    order_id: UUID
    question: str
    suspicions: list[str]
    at: datetime


class DecidePhoto(Body):
    """`show` it to the client, or `remove` it for good; the reason is a code."""

    decision: Literal["show", "remove"]
    reason: Literal["nothing_personal", "face", "plate", "document", "code", "other"]


class PhotoDecided(BaseModel):
    """What was decided."""

    photo_id: UUID
    decision: Literal["show", "remove"]


@router.post("/v1/assignments/{assignment_id}/photos", status_code=201, openapi_extra={"requestBody": _BODY})
async def upload_photo(
    assignment_id: UUID,
    question: Annotated[str, Query(max_length=64)],
    request: Request,
    caller: Caller.Member,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
) -> PhotoKept:
    """Keeps a photo for a question of a task that I hold; its id is the answer.

    It is encoded anew, without position and camera. Where it may show a person, a plate, a document or a
    code, or where that cannot be told, it is held: the answer counts all the same, and an operator looks at
    it before the client may.
    """
    held = await memory.lease(edge, assignment_id, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    before = await edge.database.read(lambda tx: views.uploaded_photos(tx, assignment_id))
    application.check_photo_question(document["questions"], question, len(before))
    content = await request.body()
    looked = await _look(content)
    photo = looked.photo
    upload = application.Upload(
        uuid4(), question, looked.suspicions, photo.width, photo.height, secrets.token_bytes(32), content
    )
    await asyncio.to_thread(edge.files.put, str(upload.id), photo.jpeg)
    digest = key.digest(question)
    command = application.add_photo(key.key, digest, assignment_id, held, upload, now())
    try:
        outcome = await edge.writer.submit(command)
    except Unavailable:
        raise  # it may have been committed; a file without a row is swept
    except Refused:
        await asyncio.to_thread(edge.files.delete, str(upload.id))
        raise
    kept = UUID(str(outcome.ids["photo_id"]))
    if kept != upload.id:
        await asyncio.to_thread(edge.files.delete, str(upload.id))
        application.check_same_photo(
            await edge.database.read(lambda tx: views.photo_digest(tx, kept)), content
        )
    return PhotoKept(
        photo_id=kept,
        question=question,
        state="held" if looked.suspicions else "clear",
        suspicions=looked.suspicions,
        width=photo.width,
        height=photo.height,
    )


async def _look(content: bytes) -> Looked:
    """Raises Invalid naming the body, Unavailable when too many photos wait already."""
    global _unfinished
    if _unfinished >= WAITING:
        raise Unavailable("too many photos are being looked at; send it again")
    _unfinished += 1
    try:
        async with _turn:
            return await asyncio.to_thread(_looked, content)
    except photos.NotAPhoto as wrong:
        raise invalid("body", str(wrong)) from None
    finally:
        _unfinished -= 1


def _looked(content: bytes) -> Looked:
    photo = photos.read(content)
    try:
        return Looked(photo, photos.suspicions(photo.image))
    except Exception:
        log.exception("a detector failed; the photo is held")
        return Looked(photo, ["undecidable"])


@router.get("/v1/photos/{photo_id}", response_class=Response, responses=_JPEG)
async def photo(photo_id: UUID, caller: Caller.Any, edge: Here) -> Response:
    """The picture: for its member, for an operator, and for the client once the answer is accepted.

    One that is held is 409 for the client until an operator has looked at it.
    """
    found = await edge.database.read(lambda tx: views.photo(tx, photo_id))
    if found is None or not _may_know(caller, found):
        raise NotFound("there is no such photo")
    if caller.role == "client" and found.held:
        raise PhotoHeld("an operator looks at this photo first")
    content = await asyncio.to_thread(edge.files.get, str(photo_id))
    if content is None:
        raise NotFound("there is no such photo")
    headers = {
        "Content-Disposition": f'attachment; filename="{photo_id}.jpg"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="image/jpeg", headers=headers)


def _may_know(caller: Principal, found: views.Photo) -> bool:
    if caller.role == "client":
        return found.client_id == caller.id and found.state == "accepted" and not found.quarantined
    return caller.role == "operator" or (caller.role == "member" and found.member_id == caller.id)


@router.get("/v1/held-photos")
async def held_photos(
    caller: Caller.Operator, edge: Here, limit: Limit = 50, cursor: Cursor = None
) -> Page[HeldPhoto]:
    """Photos that wait for an operator's look, the oldest first."""
    after = after_place(cursor)
    found = await edge.database.read(lambda tx: views.held_photos(tx, limit + 1, after))
    page = page_of(found, limit, lambda one: time_cursor(one.at, one.photo_id))
    items = [HeldPhoto.model_validate(one, from_attributes=True) for one in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


@router.post("/v1/photos/{photo_id}/decision")
async def decide_photo(
    photo_id: UUID, body: DecidePhoto, caller: Caller.Operator, key: Idempotency, edge: Here
) -> PhotoDecided:
    """Shows a held photo to its client, or erases it; the member keeps the pay."""
    found = await edge.database.read(lambda tx: views.photo(tx, photo_id))
    if found is None or found.state not in ("submitted", "accepted"):
        raise NotFound("there is no such photo")
    digest = key.digest(body.decision, body.reason)
    command = application.decide_photo(
        key.key, digest, found.assignment_id, photo_id, body.decision, body.reason, caller.id, now()
    )
    outcome = await edge.writer.submit(command)
    if body.decision == "remove":
        await asyncio.to_thread(edge.files.delete, str(photo_id))
    return PhotoDecided.model_validate(dict(outcome.ids), strict=False)
