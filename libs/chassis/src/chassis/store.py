"""Where the Writer keeps events, keys and rows: five methods, and the PostgreSQL that has them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from chassis.codec import Stored
from chassis.command import Delete, Insert, Row


@dataclass(frozen=True, slots=True)
class Handled:
    """What a key led to, as stored: `outcome` is JSON of status, ids, code and detail."""

    key: str
    digest: bytes
    outcome: str


class Store(Protocol):
    """What the Writer needs of a database. All calls but `transaction` happen inside one."""

    def transaction(self) -> AbstractContextManager[None]:
        """Begins, takes the service's lock, and commits; rolls back on an error."""
        ...

    def handled(self, keys: Sequence[str]) -> tuple[dict[str, Handled], int]:
        """What is known of these keys, and the newest notification id."""
        ...

    def tails(self, known: Mapping[UUID, int]) -> dict[UUID, list[Stored]]:
        """The events above each known version, in order; from version 0 on a snapshot may come first."""
        ...

    def since(self, position: int, newest: int) -> Sequence[Stored]:
        """The events of all streams above notification id `position` up to `newest`, in order."""
        ...

    def save(self, events: Sequence[Stored], handled: Sequence[Handled], rows: Sequence[Row]) -> int:
        """Adds everything; returns the newest notification id."""
        ...


_TAILS = """
WITH wanted AS (
    SELECT asked.id, asked.version, snapshots.originator_version AS snapshot_version, snapshots.state
    FROM unnest(%b::uuid[], %b::int[]) AS asked (id, version)
    LEFT JOIN snapshots ON asked.version = 0 AND snapshots.originator_id = asked.id
)
SELECT id, snapshot_version, '', state FROM wanted WHERE snapshot_version IS NOT NULL
UNION ALL
SELECT events.originator_id, events.originator_version, events.topic, events.state
FROM wanted JOIN events ON events.originator_id = wanted.id
    AND events.originator_version > coalesce(wanted.snapshot_version, wanted.version)
ORDER BY 1, 2
"""
_SINCE = """
SELECT originator_id, originator_version, topic, state FROM events
WHERE notification_id > %b AND notification_id <= %b ORDER BY notification_id
"""
_INSERT_EVENTS = """
INSERT INTO events (originator_id, originator_version, topic, state)
SELECT * FROM unnest(%b::uuid[], %b::int[], %b::text[], %b::bytea[])
"""
_INSERT_HANDLED = (
    "INSERT INTO inbox (key, digest, outcome) SELECT * FROM unnest(%b::text[], %b::bytea[], %b::text[])"
)
_NEWEST = "SELECT coalesce(max(notification_id), 0) FROM events"


class PostgresStore:
    """The Store on one connection of its own; used by one thread."""

    def __init__(self, url: str, service: str, idle_in_transaction_seconds: int) -> None:
        self._url = url
        self._service = service
        self._options = f"-c idle_in_transaction_session_timeout={idle_in_transaction_seconds * 1000}"
        self._connection: psycopg.Connection[Any] | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        connection = self._connected()
        try:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (self._service,))
                yield
        except psycopg.OperationalError:
            self.close()
            raise

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
            )
        return self._connection

    def close(self) -> None:
        """Gives the connection back; the next transaction opens a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def handled(self, keys: Sequence[str]) -> tuple[dict[str, Handled], int]:
        connection = self._connected()
        found = connection.execute(
            "SELECT key, digest, outcome FROM inbox WHERE key = ANY(%b)", (list(keys),), binary=True
        ).fetchall()
        return {row[0]: Handled(*row) for row in found}, self._newest()

    def _newest(self) -> int:
        row = self._connected().execute(_NEWEST).fetchone()
        return int(row[0]) if row else 0

    def tails(self, known: Mapping[UUID, int]) -> dict[UUID, list[Stored]]:
        found: dict[UUID, list[Stored]] = defaultdict(list)
        if known:
            arguments = (list(known), list(known.values()))
            for row in self._connected().execute(_TAILS, arguments, binary=True):
                found[row[0]].append(Stored(*row))
        return found

    def since(self, position: int, newest: int) -> list[Stored]:
        rows = self._connected().execute(_SINCE, (position, newest), binary=True)
        return [Stored(*row) for row in rows]

    def save(self, events: Sequence[Stored], handled: Sequence[Handled], rows: Sequence[Row]) -> int:
        connection = self._connected()
        if events:
            connection.execute(
                _INSERT_EVENTS,
                (
                    [event.id for event in events],
                    [event.version for event in events],
                    [event.topic for event in events],
                    [event.state for event in events],
                ),
            )
        if handled:
            connection.execute(
                _INSERT_HANDLED,
                (
                    [one.key for one in handled],
                    [one.digest for one in handled],
                    [one.outcome for one in handled],
                ),
            )
        for statement, values in _by_statement(rows):
            with connection.cursor() as cursor:
                cursor.executemany(statement, values)
        return self._newest()


def _by_statement(rows: Iterable[Row]) -> Iterable[tuple[sql.Composed, list[list[Any]]]]:
    """Rows of one shape together, in the order in which the shapes first come."""
    grouped: dict[tuple[type, str, tuple[str, ...]], tuple[sql.Composed, list[list[Any]]]] = {}
    for row in rows:
        values = row.values if isinstance(row, Insert) else row.where
        shape = (type(row), row.table, tuple(values))
        if shape not in grouped:
            grouped[shape] = (_statement(row, list(values)), [])
        grouped[shape][1].append([_adapted(value) for value in values.values()])
    return grouped.values()


def _statement(row: Row, columns: list[str]) -> sql.Composed:
    table = sql.Identifier(row.table)
    names = [sql.Identifier(column) for column in columns]
    if isinstance(row, Delete):
        conditions = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(name) for name in names)
        return sql.SQL("DELETE FROM {} WHERE {}").format(table, conditions)
    holders = sql.SQL(", ").join(sql.Placeholder() for _ in names)
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING")
    return statement.format(table, sql.SQL(", ").join(names), holders)


def _adapted(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict | list) else value
