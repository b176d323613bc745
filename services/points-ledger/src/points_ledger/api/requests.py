"""What partners ask for, one by one or as rows of a batch, and the commands that it becomes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.command import Command
from chassis.errors import FieldError, Invalid, invalid
from chassis.http import Body
from chassis.principal import Principal
from points_ledger import application
from points_ledger.api.common import Amount, Party, Reference

MAX_HOLD_SECONDS = 30 * 86_400
MAX_EXCHANGE_SECONDS = 3_600
MAX_LOT_PARTNERS = 8
Id = Annotated[UUID, Field(strict=False)]
Day = Annotated[date, Field(strict=False)]


class PlaceHold(Body):
    """Points of a linked member to be put aside."""

    member_id: Party
    points: Amount
    reference: Reference
    expires_in_seconds: int = Field(default=900, ge=1, le=MAX_HOLD_SECONDS)


class Exchange(Body):
    """Points of a linked member that are to become e-money; free again unless confirmed in time."""

    member_id: Party
    points: Amount
    reference: Reference
    expires_in_seconds: int = Field(default=300, ge=1, le=MAX_EXCHANGE_SECONDS)


class CaptureHold(Body):
    """How many of the held points are taken; all when null. The rest is free again at once."""

    points: Amount | None = None


class Spend(Body):
    """Points of a linked member to be taken at once."""

    member_id: Party
    points: Amount
    reference: Reference


class Refund(Body):
    """Points of one spend or one captured hold to be given back; all that is left when null."""

    spend_id: Id | None = None
    hold_id: Id | None = None
    points: Amount | None = None
    reference: Reference


class Grant(Body):
    """Points for a linked member, paid from what is prefunded.

    Limited ones end on `expires_on`, begin on `usable_from`, and are for `partners` only when there are any.
    """

    member_id: Party
    points: Amount
    reference: Reference
    kind: Literal["normal", "limited"] = "normal"
    expires_on: Day | None = None
    usable_from: Day | None = None
    partners: list[Party] = Field(default=[], max_length=MAX_LOT_PARTNERS)


def hold(
    body: PlaceHold,
    partner_id: str,
    at: datetime,
    rules: application.UseRules,
    occurred_at: datetime | None = None,
) -> Command:
    """The command of a hold."""
    asked = body.member_id, body.points, body.reference, body.expires_in_seconds
    return application.hold(partner_id, *asked, at, rules, occurred_at)


def exchange(
    body: Exchange,
    partner_id: str,
    at: datetime,
    rules: application.UseRules,
    occurred_at: datetime | None = None,
) -> Command:
    """The command of an exchange into e-money."""
    asked = body.member_id, body.points, body.reference, body.expires_in_seconds
    return application.exchange(partner_id, *asked, at, rules, occurred_at)


def spend(
    body: Spend,
    partner_id: str,
    at: datetime,
    rules: application.UseRules,
    occurred_at: datetime | None = None,
) -> Command:
    """The command of a spend."""
    asked = body.member_id, body.points, body.reference
    return application.spend(partner_id, *asked, at, rules, occurred_at)


def refunded_by(body: Refund) -> UUID:
    """The spend or hold that a refund belongs to. Raises Invalid unless it names one of both."""
    of = body.spend_id or body.hold_id
    if of is None or (body.spend_id and body.hold_id):
        raise invalid("spend_id", "name either the spend or the captured hold")
    return of


def refund(
    body: Refund, partner_id: str, member_id: str, at: datetime, occurred_at: datetime | None = None
) -> Command:
    """The command of a refund."""
    asked = refunded_by(body), body.points, body.reference
    return application.refund(partner_id, member_id, *asked, at, occurred_at)


def grant(body: Grant, caller: Principal, at: datetime, occurred_at: datetime | None = None) -> Command:
    """The command of a grant. Raises Invalid when the days and partners do not fit the kind."""
    if body.kind == "limited" and body.expires_on is None:
        raise invalid("expires_on", "limited points end on a day of their own")
    if body.kind == "normal":
        given = {"expires_on": body.expires_on, "usable_from": body.usable_from, "partners": body.partners}
        wrong = [FieldError(name, "is for limited points only") for name, value in given.items() if value]
        if wrong:
            raise Invalid(wrong)
    return application.grant(
        caller.id,
        body.member_id,
        body.points,
        body.reference,
        body.kind,
        body.expires_on.isoformat() if body.expires_on else "",
        body.usable_from.isoformat() if body.usable_from else "",
        body.partners,
        at,
        occurred_at,
        caller.api_key_id,
    )
