"""The ledger's edge: balances and entries of members, accounts and escrows of clients, deposits, proof."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound, invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, Text, page_of
from chassis.http.dependencies import edge
from points_ledger import application, proof, views

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
MAX_ESCROWS_SHOWN = 100


class Points(BaseModel):
    """A member's balance in points."""

    available: int


class Entry(BaseModel):
    """One line of a statement."""

    points: int
    origin: str
    reference: str
    booked_at: datetime


class Escrow(BaseModel):
    """The yen of one order; `left_jpy` is still locked."""

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


class Deposit(Body):
    """Money that arrived; `reference` is the bank's, unique for a client."""

    amount_jpy: int = Field(ge=1, le=10**10)
    reference: Text = Field(min_length=1, max_length=100)


class Deposited(BaseModel):
    client_id: str
    amount_jpy: int
    reference: str


class Proof(BaseModel):
    """Whether the three folds agree."""

    equal: bool
    events: int
    accounts: int
    points_granted: int
    escrow_left_jpy: int
    wrong: list[str]
    seconds: float


@router.get("/v1/me/points")
async def my_points(caller: Caller.Member, here: Here) -> Points:
    balance = await here.database.read(lambda tx: views.points_of(tx, caller.id))
    return Points(available=balance)


@router.get("/v1/me/points/entries")
async def my_entries(
    caller: Caller.Member,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
) -> Page[Entry]:
    after = _after(cursor)
    rows = await here.database.read(lambda tx: views.entries_of(tx, caller.id, after, limit + 1))
    page = page_of(rows, limit, lambda row: f"{row['at'].isoformat()}_{row['version']}")
    return Page[Entry](items=[_entry(row) for row in page.items], next_cursor=page.next_cursor)


@router.post("/v1/clients/{client_id}/deposits", status_code=201)
async def deposit(
    client_id: str, body: Deposit, caller: Caller.Operator, key: Idempotency, here: Here
) -> Deposited:
    command = application.deposit(client_id, body.amount_jpy, body.reference, now())
    outcome = await here.writer.submit(command)
    return Deposited.model_validate(dict(outcome.ids))


@router.get("/v1/me/account")
async def my_account(caller: Caller.Client, here: Here) -> Account:
    balance = await here.database.read(lambda tx: views.yen_of(tx, caller.id))
    rows = await here.database.read(lambda tx: views.escrows_of(tx, caller.id, MAX_ESCROWS_SHOWN))
    return Account(balance_jpy=balance, escrows=[_escrow(row) for row in rows])


@router.get("/v1/ledger/orders/{order_id}")
async def escrow_of_order(order_id: UUID, caller: Caller.ClientOrOperator, here: Here) -> Escrow:
    client_id = caller.id if caller.role == "client" else None
    row = await here.database.read(lambda tx: views.escrow_of(tx, order_id, client_id))
    if row is None:
        raise NotFound("nothing was locked for this order")
    return _escrow(row)


@router.get("/v1/ledger/verification")
async def verification(caller: Caller.Operator, here: Here) -> Proof:
    found = await here.database.run(proof.verify)
    return Proof.model_validate(vars(found))


def _after(cursor: str | None) -> tuple[datetime, int] | None:
    if cursor is None:
        return None
    try:
        at, _, version = cursor.rpartition("_")
        return datetime.fromisoformat(at), int(version)
    except ValueError:
        raise invalid("cursor", "is not one that was given out") from None


def _entry(row: Any) -> Entry:
    return Entry(points=row["points"], origin=row["origin"], reference=row["reference"], booked_at=row["at"])


def _escrow(row: Any) -> Escrow:
    funded = row["reward_jpy"] + row["fee_jpy"]
    if row["settled"]:
        funded = row["paid_points"] + row["fee_jpy"] + row["returned_jpy"]
    return Escrow(
        order_id=row["order_id"],
        funded_jpy=funded,
        paid_points=row["paid_points"],
        paid_answers=row["paid_answers"],
        fee_jpy=row["fee_jpy"],
        returned_jpy=row["returned_jpy"] or 0,
        left_jpy=0 if row["settled"] else funded - row["paid_points"],
        settled=row["settled"],
    )
