"""Proof of the ledger: three independent folds of one moment must agree, and each unit must sum to zero."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate
from sqlalchemy import Connection, Engine

from chassis.codec import Codec, Stored, blank
from points_ledger.domain import (
    ClientAccount,
    MemberAccount,
    OrderEscrow,
    client_account,
    escrow_account,
    member_account,
)
from points_ledger.views import POINTS, YEN

VIEW = "ledger_v1"
Balances = dict[tuple[str, str], int]
_OWN = ("member:", "client:", "escrow:")
_EVENTS = """
SELECT notification_id, originator_id, originator_version, topic, state FROM events
WHERE notification_id <= %(position)s ORDER BY notification_id
"""
_POSTINGS = """
SELECT account, unit, sum(amount)::bigint FROM (
    SELECT credit AS account, unit, amount FROM postings_v1
    UNION ALL SELECT debit, unit, -amount FROM postings_v1
) AS sides GROUP BY account, unit
"""


@dataclass(frozen=True)
class Verification:
    """What the folds found. `wrong` names the first accounts that differ, at most ten."""

    equal: bool
    events: int
    accounts: int
    points_granted: int
    escrow_left_jpy: int
    wrong: list[str]
    seconds: float


def verify(engine: Engine, codec: Codec) -> Verification:
    """Compares aggregates, SQL over the postings, and the balances view, all at the view's position."""
    started = time.perf_counter()
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        position = _position(tx)
        events, replayed = rebuild(tx, codec, position)
        posted: Balances = {(row[0], row[1]): row[2] for row in tx.exec_driver_sql(_POSTINGS)}
        shown: Balances = {
            (row[0], row[1]): row[2]
            for row in tx.exec_driver_sql("SELECT account, unit, balance FROM balances_v1")
        }
    wrong = sorted({*_differences(replayed, _own(posted)), *_differences(posted, shown), *_unbalanced(shown)})
    return Verification(
        equal=not wrong,
        events=events,
        accounts=len(shown),
        points_granted=sum(
            value for (name, unit), value in replayed.items() if unit == POINTS and name.startswith("member:")
        ),
        escrow_left_jpy=sum(value for (name, _), value in replayed.items() if name.startswith("escrow:")),
        wrong=wrong[:10],
        seconds=time.perf_counter() - started,
    )


def rebuild(tx: Connection, codec: Codec, position: int) -> tuple[int, Balances]:
    """The balances from the events alone, through the domain's own `apply`; how many events they were."""
    accounts: dict[UUID, Aggregate] = {}
    count = 0
    for stored in _events(tx, position):
        aggregate = accounts.get(stored.id)
        if aggregate is None:
            kind = codec.events[stored.topic.partition("@")[0]].__qualname__.partition(".")[0]
            aggregate = accounts[stored.id] = blank(_KINDS[kind], stored.id)
        codec.decode(stored)[0].mutate(aggregate)
        count += 1
    return count, dict(balance for one in accounts.values() if (balance := _balance(one)) is not None)


_KINDS: dict[str, type[Aggregate]] = {
    kind.__name__: kind for kind in (MemberAccount, ClientAccount, OrderEscrow)
}


def _events(tx: Connection, position: int) -> Iterator[Stored]:
    streamed = tx.execution_options(stream_results=True, max_row_buffer=5_000)
    for row in streamed.exec_driver_sql(_EVENTS, {"position": position}):
        yield Stored(*row[1:])


def _position(tx: Connection) -> int:
    row = tx.exec_driver_sql(
        "SELECT position FROM followers WHERE name = %(name)s", {"name": VIEW}
    ).fetchone()
    return int(row[0]) if row else 0


def _balance(aggregate: Any) -> tuple[tuple[str, str], int] | None:
    match aggregate:
        case MemberAccount(balance=balance, member_id=member_id):
            return (member_account(member_id), POINTS), balance
        case ClientAccount(balance=balance, client_id=client_id):
            return (client_account(client_id), YEN), balance
        case OrderEscrow(order_id=order_id, left_jpy=left_jpy) if order_id:
            return (escrow_account(order_id), YEN), left_jpy
    return None


def _own(found: Balances) -> Balances:
    return {key: value for key, value in found.items() if key[0].startswith(_OWN)}


def _differences(one: Balances, other: Balances) -> list[str]:
    return [
        f"{account}: {one.get((account, unit), 0)} or {other.get((account, unit), 0)} {unit}"
        for account, unit in {**one, **other}
        if one.get((account, unit), 0) != other.get((account, unit), 0)
    ]


def _unbalanced(found: Balances) -> list[str]:
    sums = {unit: sum(value for (_, of), value in found.items() if of == unit) for unit in (POINTS, YEN)}
    return [f"all accounts: {total} {unit} instead of 0" for unit, total in sums.items() if total]
