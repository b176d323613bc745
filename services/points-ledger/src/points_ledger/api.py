"""The ledger's edge: balances and entries of members, accounts and escrows of clients, deposits, proof."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.errors import NotFound, invalid
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Page, Text, page_of
from chassis.http.dependencies import edge
from points_ledger import application, proof, views

router = APIRouter()
Here = Annotated[Edge, Depends(edge)]
MAX_ESCROWS_SHOWN = 100
CURSOR_TIME = "%Y%m%dT%H%M%S.%fZ"
PartyId = Annotated[str, Path(max_length=64, pattern=r"^[^\s\x00-\x1f\x7f]+$")]
"""As long as the contracts' PartyId, of the characters that a token may name."""


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


class Deposit(Body):
    """Money that arrived; `reference` is the bank's, unique for a client."""

    amount_jpy: int = Field(ge=1, le=10**10)
    reference: Text = Field(min_length=1, max_length=100)


class Deposited(BaseModel):
    """What was booked."""

    client_id: str
    amount_jpy: int
    reference: str


class Proof(BaseModel):
    """Whether the three folds agree; `wrong` says why not, `behind` how many events no view shows yet."""

    equal: bool
    events: int
    behind: int
    accounts: int
    points_granted: int
    escrow_left_jpy: int
    wrong: list[str]
    seconds: float


@router.get("/v1/me/points")
async def my_points(caller: Caller.Member, here: Here) -> Points:
    """How many points I have."""
    balance = await here.database.read(lambda tx: views.points_of(tx, caller.id))
    return Points(available=balance)


@router.get("/v1/me/points/entries")
async def my_entries(
    caller: Caller.Member,
    here: Here,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=60)] = None,
) -> Page[Entry]:
    """The lines of my statement, the newest first."""
    after = _after(cursor)
    rows = await here.database.read(lambda tx: views.entries_of(tx, caller.id, after, limit + 1))
    page = page_of(rows, limit, _cursor)
    return Page[Entry](items=[_entry(row) for row in page.items], next_cursor=page.next_cursor)


@router.post("/v1/clients/{client_id}/deposits", status_code=201)
async def deposit(
    client_id: PartyId, body: Deposit, caller: Caller.Operator, key: Idempotency, here: Here
) -> Deposited:
    """Books a client's money once under the bank's reference, whatever the key; a key stands for one body."""
    digest = key.digest(body.amount_jpy, body.reference)
    await here.writer.submit(application.claim(key.key, digest))
    command = application.deposit(client_id, body.amount_jpy, body.reference, now())
    outcome = await here.writer.submit(command)
    return Deposited.model_validate(dict(outcome.ids))


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


@router.get("/v1/ledger/verification")
async def verification(caller: Caller.Operator, here: Here) -> Proof:
    """Replays the whole ledger and compares three independent folds; takes longer as history grows."""
    found = await here.database.run(proof.verify)
    return Proof.model_validate(vars(found))


def _cursor(row: Any) -> str:
    """Of characters that mean the same in a URL, encoded or not."""
    return f"{row['at'].astimezone(UTC):{CURSOR_TIME}}_{row['version']}"


def _after(cursor: str | None) -> tuple[datetime, int] | None:
    if cursor is None:
        return None
    try:
        at, _, version = cursor.rpartition("_")
        return datetime.strptime(at, CURSOR_TIME).replace(tzinfo=UTC), int(version)
    except ValueError:
        raise invalid("cursor", "is not one that was given out") from None


def _entry(row: Any) -> Entry:
    return Entry(points=row["points"], origin=row["origin"], reference=row["reference"], booked_at=row["at"])


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
