"""The lines of a member's statement; each explains itself by the event that it was booked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import (
    ISSUED,
    Lot,
    MemberAccount,
    WorkPay,
    held_account,
    lot_of,
    member_account,
    partner_account,
    partner_of,
)
from points_ledger.views.merges import members_of
from points_ledger.views.stored import EVENTS, event_of
from points_ledger.views.tables import OF_MANY, postings

_KINDS: dict[type, str] = {
    MemberAccount.Granted: "granted",
    MemberAccount.Held: "held",
    MemberAccount.Captured: "captured",
    MemberAccount.Released: "released",
    MemberAccount.Spent: "spent",
    MemberAccount.Refunded: "refunded",
    MemberAccount.Expired: "expired",
    MemberAccount.ClawedBack: "clawed_back",
    MemberAccount.SetAside: "set_aside",
    MemberAccount.Shared: "shared",
    MemberAccount.Forwarded: "merged",
    MemberAccount.GaveBack: "split_off",
    MemberAccount.ClawbackReversed: "clawback_reversed",
}


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What was booked on a member's free points and held ones, and why.

    kind: one of _KINDS, or `received`. lots: which were changed.
    work: what points for work are made of.
    """

    stream: UUID
    version: int
    points: int
    held: int
    kind: str
    origin: str
    reference: str
    partner_id: str
    lots: list[tuple[Lot, int]]
    work: dict[str, int] | None
    booked_at: datetime
    occurred_at: datetime


def entries_of(
    tx: Connection, member_id: str, after: tuple[datetime, int, UUID] | None, limit: int
) -> list[StatementLine]:
    """Lines of a member and of what is merged into it, newest first.

    after: time, version and stream of the last one seen.
    """
    members = members_of(tx, member_id)
    free, held = [member_account(one) for one in members], [held_account(one) for one in members]
    accounts = [*free, *held]
    sides = [
        sa.and_(side.in_(accounts), side.not_in(OF_MANY))
        for side in (postings.c.points_credit, postings.c.points_debit)
    ]
    same_event = sa.and_(
        EVENTS.c.originator_id == postings.c.stream, EVENTS.c.originator_version == postings.c.version
    )
    query = sa.select(postings, *EVENTS.c).join(EVENTS, same_event).where(sa.or_(*sides))
    place = postings.c.at, postings.c.version, postings.c.stream
    if after is not None:
        query = query.where(sa.tuple_(*place) < sa.tuple_(*after))
    query = query.order_by(*(one.desc() for one in place)).limit(limit)
    return [_line(row, free, held) for row in tx.execute(query).mappings()]


def grant_of(
    tx: Connection, member_id: str, partner_id: str, reference: str
) -> tuple[str, int, str, datetime] | None:
    """Member, points, origin and time of a grant under a reference, of a partner or, when empty, for work.

    It was made to the very member, or to one of those that are one with it.
    """
    accounts = [member_account(one) for one in members_of(tx, member_id)]
    query = sa.select(postings.c.points_credit, postings.c.amount, postings.c.origin, postings.c.at).where(
        postings.c.points_credit.in_(accounts),
        postings.c.points_credit.not_in(OF_MANY),
        postings.c.points_debit == ISSUED,
        postings.c.reference == reference,
    )
    if partner_id:
        query = query.where(postings.c.yen_debit == partner_account(partner_id))
    else:
        query = query.where(postings.c.origin == "work")
    row = tx.execute(query.order_by(postings.c.version).limit(1)).one_or_none()
    return (row[0].partition(":")[2], row[1], row[2], row[3]) if row else None


def _line(row: Any, free: Sequence[str], held: Sequence[str]) -> StatementLine:
    event = event_of(row)
    signs = (row["points_debit"], -row["amount"]), (row["points_credit"], row["amount"])
    points = sum(amount for account, amount in signs if account in free)
    return StatementLine(
        stream=row["stream"],
        version=row["version"],
        points=points,
        held=sum(amount for account, amount in signs if account in held),
        kind=_kind_of(event, points),
        origin=row["origin"],
        reference=row["reference"],
        partner_id=partner_of(event),
        lots=[(lot_of(key), points) for key, points in _lots_of(event).items()],
        work=_work_of(event),
        booked_at=row["at"],
        occurred_at=getattr(event, "occurred_at", None) or row["at"],
    )


def _kind_of(event: Any, points: int) -> str:
    """A share is one posting for both: it is shared by one and received by the other."""
    is_received = isinstance(event, MemberAccount.Shared) and points > 0
    return "received" if is_received else _KINDS[type(event)]


def _lots_of(event: Any) -> dict[str, int]:
    match event:
        case MemberAccount.Granted() | MemberAccount.Expired():
            return {event.lot: event.points}
        case MemberAccount.Refunded() | MemberAccount.ClawbackReversed():
            return dict(event.restored)
    return dict(event.takes)


def _work_of(event: Any) -> dict[str, int] | None:
    if not isinstance(event, MemberAccount.Granted) or not event.made_of:
        return None
    return WorkPay(*event.made_of)._asdict()
