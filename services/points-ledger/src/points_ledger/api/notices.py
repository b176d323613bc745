"""What a member is told without having asked: points that end soon."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from chassis.clock import now
from chassis.http import Caller
from points_ledger import views
from points_ledger.api.common import Here

router = APIRouter()
_ENDS = (
    "{points}ポイントの有効期限は{day:%Y年%m月%d日}です。あと{days}日です。",
    "{points} points can be used until {day:%Y-%m-%d}; days left: {days}.",
)
_ENDS_TODAY = (
    "{points}ポイントの有効期限は本日（{day:%Y年%m月%d日}）です。",
    "{points} points can be used until today, {day:%Y-%m-%d}.",
)


class Told(BaseModel):
    """The same in Japanese and English."""

    ja: str
    en: str


class Notice(BaseModel):
    """Points that end on a day in Tokyo; `partners`: where alone they may be used, anywhere when empty."""

    kind: str
    points: int
    expires_on: date
    days_left: int
    partners: list[str]
    told: Told


@router.get("/v1/me/points/notices")
async def my_notices(caller: Caller.Member, here: Here) -> list[Notice]:
    """Points of mine that end within 30 days, from the first notice until they are used or gone."""
    found = await here.database.read(lambda tx: views.notices_of(tx, caller.id, now()))
    return [_notice(one) for one in found]


def _notice(one: views.Notice) -> Notice:
    texts = _ENDS if one.days_left else _ENDS_TODAY
    ja, en = (text.format(points=one.points, day=one.expires_on, days=one.days_left) for text in texts)
    return Notice(
        kind=one.kind,
        points=one.points,
        expires_on=one.expires_on,
        days_left=one.days_left,
        partners=list(one.partners),
        told=Told(ja=ja, en=en),
    )
