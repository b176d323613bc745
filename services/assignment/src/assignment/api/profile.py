"""The profile of a member: what may be counted, never shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field, field_validator

from assignment import application, views
from assignment.api.desks import Device, check_pin
from chassis.clock import now
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from chassis.principal import Principal

router = APIRouter(tags=["member"])
Here = Annotated[Edge, Depends(edge)]

Sex = Literal["female", "male", "other"]
Job = Literal[
    "employee",
    "executive",
    "public_servant",
    "professional",
    "self_employed",
    "part_time",
    "homemaker",
    "student",
    "retired",
    "not_working",
    "other",
]
Industry = Literal[
    "farming",
    "construction",
    "manufacturing",
    "utilities",
    "information",
    "transport",
    "trade",
    "finance",
    "real_estate",
    "research",
    "hospitality",
    "personal_services",
    "education",
    "health",
    "public",
    "other",
]
Education = Literal["junior_high", "high", "vocational", "junior_college", "university", "graduate"]
Income = Literal["under_2m", "2m_4m", "4m_6m", "6m_8m", "8m_10m", "over_10m"]


class Profile(Body):
    """What a member tells; everything may be left out. Income in yen a year, of the household.

    The prefecture counts only where One ID does not vouch for one.
    """

    prefecture: str | None = None
    sex: Sex | None = None
    household_size: int | None = Field(None, ge=1, le=20)
    job: Job | None = None
    industry: Industry | None = None
    education: Education | None = None
    income: Income | None = None
    marital_status: Literal["single", "married", "separated"] | None = None
    children: bool | None = None

    @field_validator("prefecture")
    @classmethod
    def _is_one(cls, prefecture: str | None) -> str | None:
        if prefecture is not None and prefecture not in views.REGIONS:
            raise ValueError("is no prefecture, such as 東京都")
        return prefecture


class MyProfile(BaseModel):
    """What is stored of me. `age_band`: tens of years, about, from what One ID vouches for."""

    age_band: int | None
    prefecture: str | None
    sex: Sex | None
    household_size: int | None
    job: Job | None
    industry: Industry | None
    education: Education | None
    income: Income | None
    marital_status: str | None
    children: bool | None


@router.get("/v1/me/profile")
async def my_profile(caller: Caller.Member, edge: Here) -> MyProfile:
    """What is stored of me; every field is null when nothing is."""
    stored = await edge.database.read(lambda tx: views.profile(tx, caller.id))
    return _shown(stored, now())


@router.put("/v1/me/profile")
async def tell_profile(
    body: Profile, caller: Caller.Member, key: Idempotency, edge: Here, device: Device = None
) -> MyProfile:
    """Puts my profile in the place of the former one. No client sees it; orders are counted with it."""
    await check_pin(device, caller, edge)
    at = now()
    told = _told(body, caller, at)
    outcome = await edge.writer.submit(application.tell_profile(key.key, key.digest(), caller.id, told))
    if outcome.replayed:
        application.check_same_profile(
            await edge.database.read(lambda tx: views.profile(tx, caller.id)), told
        )
    return _shown(told, at)


@router.delete("/v1/me/profile", status_code=204)
async def erase_profile(caller: Caller.Member, key: Idempotency, edge: Here) -> Response:
    """Erases it at once."""
    await edge.writer.submit(application.erase_profile(key.key, key.digest(), caller.id))
    return Response(status_code=204)


def _told(body: Profile, caller: Principal, at: datetime) -> dict[str, Any]:
    told = body.model_dump()
    born = None if caller.age is None else _year(at) - caller.age
    return told | {"birth_year": born, "prefecture": caller.prefecture or body.prefecture}


def _shown(stored: Mapping[str, Any] | None, at: datetime) -> MyProfile:
    told = dict(stored or dict.fromkeys(MyProfile.model_fields))
    born = told.pop("birth_year", None)
    told["age_band"] = None if born is None else (_year(at) - born) // 10 * 10
    return MyProfile(**told)


def _year(at: datetime) -> int:
    return at.astimezone(views.TOKYO).year
