"""Proof of the ledger: three independent folds of one moment must agree, and each unit must sum to zero."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Engine

from chassis.codec import Codec
from points_ledger import views
from points_ledger.chain import prove_chain
from points_ledger.folds import COMPARED, VIEW, Balances, is_inside_a_commit
from points_ledger.replay import Replay, replay

STANDSTILL_SECONDS, POLL_SECONDS = 5.0, 0.05
MOST_WRONG = 10
READ_AT_ONCE = 5_000
_OWN = ("member:", "held:", "client:", "escrow:", "partner:", "payable:", "fund:")
_KEEP = f"LOCK TABLE {COMPARED} IN ACCESS SHARE MODE"
"""Before the moment that is looked at: a rebuild does not put other tables in their place after it."""
_MISPOSTED = f"""
WITH posted AS ({views.ALL_POSTED})
SELECT account, unit, coalesce(posted.balance, 0), coalesce(shown.balance, 0)
FROM posted FULL JOIN balances_v2 AS shown USING (account, unit)
WHERE coalesce(posted.balance, 0) <> coalesce(shown.balance, 0) ORDER BY account, unit
"""  # noqa: S608
_UNBALANCED = """
SELECT unit, sum(balance)::bigint FROM balances_v2 GROUP BY unit HAVING sum(balance) <> 0 ORDER BY unit
"""
_OWN_BALANCES = """
SELECT account, unit, balance FROM balances_v2
WHERE account ~ '^(member|held|client|escrow|partner|payable|fund):'
"""
_BELOW_ZERO = "SELECT member_id, lot, least(points, held) FROM lots_v2 WHERE least(points, held) < 0"
_ESCROWS = """
SELECT order_id::text, reward_jpy, fee_jpy, paid_points, paid_answers, due_answers, returned_jpy, settled
FROM escrows_v2
"""


@dataclass(frozen=True)
class Verification:
    """What the folds found.

    behind: events that the view has not taken in yet. wrong: what differs, at most ten lines.
    """

    equal: bool
    events: int
    behind: int
    accounts: int
    points_granted: int
    escrow_left_jpy: int
    wrong: list[str]
    seconds: float


def verify(engine: Engine, codec: Codec, standstill_seconds: float = STANDSTILL_SECONDS) -> Verification:
    """Follows the chains; compares aggregates, SQL over the postings, and the views, once these are there.

    A view that moves is waited for. One that stands still is wrong, since the balances that it shows are.
    """
    newest = _wait_for_view(engine, standstill_seconds)
    broken = prove_chain(engine, codec).wrong
    try:
        found = compare(engine, codec, newest)
    except Exception:
        if not broken:
            raise
        found = Verification(False, 0, 0, 0, 0, 0, ["the events cannot be replayed as they are"], 0.0)
    return replace(found, equal=found.equal and not broken, wrong=[*broken, *found.wrong][:MOST_WRONG])


def _wait_for_view(engine: Engine, standstill_seconds: float) -> int:
    """The newest event at the start, once the view shows it or has stood still for so long."""
    with engine.connect() as tx:
        newest, position = newest_event(tx), _position(tx)
    moved_at = time.monotonic()
    while position < newest and time.monotonic() - moved_at < standstill_seconds:
        time.sleep(POLL_SECONDS)
        with engine.connect() as tx:
            now_at = _position(tx)
        if now_at > position:
            position, moved_at = now_at, time.monotonic()
    return newest


def compare(engine: Engine, codec: Codec, newest: int = 0) -> Verification:
    """The comparison at one moment. It is not equal while the view is not at event `newest`.

    Events are replayed to the end of the log, where every sum is whole. The view may have got only into
    a group, so its balances are compared with those of the events less what came after. What else it shows
    is compared when it has not got into the middle of a commit.
    """
    started = time.perf_counter()
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        tx.exec_driver_sql(_KEEP)
        position = _position(tx)
        found = replay(tx, codec, position, beside_views=not is_inside_a_commit(tx, position))
        granted, left = _total(found.balances, "member:"), _total(found.balances, "escrow:")
        stands = [f"{VIEW} stands at event {position} of {newest}"] if position < newest else []
        wrong = list(islice(chain(stands, found.gaps, _differences(tx, found)), MOST_WRONG))
        accounts = tx.exec_driver_sql("SELECT count(*) FROM balances_v2").scalar_one()
    return Verification(
        equal=not wrong,
        events=found.events,
        behind=found.behind,
        accounts=accounts,
        points_granted=granted,
        escrow_left_jpy=left,
        wrong=wrong,
        seconds=time.perf_counter() - started,
    )


def rebuild(tx: Connection, codec: Codec, position: int) -> tuple[int, Balances]:
    """How many events there are, and the balances that follow from them alone, through their own `apply`."""
    found = replay(tx, codec, position)
    return found.events, found.balances


def newest_event(tx: Connection) -> int:
    """The notification id of the newest event."""
    return int(tx.exec_driver_sql("SELECT coalesce(max(notification_id), 0) FROM events").scalar_one())


def _position(tx: Connection) -> int:
    query = "SELECT position FROM followers WHERE name = %(name)s"
    return int(tx.exec_driver_sql(query, {"name": VIEW}).scalar_one_or_none() or 0)


def _total(balances: Balances, prefix: str) -> int:
    return sum(value for (account, _), value in balances.items() if account.startswith(prefix))


def _differences(tx: Connection, found: Replay) -> Iterator[str]:
    """Lines about what differs. Uses `found` up, so that one dict of all accounts is enough."""
    for account, unit, posted, shown in tx.exec_driver_sql(_MISPOSTED):
        yield f"{account} {unit}: {posted} by the postings, {shown} in the balances"
    for unit, total in tx.exec_driver_sql(_UNBALANCED):
        yield f"all accounts: {total} {unit} instead of 0"
    for member_id, lot, points in tx.exec_driver_sql(_BELOW_ZERO):
        yield f"member:{member_id} lot {lot}: {points} points"
    yield from found.foreign
    for member_id, points in sorted(found.slips.items()):
        yield f"held:{member_id} points: holds and account differ by {points} by the events"
    for key, moved in found.later.items():
        if key[0].startswith(_OWN):
            found.balances[key] = found.balances.get(key, 0) - moved
    balances = ((tuple(key), balance) for *key, balance in _streamed(tx, _OWN_BALANCES))
    yield from _unlike(found.balances, balances, 0)
    escrows = ((("order", order_id), tuple(row)) for order_id, *row in _streamed(tx, _ESCROWS))
    yield from _unlike(found.escrows, escrows, None)
    yield from found.unlike


def _streamed(tx: Connection, query: str) -> Iterable[Any]:
    return tx.exec_driver_sql(query, execution_options={"yield_per": READ_AT_ONCE})


def _unlike(said: dict[Any, Any], shown: Iterable[tuple[Any, Any]], nothing: Any) -> Iterator[str]:
    for key, value in shown:
        expected = said.pop(key, nothing)
        if expected != value:
            yield f"{' '.join(key)}: {expected} by the events, {value} in the view"
    for key, expected in said.items():
        if expected != nothing:
            yield f"{' '.join(key)}: {expected} by the events, {nothing} in the view"
