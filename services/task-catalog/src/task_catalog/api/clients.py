"""Clients over HTTP: identity, the quiz of the rules, limits and record."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound
from chassis.http import Body, Caller, Edge, Idempotency, Text
from chassis.http.dependencies import edge
from task_catalog import application

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
ClientId = Annotated[str, Path(min_length=1, max_length=64)]
Reason = Annotated[Text, Field(min_length=3, max_length=500)]


class Reasoned(Body):
    """Why an operator does this."""

    reason: Reason


class Identified(Reasoned):
    """Whose the client is, and by what that was checked.

    `identity`: what a register names it by, such as the Corporate Number, or the number of the file that is
    kept of a person; never a name. Clients of one identity are counted together.
    """

    identity: str = Field(pattern=r"^[0-9A-Z][0-9A-Z-]{2,63}$")


class Tiered(Reasoned):
    """How much the client may have open at once."""

    tier: Literal["new", "proven", "trusted"]


class Answers(Body):
    """The chosen option by the id of its question."""

    answers: dict[str, str] = Field(max_length=20)


class Limits(BaseModel):
    """What a client may have open at once, in all."""

    orders: int
    answers: int
    yen: int


class ClientShown(BaseModel):
    """A client as it and operators see it.

    `identity` is empty until an operator has checked it. `missing` names what is still to
    be done before it may hand in an order: `identity`, `quiz`. `since` is when it was first known here.
    """

    client_id: str
    identity: str
    missing: list[str]
    tier: str
    limits: Limits
    since: datetime | None
    settled_orders: int
    upheld_findings: int


class Words(BaseModel):
    """The same in both languages."""

    ja: str
    en: str


class QuizOption(BaseModel):
    """What may be chosen."""

    id: str
    text: Words


class QuizQuestion(BaseModel):
    """One question about the rules, with one right option."""

    id: str
    text: Words
    options: list[QuizOption]


class Quiz(BaseModel):
    """The questions. `opens_at` is when they may be answered again after an attempt that failed."""

    passed: bool
    opens_at: datetime | None
    questions: list[QuizQuestion]


class QuizResult(BaseModel):
    """Passed when `wrong`, the questions that were answered wrong, is empty."""

    passed: bool
    wrong: list[str]


async def client_of(here: Edge, client_id: str) -> application.Client:
    """A client, also one of whom nothing is known yet."""
    found: application.Client = await here.database.aggregate(
        application.Client, application.client_stream(client_id)
    )
    return found


async def open_orders(here: Edge, client_id: str) -> list[UUID]:
    """The orders that a client has handed in, some of which may be over."""
    return [UUID(id) for id in (await client_of(here, client_id)).orders]


@router.get("/v1/clients/{client_id}")
async def client(client_id: ClientId, caller: Caller.ClientOrOperator, here: Here) -> ClientShown:
    """What a client has to do, may have open, and has done; a client sees itself."""
    if caller.role == "client" and caller.id != client_id:
        raise NotFound("there is no such client")
    found = await client_of(here, client_id)
    return ClientShown(
        client_id=client_id,
        identity=found.identity,
        missing=found.missing,
        tier=found.tier,
        limits=Limits.model_validate(found.limits, from_attributes=True),
        since=found.since,
        settled_orders=found.settled_orders,
        upheld_findings=found.upheld_findings,
    )


@router.post("/v1/clients/{client_id}/identity")
async def identify(
    client_id: ClientId, body: Identified, caller: Caller.Operator, key: Idempotency, here: Here
) -> ClientShown:
    """An operator has checked who the client is; `reason` says by what. Said again, it corrects that."""
    digest = key.digest(client_id, body.identity, body.reason)
    command = application.identify(key.key, digest, client_id, body.identity, caller.id, body.reason, now())
    await here.writer.submit(command)
    return await client(client_id, caller, here)


@router.post("/v1/clients/{client_id}/tier")
async def set_tier(
    client_id: ClientId, body: Tiered, caller: Caller.Operator, key: Idempotency, here: Here
) -> ClientShown:
    """An operator says how much the client may have open; an upheld breach of P or S leads back to `new`."""
    digest = key.digest(client_id, body.tier, body.reason)
    command = application.set_tier(key.key, digest, client_id, body.tier, caller.id, body.reason, now())
    await here.writer.submit(command)
    return await client(client_id, caller, here)


@router.get("/v1/me/quiz")
async def quiz(caller: Caller.Client, here: Here) -> Quiz:
    """What a client has to know before its first order, in Japanese and English."""
    found = await client_of(here, caller.id)
    questions = [
        QuizQuestion(
            id=one.id,
            text=_words(one.text),
            options=[QuizOption(id=id, text=_words(text)) for id, text in one.options.items()],
        )
        for one in application.QUIZ
    ]
    return Quiz(passed=found.passed_at is not None, opens_at=found.quiz_opens_at, questions=questions)


def _words(words: object) -> Words:
    return Words.model_validate(words, from_attributes=True)


@router.post("/v1/me/quiz")
async def take_quiz(body: Answers, caller: Caller.Client, key: Idempotency, here: Here) -> QuizResult:
    """Passed when all are right; otherwise it may be tried again after ten minutes."""
    application.check_answers(body.answers)
    command = application.take_quiz(key.key, key.digest(body.answers), caller.id, body.answers, now())
    wrong = str((await here.writer.submit(command)).ids["wrong"])
    return QuizResult(passed=not wrong, wrong=wrong.split(",") if wrong else [])
