"""The ledger's figures: grants committed, two replicas, rebuild; each beside raw PostgreSQL."""

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection as Pipe
from typing import Any
from uuid import UUID, uuid4

import psycopg

from benchmarks.rounds import Figure, compare
from chassis.cache import Cache
from chassis.clock import now
from chassis.codec import Codec
from chassis.collector import calm_collector
from chassis.command import Command
from chassis.database import open_engine, service_url
from chassis.group import Limits, step
from chassis.service import Running
from chassis.settings import Settings
from chassis.store import PostgresStore
from points_ledger import application, proof
from points_ledger.service import SERVICE

GROUP = 500
GROUPS = 20
COPIES = 5
_COLUMNS = "originator_id, originator_version, topic, state"


def prepared(settings: Settings) -> UUID:
    """An empty ledger with one order whose escrow never runs out."""
    calm_collector()
    running = Running(SERVICE, settings)
    running.prepare()
    order_id = uuid4()
    commands = [
        application.deposit("bench", 10**10, str(order_id), now()),
        application.fund(order_id, "bench", 1, 1, 1, 5 * 10**9, 10**9, 6 * 10**9, now()),
    ]
    Replica(settings).step(commands)
    running.database.close()
    return order_id


class Replica:
    """One writing process without its loops."""

    def __init__(self, settings: Settings, reads_snapshots: bool = False) -> None:
        self.url = service_url(settings.database_url, SERVICE.name)
        self._codec, self._cache = Codec(SERVICE.aggregates), Cache(50_000)
        shapes = self._codec.shapes if reads_snapshots else ()
        self._store = PostgresStore(self.url, SERVICE.name, 30, shapes, chained=SERVICE.chained)

    def step(self, commands: Sequence[Command]) -> None:
        results = step(self._store, self._codec, self._cache, Limits(group_events=5_000), commands)
        failed = [result for result in results if isinstance(result, Exception)]
        if failed:
            raise failed[0]

    def grants(self, order_id: UUID, groups: int) -> float:
        """Grants a second, in groups of 500 over 500 accounts; the commands are built before."""
        prepared = [_group(order_id) for _ in range(groups)]
        started = time.perf_counter()
        for commands in prepared:
            self.step(commands)
        return groups * GROUP / (time.perf_counter() - started)


def _group(order_id: UUID) -> list[Command]:
    return [application.pay(order_id, uuid4(), f"m{n}", 1, now()) for n in range(GROUP)]


def copied(url: str, rows: int) -> float:
    """Events a second through COPY alone: the newest rows again, in the same groups, each committed."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS floor (LIKE events INCLUDING ALL)")
        found = connection.execute(
            f"SELECT {_COLUMNS} FROM events WHERE topic LIKE 'MemberAccount.Granted%'"
            f" ORDER BY notification_id DESC LIMIT {rows}",
            binary=True,
        ).fetchall()
        seconds = sum(_copy(connection, found) for _ in range(COPIES))
        return COPIES * len(found) / seconds


def _copy(connection: psycopg.Connection[Any], rows: Sequence[Any]) -> float:
    connection.execute("TRUNCATE floor")
    started = time.perf_counter()
    for first in range(0, len(rows), GROUP):
        with connection.cursor().copy(f"COPY floor ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["uuid", "int4", "text", "bytea"])
            for row in rows[first : first + GROUP]:
                copy.write_row(row)
    return time.perf_counter() - started


def grants(settings: Settings, order_id: UUID) -> Figure:
    """Grants committed in groups of 500 over 500 warm accounts, beside raw COPY of the same event rows."""
    replica = Replica(settings)
    return compare(
        "grants committed / raw COPY of the same rows",
        "events/s",
        lambda: replica.grants(order_id, GROUPS),
        lambda: copied(replica.url, GROUPS * GROUP),
        ratio=0.12,
    )


def _work(settings: Settings, order_id: UUID, pipe: Pipe) -> None:
    """A process that first reads what others wrote and then, when told, builds and writes its groups."""
    calm_collector()
    replica = Replica(settings)
    while (groups := pipe.recv()) > 0:
        replica.step(_group(order_id))
        pipe.send(True)
        pipe.recv()
        for _ in range(groups):
            replica.step(_group(order_id))
        pipe.send(True)


def two_replicas(settings: Settings, order_id: UUID) -> Figure:
    """Two processes that build and write groups of grants for the same accounts, beside one process alone."""
    context = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    for _ in range(2):
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(settings, order_id, theirs), daemon=True)
        worker.start()
        pipes.append(ours)
        workers.append(worker)

    def told(busy: Sequence[Pipe], word: int) -> None:
        for pipe in busy:
            pipe.send(word)
        for pipe in busy:
            pipe.recv()

    def run(busy: Sequence[Pipe]) -> float:
        told(busy, GROUPS // len(busy))
        started = time.perf_counter()
        told(busy, 1)
        return GROUPS * GROUP / (time.perf_counter() - started)

    try:
        return compare(
            "grants built and written by two replicas / by one",
            "events/s",
            lambda: run(pipes),
            lambda: run(pipes[:1]),
            ratio=0.8,
        )
    finally:
        for pipe in pipes:
            pipe.send(0)
        for worker in workers:
            worker.join(10)


def rebuild(settings: Settings) -> Figure:
    """Balances rebuilt through the domain's own events, beside a raw binary read of the five columns."""
    url = service_url(settings.database_url, SERVICE.name)
    engine, codec = open_engine(url, settings), Codec(SERVICE.aggregates)

    def replayed() -> float:
        started = time.perf_counter()
        with engine.connect() as tx:
            count, _ = proof.rebuild(tx, codec, 2**62)
        return count / (time.perf_counter() - started)

    def read() -> float:
        started = time.perf_counter()
        with psycopg.connect(url) as connection, connection.cursor("read", binary=True) as cursor:
            cursor.itersize = 5_000
            cursor.execute(f"SELECT notification_id, {_COLUMNS} FROM events ORDER BY notification_id")
            count = sum(1 for _ in cursor)
        return count / (time.perf_counter() - started)

    return compare("cold rebuild of balances / raw binary read", "events/s", replayed, read, ratio=0.12)
