"""What a client asks the ledger: its free balance, and the escrows of its orders."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from chassis.errors import NotFound
from chassis.http import Caller, Limit, Page, page_of
from points_ledger import views
from points_ledger.api.common import Here

router = APIRouter()
MAX_ESCROWS_SHOWN = 100
MAX_VERSION = 2**31 - 1


class Escrow(BaseModel):
    """The yen of one order; `funded_jpy` was locked and `left_jpy` still is, both as the postings have it."""

    order_id: UUID
    funded_jpy: int
    paid_points: int
    paid_answers: int
    fee_jpy: int
    returned_jpy: int
    left_jpy: int
    settled: bool


class Account(BaseModel):
    """A client's free balance and what is locked."""

    balance_jpy: int
    escrows: list[Escrow]


@router.get("/v1/me/account")
async def my_account(caller: Caller.Client, here: Here) -> Account:
    """My free balance in yen, and what is locked for my orders."""
    balance, rows = await here.database.read(lambda tx: views.account_of(tx, caller.id, MAX_ESCROWS_SHOWN))
    return Account(balance_jpy=balance, escrows=[_escrow(row) for row in rows])


class Line(BaseModel):
    """A line of a client's account; all of them sum to its free balance.

    kind: deposit (`reference` is the bank's), locked, returned, fee-return, stop-return or withdrawal-return
    (`reference` is the order).
    """

    amount_jpy: int
    kind: str
    reference: str
    booked_at: datetime


class Invoice(BaseModel):
    """What a settled order has cost: rewards that were paid, and the fee in proportion."""

    order_id: UUID
    answers: int
    reward_jpy: int
    fee_jpy: int
    total_jpy: int
    settled_at: datetime


@router.get("/v1/me/account/entries")
async def my_account_entries(
    caller: Caller.Client,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[int, Query(ge=1, le=MAX_VERSION)] = MAX_VERSION,
) -> Page[Line]:
    """The lines of my account in yen, the newest first."""
    rows = await here.database.read(lambda tx: views.lines_of_client(tx, caller.id, cursor, limit + 1))
    page = page_of(rows, limit, lambda row: str(row["version"]))
    return Page[Line](items=[_line(row) for row in page.items], next_cursor=page.next_cursor)


@router.get("/v1/me/invoices")
async def my_invoices(
    caller: Caller.Client, here: Here, limit: Limit = 50, cursor: Annotated[UUID | None, Query()] = None
) -> Page[Invoice]:
    """What my settled orders have cost."""
    rows = await here.database.read(lambda tx: views.invoices_of(tx, caller.id, cursor, limit + 1))
    page = page_of(rows, limit, lambda row: str(row["order_id"]))
    return Page[Invoice](items=[_invoice(row) for row in page.items], next_cursor=page.next_cursor)


def _line(row: Any) -> Line:
    kind = row["origin"] if row["origin"] != "escrow" else "locked" if row["amount_jpy"] < 0 else "returned"
    return Line(amount_jpy=row["amount_jpy"], kind=kind, reference=row["reference"], booked_at=row["at"])


def _invoice(row: Any) -> Invoice:
    return Invoice(
        order_id=row["order_id"],
        answers=row["paid_answers"],
        reward_jpy=row["reward_jpy"],
        fee_jpy=row["fee_jpy"],
        total_jpy=row["reward_jpy"] + row["fee_jpy"],
        settled_at=row["settled_at"],
    )


@router.get("/v1/ledger/orders/{order_id}")
async def escrow_of_order(order_id: UUID, caller: Caller.ClientOrOperator, here: Here) -> Escrow:
    """What was locked for an order, what of it was paid, and what is left."""
    client_id = caller.id if caller.role == "client" else None
    row = await here.database.read(lambda tx: views.escrow_of(tx, order_id, client_id))
    if row is None:
        raise NotFound("nothing was locked for this order")
    return _escrow(row)


def _escrow(row: Any) -> Escrow:
    return Escrow(
        order_id=row["order_id"],
        funded_jpy=row["funded_jpy"],
        paid_points=row["paid_points"],
        paid_answers=row["paid_answers"],
        fee_jpy=row["fee_jpy"],
        returned_jpy=row["returned_jpy"] or 0,
        left_jpy=row["left_jpy"],
        settled=row["settled"],
    )
