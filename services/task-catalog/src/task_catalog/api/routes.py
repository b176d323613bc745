"""Orders of clients over HTTP."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from chassis.clock import now
from chassis.command import Command
from chassis.errors import NotFound
from chassis.http import Caller, Edge, Idempotency, Limit, Page, RequestKey, page_of
from chassis.http.dependencies import edge
from chassis.principal import Principal
from task_catalog import application, views
from task_catalog.api.clients import open_orders
from task_catalog.api.cursors import cursor_of, number_in, order_before, row_before, row_of
from task_catalog.api.models import (
    HeldItem,
    OrderBody,
    OrderCard,
    OrderDrafted,
    OrderShown,
    OrderState,
    Pay,
    Quote,
    Rewritten,
    TaskShown,
    Unclaimed,
    Uploaded,
    rewritten,
)
from task_catalog.api.quotes import check_source, fees_of, forecast_of
from task_catalog.api.uploads import FORMATS, read_items

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
Cursor = Annotated[str | None, Query(max_length=100)]
ITEMS = {
    "required": True,
    "content": {
        kind: {"schema": {"type": "string", "description": description}}
        for kind, description in FORMATS.items()
    },
}
Move = Callable[[str, bytes, str, UUID, datetime], Command]


async def _order(here: Edge, order_id: UUID, caller: Principal) -> application.Order:
    order = await here.database.aggregate(application.Order, order_id)
    if not order.state or (caller.role == "client" and order.client_id != caller.id):
        raise NotFound("there is no such order")
    return order


def _operator_of(caller: Principal) -> str:
    """Who writes for the client, if an operator does."""
    return caller.id if caller.role == "operator" else ""


@router.post("/v1/orders", status_code=201)
async def draft(body: OrderBody, caller: Caller.Client, key: Idempotency, here: Here) -> OrderDrafted:
    """A new order; nothing is screened or paid before it is submitted."""
    document = body.document()
    check_source(here, document)
    fees = fees_of(here)
    command = application.draft(key.key, key.digest(document), caller.id, document, now(), fees)
    outcome = await here.writer.submit(command)
    return OrderDrafted.model_validate({**outcome.ids, "quote": application.quote(1, document, fees=fees)})


@router.get("/v1/orders")
async def orders(
    caller: Caller.ClientOrOperator, here: Here, limit: Limit = 50, cursor: Cursor = None
) -> Page[OrderCard]:
    """Orders, the newest first: of the client, or for an operator of all."""
    client_id, before = caller.id if caller.role == "client" else None, order_before(cursor)
    rows = await here.database.read(lambda tx: views.orders_of(tx, client_id, before, limit + 1))
    page = page_of(rows, limit, cursor_of)
    cards = [OrderCard.model_validate(dict(row)) for row in page.items]
    return Page[OrderCard](items=cards, next_cursor=page.next_cursor)


@router.get("/v1/orders/{order_id}")
async def order(
    order_id: UUID, caller: Caller.ClientOrOperator, here: Here, response: Response
) -> OrderShown:
    """An order with its price and what screening has found; its version is the ETag."""
    found = await _order(here, order_id, caller)
    response.headers["ETag"] = f'"{found.order_version}"'
    return OrderShown(
        order_id=order_id,
        version=found.order_version,
        state=found.state,
        client_id=found.client_id,
        edited_by=found.edited_by,
        document=found.document,
        quote=Quote.model_validate(application.quote_of(found)),
        findings=found.findings,
        items=found.items,
        held_items=sum(found.held.values()),
        undecided_items=sum(found.undecided.values()),
        tasks=found.published_tasks,
        short_by_jpy=found.short_by_jpy,
        live_version=found.live_version or None,
        next_state=found.next_state or None,
        pilot=found.pilot or None,
        paused_for=found.paused_for or None,
        unclaimed=Unclaimed.model_validate(found.unclaimed) if found.unclaimed else None,
        pay=Pay.model_validate(application.pay_of(found)) if found.pay else None,
        promise=found.promise_beside,
        fee_to_return_jpy=found.fee_to_return_jpy,
    )


@router.put("/v1/orders/{order_id}")
async def edit(
    order_id: UUID,
    body: OrderBody,
    caller: Caller.ClientOrOperator,
    key: Idempotency,
    here: Here,
    if_match: Annotated[str, Header(alias="If-Match")],
) -> OrderState:
    """Makes the next version of the order from the one that If-Match names.

    Of an order on which members work it is submitted at once; the former version stays live until it passes.
    An operator may write for the client what is not submitted at once.
    """
    version = number_in("If-Match", if_match.strip().strip('"'), "names the version you have read, such as 1")
    document = body.document()
    check_source(here, document)
    digest = key.digest(document, version)
    client_id = (await _order(here, order_id, caller)).client_id
    beside = await open_orders(here, client_id)
    command = application.edit(
        key.key, digest, client_id, order_id, version, document, now(), beside, _operator_of(caller)
    )
    return OrderState.model_validate(dict((await here.writer.submit(command)).ids))


@router.post("/v1/orders/{order_id}/items", openapi_extra={"requestBody": ITEMS})
async def add_items(
    order_id: UUID, request: Request, caller: Caller.ClientOrOperator, key: Idempotency, here: Here
) -> Uploaded:
    """Adds rows, a task for each; a row that cannot be taken is named with the reason.

    An operator may add them for the client to an order that is not open.
    """
    found = await _order(here, order_id, caller)
    body = await request.body()
    needed = application.columns_in(found.document)
    kind = request.headers.get("content-type", "")
    good, errors = await asyncio.to_thread(read_items, kind, body, needed)
    if good:
        digest = key.digest(good)
        client_id, operator_id = found.client_id, _operator_of(caller)
        beside = await open_orders(here, client_id)
        command = application.add_items(
            key.key, digest, client_id, order_id, found.batches, good, now(), beside, operator_id
        )
        await here.writer.submit(command)
    return Uploaded(accepted=len(good), rejected=errors)


@router.get("/v1/orders/{order_id}/items")
async def held_items(
    order_id: UUID,
    caller: Caller.ClientOrOperator,
    here: Here,
    state: Literal["held"],
    limit: Limit = 200,
    cursor: Cursor = None,
) -> Page[HeldItem]:
    """The rows that may not become tasks, in order, each with the rules that hold it."""
    await _order(here, order_id, caller)
    after = row_before(cursor)
    rows = await here.database.read(lambda tx: views.held_rows_of(tx, order_id, after, limit + 1))
    page = page_of(rows, limit, row_of)
    shown = [HeldItem.model_validate(dict(row)) for row in page.items]
    return Page[HeldItem](items=shown, next_cursor=page.next_cursor)


@router.post("/v1/orders/{order_id}/submit")
async def submit(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> OrderState:
    """Hands the order and its rows in to be screened; what the quote says of it is kept as a promise."""
    found = await _order(here, order_id, caller)
    promise = await forecast_of(here, found.document, max(found.possible_tasks, 1), found.fees)
    beside = await open_orders(here, caller.id)
    command = application.submit(key.key, key.digest(), caller.id, order_id, now(), promise, beside)
    return OrderState.model_validate(dict((await here.writer.submit(command)).ids))


@router.post("/v1/orders/{order_id}/accept-rewrites")
async def accept_rewrites(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> Rewritten:
    """Makes every rewrite that screening has offered, of the order and of up to 100 batches of its rows.

    What changes is screened again; `rewritten_rows` come as new rows at the end.
    """
    found = await _order(here, order_id, caller)
    document = found.document
    if found.version_state == "changes_asked":
        document = rewritten(document, found.findings)
    beside = await open_orders(here, caller.id)
    ids = await here.database.read(
        lambda tx: views.batches_to_mend(tx, order_id, application.BATCHES_AT_ONCE)
    )
    mended = {}
    for number, id in application.numbers_of(found, ids).items():
        batch = await here.database.aggregate(application.ItemBatch, id)
        if rows := batch.mended(found.order_version):
            mended[number] = rows
    command = application.accept_rewrites(
        key.key,
        key.digest(),
        caller.id,
        order_id,
        found.order_version,
        document,
        now(),
        beside,
        mended,
        found.batches,
    )
    return Rewritten.model_validate(dict((await here.writer.submit(command)).ids))


async def _moved(move: Move, order_id: UUID, caller: Principal, key: RequestKey, here: Edge) -> OrderState:
    outcome = await here.writer.submit(move(key.key, key.digest(), caller.id, order_id, now()))
    return OrderState.model_validate(dict(outcome.ids))


@router.post("/v1/orders/{order_id}/pause")
async def pause(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> OrderState:
    """No new task is given out until the order is resumed."""
    return await _moved(application.pause, order_id, caller, key, here)


@router.post("/v1/orders/{order_id}/resume")
async def resume(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> OrderState:
    """Tasks of a paused order are given out again."""
    return await _moved(application.resume, order_id, caller, key, here)


@router.post("/v1/orders/{order_id}/top-up")
async def top_up(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> OrderState:
    """Pays each answer, accepted ones too, what `pay` says that members need; the order then goes on.

    When the balance is short, `short_by_jpy` says by how much: deposit it and top up again.
    """
    return await _moved(application.top_up, order_id, caller, key, here)


@router.post("/v1/orders/{order_id}/close")
async def close(order_id: UUID, caller: Caller.Client, key: Idempotency, here: Here) -> OrderState:
    """Ends the order; what is under way is finished, what was not spent returns."""
    return await _moved(application.close, order_id, caller, key, here)


@router.post("/v1/orders/{order_id}/stop")
async def stop(order_id: UUID, caller: Caller.Operator, key: Idempotency, here: Here) -> OrderState:
    """An operator ends an order at once."""
    outcome = await here.writer.submit(application.stop(key.key, key.digest(), order_id, now()))
    return OrderState.model_validate(dict(outcome.ids))


@router.get("/v1/orders/{order_id}/tasks")
async def tasks(
    order_id: UUID, caller: Caller.ClientOrOperator, here: Here, limit: Limit = 200, cursor: Cursor = None
) -> Page[TaskShown]:
    """The published tasks of an order, by row."""
    await _order(here, order_id, caller)
    after = row_before(cursor)
    rows = await here.database.read(lambda tx: views.tasks_of(tx, order_id, after, limit + 1))
    page = page_of(rows, limit, row_of)
    shown = [TaskShown.model_validate(dict(row)) for row in page.items]
    return Page[TaskShown](items=shown, next_cursor=page.next_cursor)
