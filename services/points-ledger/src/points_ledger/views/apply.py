"""Feeds the read models from pages of events."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from points_ledger.domain import OrderEscrow
from points_ledger.views.cards import apply_cards
from points_ledger.views.clawbacks import apply_clawbacks
from points_ledger.views.erasures import apply_erasures
from points_ledger.views.lots import FEED, LOTS, LotChanges, apply_holds, apply_links, said_of, sweep
from points_ledger.views.merges import apply_merges
from points_ledger.views.owed import apply_owed
from points_ledger.views.postings import postings_of, rows_of, sums_of
from points_ledger.views.reviews import apply_reviews

_FUND = """
INSERT INTO escrows_v2 (order_id, client_id, stream, reward_jpy, fee_jpy)
SELECT * FROM json_to_recordset(%(funded)s::json) AS funded (order_id uuid, client_id text, stream uuid,
    reward_jpy bigint, fee_jpy bigint)
ON CONFLICT (order_id) DO UPDATE SET reward_jpy = excluded.reward_jpy, fee_jpy = excluded.fee_jpy
"""
_MOVE = """
WITH moved AS (
    INSERT INTO postings_v2 (stream, version, amount, points_debit, points_credit, yen_debit, yen_credit,
        origin, reference, at)
    SELECT * FROM json_to_recordset(%(moved)s::json) AS moved (stream uuid, version int, amount bigint,
        points_debit text, points_credit text, yen_debit text, yen_credit text, origin text, reference text,
        at timestamptz)
), changed AS (
    UPDATE escrows_v2 AS escrow SET
        paid_points = escrow.paid_points + change.paid_points,
        paid_answers = escrow.paid_answers + change.paid_answers,
        due_answers = coalesce(change.due_answers, escrow.due_answers),
        fee_jpy = coalesce(change.fee_jpy, escrow.fee_jpy),
        returned_jpy = coalesce(change.returned_jpy, escrow.returned_jpy),
        settled = escrow.settled OR change.settled
    FROM json_to_recordset(%(changes)s::json) AS change (stream uuid, paid_points bigint,
        paid_answers bigint, due_answers bigint, fee_jpy bigint, returned_jpy bigint, settled boolean)
    WHERE escrow.stream = change.stream
), {lots}, {feed}
INSERT INTO sums_v2 (account, unit, balance)
SELECT * FROM json_to_recordset(%(sums)s::json) AS sums (account text, unit text, balance bigint)
ON CONFLICT (account, unit) DO UPDATE SET balance = sums_v2.balance + excluded.balance
""".replace("{lots}", LOTS).replace("{feed}", FEED)


@dataclass(slots=True)
class EscrowChange:
    """What a page of events changes about an escrow; None leaves a column as it is."""

    stream: UUID
    paid_points: int = 0
    paid_answers: int = 0
    due_answers: int | None = None
    fee_jpy: int | None = None
    returned_jpy: int | None = None
    settled: bool = False

    def add(self, event: Any) -> None:
        match event:
            case OrderEscrow.Paid():
                self.paid_points += event.amount_jpy
                self.paid_answers += event.count
            case OrderEscrow.Drained():
                self.due_answers = event.accepted
            case OrderEscrow.Settled():
                self.settled = True
                self.fee_jpy, self.returned_jpy = event.fee_jpy, event.returned_jpy


def apply(tx: Connection, events: Sequence[Any], is_part: bool = False) -> None:
    """Feeds all tables from a page of events, in one statement but for what is rare.

    Most pages are a grant or two, and cost by the statement. is_part: these are the events of
    some streams only, so the feeds of partners and the sums of shared accounts, which count over all of them,
    are left for the end.
    """
    moved = [posting for event in events for posting in postings_of(event)]
    changes: dict[UUID, EscrowChange] = {}
    lots = LotChanges()
    for event in events:
        lots.add(event)
        if isinstance(event, OrderEscrow.Paid | OrderEscrow.Drained | OrderEscrow.Settled):
            changes.setdefault(event.originator_id, EscrowChange(event.originator_id)).add(event)
    _fund(tx, [event for event in events if isinstance(event, OrderEscrow.Funded)])
    apply_links(tx, events)
    apply_holds(tx, events)
    apply_reviews(tx, events)
    apply_merges(tx, events)
    apply_cards(tx, events)
    apply_clawbacks(tx, events)
    apply_erasures(tx, events)
    apply_owed(tx, events)
    rows, said = lots.rows(), [] if is_part else said_of(events, count())
    if moved or changes or rows or said:
        parts: dict[str, Any] = {"moved": rows_of(moved), "changes": list(changes.values())}
        parts |= {
            "sums": [] if is_part else sums_of(moved),
            "lots": rows,
            "normal": lots.moves(),
            "said": said,
        }
        tx.exec_driver_sql(_MOVE, {name: orjson.dumps(part).decode() for name, part in parts.items()})
    if lots.may_be_empty:
        sweep(tx, rows)


def _fund(tx: Connection, events: Sequence[OrderEscrow.Funded]) -> None:
    """Before the rest of the page, since what is changed must be there; the last total of an order counts."""
    rows = {
        event.order_id: {
            "order_id": event.order_id,
            "client_id": event.client_id,
            "stream": event.originator_id,
            "reward_jpy": event.reward_jpy,
            "fee_jpy": event.fee_jpy,
        }
        for event in events
    }
    if rows:
        tx.exec_driver_sql(_FUND, {"funded": orjson.dumps(list(rows.values())).decode()})
