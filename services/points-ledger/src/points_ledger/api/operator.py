"""What an operator asks the ledger: deposits, caps, stops, the books as a whole, and the proof."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.http import Body, Caller, Idempotency, Text
from points_ledger import application, proof, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, Moment, Party, PartyId, Reference

router = APIRouter(route_class=Audited)
AccountName = Annotated[str, Path(max_length=80, pattern=r"^[a-z_]+(:[^\s\x00-\x1f\x7f]+)?$")]


class Deposit(Body):
    """Money that arrived; `reference` is the bank's, unique for a client or partner."""

    amount_jpy: int = Field(ge=1, le=10**10)
    reference: Reference


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


class PartnerDeposited(BaseModel):
    """What was booked for a partner's grants."""

    partner_id: str
    amount_jpy: int
    reference: str


class Caps(Body):
    """What a partner may grant in a day, to one member and in all."""

    member_day_points: int = Field(ge=0, le=10**9)
    day_points: int = Field(ge=0, le=10**9)


class KeyCap(Body):
    """What a partner may grant in a day with one of its API keys; as much as the partner may when null."""

    api_key_id: Party
    day_points: int | None = Field(ge=0, le=10**9)


class Reason(Body):
    """Why; it stays in the account's history and names nobody."""

    reason: Text = Field(min_length=1, max_length=200)


class Line(BaseModel):
    """Accounts of one kind: those below zero are the debit, the others the credit."""

    unit: str
    kind: str
    accounts: int
    debit: int
    credit: int


class TrialBalance(BaseModel):
    """The whole of the books; `totals` of each unit is 0 when they are right."""

    lines: list[Line]
    totals: dict[str, int]


class Liability(BaseModel):
    """Points that members may still use, by the month in which they end; `held` ones are not in `points`."""

    month: str
    kind: str
    origin: str
    points: int
    held: int


class Balance(BaseModel):
    """What an account held, by unit; `at` is the time of booking or of effect, null for now."""

    account: str
    at: datetime | None
    by: str
    balances: dict[str, int]


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


@router.post("/v1/partners/{partner_id}/deposits", status_code=201)
async def deposit_for_partner(
    partner_id: PartyId, body: Deposit, caller: Caller.Operator, key: Idempotency, here: Here
) -> PartnerDeposited:
    """Books the money that a partner's grants are paid from, once under the bank's reference."""
    await here.writer.submit(application.claim(key.key, key.digest(body.amount_jpy, body.reference)))
    command = application.deposit_for_partner(partner_id, body.amount_jpy, body.reference, now())
    outcome = await here.writer.submit(command)
    return PartnerDeposited.model_validate(dict(outcome.ids))


@router.post("/v1/partners/{partner_id}/caps")
async def cap(partner_id: PartyId, body: Caps, caller: Caller.Operator, key: Idempotency, here: Here) -> Caps:
    """Sets what a partner may grant in a day."""
    most = body.member_day_points, body.day_points
    await here.writer.submit(application.cap(key.key, partner_id, *most, now()))
    return body


@router.post("/v1/partners/{partner_id}/key-caps")
async def cap_key(
    partner_id: PartyId, body: KeyCap, caller: Caller.Operator, key: Idempotency, here: Here
) -> KeyCap:
    """Sets what a partner may grant in a day with one of its API keys, beside the caps of the partner."""
    of = partner_id, body.api_key_id, body.day_points
    await here.writer.submit(application.cap_key(key.key, *of, now()))
    return body


@router.post("/v1/members/{member_id}/stop", status_code=204, response_class=Response)
async def stop(
    member_id: PartyId, body: Reason, caller: Caller.Operator, key: Idempotency, here: Here
) -> None:
    """Lets nothing leave the member's accounts any more, merged ones included; what is earned comes in."""
    members = await here.database.read(lambda tx: views.members_of(tx, member_id))
    await here.writer.submit(application.stop(key.key, member_id, body.reason, now(), members))


@router.post("/v1/members/{member_id}/reopen", status_code=204, response_class=Response)
async def reopen(
    member_id: PartyId, body: Reason, caller: Caller.Operator, key: Idempotency, here: Here
) -> None:
    """Ends a stop."""
    members = await here.database.read(lambda tx: views.members_of(tx, member_id))
    await here.writer.submit(application.reopen(key.key, member_id, body.reason, now(), members))


@router.get("/v1/ledger/trial-balance")
async def trial_balance(caller: Caller.Operator, here: Here) -> TrialBalance:
    """Debit and credit of every kind of account in both units."""
    rows = await here.database.read(views.trial_balance)
    lines = [Line.model_validate(dict(row)) for row in rows]
    totals: dict[str, int] = {}
    for line in lines:
        totals[line.unit] = totals.get(line.unit, 0) + line.credit - line.debit
    return TrialBalance(lines=lines, totals=totals)


@router.get("/v1/ledger/liability")
async def liability(caller: Caller.Operator, here: Here) -> list[Liability]:
    """What members may still use, by month of expiry, kind and origin."""
    rows = await here.database.read(views.liability)
    return [Liability.model_validate(dict(row)) for row in rows]


@router.get("/v1/ledger/balances/{account}")
async def balance(
    account: AccountName,
    caller: Caller.Operator,
    here: Here,
    at: Annotated[Moment | None, Query()] = None,
    by: Literal["booking", "effective"] = "booking",
) -> Balance:
    """What an account such as `member:m1` or `fees` holds, or held at a time.

    By what was booked until then, or by what had taken effect: points are gone after their last day, and
    there from their first one, whenever that was written down.
    """
    if by == "effective":
        until = at or now()
        found = await here.database.read(lambda tx: views.effective_balances_of(tx, account, until))
    else:
        found = await here.database.read(lambda tx: views.balances_of(tx, account, at))
    return Balance(account=account, at=at, by=by, balances=found)


@router.get("/v1/ledger/verification")
async def verification(caller: Caller.Operator, here: Here) -> Proof:
    """Replays the whole ledger and compares three independent folds; takes longer as history grows."""
    found = await here.database.run(proof.verify)
    return Proof.model_validate(vars(found))
