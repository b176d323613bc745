"""The ledger as a process of its own, straight over HTTP: grants, holds, balances; each beside its floor."""

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import orjson
import psycopg

from benchmarks.ledger import Replica
from benchmarks.rounds import ROUNDS, Figure, compare, verdict
from chassis.clock import now
from chassis.database import service_url
from chassis.principal import HEADER, Principal, sign
from chassis.settings import Settings
from local_platform.ports import free_port
from local_platform.services import COMMANDS, Service
from minijob.replay.lean import Connection
from points_ledger import application
from points_ledger.service import SERVICE

CLIENTS = 16
MEMBERS = 200
PARTNER = "bench-shop"
SINGLE, MANY = 100, 800
BARE = (sys.executable, "-m", "benchmarks.bare_get")
_NUMBERS = itertools.count()


class Ledger:
    """A serving ledger with members that a partner may give and take points."""

    def __init__(self, settings: Settings, url: str, bare_url: str) -> None:
        self.settings, self.url, self.bare_url = settings, url, bare_url

    def request(self, method: str, path: str, role: str, id: str, **body: object) -> bytes:
        """A whole request, signed as the gateway would; good for a minute."""
        sent = orjson.dumps(body) if body else b""
        signed = sign(Principal(role, id), self.settings.principal_secret)  # type: ignore[arg-type]
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: bench\r\n{HEADER}: {signed}\r\n"
            f"Idempotency-Key: {uuid4().hex}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(sent)}\r\n\r\n"
        )
        return head.encode() + sent


@contextmanager
def serving(settings: Settings, logs: Path) -> Iterator[Ledger]:
    """The service and, beside it, the same server with nothing in it."""
    shop = SERVICE.name, COMMANDS[SERVICE.name], free_port(), logs / "serving.log"
    bare = "bare", BARE, free_port(), logs / "bare.log"
    with ExitStack() as stack:
        services = [Service(*one, variables_of(settings)) for one in (shop, bare)]
        for one in services:
            one.start()
            stack.callback(one.stop)
        _linked(settings)
        yield Ledger(settings, services[0].url, services[1].url)


def variables_of(settings: Settings) -> dict[str, str]:
    """What a service reads of its environment."""
    return {
        "MINIJOB_ENVIRONMENT": settings.minijob_environment,
        "DATABASE_URL": settings.database_url,
        "KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers,
        "PRINCIPAL_SECRET": settings.principal_secret,
        "TOPIC_PARTITIONS": str(settings.topic_partitions),
        "TOPIC_REPLICAS": str(settings.topic_replicas),
    }


def _linked(settings: Settings) -> None:
    at = now()
    commands = [
        application.deposit_for_partner(PARTNER, 10**9, uuid4().hex, at),
        application.cap(uuid4().hex, PARTNER, 10**8, 10**9, at),
    ]
    for n in range(MEMBERS):
        commands.append(application.link(uuid4().hex, f"b{n}", PARTNER, at))
        commands.append(application.grant(PARTNER, f"b{n}", 1_000, uuid4().hex, "normal", "", "", [], at))
    Replica(settings).step(commands)


async def _sent(url: str, clients: int, requests: Sequence[Sequence[bytes]]) -> tuple[float, list[float]]:
    """Sends each row of requests in order over one of the connections.

    Returns rows a second, and the milliseconds of each row.
    """
    waiting, seconds = iter(requests), []

    async def work(connection: Connection) -> None:
        for row in waiting:
            begun = time.perf_counter()
            for one in row:
                answer = await connection.send(one)
                if answer.status >= 300:
                    raise RuntimeError(f"{answer.status}: {answer.body[:300]!r}")
            seconds.append((time.perf_counter() - begun) * 1000)

    started = time.perf_counter()
    connections = [Connection(url) for _ in range(clients)]
    await asyncio.gather(*(work(one) for one in connections))
    elapsed = time.perf_counter() - started
    for one in connections:
        one.close()
    return len(requests) / elapsed, seconds


def _grants(ledger: Ledger, count: int) -> list[list[bytes]]:
    return [
        [
            ledger.request(
                "POST",
                "/v1/points/grants",
                "partner",
                PARTNER,
                member_id=f"b{n % MEMBERS}",
                points=1,
                reference=uuid4().hex,
            )
        ]
        for n in range(count)
    ]


def grants(ledger: Ledger) -> Figure:
    """Single grants out of one prefunded account: 16 clients beside 1, and beside a commit."""
    times, p50s, p99s, commits, alone = [], [], [], [], []
    for number in range(ROUNDS + 1):
        single, latencies = asyncio.run(_sent(ledger.url, 1, _grants(ledger, SINGLE)))
        many, crowded = asyncio.run(_sent(ledger.url, CLIENTS, _grants(ledger, MANY)))
        commit = 1000 / asyncio.run(_committed(ledger.settings, 1, SINGLE))
        if number:
            times.append(many / single)
            alone.append(single)
            p50s.append(median(latencies) / commit)
            p99s.append(quantiles(crowded, n=100)[98])
            commits.append(commit)
    line = (
        f"single grants over HTTP out of one account, 16 clients / 1: {median(times):.2f} times"
        f" {median(alone):,.0f}/s (min {min(times):.2f}, max {max(times):.2f}); p50 at 1 ="
        f" {median(p50s):.1f} commits of {median(commits):.2f} ms; p99 at 16 = {median(p99s):.0f} ms;"
        " bound >= 2, <= 8, <= 100 ms"
    )
    reached = median(times) >= 2 and median(p50s) <= 8 and median(p99s) <= 100
    return Figure(line, verdict(reached, commits))


def holds(ledger: Ledger) -> Figure:
    """Pairs of hold and capture of 16 clients, beside single-row commits of 16 connections."""

    def pairs() -> float:
        rows = []
        for n in range(MANY // 2):
            reference = f"hold-{next(_NUMBERS)}-{uuid4().hex[:8]}"
            hold_id = application.slip_id(application.HOLD, PARTNER, reference)
            of = {"member_id": f"b{n % MEMBERS}", "points": 1, "reference": reference}
            rows.append(
                [
                    ledger.request("POST", "/v1/points/holds", "partner", PARTNER, **of),
                    ledger.request(
                        "POST", f"/v1/points/holds/{hold_id}/capture", "partner", PARTNER, points=1
                    ),
                ]
            )
        return asyncio.run(_sent(ledger.url, CLIENTS, rows))[0]

    return compare(
        "hold and capture over HTTP, 16 clients / single-row commits of PostgreSQL at 16",
        "pairs/s",
        pairs,
        lambda: asyncio.run(_committed(ledger.settings, CLIENTS, MANY * 4)),
        ratio=0.02,
    )


def reads(ledger: Ledger) -> Figure:
    """Balances read by 16 clients, beside the same server with nothing in it."""

    def balances() -> float:
        asked = [[ledger.request("GET", "/v1/me/points", "member", f"b{n % MEMBERS}")] for n in range(MANY)]
        return asyncio.run(_sent(ledger.url, CLIENTS, asked))[0]

    def bare() -> float:
        asked = [[ledger.request("GET", "/", "member", f"b{n % MEMBERS}")] for n in range(MANY * 4)]
        return asyncio.run(_sent(ledger.bare_url, CLIENTS, asked))[0]

    return compare(
        "balances read over HTTP, 16 clients / bare ASGI GET of the same server",
        "reads/s",
        balances,
        bare,
        ratio=0.08,
    )


async def _committed(settings: Settings, connections: int, rows: int) -> float:
    """Single-row commits a second."""
    url = service_url(settings.database_url, SERVICE.name)
    opened = [await psycopg.AsyncConnection.connect(url, autocommit=True) for _ in range(connections)]
    await opened[0].execute("CREATE TABLE IF NOT EXISTS bench_commits (value text)")
    waiting = iter(range(rows))

    async def work(connection: psycopg.AsyncConnection) -> None:
        for _ in waiting:
            await connection.execute("INSERT INTO bench_commits VALUES ('x')")

    started = time.perf_counter()
    await asyncio.gather(*(work(one) for one in opened))
    elapsed = time.perf_counter() - started
    for one in opened:
        await one.close()
    return rows / elapsed
