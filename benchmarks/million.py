"""A ledger of many events, written by COPY: how it is rebuilt, by how many processes, and how it restarts."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from benchmarks.ledger import Replica, prepared
from benchmarks.rounds import ROUNDS, Figure, compare, verdict
from chassis.chain import extend
from chassis.clock import now
from chassis.codec import Codec, Stored
from chassis.command import Command
from chassis.database import open_engine, service_url
from chassis.service import Running
from chassis.settings import Settings
from points_ledger import application
from points_ledger.domain import AGGREGATES, MemberAccount, OrderEscrow, account_id, escrow_id, grants
from points_ledger.rebuild import rebuild_views
from points_ledger.service import SERVICE

ACCOUNTS = 500
MILLION, SOME = 1_000_000, 300_000
KILOBYTES = 1024
_COPY = "COPY events (originator_id, originator_version, topic, state, digest) FROM STDIN (FORMAT BINARY)"
_TYPES = ("uuid", "int4", "text", "bytea", "bytea")
_HEADS = """
INSERT INTO heads SELECT DISTINCT ON (originator_id) originator_id, originator_version, digest FROM events
ORDER BY originator_id, originator_version DESC
ON CONFLICT (originator_id) DO UPDATE SET version = excluded.version, digest = excluded.digest
"""


def filled(settings: Settings, events: int) -> UUID:
    """An empty ledger gets so many events: grants to ACCOUNTS members out of one order, in groups."""
    order_id = prepared(settings)
    url, codec = service_url(settings.database_url, SERVICE.name), Codec(AGGREGATES)
    with psycopg.connect(url) as connection:
        heads: dict[UUID, bytes] = dict(
            connection.execute("SELECT originator_id, digest FROM heads").fetchall()
        )
        with connection.cursor().copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for group in _groups(codec, order_id, events):
                extend(heads, group)
                for one in group:
                    copy.write_row((one.id, one.version, one.topic, one.state, one.digest))
        connection.execute(_HEADS)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE events")
    return order_id


def _groups(codec: Codec, order_id: UUID, events: int) -> Iterator[list[Stored]]:
    """What the Writer would have written, each grant under a reference of its own."""
    templates = []
    for n in range(ACCOUNTS):
        account = MemberAccount.__new__(MemberAccount)
        account.__base_init__(originator_id=account_id(f"m{n}"), originator_version=0, timestamp=now())
        account.__init__()  # type: ignore[misc]
        grants.grant(account, f"m{n}", 1, "REFERENCE", order_id, grants.WorkPay(1), now())
        templates.append(codec.encode(account.pending_events[0], ""))
    escrow = OrderEscrow.__new__(OrderEscrow)
    escrow.__base_init__(originator_id=escrow_id(order_id), originator_version=1, timestamp=now())
    escrow.__init__()  # type: ignore[misc]
    for number in range(1, events // (ACCOUNTS + 1) + 1):
        group = [
            Stored(one.id, number, one.topic, one.state.replace(b"REFERENCE", uuid4().hex.encode()))
            for one in templates
        ]
        escrow.trigger_event(
            OrderEscrow.Paid, count=ACCOUNTS, amount_jpy=ACCOUNTS, bonus_jpy=0, timestamp=now()
        )
        yield [*group, codec.encode(escrow.pending_events.pop(), "")]


def processes(settings: Settings) -> Figure:
    """The views rebuilt by two processes, beside one."""
    url = service_url(settings.database_url, SERVICE.name)
    engine = open_engine(url, settings)

    def rebuilt(by: int) -> float:
        started = time.perf_counter()
        rebuild_views(engine, Codec(AGGREGATES), _unseen, by)
        return SOME / (time.perf_counter() - started)

    return compare(
        "views rebuilt by two processes / by one",
        "events/s",
        lambda: rebuilt(2),
        lambda: rebuilt(1),
        ratio=1.4,
    )


def restart(settings: Settings, order_id: UUID) -> list[Figure]:
    """A million events rebuilt once in a process of its own, and restarts that read snapshots instead."""
    queue = multiprocessing.get_context("spawn").Queue()
    worker = multiprocessing.get_context("spawn").Process(target=_measured, args=(settings, queue))
    worker.start()
    seconds, peak = queue.get()
    worker.join()
    _snapshots(settings)
    restarts = [_restarted(settings, order_id) for _ in range(ROUNDS + 1)][1:]
    ratios = sorted(one / seconds for one in restarts)
    memory = Figure(
        f"memory of a rebuild of {MILLION:,} events: {peak:.0f} MB, {MILLION / seconds:,.0f} events/s;"
        " bound <= 300 MB",
        verdict(peak <= 300, [1.0]),
    )
    line = (
        f"restart with snapshots / full rebuild at {MILLION:,} events: {sorted(restarts)[2]:.2f} s beside"
        f" {seconds:.1f} s = {ratios[2]:.4f} (min {ratios[0]:.4f}, max {ratios[-1]:.4f}); bound <= 0.05"
    )
    return [memory, Figure(line, verdict(ratios[2] <= 0.05, restarts))]


def _measured(settings: Settings, queue: "multiprocessing.Queue[tuple[float, float]]") -> None:
    url = service_url(settings.database_url, SERVICE.name)
    started = time.perf_counter()
    rebuild_views(open_engine(url, settings), Codec(AGGREGATES), _unseen)
    seconds = time.perf_counter() - started
    queue.put((seconds, _peak()))


def _peak() -> float:
    """Megabytes of this process at most; `ru_maxrss` would count the one that it was started by."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / KILOBYTES


def _snapshots(settings: Settings) -> None:
    running = Running(SERVICE, settings.model_copy(update={"follower_page_events": 10_000}))
    [follower] = [one for one in running.followers if one.name == "snapshots"]
    while follower.turn():
        pass
    running.database.close()


def _restarted(settings: Settings, order_id: UUID) -> float:
    """Seconds until a process without memory has paid each of the accounts."""
    commands = [application.pay(order_id, uuid4(), f"m{n}", 1, now()) for n in range(ACCOUNTS)]
    started = time.perf_counter()
    Replica(settings, reads_snapshots=True).step(commands)
    return time.perf_counter() - started


def _unseen(position: int, newest: int) -> None:
    """Progress that nobody reads."""


def redelivered(settings: Settings, order_id: UUID) -> Figure:
    """The same commands a second time, found by their keys, beside the first time; no row is added."""
    replica = Replica(settings)
    first: list[float] = []

    def again() -> float:
        groups = [_pays(order_id) for _ in range(10)]
        first.append(_stepped(replica, groups))
        before = _events(replica.url)
        rate = _stepped(replica, groups)
        if _events(replica.url) != before:
            raise RuntimeError("a redelivery has written events")
        return rate

    return compare(
        "commands delivered again / for the first time",
        "commands/s",
        again,
        lambda: first[-1],
        ratio=2.0,
    )


def _pays(order_id: UUID) -> Sequence[Command]:
    return [application.pay(order_id, uuid4(), f"m{n}", 1, now()) for n in range(ACCOUNTS)]


def _stepped(replica: Replica, groups: Sequence[Sequence[Command]]) -> float:
    started = time.perf_counter()
    for group in groups:
        replica.step(group)
    return sum(map(len, groups)) / (time.perf_counter() - started)


def _events(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*), (SELECT count(*) FROM inbox) FROM events").fetchone()
    return hash(row)


def stored(settings: Settings, order_id: UUID) -> Figure:
    """Bytes of all tables and indexes that a grant adds, the views included."""
    replica, running = Replica(settings), Running(SERVICE, settings)
    views = [one for one in running.followers if one.name in SERVICE.views]

    def followed() -> int:
        for view in views:
            while view.turn():
                pass
        with psycopg.connect(replica.url) as connection:
            row = connection.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
            ).fetchone()
        return int(row[0]) if row else 0

    before, groups = followed(), 40
    replica.grants(order_id, groups)
    each = (followed() - before) / (groups * ACCOUNTS)
    running.database.close()
    line = f"bytes stored for a grant, all tables and indexes: {each:,.0f}; bound <= 1500"
    return Figure(line, verdict(each <= 1500, [1.0]))
