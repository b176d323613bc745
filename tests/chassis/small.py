"""A service with an account, a route for each kind of answer, and a view."""

from typing import Annotated, Any
from uuid import uuid4

import sqlalchemy as sa
from fastapi import APIRouter, Depends
from sqlalchemy import Connection

from chassis.codec import DomainEvent
from chassis.command import Aggregates, Command, Outcome, Stream
from chassis.errors import Unavailable
from chassis.http import Body, Caller, Edge, Idempotency, Limit, Text
from chassis.http.dependencies import edge
from chassis.service import Service
from minijob_contracts import Event
from minijob_contracts.points import POINTS, PointsGranted
from tests.chassis import bank
from tests.chassis.bank import AT, Account, id_of

tables = sa.MetaData()
sa.Table("sums_v1", tables, sa.Column("id", sa.Integer, primary_key=True), sa.Column("sum", sa.BigInteger))
router = APIRouter()
Here = Annotated[Edge, Depends(edge)]


class Amount(Body):
    """What is added to an account."""

    account: Text
    amount: int


def add(account: str, amount: int = 1, key: str = "") -> Command:
    """Adds an amount; the account's name is its key unless another is given."""

    def decide(found: Aggregates) -> Outcome:
        found[id_of(account)].add(amount)
        return Outcome(201, {"balance": found[id_of(account)].balance})

    return Command(key or uuid4().hex, [Stream(Account, id_of(account))], decide)


@router.post("/v1/amounts", status_code=201)
async def post_amount(body: Amount, caller: Caller.Client, key: Idempotency, here: Here) -> dict[str, Any]:
    command = add(body.account, body.amount, key.key)
    digest = key.digest(body.account, body.amount)
    outcome = await here.writer.submit(Command(command.key, command.streams, command.decide, digest))
    return dict(outcome.ids)


@router.get("/v1/amounts")
async def get_amounts(caller: Caller.Any, limit: Limit = 10) -> dict[str, int]:
    return {"limit": limit}


@router.get("/v1/failures/{kind}")
async def fail(kind: str, caller: Caller.Any) -> None:
    if kind == "away":
        raise Unavailable("the database does not answer")
    raise RuntimeError("secret-of-the-house")


def to_contract(event: DomainEvent) -> Event | None:
    """Every amount is said as points, a name as one point."""
    points = event.amount if isinstance(event, Account.Added) else 1
    return PointsGranted(
        account_id=event.originator_id, member_id="m", points=points, origin="work", granted_at=AT
    )


def apply(tx: Connection, events: list[Any]) -> None:
    """Sums up what was added."""
    added = sum(event.amount for event in events if isinstance(event, Account.Added))
    tx.exec_driver_sql(
        "INSERT INTO sums_v1 VALUES (1, %(n)s) ON CONFLICT (id) DO UPDATE SET sum = sums_v1.sum + %(n)s",
        {"n": added},
    )


SERVICE = Service(
    name="small",
    router=router,
    aggregates=bank.AGGREGATES,
    to_contract=to_contract,
    topics=[POINTS],
    tables=tables,
    views={"sums_v1": apply},
)
