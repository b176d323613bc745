"""Queries about members: what they have, and to whom they are linked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from chassis.clock import now
from points_ledger.domain import NORMAL, account_id, day_of, days_later, lot_of
from points_ledger.views.merges import each_with, members_of
from points_ledger.views.tables import NEVER_NOTICED, links, lots

EXPIRING_DAYS = 30
_LOTS = """
SELECT account, lot, points, held, expires_on FROM lots_v2
WHERE account = ANY(%(accounts)s) ORDER BY expires_on
"""


@dataclass(slots=True)
class Holdings:
    """A member's points on a day.

    available: usable anywhere now. bound: usable now, but at some partners only. expiring: of both, by day,
    within EXPIRING_DAYS. normal_expires_on: the day of all normal points, if there are any.
    """

    available: int = 0
    bound: int = 0
    pending: int = 0
    held: int = 0
    expiring: dict[str, int] = field(default_factory=dict)
    upcoming: dict[str, int] = field(default_factory=dict)
    normal_expires_on: str | None = None


def holdings_now(tx: Connection, members: Sequence[str]) -> dict[str, Holdings]:
    """What each of these has today."""
    return holdings_of(tx, members, now())


def holdings_of(tx: Connection, members: Sequence[str], at: datetime) -> dict[str, Holdings]:
    """What each of these has on the day of `at`, accounts that are merged included.

    What has expired since counts as gone, written down or not.
    """
    day, found = day_of(at), {member_id: Holdings() for member_id in members}
    asking: dict[UUID, list[str]] = {}
    for member_id, ones in each_with(tx, members).items():
        for one in ones:
            asking.setdefault(account_id(one), []).append(member_id)
    for row in tx.exec_driver_sql(_LOTS, {"accounts": list(asking)}):
        for member_id in asking[row.account]:
            _add(found[member_id], row, day)
    return found


def _add(found: Holdings, row: Any, day: str) -> None:
    lot, expires_on = lot_of(row.lot), row.expires_on.isoformat()
    found.held += row.held
    if expires_on < day or not row.points:
        return
    if lot.kind == NORMAL:
        found.normal_expires_on = expires_on
    if lot.usable_from > day:
        found.pending += row.points
        found.upcoming[lot.usable_from] = found.upcoming.get(lot.usable_from, 0) + row.points
        return
    if lot.partners:
        found.bound += row.points
    else:
        found.available += row.points
    if expires_on <= days_later(day, EXPIRING_DAYS):
        found.expiring[expires_on] = found.expiring.get(expires_on, 0) + row.points


@dataclass(frozen=True, slots=True)
class Notice:
    """Points that the member was told of, while they are there. partners: where alone they may be used."""

    kind: str
    points: int
    expires_on: date
    days_left: int
    partners: tuple[str, ...]


def notices_of(tx: Connection, member_id: str, at: datetime) -> list[Notice]:
    """What a member, under whichever id, was told of points that end soon, the nearest day first."""
    today = date.fromisoformat(day_of(at))
    query = sa.select(lots.c.lot, lots.c.points, lots.c.expires_on).where(
        lots.c.account.in_([account_id(one) for one in members_of(tx, member_id)]),
        lots.c.points > 0,
        lots.c.noticed < NEVER_NOTICED,
        lots.c.expires_on >= today,
    )
    return [
        Notice(lot_of(key).kind, points, last_day, (last_day - today).days, lot_of(key).partners)
        for key, points, last_day in tx.execute(query.order_by(lots.c.expires_on, lots.c.lot))
    ]


def links_of(tx: Connection, member_id: str) -> list[str]:
    """The partners that a member is linked to now."""
    survivor = members_of(tx, member_id)[0]
    query = (
        sa.select(links.c.partner_id)
        .distinct()
        .where(links.c.account == account_id(survivor), links.c.to_version.is_(None))
    )
    return list(tx.execute(query.order_by(links.c.partner_id)).scalars())
