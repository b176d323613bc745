"""What partners were paid for the points that they took, month by month."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from chassis.http import Caller
from points_ledger import views
from points_ledger.api.common import Here

router = APIRouter()


class Payout(BaseModel):
    """What a partner was owed when the month had ended, to be transferred by the bank."""

    partner_id: str
    month: str
    amount_jpy: int
    booked_at: datetime


@router.get("/v1/ledger/payouts")
async def payouts(
    caller: Caller.Operator, here: Here, month: Annotated[str, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
) -> list[Payout]:
    """The settlement of a month, by partner."""
    rows = await here.database.read(lambda tx: views.payouts_of(tx, month))
    return [Payout.model_validate(dict(row)) for row in rows]
