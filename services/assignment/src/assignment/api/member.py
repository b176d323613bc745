"""What a member does: find work, take a task, answer it or give it back."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Response

from assignment import application, views
from assignment.api.desks import Device, check_pin
from assignment.api.guarding import guarded
from assignment.api.late import told_late
from assignment.api.leased import STATED, as_json, leased
from assignment.api.memory import Memory, Remembered
from assignment.api.models import (
    Card,
    Check,
    Checked,
    ClientRecord,
    Cursor,
    GiveBack,
    Leased,
    Returned,
    Submit,
    Submitted,
    TakeTask,
    after_place,
    time_cursor,
)
from assignment.api.screen_outs import end_early
from assignment.api.segments import with_voucher
from assignment.api.young import may_begin, young_member
from assignment.application import Candidate, Held, Secrets, Worker
from chassis.clock import now
from chassis.command import Command, Outcome
from chassis.errors import Forbidden
from chassis.http import Caller, Edge, Idempotency, Limit, Page, RequestKey, page_of
from chassis.http.dependencies import edge
from chassis.principal import Principal

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]

TRIES = 3
FEW = 4


@router.get("/v1/tasks")
async def open_work(
    caller: Caller.Member, edge: Here, memory: Remembered, limit: Limit = 50, cursor: Cursor = None
) -> Page[Card]:
    """Cards of the orders that have a free task for me, the oldest first; none for whom may not work here."""
    age = caller.age or 0
    if not await may_begin(edge, caller):
        return Page(items=[], next_cursor=None)
    after = after_place(cursor)
    chosen = await edge.database.aggregate(application.AudienceSources, application.sources_stream(caller.id))
    found = await edge.database.read(
        lambda tx: views.cards(
            tx, caller.id, age, caller.prefecture, limit + 1, after, uuid4(), chosen.opted_in
        )
    )
    page = page_of(found, limit, lambda card: time_cursor(card.opened_at, card.order_id))
    documents = [await memory.document(edge, card.order_id, card.form_version) for card in page.items]
    cards = [
        Card(
            order_id=card.order_id,
            title=card.title,
            **{name: document.get(name, "") for name in STATED},
            segment=document["audience"].get("segment"),
            reward_points=card.reward_points,
            estimated_minutes=card.estimated_minutes,
            median_seconds=card.median_seconds,
            points_per_hour=card.points_per_hour,
            client=ClientRecord(
                since=card.client_since,
                settled_orders=card.settled_orders,
                upheld_findings=card.upheld_findings,
            ),
        )
        for card, document in zip(page.items, documents, strict=True)
    ]
    return Page(items=cards, next_cursor=page.next_cursor)


@router.post(
    "/v1/assignments",
    status_code=201,
    response_model=Leased,
    responses={204: {"description": "Nothing is open"}},
)
async def take_task(
    body: TakeTask, caller: Caller.Member, key: Idempotency, edge: Here, memory: Remembered
) -> Response:
    """Leases a free task: any that is meant for me, one of an order, or (local mode) exactly this one."""
    if body.task_id is not None and not edge.settings.is_local:
        raise Forbidden("which task is chosen here, except in local mode")
    outcome, items = await _lease(body, caller, key, edge)
    if outcome.status == 204:
        return Response(status_code=204)
    return await leased(outcome, caller.id, edge, memory, items)


async def _lease(
    body: TakeTask, caller: Principal, key: RequestKey, edge: Edge
) -> tuple[Outcome, dict[UUID, str]]:
    """The outcome, and the items of the tasks that were proposed last.

    The first proposal is short, since each task in it is read from the log; only a full one can end in 204.
    """
    age = application.checked_age(caller.age)
    worker = Worker(caller.id, age, caller.prefecture, await _last_work(edge, caller.id, age))
    digest = key.digest(body.order_id, body.task_id)
    for turn in range(TRIES):
        at, full = now(), turn > 0
        limit = views.CANDIDATES if full else FEW
        live_leases, proposals = await _proposed(body, worker, age, edge, limit, at)
        if not proposals and not full:
            continue
        command = partial(
            application.lease,
            key.key,
            digest,
            candidates=[Candidate(one.order_id, one.task_id) for one in proposals],
            at=at,
            live_leases=live_leases,
            exact=body.task_id is not None,
            of_one_order=body.order_id is not None,
            last=turn == TRIES - 1 or not proposals,
        )
        try:
            outcome = await _submitted(edge, command, worker, proposals)
            return outcome, {one.task_id: one.item for one in proposals}
        except application.AllTaken:
            continue
    raise AssertionError("the last try has an answer")


async def _submitted(
    edge: Edge, command: Callable[..., Command], worker: Worker, proposals: Sequence[views.Proposal]
) -> Outcome:
    """The outcome; where the order is for a segment, with what its source says of the member."""
    try:
        return await edge.writer.submit(command(worker=worker))
    except application.NotVouched as asked:
        worker = await with_voucher(edge, worker, proposals[0].order_id, asked)
        return await edge.writer.submit(command(worker=worker))


async def _last_work(edge: Edge, member_id: str, age: int) -> UUID | None:
    if age >= application.GROWN_UP:
        return None
    return (await young_member(edge, member_id)).last_work


async def _proposed(
    body: TakeTask, worker: Worker, age: int, edge: Edge, limit: int, at: datetime
) -> tuple[int, list[views.Proposal]]:
    task_id, order_id = body.task_id, body.order_id
    if task_id is None:
        return await edge.database.read(
            lambda tx: views.propose(tx, worker.id, age, worker.prefecture, order_id, limit, uuid4(), at)
        )
    live_leases, proposals = await edge.database.read(
        lambda tx: views.propose_task(tx, worker.id, task_id, at)
    )
    if not proposals or order_id not in (None, proposals[0].order_id):
        raise application.UnknownTask("there is no such task")
    return live_leases, proposals


@router.post("/v1/assignments/{assignment_id}/submission", response_model=Submitted)
async def submit(
    assignment_id: UUID,
    body: Submit,
    caller: Caller.Member,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
    device: Device = None,
) -> Response:
    """Gives the answers of a task that I hold; texts are stored as the answer guard masks them.

    A text that cannot be checked is a 422 that names its question.
    An answer that ends the work ends the lease.
    """
    held = await memory.lease(edge, assignment_id, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    if application.asks_personally(document["questions"]):
        await check_pin(device, caller, edge)
    try:
        if ending := application.ending_of(document, body.answers):
            return as_json(await end_early(edge, key, assignment_id, held, ending), 200)
        worker = Worker(caller.id, application.checked_age(caller.age), caller.prefecture)
        return await _hand_in(assignment_id, held, document, body, worker, key, edge, memory)
    except application.FormChanged:
        memory.held.forget(assignment_id)
        raise


async def _hand_in(
    assignment_id: UUID,
    held: Held,
    document: Mapping[str, Any],
    body: Submit,
    worker: Worker,
    key: RequestKey,
    edge: Edge,
    memory: Memory,
) -> Response:
    application.check_consents(document["questions"], body.answers, body.consents)
    checked = await guarded(application.checked, document["questions"], body.answers)
    uploaded = await _uploaded(edge, assignment_id, document)
    application.check_photos(document["questions"], checked.answers, uploaded)
    command = application.submit(
        key.key,
        key.digest(),
        assignment_id,
        held,
        checked,
        _secrets(memory, held),
        now(),
        automatic=document["acceptance"] == "automatic",
        worker=worker,
        unused_photos=application.unused_photos(checked.answers, uploaded),
    )
    outcome = await edge.writer.submit(command)
    if outcome.ids["state"] == "late":
        return as_json(told_late(outcome.ids), 200)
    if outcome.replayed:
        stored = await edge.database.read(lambda tx: views.stored_answers(tx, assignment_id))
        application.check_same_answers(stored, checked)
    memory.pseudonyms.put((held.order_id, held.member_id), True)
    masked = [{"question": one.question, "kind": one.kind} for one in checked.findings]
    return as_json({**outcome.ids, "masked": masked}, 200)


async def _uploaded(edge: Edge, assignment_id: UUID, document: Mapping[str, Any]) -> dict[UUID, str]:
    """The photos of a task by id with their question, where any is asked for."""
    if not any(question["kind"] == "photo" for question in document["questions"]):
        return {}
    return await edge.database.read(lambda tx: views.uploaded_photos(tx, assignment_id))


def _secrets(memory: Memory, held: Held) -> Secrets:
    known = memory.pseudonyms.get((held.order_id, held.member_id))
    return Secrets(secrets.token_bytes(32), uuid4(), None if known else secrets.token_hex(8))


@router.post("/v1/assignments/{assignment_id}/check", response_model=Checked)
async def check(
    assignment_id: UUID, body: Check, caller: Caller.Member, edge: Here, memory: Remembered
) -> Response:
    """What the answer guard would mask in texts that I am writing; nothing is stored."""
    held = await memory.lease(edge, assignment_id, caller.id)
    document = await memory.document(edge, held.order_id, held.form_version)
    found = await guarded(application.preview, document["questions"], body.answers)
    return as_json(asdict(found), 200)


@router.post("/v1/assignments/{assignment_id}/return")
async def give_back(
    assignment_id: UUID,
    body: GiveBack,
    caller: Caller.Member,
    key: Idempotency,
    edge: Here,
    memory: Remembered,
) -> Returned:
    """Gives a task back without an answer; somebody else may take it."""
    held = await memory.lease(edge, assignment_id, caller.id)
    candidate = Candidate(held.order_id, held.task_id)
    digest = key.digest(body.reason)
    await edge.writer.submit(
        application.give_back(key.key, digest, assignment_id, candidate, caller.id, body.reason, now())
    )
    return Returned(assignment_id=assignment_id)
