"""The queue of cases that wait for an operator, and what an operator reads beside each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert

from order_screening.domain import Dossier, ItemBatchScreening, Screening

tables = MetaData()

orders = Table(
    "orders_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ended", Boolean, nullable=False, comment="the version can no longer go to members"),
)
batches = Table(
    "batches_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("first_row", BigInteger, nullable=False),
    Column("rows", JSONB, nullable=False),
)
cases = Table(
    "cases_v1",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("order_id", Uuid, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("batch", Integer),
    Column("ruleset", Text, nullable=False),
    Column("findings", JSONB, nullable=False),
    Column("rows", JSONB, nullable=False),
    Column("approvals", Integer, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("decisions", JSONB, nullable=False, server_default="[]"),
    Column("open", Boolean, nullable=False, server_default="true"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case as an operator sees it. `rows`: `{"row", "item", "findings"}` of each row that waits."""

    number: int
    id: UUID
    order_id: UUID
    version: int
    batch: int | None
    ruleset: str
    findings: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    approvals: int
    opened_at: datetime
    decisions: list[dict[str, Any]]


def case_id(order_id: UUID, version: int, batch: int | None) -> UUID:
    """The id under which a case is decided."""
    return uuid5(order_id, f"case/{version}" if batch is None else f"case/{version}/{batch}")


def queue(tx: Connection, after: int, limit: int) -> list[Case]:
    """Up to `limit` open cases of versions that can still go to members, oldest first."""
    alive = and_(orders.c.order_id == cases.c.order_id, orders.c.version == cases.c.version, ~orders.c.ended)
    proposed = and_(batches.c.order_id == cases.c.order_id, batches.c.batch == cases.c.batch)
    rows = tx.execute(
        select(cases, batches.c.first_row, batches.c.rows.label("items"))
        .join(orders, alive)
        .join(batches, proposed, isouter=True)
        .where(cases.c.open, cases.c.number > after)
        .order_by(cases.c.number)
        .limit(limit)
    )
    return [_case(row) for row in rows.mappings()]


def find(tx: Connection, id: UUID) -> tuple[UUID, int, int | None] | None:
    """Order, version and batch of a case, open or not; None when there is none under this id."""
    found = select(cases.c.order_id, cases.c.version, cases.c.batch).where(cases.c.id == id)
    row = tx.execute(found).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def _case(row: Mapping[Any, Any]) -> Case:
    names = Case.__dataclass_fields__
    waiting = [one | {"item": row["items"][one["row"] - row["first_row"]]} for one in row["rows"]]
    return Case(**({name: row[name] for name in names} | {"rows": waiting}))


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
    Screening.Flagged: _flagged,
    ItemBatchScreening.Screened: _screened,
    Screening.Approved: _decided,
    Screening.Decided: _decided,
    ItemBatchScreening.Approved: _decided,
    ItemBatchScreening.Decided: _decided,
}
