"""Keeps the queue up to the events."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from order_screening.domain import DUE_AFTER, Dossier, ItemBatchScreening, Screening
from order_screening.views.queue import case_id
from order_screening.views.tables import batches, cases, counts, orders


def apply(tx: Connection, events: Sequence[Any]) -> None:
    """Follows the events; neighbours of one kind become one statement."""
    for kind, some in groupby(events, key=type):
        follow = _FOLLOW.get(kind)
        if follow is not None:
            follow(tx, list(some))


def _submitted(tx: Connection, events: Sequence[Dossier.Submitted]) -> None:
    row = insert(orders)
    newer = row.on_conflict_do_update(
        index_elements=["order_id"], set_={"version": row.excluded.version, "ended": False}
    )
    tx.execute(
        newer,
        [{"order_id": one.originator_id, "version": one.order_version, "ended": False} for one in events],
    )


def _ended(tx: Connection, events: Sequence[Dossier.Ended]) -> None:
    closed = insert(orders)
    tx.execute(
        closed.on_conflict_do_update(index_elements=["order_id"], set_={"ended": True}),
        [{"order_id": one.originator_id, "version": 0, "ended": True} for one in events],
    )


def _received(tx: Connection, events: Sequence[ItemBatchScreening.Received]) -> None:
    names = ("order_id", "batch", "first_row", "rows")
    values = [{name: getattr(one, name) for name in names} for one in events]
    tx.execute(insert(batches).on_conflict_do_nothing(), values)


def _flagged(tx: Connection, events: Sequence[Screening.Flagged]) -> None:
    _open(tx, [_opened(one, None, one.findings, []) for one in events if one.verdict == "human"])
    _end(tx, [one for one in events if one.verdict != "human"])
    _count_ended(tx, events)


def _screened(tx: Connection, events: Sequence[ItemBatchScreening.Screened]) -> None:
    opened = []
    for one in events:
        rows = [
            {"row": row["row"], "findings": row["findings"]} for row in one.held if row["verdict"] == "human"
        ]
        if rows:
            opened.append(_opened(one, one.batch, [], rows))
    _open(tx, opened)


def _opened(
    event: Screening.Flagged | ItemBatchScreening.Screened,
    batch: int | None,
    findings: list[dict[str, Any]],
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "id": case_id(event.order_id, event.order_version, batch),
        "order_id": event.order_id,
        "version": event.order_version,
        "batch": batch,
        "ruleset": event.ruleset,
        "findings": findings,
        "rows": rows,
        "approvals": event.approvals,
        "opened_at": event.timestamp,
        "due_at": event.timestamp + DUE_AFTER,
    }


def _open(tx: Connection, values: list[dict[str, Any]]) -> None:
    if values:
        tx.execute(insert(cases).on_conflict_do_nothing(), values)


def _end(tx: Connection, events: Sequence[Screening.Flagged | Screening.Decided]) -> None:
    if events:
        tx.execute(
            update(orders)
            .where(orders.c.order_id == bindparam("of"), orders.c.version == bindparam("at_version"))
            .values(ended=True),
            [{"of": one.order_id, "at_version": one.order_version} for one in events],
        )


_Decision = Screening.Approved | Screening.Decided | ItemBatchScreening.Approved | ItemBatchScreening.Decided


def _decided(tx: Connection, events: Sequence[_Decision]) -> None:
    tx.execute(
        update(cases)
        .where(cases.c.id == bindparam("case"))
        .values(
            decisions=func.jsonb_concat(cases.c.decisions, bindparam("decision", type_=JSONB)),
            open=bindparam("still_open"),
        ),
        [
            {
                "case": case_id(one.order_id, one.order_version, getattr(one, "batch", None)),
                "decision": [_decision(one)],
                "still_open": isinstance(one, Screening.Approved | ItemBatchScreening.Approved),
            }
            for one in events
        ],
    )
    _end(tx, [one for one in events if isinstance(one, Screening.Decided) and one.decision != "approve"])


def _count_asked(tx: Connection, events: Sequence[Screening.CountAsked]) -> None:
    for one in events:
        names = ("order_id", "client_id", "attempt")
        asked = {name: getattr(one, name) for name in names}
        asked |= {"version": one.order_version, "asked_at": one.timestamp}
        row = insert(counts).values(asked)
        tx.execute(row.on_conflict_do_update(index_elements=["order_id"], set_=asked))


def _count_ended(tx: Connection, events: Sequence[Screening.Cleared | Screening.Flagged]) -> None:
    ended = and_(counts.c.order_id == bindparam("of"), counts.c.version == bindparam("at_version"))
    given = [{"of": one.order_id, "at_version": one.order_version} for one in events]
    tx.execute(delete(counts).where(ended), given)


def _appealed(tx: Connection, events: Sequence[Screening.Appealed | ItemBatchScreening.Appealed]) -> None:
    for one in events:
        again = {"open": True, "opened_at": one.timestamp, "due_at": one.due_at, "overdue_days": 0}
        of_case = cases.c.id == case_id(one.order_id, one.order_version, getattr(one, "batch", None))
        tx.execute(update(cases).where(of_case).values(**again, appeal=one.reason))
        of_version = and_(orders.c.order_id == one.order_id, orders.c.version == one.order_version)
        tx.execute(update(orders).where(of_version).values(ended=False))


def _overdue(tx: Connection, events: Sequence[Screening.Overdue | ItemBatchScreening.Overdue]) -> None:
    tx.execute(
        update(cases)
        .where(cases.c.id == bindparam("case"))
        .values(overdue_days=bindparam("days"), due_at=bindparam("due")),
        [
            {
                "case": case_id(one.order_id, one.order_version, getattr(one, "batch", None)),
                "days": one.days,
                "due": one.due_at,
            }
            for one in events
        ],
    )


def _decision(event: _Decision) -> dict[str, str]:
    return {
        "operator_id": event.operator_id,
        "decision": getattr(event, "decision", "approve"),
        "reason": event.reason,
        "at": event.timestamp.isoformat(),
    }


_FOLLOW: Mapping[type[Any], Callable[[Connection, Sequence[Any]], None]] = {
    Dossier.Submitted: _submitted,
    Dossier.Ended: _ended,
    ItemBatchScreening.Received: _received,
    Screening.CountAsked: _count_asked,
    Screening.Cleared: _count_ended,
    Screening.Flagged: _flagged,
    ItemBatchScreening.Screened: _screened,
    Screening.Approved: _decided,
    Screening.Decided: _decided,
    ItemBatchScreening.Approved: _decided,
    ItemBatchScreening.Decided: _decided,
    Screening.Appealed: _appealed,
    ItemBatchScreening.Appealed: _appealed,
    Screening.Overdue: _overdue,
    ItemBatchScreening.Overdue: _overdue,
}
