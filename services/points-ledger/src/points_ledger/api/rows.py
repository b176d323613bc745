"""The rows of a batch: requests with an `op`, each with the moment when a terminal had done it."""

from datetime import datetime
from typing import Annotated, Any, Literal, assert_never
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError

from chassis.command import Command
from chassis.errors import FieldError, Invalid, NotFound, Refused, invalid
from chassis.http import Body
from chassis.http.paths import path_of
from chassis.principal import Principal
from points_ledger import application
from points_ledger.api import requests
from points_ledger.api.common import Amount, Moment
from points_ledger.api.requests import Exchange, Grant, Id, PlaceHold, Refund, Spend

MAX_ERRORS = 20


class _Row(Body):
    """occurred_at: when it happened, if it was not just now."""

    occurred_at: Moment | None = None


class HoldRow(PlaceHold, _Row):
    op: Literal["hold"]


class CaptureRow(_Row):
    op: Literal["capture"]
    hold_id: Id
    points: Amount | None = None


class VoidRow(_Row):
    op: Literal["void"]
    hold_id: Id | None = None
    exchange_id: Id | None = None


class ExchangeRow(Exchange, _Row):
    op: Literal["exchange"]


class ConfirmRow(_Row):
    op: Literal["confirm"]
    exchange_id: Id


class SpendRow(Spend, _Row):
    op: Literal["spend"]


class RefundRow(Refund, _Row):
    op: Literal["refund"]


class GrantRow(Grant, _Row):
    op: Literal["grant"]


Placing = HoldRow | ExchangeRow | SpendRow | GrantRow
Referring = CaptureRow | VoidRow | ConfirmRow | RefundRow
Row = Placing | Referring
Parsed = Row | Refused
Prepared = tuple[Command, UUID] | Refused
_ROW: TypeAdapter[Row] = TypeAdapter(Annotated[Row, Field(discriminator="op")])
_KINDS: dict[type[Row], str] = {
    HoldRow: application.HOLD,
    ExchangeRow: application.EXCHANGED,
    SpendRow: application.SPEND,
    GrantRow: application.GRANT,
    RefundRow: application.REFUND,
}


def parsed(row: dict[str, Any]) -> Parsed:
    """The row, or why it is none."""
    try:
        return _ROW.validate_python(row)
    except ValidationError as error:
        found = error.errors()[:MAX_ERRORS]
        return Invalid([FieldError(_where(one["loc"]), one["msg"]) for one in found])
    except Invalid as refusal:
        return refusal


def _where(parts: tuple[str | int, ...]) -> str:
    """Without the name of the row's kind, which pydantic puts first."""
    return path_of(parts[1:]) if parts else "op"


def refers_to(row: Row) -> UUID | None:
    """The hold, exchange or spend that a row continues."""
    match row:
        case CaptureRow():
            return row.hold_id
        case ConfirmRow():
            return row.exchange_id
        case VoidRow():
            return row.hold_id or row.exchange_id
        case RefundRow():
            return row.spend_id or row.hold_id
    return None


def slip_of(row: Placing | RefundRow, partner_id: str) -> UUID:
    """The id of what is done under the row's own reference."""
    return application.slip_id(_KINDS[type(row)], partner_id, row.reference)


def prepared(
    row: Row, caller: Principal, members: dict[UUID, str], at: datetime, rules: application.UseRules
) -> Prepared:
    """The command of a row and the id it is about, or why it has none. members: whose slips are."""
    referred = refers_to(row)
    if referred is not None and referred not in members:
        return NotFound("no such hold, exchange or spend of yours")
    try:
        if isinstance(row, Referring):
            member_id = members[referred] if referred is not None else ""
            return _continued(row, caller.id, member_id, at)
        return _placed(row, caller, at, rules), slip_of(row, caller.id)
    except Refused as refusal:
        return refusal


def _placed(row: Placing, caller: Principal, at: datetime, rules: application.UseRules) -> Command:
    match row:
        case HoldRow():
            return requests.hold(row, caller.id, at, rules, row.occurred_at)
        case ExchangeRow():
            return requests.exchange(row, caller.id, at, rules, row.occurred_at)
        case SpendRow():
            return requests.spend(row, caller.id, at, rules, row.occurred_at)
        case GrantRow():
            return requests.grant(row, caller, at, row.occurred_at)
    assert_never(row)


def _continued(row: Referring, partner_id: str, member_id: str, at: datetime) -> tuple[Command, UUID]:
    of = partner_id, member_id
    match row:
        case CaptureRow(hold_id=id):
            done_at = application.HOLD, row.occurred_at
            return application.capture(*of, id, row.points, at, *done_at), id
        case ConfirmRow(exchange_id=id):
            return application.confirm(*of, id, at, row.occurred_at), id
        case VoidRow():
            id, kind = _voided_by(row)
            return application.void(*of, id, at, kind, row.occurred_at), id
        case RefundRow():
            return requests.refund(row, *of, at, row.occurred_at), slip_of(row, partner_id)
    assert_never(row)


def _voided_by(row: VoidRow) -> tuple[UUID, str]:
    """Raises Invalid unless it names one of both."""
    if row.hold_id and not row.exchange_id:
        return row.hold_id, application.HOLD
    if row.exchange_id and not row.hold_id:
        return row.exchange_id, application.EXCHANGED
    raise invalid("hold_id", "name either the hold or the exchange")
