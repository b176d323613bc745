"""Queries about members: what they have, and to whom they are linked."""

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import NORMAL, account_id, day_of, days_later, lot_of
from points_ledger.views.merges import members_of
from points_ledger.views.tables import links, lots

EXPIRING_DAYS = 30


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


def holdings_of(tx: Connection, member_id: str, at: datetime) -> Holdings:
    """What a member has on the day of `at`, accounts that are merged included.

    What has expired since counts as gone, written down or not.
    """
    day, found = day_of(at), Holdings()
    accounts = [account_id(one) for one in members_of(tx, member_id)]
    query = sa.select(lots).where(lots.c.account.in_(accounts))
    for row in tx.execute(query.order_by(lots.c.expires_on)).mappings():
        lot, expires_on = lot_of(row["lot"]), row["expires_on"].isoformat()
        found.held += row["held"]
        if expires_on < day or not row["points"]:
            continue
        if lot.kind == NORMAL:
            found.normal_expires_on = expires_on
        if lot.usable_from > day:
            found.pending += row["points"]
            found.upcoming[lot.usable_from] = found.upcoming.get(lot.usable_from, 0) + row["points"]
            continue
        if lot.partners:
            found.bound += row["points"]
        else:
            found.available += row["points"]
        if expires_on <= days_later(day, EXPIRING_DAYS):
            found.expiring[expires_on] = found.expiring.get(expires_on, 0) + row["points"]
    return found


def links_of(tx: Connection, member_id: str) -> list[str]:
    """The partners that a member is linked to now."""
    survivor = members_of(tx, member_id)[0]
    query = (
        sa.select(links.c.partner_id)
        .distinct()
        .where(links.c.account == account_id(survivor), links.c.to_version.is_(None))
    )
    return list(tx.execute(query.order_by(links.c.partner_id)).scalars())
