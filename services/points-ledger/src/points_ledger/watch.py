"""The watch: what has changed is folded three ways again, and an account that disagrees is stopped."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from threading import Lock
from typing import Any
from uuid import UUID

import orjson
from prometheus_client import Counter, Gauge
from sqlalchemy import Connection, Engine

from chassis import chain_proof
from chassis.aggregate import Aggregate
from chassis.codec import Codec, Stored, blank
from chassis.command import Command
from points_ledger import folds, owners
from points_ledger.breaches import Breach, tell
from points_ledger.domain import MemberAccount, held_account, member_account
from points_ledger.fed import Fed
from points_ledger.folds import COMPARED, VIEW, Balances, balances_of
from points_ledger.views.tables import OF_MANY, POINTS

NAME = "watch"
MOST_EVENTS = 20_000
COMPARED_AT_ONCE = 2_000
MOST_ANEW = 50_000
KEPT = 20_000

LOOKED = Counter("watch_accounts_total", "accounts and slips whose three folds were compared")
BEHIND = Gauge("watch_behind_events", "events not taken in by the watch, and streams yet to compare")

_TAKE = """
SELECT position, coalesce((SELECT position FROM followers WHERE name = %(view)s), 0),
    (SELECT coalesce(max(notification_id), 0) FROM events)
FROM followers WHERE name = %(name)s FOR UPDATE SKIP LOCKED
"""
_MAKE = "INSERT INTO followers (name) VALUES (%(name)s) ON CONFLICT DO NOTHING"
_MOVE = "UPDATE followers SET position = %(end)s, moved_at = now() WHERE name = %(name)s"
_ADD_UP = """
WITH sides AS (
    SELECT side.account, side.unit, side.amount
    FROM events JOIN postings_v2 AS moved ON stream = originator_id AND version = originator_version
    CROSS JOIN LATERAL (VALUES
        (points_credit, 'points', moved.amount), (points_debit, 'points', -moved.amount),
        (yen_credit, 'jpy', moved.amount), (yen_debit, 'jpy', -moved.amount)
    ) AS side (account, unit, amount)
    WHERE notification_id > %(position)s AND notification_id <= %(end)s AND side.account IS NOT NULL
), added AS (
    SELECT account, unit, sum(amount)::bigint AS amount, account ~ '^(member|held):' AS of_member
    FROM sides GROUP BY account, unit
), kept AS (
    INSERT INTO posted_v1 AS kept (account, unit, balance)
    SELECT account, unit, amount FROM added WHERE NOT of_member
    ON CONFLICT (account, unit) DO UPDATE SET balance = kept.balance + excluded.balance
)
SELECT account, amount FROM added WHERE of_member
"""
_CHANGED = """
SELECT originator_id, split_part(topic, '.', 1), min(originator_version) FROM events
WHERE notification_id > %(position)s AND notification_id <= %(end)s GROUP BY 1, 2
"""
_KINDS_OF = """
SELECT originator_id, split_part(topic, '.', 1) FROM events
WHERE originator_id = ANY(%(ids)s) AND originator_version = 1
"""
_POSTED = "SELECT account, unit, balance FROM posted_v1 WHERE account = ANY(%(accounts)s)"
_TAILS = """
WITH wanted AS (
    SELECT asked.id, asked.version, kept.originator_version AS snapshot_version, kept.state
    FROM unnest(%(ids)s::uuid[], %(versions)s::int[], %(since)s::int[]) AS asked (id, version, since)
    LEFT JOIN snapshots AS kept ON %(snapshots)s AND asked.version = 0 AND kept.originator_id = asked.id
        AND kept.originator_version < asked.since
        AND kept.shape = ANY(%(shapes)s)
        AND kept.seal = seal_of(kept.originator_id, kept.originator_version, kept.shape, kept.state)
        AND EXISTS (SELECT FROM events WHERE events.originator_id = asked.id
            AND events.originator_version = kept.originator_version AND notification_id <= %(end)s)
)
SELECT id, snapshot_version, '' AS topic, state FROM wanted WHERE snapshot_version IS NOT NULL
UNION ALL
SELECT events.originator_id, events.originator_version, events.topic, events.state
FROM wanted JOIN events ON events.originator_id = wanted.id
    AND events.originator_version > coalesce(wanted.snapshot_version, wanted.version)
    AND notification_id <= %(end)s
ORDER BY 1, 2
"""
_SNAPSHOTS = """
SELECT originator_id, originator_version, state FROM snapshots
WHERE originator_id = ANY(%(ids)s) AND shape = ANY(%(shapes)s)
"""


class Watch:
    """Looks at what has been committed since the last look; one replica at a time, bounded in each turn.

    It keeps what it folded last, so that a look costs by what has changed and not by the history. Sums of the
    postings of yen accounts are kept in `posted_v1`, since no index leads to them. What the patrol has come
    to is folded from the first event on, and its snapshot is compared.
    """

    def __init__(self, aggregates: Sequence[type[Aggregate]]) -> None:
        self._kinds = {kind.__name__: kind for kind in aggregates}
        self._codec = Codec(aggregates)
        self._position = -1
        self._due: dict[UUID, type[Aggregate]] = {}
        self._anew: set[UUID] = set()
        self._patrolled = Lock()
        self._known: OrderedDict[UUID, Aggregate] = OrderedDict()
        self._posted: OrderedDict[str, int] = OrderedDict()
        self._ended: list[owners.Ended] = []
        self._fed = Fed()

    def due(self, tx: Connection, at: datetime) -> Sequence[Command]:
        """Stops what disagrees; no command."""
        self.look(tx.engine)
        return []

    def again(self, ids: Iterable[UUID]) -> None:
        """Streams to be folded from their first event at the next look."""
        with self._patrolled:
            self._anew.update(islice(ids, max(0, MOST_ANEW - len(self._anew))))

    def look(self, engine: Engine) -> list[Breach]:
        """One turn; returns what disagrees, which is stopped, counted and logged by then."""
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx, tx.begin():
            row = tx.exec_driver_sql(_TAKE, {"name": NAME, "view": VIEW}).fetchone()
            if row is None:
                tx.exec_driver_sql(_MAKE, {"name": NAME})
                return []
            position, reached, newest = row
            if position != self._position:
                self._forget()
            self._position, end = -1, min(reached, position + MOST_EVENTS)
            self._add_up(tx, position, end)
            at_rest = end == reached and not folds.is_inside_a_commit(tx, end)
            found = list(self._compared(tx, end)) if at_rest else []
            tell(engine, found)
            tx.exec_driver_sql(_MOVE, {"name": NAME, "end": end})
        self._position = end
        BEHIND.set(newest - end + len(self._due))
        return found

    def _forget(self) -> None:
        """Another replica has looked meanwhile."""
        self._due.clear()
        self._known.clear()
        self._posted.clear()
        self._fed.forget()

    def _add_up(self, tx: Connection, position: int, end: int) -> None:
        if end <= position:
            return
        window = {"position": position, "end": end}
        for account, amount in tx.exec_driver_sql(_ADD_UP, window):
            if account in self._posted:
                self._posted[account] += amount
        for id, kind, version in tx.exec_driver_sql(_CHANGED, window):
            self._due[id] = self._kinds[kind]
            self._fed.expect(id, version)
        if end == position + MOST_EVENTS:
            self._fed.forget()

    def _compared(self, tx: Connection, end: int) -> Iterator[Breach]:
        anew = self._of_patrol(tx)
        due = dict(islice(self._due.items(), COMPARED_AT_ONCE)) | anew
        for id in anew:
            self._known.pop(id, None)
        yield from self._from_the_start(tx, anew, end)
        yield from self._extend(tx, due, end)
        yield from self._foreign(tx)
        found = {id: self._known[id] for id in due if id in self._known}
        if found:
            yield from folds.breaches(tx, found, self._by_postings(tx, found, anew), anew)
            yield from folds.of_system(tx, _kept(tx, OF_MANY))
        LOOKED.inc(len(found))
        for id in due:
            self._due.pop(id, None)
        for kept in (self._known, self._posted):
            while len(kept) > KEPT:
                kept.popitem(last=False)
        if anew:
            yield from self._fed.page(tx)
        if not self._due:
            yield from self._fed.differences(tx)
        elif self._fed.is_too_much:
            self._fed.forget()

    def _foreign(self, tx: Connection) -> Iterator[Breach]:
        """Of the events that were folded in this turn."""
        ended, self._ended = self._ended, []
        for account, reason in owners.foreign(tx, self._codec, ended):
            yield Breach(account, "hold", reason)

    def _of_patrol(self, tx: Connection) -> dict[UUID, type[Aggregate]]:
        """Some of what the patrol, another thread, has come to; what it adds meanwhile comes next."""
        with self._patrolled:
            ids = list(islice(self._anew, COMPARED_AT_ONCE))
            self._anew.difference_update(ids)
        rows = tx.exec_driver_sql(_KINDS_OF, {"ids": ids}) if ids else ()
        return {id: self._kinds[kind] for id, kind in rows}

    def _extend(self, tx: Connection, due: Mapping[UUID, type[Aggregate]], end: int) -> Iterator[Breach]:
        """Brings what is due up to the view's position."""
        for id, kind in due.items():
            self._known.setdefault(id, blank(kind, id))
            self._known.move_to_end(id)
        for id, rows in self._tails(tx, list(due), end, snapshots=True):
            yield from self._folded(id, rows, 0, b"")

    def _from_the_start(
        self, tx: Connection, anew: Mapping[UUID, type[Aggregate]], end: int
    ) -> Iterator[Breach]:
        """Folds without a snapshot, and says when the snapshot is not what the events come to."""
        values = {"ids": list(anew), "shapes": self._codec.shapes}
        kept = {row[0]: row[1:] for row in tx.exec_driver_sql(_SNAPSHOTS, values)} if anew else {}
        for id, rows in self._tails(tx, list(anew), end, snapshots=False):
            self._known[id] = blank(anew[id], id)
            yield from self._folded(id, rows, *kept.get(id, (0, b"")))

    def _folded(self, id: UUID, rows: Iterator[Any], version: int, snapshot: bytes) -> Iterator[Breach]:
        one = self._known[id]
        for row in rows:
            try:
                self._take_in(one, Stored(*row))
                state = self._codec.snapshot(one) if one.version == version else snapshot
            except Exception as error:
                del self._known[id]
                yield Breach(id, "folds", f"the events cannot be replayed: {type(error).__name__}")
                return
            if state != snapshot and orjson.loads(state) != orjson.loads(snapshot):
                yield Breach(id, "snapshot", f"the snapshot of version {version} is not what events say")

    def _take_in(self, one: Aggregate, stored: Stored) -> None:
        if not stored.topic:
            self._codec.extend(one, [stored])
            return
        event: Any = self._codec.decode(stored)[0]
        event.mutate(one)
        if ended := owners.ended_by(event):
            self._ended.append(ended)
        self._fed.say(one, event)

    def _tails(
        self, tx: Connection, ids: list[UUID], end: int, *, snapshots: bool
    ) -> Iterator[tuple[UUID, Iterator[Any]]]:
        versions = [self._known[id].version if id in self._known else 0 for id in ids]
        values = {"ids": ids, "versions": versions, "since": [self._fed.since(id) for id in ids], "end": end}
        values |= {"snapshots": snapshots, "shapes": self._codec.shapes}
        yield from groupby(chain_proof.read(tx, "watch", _TAILS, values), key=itemgetter(0))

    def _by_postings(
        self, tx: Connection, found: Mapping[UUID, Aggregate], anew: Mapping[UUID, Any]
    ) -> Balances:
        accounts, others = set[str](), set[str]()
        for id, one in found.items():
            if isinstance(one, MemberAccount):
                own = {member_account(one.member_id), held_account(one.member_id)}
                accounts |= own
                for account in own if id in anew else ():
                    self._posted.pop(account, None)
            else:
                others.update(account for account, _ in balances_of(one))
        missing = [account for account in accounts if account not in self._posted]
        self._posted |= folds.posted_to_members(tx, missing)
        return _kept(tx, others) | {(account, POINTS): self._posted[account] for account in accounts}


def _kept(tx: Connection, accounts: Iterable[str]) -> Balances:
    rows = tx.exec_driver_sql(_POSTED, {"accounts": list(accounts)})
    return {(account, unit): balance for account, unit, balance in rows}


def still_wrong(engine: Engine, aggregates: Sequence[type[Aggregate]], id: UUID) -> str:
    """What does not hold of one stream now, folded from its first event on; empty when all does."""
    watch = Watch(aggregates)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        tx.exec_driver_sql(f"LOCK TABLE {COMPARED} IN ACCESS SHARE MODE")
        reached = tx.exec_driver_sql(
            "SELECT coalesce(max(position), 0) FROM followers WHERE name = %(name)s", {"name": VIEW}
        ).scalar_one()
        if folds.is_inside_a_commit(tx, reached):
            return "the view is behind; ask again in a moment"
        watch.again([id])
        anew = watch._of_patrol(tx)
        found = [*watch._from_the_start(tx, anew, reached), *watch._foreign(tx)]
        names = [account for one in watch._known.values() for account, _ in balances_of(one)]
        found += folds.breaches(tx, watch._known, folds.posted(tx, names), anew)
    return found[0].reason if found else ""
