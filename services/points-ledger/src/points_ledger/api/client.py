"""What a client asks the ledger: its free balance, and the escrows of its orders."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from chassis.errors import NotFound
from chassis.http import Caller
from points_ledger import views
from points_ledger.api.common import Here

router = APIRouter()
MAX_ESCROWS_SHOWN = 100


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
