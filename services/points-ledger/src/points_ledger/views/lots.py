"""What a page of events changes about lots, open holds, links and the partners' feeds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from points_ledger.domain import (
    HOLDS,
    MOVES,
    NORMAL,
    MemberAccount,
    Slip,
    is_for_partners,
    lot_of,
    partner_of,
)
from points_ledger.views.tables import NEVER_NOTICED

LOTS = """
changed_lots AS (
    INSERT INTO lots_v2 AS lots (account, lot, member_id, points, held, expires_on, noticed)
    SELECT account, lot, member_id, points, held, coalesce(expires_on, 'infinity'), noticed
    FROM json_to_recordset(%(lots)s::json) AS changes (account uuid, lot text, member_id text, points bigint,
        held bigint, expires_on date, noticed smallint)
    ON CONFLICT (account, lot) DO UPDATE SET
        points = lots.points + excluded.points, held = lots.held + excluded.held,
        expires_on = CASE WHEN excluded.expires_on = 'infinity' THEN lots.expires_on
            ELSE excluded.expires_on END,
        noticed = CASE WHEN excluded.expires_on NOT IN ('infinity', lots.expires_on) THEN excluded.noticed
            ELSE least(lots.noticed, excluded.noticed) END
), moved_lots AS (
    UPDATE lots_v2 AS lots SET expires_on = moves.expires_on, noticed = {never}
    FROM json_to_recordset(%(normal)s::json) AS moves (account uuid, expires_on date, lots text[])
    WHERE lots.account = moves.account AND lots.lot LIKE 'normal/%%' AND lots.lot <> ALL (moves.lots)
        AND lots.expires_on <> moves.expires_on
)""".replace("{never}", str(NEVER_NOTICED))
"""Part of the statement of a page. A day of null leaves the lot's own; one that moves all normal lots is
written to those that the page does not touch, since a statement may change a row only once."""

TOLD = """
said AS (
    SELECT * FROM json_to_recordset(%(said)s::json)
        AS said (number bigint, account uuid, version int, partner_id text)
), told AS (
    SELECT partner_id, number, account, version FROM said WHERE partner_id <> ''
    UNION
    SELECT links.partner_id, said.number, said.account, said.version
    FROM said JOIN links_v2 AS links ON links.account = said.account
        AND said.version BETWEEN links.from_version AND coalesce(links.to_version, said.version)
)"""
"""Part of a statement: to which partners what is said is told."""

FEED = """
{told}, fed AS (
    INSERT INTO feed_v2 (partner_id, place, account, version)
    SELECT partner_id, coalesce((
        SELECT max(place) FROM feed_v2 AS before WHERE before.partner_id = told.partner_id
    ), 0) + row_number() OVER (PARTITION BY partner_id ORDER BY number), account, version
    FROM told
)""".replace("{told}", TOLD)
"""Part of the statement of a page. The places of a partner count from 1 without a gap in the order of the
events, so that a rebuild gives each event the place that it had."""

FEED_TOPICS = rf"^(({'|'.join(event.TOPIC for event in MOVES)})(@\d+)?|MemberAccount\.Merged@([3-9]|\d\d+))$"
"""The stored topics of what feeds tell (see `is_for_partners`), as PostgreSQL reads them."""

_LINK = """
INSERT INTO links_v2 (account, partner_id, from_version)
SELECT * FROM json_to_recordset(%(links)s::json) AS links (account uuid, partner_id text, version int)
"""
_UNLINK = """
UPDATE links_v2 AS links SET to_version = ended.version
FROM (
    SELECT open.account, open.partner_id, open.from_version, min(ends.version) AS version
    FROM json_to_recordset(%(links)s::json) AS ends (account uuid, partner_id text, version int)
    JOIN links_v2 AS open ON open.account = ends.account AND open.partner_id = ends.partner_id
        AND open.from_version < ends.version AND open.to_version IS NULL
    GROUP BY open.account, open.partner_id, open.from_version
) AS ended
WHERE links.account = ended.account AND links.partner_id = ended.partner_id
    AND links.from_version = ended.from_version
"""
_HOLD = """
INSERT INTO holds_v2 (hold_id, member_id, points, expires_at)
SELECT * FROM json_to_recordset(%(holds)s::json) AS holds (hold_id uuid, member_id text, points bigint,
    expires_at timestamptz)
"""
_END_HOLDS = "DELETE FROM holds_v2 WHERE hold_id = ANY(%(ended)s::uuid[])"
_SWEEP = """
DELETE FROM lots_v2 AS lots USING json_to_recordset(%(lots)s::json) AS touched (account uuid, lot text)
WHERE lots.account = touched.account AND lots.lot = touched.lot AND lots.points = 0 AND lots.held = 0
"""


@dataclass(slots=True)
class LotChange:
    """What a page of events changes about one lot."""

    account: UUID
    lot: str
    member_id: str
    points: int = 0
    held: int = 0
    expires_on: str | None = None
    noticed: int = NEVER_NOTICED
    noticed_for: str = ""


class LotChanges:
    """The changes of a page, and whether any of them may have used a lot up."""

    def __init__(self) -> None:
        self.by_lot: dict[tuple[UUID, str], LotChange] = {}
        self.normal: dict[UUID, str] = {}
        self.may_be_empty = False

    def add(self, event: Any) -> None:
        match event:
            case MemberAccount.Granted():
                self._move(event, event.lot, event.points, 0, event.expires_on)
            case MemberAccount.Held() | MemberAccount.SetAside():
                for lot, points in event.takes.items():
                    self._move(event, lot, -points, points)
            case MemberAccount.Shared(review_id=review_id) if review_id:
                for lot, points in event.takes.items():
                    self._move(event, lot, 0, -points)
            case (
                MemberAccount.Spent()
                | MemberAccount.ClawedBack()
                | MemberAccount.Shared()
                | MemberAccount.GaveBack()
            ):
                for lot, points in event.takes.items():
                    self._move(event, lot, -points, 0)
            case MemberAccount.TookOver():
                for lot, points in event.takes.items():
                    self._move(event, lot, points, 0)
                self._live_until(event)
            case MemberAccount.Received() | MemberAccount.SplitOff() | MemberAccount.CameBack():
                for lot, points in event.takes.items():
                    self._move(event, lot, points, 0, event.expires_on)
            case MemberAccount.Captured():
                for lot, points in event.takes.items():
                    self._move(event, lot, 0, -points)
            case MemberAccount.Released():
                for lot, points in event.takes.items():
                    self._move(event, lot, points, -points, event.normal_expires_on)
            case MemberAccount.Refunded() | MemberAccount.ClawbackReversed():
                for lot, points in event.restored.items():
                    self._move(event, lot, points, 0, event.normal_expires_on)
            case MemberAccount.Expired():
                self._move(event, event.lot, -event.points, 0)
            case MemberAccount.Forwarded():
                for lot, points in event.takes.items():
                    self._move(event, lot, -points, 0)
                self._live_until(event)
            case MemberAccount.DayFollowed():
                self._live_until(event)
            case MemberAccount.ExpiryNoticed():
                change = self._change(event, event.lot)
                change.noticed, change.noticed_for = event.days, event.expires_on

    def _live_until(self, event: Any) -> None:
        """All normal points of the account, although none of them may move."""
        if event.expires_on:
            self.normal[event.originator_id] = event.expires_on

    def _move(self, event: Any, lot: str, points: int, held: int, normal_expires_on: str = "") -> None:
        change = self._change(event, lot)
        change.points += points
        change.held += held
        self.may_be_empty |= points < 0 or held < 0
        if lot_of(lot).kind != NORMAL:
            change.expires_on = lot_of(lot).expires_on
        elif normal_expires_on:
            change.expires_on = self.normal[event.originator_id] = normal_expires_on

    def _change(self, event: Any, lot: str) -> LotChange:
        key = event.originator_id, lot
        return self.by_lot.setdefault(key, LotChange(*key, event.member_id))

    def rows(self) -> list[LotChange]:
        """In one order, so that two replicas lock the rows in it; all normal lots of an account agree."""
        for (account, lot), change in self.by_lot.items():
            if lot_of(lot).kind == NORMAL and account in self.normal:
                change.expires_on = self.normal[account]
            if change.expires_on and change.expires_on != change.noticed_for:
                change.noticed = NEVER_NOTICED
        return [self.by_lot[key] for key in sorted(self.by_lot)]

    def moves(self) -> list[dict[str, Any]]:
        """The day of all normal lots of each account, and which of them are among the rows."""
        touched: dict[UUID, list[str]] = {account: [] for account in self.normal}
        for account, lot in self.by_lot:
            if account in touched:
                touched[account].append(lot)
        return [
            {"account": account, "expires_on": day, "lots": touched[account]}
            for account, day in self.normal.items()
        ]


def said_of(events: Sequence[Any], numbers: Iterable[int]) -> list[dict[str, Any]]:
    """What the feeds tell, each with its number and the partner whose reference it belongs to."""
    return [
        {
            "number": number,
            "account": event.originator_id,
            "version": event.originator_version,
            "partner_id": partner_of(event),
        }
        for number, event in zip(numbers, events, strict=False)
        if is_for_partners(event)
    ]


def apply_links(tx: Connection, events: Sequence[Any]) -> None:
    """Before the feed, which asks from which version to which a link lasted."""
    for kind, statement in ((MemberAccount.Linked, _LINK), (MemberAccount.Unlinked, _UNLINK)):
        rows = [
            {
                "account": event.originator_id,
                "partner_id": event.partner_id,
                "version": event.originator_version,
            }
            for event in events
            if isinstance(event, kind)
        ]
        if rows:
            tx.exec_driver_sql(statement, {"links": orjson.dumps(rows).decode()})


def apply_holds(tx: Connection, events: Sequence[Any]) -> None:
    """Open holds come and go with the slips."""
    opened = [event for event in events if isinstance(event, Slip.Opened) and event.kind in HOLDS]
    ended = [event.originator_id for event in events if isinstance(event, Slip.Captured | Slip.Released)]
    if opened:
        rows = [
            {
                "hold_id": event.originator_id,
                "member_id": event.member_id,
                "points": event.points,
                "expires_at": event.expires_at,
            }
            for event in opened
        ]
        tx.exec_driver_sql(_HOLD, {"holds": orjson.dumps(rows).decode()})
    if ended:
        tx.exec_driver_sql(_END_HOLDS, {"ended": ended})


def sweep(tx: Connection, rows: Sequence[LotChange]) -> None:
    """Lots that are used up go."""
    tx.exec_driver_sql(_SWEEP, {"lots": orjson.dumps(rows).decode()})
