"""Where the Writer keeps events, keys and rows: six methods, and the PostgreSQL that has them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol
from uuid import UUID

import orjson
import psycopg
from psycopg import sql

from chassis.chain import Head
from chassis.codec import Stored
from chassis.command import Insert, Row


@dataclass(slots=True)
class Handled:
    """What a key led to, as stored: `outcome` is JSON of status, ids, code and detail."""

    key: str
    digest: bytes
    outcome: str


@dataclass(slots=True)
class Streams:
    """What is stored of streams. heads: where the chain of each ends; nothing of one that was never written.

    tails: the events above each known version, in order; from version 0 on a snapshot may come first.
    """

    tails: dict[UUID, list[Stored]]
    heads: dict[UUID, Head]


@dataclass(slots=True)
class Begun:
    """What a transaction begins with.

    handled: what is known of the keys. newest: the newest notification id. stopped: how many streams are.
    """

    handled: dict[str, Handled]
    newest: int
    stopped: int
    streams: Streams


class Store(Protocol):
    """What the Writer needs of a database. All calls lie between `begin` and `commit` or `roll_back`."""

    chained: bool
    """Whether each stream is a chain of digests (see `chassis.chain`)."""

    def begin(self, keys: Sequence[str], known: Mapping[UUID, int]) -> Begun:
        """Begins, takes the service's lock, and reads what is committed of these keys and streams."""
        ...

    def stopped(self, ids: Sequence[UUID]) -> set[UUID]:
        """Which of these streams are stopped."""
        ...

    def read(self, known: Mapping[UUID, int]) -> Streams:
        """What is committed of streams above the versions that are known."""
        ...

    def since(self, position: int, newest: int) -> Sequence[Stored]:
        """The events of all streams above notification id `position` up to `newest`, in order."""
        ...

    def commit(self, events: Sequence[Stored], handled: Sequence[Handled], rows: Sequence[Row]) -> int | None:
        """Adds everything, the heads of the events' streams too when they are chained, and commits.

        Returns the notification id of the last event, None when there is none.
        """
        ...

    def roll_back(self) -> None:
        """Ends the transaction, if there is one, as if nothing had happened."""
        ...


_LOCK = "SELECT pg_advisory_xact_lock(hashtext(%b))"
_READ = """
WITH wanted AS (
    SELECT asked.id, asked.version, snapshots.originator_version AS snapshot_version, snapshots.state
    FROM unnest(%b::uuid[], %b::int[]) AS asked (id, version)
    LEFT JOIN snapshots ON asked.version = 0 AND snapshots.originator_id = asked.id
        AND snapshots.shape = ANY(%b) AND snapshots.seal = seal_of(
            snapshots.originator_id, snapshots.originator_version, snapshots.shape, snapshots.state)
)
SELECT id, snapshot_version, '', state, (
    SELECT coalesce(digest, '') FROM events WHERE originator_id = id AND originator_version = snapshot_version
) FROM wanted WHERE snapshot_version IS NOT NULL
UNION ALL
SELECT events.originator_id, events.originator_version, events.topic, events.state, events.digest
FROM wanted JOIN events ON events.originator_id = wanted.id
    AND events.originator_version > coalesce(wanted.snapshot_version, wanted.version)
UNION ALL
SELECT heads.originator_id, heads.version, NULL, NULL, heads.digest
FROM wanted JOIN heads ON heads.originator_id = wanted.id
ORDER BY 1, 2
"""
_SINCE = """
SELECT originator_id, originator_version, topic, state, digest FROM events
WHERE notification_id > %b AND notification_id <= %b ORDER BY notification_id
"""
_HANDLED = """
SELECT newest.id, newest.stopped, inbox.key, inbox.digest, inbox.outcome
FROM (
    SELECT (SELECT coalesce(max(notification_id), 0) FROM events) AS id,
        (SELECT count(*) FROM stopped_streams) AS stopped
) AS newest
LEFT JOIN inbox ON inbox.key = ANY(%b)
"""
_STOPPED = "SELECT originator_id FROM stopped_streams WHERE originator_id = ANY(%b)"
_SAVE = """
WITH said AS (
    INSERT INTO events (originator_id, originator_version, topic, state, digest)
    SELECT * FROM unnest(%b::uuid[], %b::int[], %b::text[], %b::bytea[], %b::bytea[])
    RETURNING notification_id, originator_id, originator_version, digest
), handled AS (
    INSERT INTO inbox (key, digest, outcome) SELECT * FROM unnest(%b::text[], %b::bytea[], %b::text[])
), ends AS (
    SELECT DISTINCT ON (originator_id) originator_id AS id, originator_version AS version, digest FROM said
    WHERE digest IS NOT NULL ORDER BY originator_id, originator_version DESC
), begun AS (
    INSERT INTO heads (originator_id, version, digest)
    SELECT * FROM ends WHERE id IN (SELECT originator_id FROM said WHERE originator_version = 1)
), moved AS (
    UPDATE heads SET version = ends.version, digest = ends.digest FROM ends WHERE originator_id = ends.id
)
SELECT max(notification_id) FROM said
"""
_INSERT = sql.SQL(
    "INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
    " ON CONFLICT DO NOTHING"
)
_DELETE = sql.SQL(
    "DELETE FROM {table} AS kept USING json_populate_recordset(NULL::{table}, %s::json) AS given"
    " WHERE {matches}"
)


class PostgresStore:
    """The Store on one connection of its own; used by one thread.

    What does not depend on an answer is sent without waiting for it (pipeline mode), and every statement is
    planned once, for a lookup by index: a group of one command takes 0.6 instead of 1.3 ms.
    """

    def __init__(
        self,
        url: str,
        service: str,
        idle_in_transaction_seconds: int,
        shapes: Sequence[str] = (),
        chained: bool = False,
    ) -> None:
        """shapes: of the snapshots that may be read (see `shape_of`)."""
        self._url = url
        self.chained = chained
        self._shapes = list(shapes)
        self._service = service
        self._options = (
            f"-c idle_in_transaction_session_timeout={idle_in_transaction_seconds * 1000}"
            " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
        )
        self._connection: psycopg.Connection[Any] | None = None

    def begin(self, keys: Sequence[str], known: Mapping[UUID, int]) -> Begun:
        connection = self._connected()
        with connection.pipeline():
            connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
            connection.execute(_LOCK, (self._service,))
            handled = connection.execute(_HANDLED, (list(keys),), binary=True)
            streams = self._ask(known) if known else ()
        rows = handled.fetchall()
        found = {row[2]: Handled(*row[2:]) for row in rows if row[2] is not None}
        return Begun(found, int(rows[0][0]), int(rows[0][1]), _streams_in(streams))

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self._url,
                autocommit=True,
                prepare_threshold=1,
                connect_timeout=5,
                application_name=f"{self._service} writer",
                options=self._options,
                keepalives_idle=10,
                tcp_user_timeout=10_000,
            )
        return self._connection

    def roll_back(self) -> None:
        """Gives the connection back, which may be broken; the next transaction opens a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def stopped(self, ids: Sequence[UUID]) -> set[UUID]:
        rows = self._connected().execute(_STOPPED, (list(ids),), binary=True)
        return {row[0] for row in rows}

    def read(self, known: Mapping[UUID, int]) -> Streams:
        return _streams_in(self._ask(known))

    def _ask(self, known: Mapping[UUID, int]) -> psycopg.Cursor[Any]:
        arguments = (list(known), list(known.values()), self._shapes)
        return self._connected().execute(_READ, arguments, binary=True)

    def since(self, position: int, newest: int) -> list[Stored]:
        rows = self._connected().execute(_SINCE, (position, newest), binary=True)
        return [Stored(*row) for row in rows]

    def commit(self, events: Sequence[Stored], handled: Sequence[Handled], rows: Sequence[Row]) -> int | None:
        connection = self._connected()
        columns = (
            [event.id for event in events],
            [event.version for event in events],
            [event.topic for event in events],
            [event.state for event in events],
            [event.digest for event in events],
            [one.key for one in handled],
            [one.digest for one in handled],
            [one.outcome for one in handled],
        )
        with connection.pipeline():
            saved = connection.execute(_SAVE, columns)
            for statement, values in _by_statement(rows):
                connection.execute(statement, (orjson.dumps(values, default=_in_json).decode(),))
            connection.execute("COMMIT")
        newest = saved.fetchone()
        return newest[0] if newest else None


def _streams_in(rows: Iterable[Any]) -> Streams:
    """Of rows: a head is the one without topic."""
    found = Streams(defaultdict(list), {})
    for id, version, topic, state, digest in rows:
        if topic is None:
            found.heads[id] = Head(version, digest)
        else:
            found.tails[id].append(Stored(id, version, topic, state, digest))
    return found


def _by_statement(rows: Sequence[Row]) -> Iterator[tuple[sql.Composed, list[Mapping[str, Any]]]]:
    """Rows of one shape together; but what is deleted between two inserts is deleted between them."""
    for kind, run in groupby(rows, type):
        for (table, columns), alike in groupby(sorted(run, key=_shape), _shape):
            names = [sql.Identifier(column) for column in columns]
            statement = (_INSERT if kind is Insert else _DELETE).format(
                table=sql.Identifier(table),
                names=sql.SQL(", ").join(names),
                matches=sql.SQL(" AND ").join(sql.SQL("kept.{0} = given.{0}").format(name) for name in names),
            )
            yield statement, [_values(row) for row in alike]


def _shape(row: Row) -> tuple[str, tuple[str, ...]]:
    return row.table, tuple(_values(row))


def _values(row: Row) -> Mapping[str, Any]:
    return row.values if isinstance(row, Insert) else row.where


def _in_json(value: Any) -> Any:
    """Bytes as PostgreSQL reads them from text."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"a column cannot hold {type(value).__name__}")
