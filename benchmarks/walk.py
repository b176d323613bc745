"""The platform's figures: pairs of lease and submission, and how soon points are seen; through the gateway.

The load client is `minijob.replay.lean`: one process, one kept connection for each member.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import psycopg
from aiokafka import AIOKafkaConsumer, TopicPartition

from benchmarks.rounds import ROUNDS, Figure, compare, verdict
from chassis.producer import new_producer
from chassis.settings import Settings
from chassis.topics import ensure_topics
from minijob.client import AsyncClient
from minijob.replay.lean import Connection, LeanClient
from minijob.replay.order import wait_until_open
from minijob.replay.welcome import welcome

MEMBERS = 16
PAIRS = 25
PILOT = 20  # tasks that go first
SAMPLES = 30
PATIENCE_SECONDS = 60.0
LIGHT_SECONDS = 0.1
ORDER_POINTS = 10
ORDER = {
    "title": "Colours",
    "instructions": "Read the word and decide.",
    "questions": [
        {"id": "q1", "kind": "single", "text": "Is this word a colour? {word}", "options": ["yes", "no"]}
    ],
    "purpose": "To measure the platform",
    "recipient": "The benchmarks",
    "retention": "until they end",
    "reward_points": ORDER_POINTS,
    "estimated_minutes": 1,
    "answers_per_task": MEMBERS,
}


async def opened(gateway: str, tasks: int) -> str:
    """An order at the members' hands, its pilot behind it: so many tasks are open to each of them."""
    tasks += PILOT
    client_id = f"bench-{uuid4().hex[:8]}"
    async with _party(gateway, "operator", "bench") as operator:
        await operator.deposit(client_id, tasks * MEMBERS * 12, reference="bench")
        async with _party(gateway, "client", client_id) as client:
            await welcome(client, operator, client_id, "It measures the platform")
    async with _party(gateway, "client", client_id) as client:
        order_id = str((await client.create_order(ORDER))["order_id"])
        rows = [json.dumps({"word": f"word {n}"}) for n in range(tasks)]
        await client.add_items(order_id, "\n".join(rows).encode())
        await client.submit_order(order_id)
        pilot = await wait_until_open(client, order_id, tasks)
        await _worked(gateway, order_id, pilot)
        await wait_until_open(client, order_id, tasks, beyond=pilot)
    return order_id


@asynccontextmanager
async def _party(gateway: str, role: Any, id: str) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(gateway) as door:
        token = str((await door.development_token(role, id))["token"])
    async with AsyncClient(gateway, token) as party:
        yield party


async def _members(gateway: str) -> list[LeanClient]:
    found = []
    async with AsyncClient(gateway) as door:
        for number in range(MEMBERS):
            token = (await door.development_token("member", f"bench-{number}"))["token"]
            found.append(LeanClient(Connection(gateway), token, PATIENCE_SECONDS))
    return found


async def _worked(gateway: str, order_id: str, tasks: int = PAIRS) -> float:
    members = await _members(gateway)

    async def work(member: LeanClient) -> None:
        for _ in range(tasks):
            lease = await member.take_task(order_id=order_id)
            if lease is None:
                raise RuntimeError("the benchmark's order has no open task left")
            await member.submit_answers(str(lease["assignment_id"]), {"q1": "yes"})

    started = time.perf_counter()
    await asyncio.gather(*(work(member) for member in members))
    return MEMBERS * tasks / (time.perf_counter() - started)


def pairs(gateway: str, bare_gateway: str) -> Figure:
    """Lease and submission of 16 members, beside the same calls to a service that only writes one event."""
    order_id = asyncio.run(opened(gateway, (ROUNDS + 1) * PAIRS))
    return compare(
        "lease and submission through the gateway (load: minijob.replay.lean, 16 members)"
        " / the same calls through a bare proxy and Writer",
        "pairs/s",
        lambda: asyncio.run(_worked(gateway, order_id)),
        lambda: asyncio.run(_worked(bare_gateway, order_id)),
        rate=80,
    )


def visible(gateway: str, settings: Settings) -> Figure:
    """From the submission sent to the points seen, one member at a time, beside the least that happens."""
    order_id = asyncio.run(opened(gateway, (ROUNDS + 1) * SAMPLES))
    asyncio.run(ensure_topics(["bench.floor"], settings))
    seen: list[float] = []
    floors: list[list[float]] = []
    for number in range(ROUNDS + 1):
        samples = asyncio.run(_seen(gateway, order_id))
        beside = asyncio.run(_least(settings))
        if number:
            seen += samples
            floors.append(beside)
    flat = [one for beside in floors for one in beside]
    p50, p99 = median(seen), quantiles(seen, n=100)[98]
    line = (
        f"submission -> points visible at light load: p50 {p50:.0f} ms, p99 {p99:.0f} ms beside"
        f" 2 Kafka round trips + 3 commits p50 {median(flat):.0f} ms, p99 {quantiles(flat, n=100)[98]:.0f} ms"
        f" = {p50 / median(flat):.1f} times; bound p50 <= 100 ms, p99 <= 400 ms"
    )
    return Figure(line, verdict(p50 <= 100 and p99 <= 400, [median(beside) for beside in floors]))


async def _seen(gateway: str, order_id: str) -> list[float]:
    """Milliseconds of each sample."""
    member = (await _members(gateway))[0]
    points = (await member.points())["available"]
    found = []
    for _ in range(SAMPLES):
        lease = await member.take_task(order_id=order_id)
        if lease is None:
            raise RuntimeError("the benchmark's order has no open task left")
        started = time.perf_counter()
        await member.submit_answers(str(lease["assignment_id"]), {"q1": "yes"})
        points += ORDER_POINTS
        await _until(partial(_has, member, points), 0.002)
        found.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(LIGHT_SECONDS)
    return found


async def _has(member: LeanClient, points: int) -> bool:
    return bool((await member.points())["available"] >= points)


async def _until(holds: Callable[[], Awaitable[bool]], every_seconds: float) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not await holds():
        if time.monotonic() > until:
            raise RuntimeError("the platform did not get there in time")
        await asyncio.sleep(every_seconds)


async def _least(settings: Settings) -> list[float]:
    """Milliseconds of two records through Kafka and three commits, one after the other."""
    place = TopicPartition("bench.floor", 0)
    producer = new_producer(settings, "floor")
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.kafka_bootstrap_servers)
    await producer.start()
    await consumer.start()
    consumer.assign([place])
    await consumer.seek_to_end(place)
    database = await psycopg.AsyncConnection.connect(settings.database_url, autocommit=True)
    await database.execute("CREATE TABLE IF NOT EXISTS bench_floor (value text)")
    found = []
    for _ in range(SAMPLES):
        started = time.perf_counter()
        for step in ("commit", "record", "commit", "record", "commit"):
            if step == "commit":
                await database.execute("INSERT INTO bench_floor VALUES ('x')")
            else:
                await producer.send_and_wait("bench.floor", b"x" * 200, partition=0)
                await consumer.getone()
        found.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(LIGHT_SECONDS)
    await database.close()
    await consumer.stop()
    await producer.stop()
    return found
