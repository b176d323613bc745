"""Appeals: the member's, the client's answer, the peers' judgement, and what only an operator decides."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from assignment import application, views
from assignment.api.client_models import Reason
from assignment.api.guarding import beside
from assignment.api.memory import Memory, Remembered
from assignment.api.models import Cursor, public_id_of, rendered
from assignment.api.orders import Forms, order_of
from assignment.api.reviews import given_by
from chassis.clock import now
from chassis.errors import Forbidden
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, page_of
from chassis.http.dependencies import edge

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
Winner = Literal["member", "client"]
PEERS_WITHIN = timedelta(days=3)


class Appeal(Body):
    """Why the answer should be paid, in the member's words; client and peers read them, masked."""

    plea: Reason


class Appealed(BaseModel):
    """The client is to answer by then; without a word from it the answer is paid."""

    assignment_id: UUID
    state: Literal["appealed"]
    answer_by: datetime


class Contest(BaseModel):
    """What the client has not paid of an answer, and what the member says to that."""

    submission_id: UUID
    state: Literal["open", "appealed", "asked", "judging", "operator", "over"]
    share_percent: int
    points: int
    appeal_by: datetime
    answer_by: datetime | None
    winner: Winner | None
    decided_by: Literal["window", "client", "silence", "peers", "operator"] | None
    code: str
    question: str
    reason: str
    plea: str | None


class Answered(BaseModel):
    """Where the appeal is; `points` when the client pays after all."""

    state: Literal["asked", "operator", "over"]
    points: int | None = None


class Asked(BaseModel):
    """A question as the member read it."""

    text: str
    options: list[str]


class Case(BaseModel):
    """One answer to judge, without a word about who gave it and for whom."""

    appeal_id: UUID
    instructions: str
    question: Asked
    answer: Any
    code: str
    reason: str
    plea: str
    approved_percent: int


class Seat(Case):
    """A case that is the peer's until then, and what judging it pays."""

    until: datetime
    points: int


class Judge(Body):
    """For whom the answer should count: `member` if it deserves what was not paid, `client` if not."""

    winner: Winner


class Judged(BaseModel):
    """What was judged."""

    appeal_id: UUID
    winner: Winner


class Decide(Judge):
    """An operator's decision; the reason is a code."""

    reason: Literal["answer_is_right", "answer_is_wrong", "question_unclear", "evidence_erased", "other"]


class OpenCase(Case):
    """For operators: with the order and since when the client stands by its decision."""

    order_id: UUID
    stood_at: datetime


@router.post("/v1/assignments/{assignment_id}/appeal", status_code=201, tags=["member"])
async def appeal(
    assignment_id: UUID, body: Appeal, caller: Caller.Member, key: Idempotency, edge: Here
) -> Appealed:
    """Appeals against what the client did not pay, within 7 days; it costs nothing."""
    work = await edge.database.aggregate(application.Assignment, assignment_id)
    version = application.held_by(work, caller.id).form_version
    words = await beside(lambda in_time: application.masked_text("plea", body.plea, in_time))
    dispute, plea = application.dispute_of(work), application.Plea(uuid4(), version, words)
    outcome = await edge.writer.submit(application.appeal(key.key, key.digest(), dispute, plea, now()))
    if outcome.replayed:
        kept = await edge.database.read(lambda tx: views.kept_plea(tx, assignment_id))
        application.check_same_plea(kept, words)
    return Appealed.model_validate(dict(outcome.ids))


@router.get("/v1/orders/{order_id}/appeals", tags=["client"])
async def contests(
    order_id: UUID, caller: Caller.Client, edge: Here, limit: Limit = 50, cursor: Cursor = None
) -> Page[Contest]:
    """What I have not paid in full, with what members say to it where texts may leave; never the answers."""
    await order_of(edge, order_id, caller.id)
    after = public_id_of(cursor) if cursor else views.LOWEST
    found = await edge.database.read(lambda tx: views.contests_of(tx, order_id, limit + 1, after))
    page = page_of(found, limit, lambda one: str(one.submission_id))
    hidden: dict[str, Any] = {} if _texts_leave(edge) else {"plea": None}
    items = [Contest.model_validate(asdict(one) | hidden) for one in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


@router.post("/v1/submissions/{submission_id}/stand-by", tags=["client"])
async def stand_by(
    submission_id: UUID, caller: Caller.Client, key: Idempotency, edge: Here, memory: Remembered
) -> Answered:
    """Answers an appeal: I do not pay. Three peers decide; who loses pays them."""
    dispute = await _disputed(edge, submission_id, caller.id)
    case = await edge.database.read(lambda tx: views.case_of(tx, dispute.assignment_id))
    peers_may_see = case is not None and await _may_peers_see(edge, memory, case)
    command = application.stand_by(
        key.key, key.digest(), dispute, caller.id, now(), peers_may_see=peers_may_see
    )
    return Answered.model_validate(dict((await edge.writer.submit(command)).ids))


@router.post("/v1/submissions/{submission_id}/take-back", tags=["client"])
async def take_back(submission_id: UUID, caller: Caller.Client, key: Idempotency, edge: Here) -> Answered:
    """Pays after all what I had not paid, until peers look at it."""
    dispute = await _disputed(edge, submission_id, caller.id)
    command = application.take_back(key.key, key.digest(), dispute, caller.id, now())
    return Answered.model_validate(dict((await edge.writer.submit(command)).ids))


async def _disputed(edge: Edge, submission_id: UUID, client_id: str) -> application.Dispute:
    given = await given_by(edge, submission_id, client_id)
    return application.dispute_of(await edge.database.aggregate(application.Assignment, given.assignment_id))


@router.post("/v1/appeals", status_code=201, tags=["member"], response_model=Seat)
async def take_seat(
    caller: Caller.Member, key: Idempotency, edge: Here, memory: Remembered
) -> Response | Seat:
    """An appeal for me to judge within an hour, or 204; for who has 20 accepted answers and few rejected.

    Of no order that is for older people.
    """
    if not await edge.database.read(lambda tx: views.is_skilled(tx, caller.id)):
        raise Forbidden(f"peers have {views.SKILLED_FROM} accepted answers or more, and few rejected ones")
    age = application.checked_age(caller.age, application.GROWN_UP)
    proposed = await edge.database.read(lambda tx: views.appeals_to_judge(tx, caller.id, age, now()))
    disputes = [application.Dispute(*place) for place in proposed]
    outcome = await edge.writer.submit(
        application.take_seat(key.key, key.digest(), disputes, caller.id, now())
    )
    if outcome.status == 204:
        return Response(status_code=204)
    seated = UUID(str(outcome.ids["assignment_id"]))
    case = await edge.database.read(lambda tx: views.case_of(tx, seated))
    if case is None:
        return Response(status_code=204)
    told = {"until": outcome.ids["until"], "points": application.PEER_POINTS}
    return Seat.model_validate({**await _shown(edge, memory, case), **told})


@router.post("/v1/appeals/{appeal_id}/judgement", tags=["member"])
async def judge(appeal_id: UUID, body: Judge, caller: Caller.Member, key: Idempotency, edge: Here) -> Judged:
    """Judges the appeal that was given to me; paid when it is decided, whoever wins."""
    dispute = await _case_dispute(edge, appeal_id)
    digest = key.digest(body.winner)
    await edge.writer.submit(application.judge(key.key, digest, dispute, caller.id, body.winner, now()))
    return Judged(appeal_id=appeal_id, winner=body.winner)


@router.get("/v1/open-appeals", tags=["operator"])
async def open_appeals(
    caller: Caller.Operator, edge: Here, memory: Remembered, limit: Limit = 50
) -> list[OpenCase]:
    """Appeals that peers cannot decide or have not decided in 3 days, the oldest first."""
    before = now() - PEERS_WITHIN
    found = await edge.database.read(lambda tx: views.cases_for_operators(tx, before, limit))
    return [
        OpenCase.model_validate(
            {**await _shown(edge, memory, case), "order_id": case.order_id, "stood_at": case.stood_at}
        )
        for case in found
    ]


@router.post("/v1/open-appeals/{appeal_id}/decision", tags=["operator"])
async def decide(
    appeal_id: UUID, body: Decide, caller: Caller.Operator, key: Idempotency, edge: Here
) -> Judged:
    """Decides an appeal in the place of peers."""
    dispute = await _case_dispute(edge, appeal_id)
    verdict = application.Verdict(body.winner, "operator", caller.id, body.reason)
    digest = key.digest(body.winner, body.reason)
    await edge.writer.submit(application.decide_appeal(key.key, digest, dispute, verdict, now()))
    return Judged(appeal_id=appeal_id, winner=body.winner)


async def _case_dispute(edge: Edge, appeal_id: UUID) -> application.Dispute:
    case = await edge.database.read(lambda tx: views.case_by_id(tx, appeal_id))
    if case is None:
        raise application.UnknownAssignment("there is no such appeal")
    return application.Dispute(case.assignment_id, case.order_id, case.task_id, case.member_id)


def _texts_leave(edge: Edge) -> bool:
    """Whether others than operators may read what members write."""
    return edge.settings.is_local or application.TEXTS_LEAVE


async def _may_peers_see(edge: Edge, memory: Memory, case: views.Case) -> bool:
    """A photo, and what may not leave, is no peer's business."""
    document = await memory.document(edge, case.order_id, case.form_version)
    questions = {one["id"]: one for one in document["questions"]}
    forms = Forms({case.form_version: questions}, edge.settings.is_local)
    is_photo = questions[case.question]["kind"] == "photo"
    return _texts_leave(edge) and not is_photo and case.question in forms.shown(case)


async def _shown(edge: Edge, memory: Memory, case: views.Case) -> dict[str, Any]:
    document = await memory.document(edge, case.order_id, case.form_version)
    asked = next(one for one in document["questions"] if one["id"] == case.question)
    [question] = rendered([asked], case.item)
    return {
        "appeal_id": case.appeal_id,
        "instructions": document["instructions"],
        "question": {"text": question["text"], "options": question["options"]},
        "answer": case.answers.get(case.question),
        "code": case.code,
        "reason": case.reason,
        "plea": case.plea,
        "approved_percent": case.share_percent,
    }
