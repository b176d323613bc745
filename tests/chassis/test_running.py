"""A whole service on real servers: consumed exactly once, relayed in order, poison set aside, views fed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from fastapi import APIRouter
from sqlalchemy import Connection

from chassis.codec import DomainEvent
from chassis.command import Aggregates, Command, Stream
from chassis.consumer import Subscriptions
from chassis.service import Running, Service
from chassis.settings import Settings
from chassis.topics import ensure_topics
from local_platform.servers import drop_database
from minijob_contracts import Attributes, Event, Record, encode
from minijob_contracts.points import POINTS, PointsGranted
from minijob_contracts.submissions import SUBMISSIONS, AssignmentReturned
from tests.chassis import bank
from tests.chassis.bank import Account, id_of

pytestmark = [pytest.mark.servers, pytest.mark.anyio]

tables = sa.MetaData()
totals = sa.Table(
    "totals_v1", tables, sa.Column("id", sa.Integer, primary_key=True), sa.Column("sum", sa.BigInteger)
)
subscriptions = Subscriptions()


@subscriptions.on(AssignmentReturned)
def on_assignment_returned(event: AssignmentReturned) -> Command:
    def decide(found: Aggregates) -> None:
        found[id_of(event.member_id)].add(1)

    return Command(f"returned/{event.assignment_id}", [Stream(Account, id_of(event.member_id))], decide)


def to_contract(event: DomainEvent) -> Event | None:
    if not isinstance(event, Account.Added):
        return None
    return PointsGranted(
        account_id=event.originator_id,
        member_id="m",
        points=event.amount,
        origin="work",
        granted_at=event.timestamp,
    )


def apply(tx: Connection, events: Sequence[Any]) -> None:
    added = sum(event.amount for event in events if event.originator_id == id_of("x"))
    tx.exec_driver_sql(
        "INSERT INTO totals_v1 VALUES (1, %(n)s) ON CONFLICT (id) DO UPDATE SET sum = totals_v1.sum + %(n)s",
        {"n": added},
    )


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    name = f"bank-{uuid4().hex[:8]}"
    yield Service(
        name=name,
        router=APIRouter(),
        aggregates=bank.AGGREGATES,
        to_contract=to_contract,
        topics=[POINTS],
        tables=tables,
        views={"totals_v1": apply},
        subscriptions=subscriptions,
    )
    drop_database(f"{settings.database_url.rsplit('/', 1)[0]}/{name}")


@asynccontextmanager
async def run(service: Service, settings: Settings) -> AsyncIterator[Running]:
    running = Running(service, settings)
    running.prepare()
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


@asynccontextmanager
async def producing(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.kafka_bootstrap_servers, max_request_size=8_000_000
    )
    await ensure_topics([SUBMISSIONS], settings)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


def returned(member_id: str) -> Record:
    event = AssignmentReturned(
        assignment_id=uuid4(), order_id=uuid4(), task_id=uuid4(), member_id=member_id, lease=1, reason="other"
    )
    at = datetime.now(UTC)
    return encode(event, Attributes("assignment/1", "assignment", at, str(event.assignment_id), 1, "c"))


async def send(producer: AIOKafkaProducer, record: Record, partition: int = 0) -> None:
    await producer.send_and_wait(
        record.topic, record.value, key=record.key, headers=record.headers, partition=partition
    )


async def until(check: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not await check():
            await asyncio.sleep(0.05)


async def balance(running: Running, name: str) -> int:
    account: Account = await running.database.aggregate(Account, id_of(name))
    return account.balance


async def test_poison_among_good_records_becomes_dead_letters_and_the_partition_goes_on(
    service: Service, settings: Settings
) -> None:
    member = uuid4().hex
    async with run(service, settings) as running, producing(settings) as producer:
        for number in range(100):
            record = returned(member)
            if number == 50:
                for poison in _poison():
                    await send(producer, poison)
            await send(producer, record)

        async def all_handled() -> bool:
            return await balance(running, member) == 100

        await until(all_handled)
        letters = await _dead_letters(f"{SUBMISSIONS}.{service.name}.dlq", len(_poison()), settings)
    reasons = sorted(dict(letter.headers)["dlq_reason"].decode() for letter in letters)
    assert len(reasons) == len(_poison())
    assert any("is null" in reason for reason in reasons)
    assert any("not UTF-8" in reason for reason in reasons)
    assert any("member_id" in reason for reason in reasons)


def _poison() -> list[Record]:
    good = returned("m")
    headers = dict(good.headers)
    return [
        Record(good.topic, b"k", b"{not json", good.headers),
        Record(good.topic, b"k", b"{}", good.headers),
        Record(good.topic, b"k", good.value, [*good.headers, ("x", None)]),  # type: ignore[list-item]
        Record(good.topic, b"k", good.value, [*good.headers, ("x", b"\xff\xfe")]),
        Record(good.topic, b"k", good.value, [("ce_id", headers["ce_id"])]),
        Record(good.topic, b"k", b"9" * 5_000_000, good.headers),
    ]


async def _dead_letters(topic: str, count: int, settings: Settings) -> list[Any]:
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=settings.kafka_bootstrap_servers, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        async with asyncio.timeout(20):
            return [await consumer.getone() for _ in range(count)]
    finally:
        await consumer.stop()


async def test_records_read_again_from_the_beginning_change_nothing(
    service: Service, settings: Settings
) -> None:
    member = uuid4().hex
    async with producing(settings) as producer:
        for _ in range(20):
            await send(producer, returned(member))
        for _ in range(2):
            async with run(service, settings) as running:

                async def handled(running: Running = running) -> bool:
                    return await balance(running, member) == 20

                await until(handled)
                await asyncio.sleep(0.3)
                assert await balance(running, member) == 20
            await _rewind(service.name, settings)


async def test_poison_read_again_from_the_beginning_is_one_dead_letter(
    service: Service, settings: Settings
) -> None:
    member = uuid4().hex
    async with producing(settings) as producer:
        for again in range(2):
            async with run(service, settings) as running:
                if not again:
                    await send(producer, _poison()[0])
                await send(producer, returned(member))

                async def handled(running: Running = running, count: int = again + 1) -> bool:
                    return await balance(running, member) == count

                await until(handled)
                await asyncio.sleep(0.3)
            await _rewind(service.name, settings)
    places = [letter.key for letter in await _all_dead_letters(service.name, settings)]
    assert len(places) == len(set(places)) > 0


async def _all_dead_letters(service: str, settings: Settings) -> list[Any]:
    topic = f"{SUBMISSIONS}.{service}.dlq"
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka_bootstrap_servers, auto_offset_reset="earliest"
    )
    await consumer.start()
    partitions = [TopicPartition(topic, number) for number in range(settings.topic_partitions)]
    consumer.assign(partitions)
    try:
        ends = await consumer.end_offsets(partitions)
        found: list[Any] = []
        while len(found) < sum(ends.values()):
            for page in (await consumer.getmany(timeout_ms=500)).values():
                found.extend(page)
        return found
    finally:
        await consumer.stop()


async def _rewind(group: str, settings: Settings) -> None:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka_bootstrap_servers, group_id=group, enable_auto_commit=False
    )
    await consumer.start()
    partitions = [TopicPartition(SUBMISSIONS, number) for number in range(4)]
    consumer.assign(partitions)
    try:
        await consumer.commit(dict.fromkeys(partitions, 0))
    finally:
        await consumer.stop()


async def test_what_is_committed_reaches_kafka_and_the_views_in_order(
    service: Service, settings: Settings
) -> None:
    async with run(service, settings) as running:
        for number in range(1, 31):
            await running.writer.submit(bank.add("x", number, f"k{number}"))

        async def fed() -> bool:
            return _sum(running) == sum(range(1, 31))

        await until(fed)
        said = await _said(service.name, 30, settings)
    assert [record["points"] for record in said] == list(range(1, 31))
    assert [record["sequence"] for record in said] == list(range(1, 31))


def _sum(running: Running) -> int:
    with running.engine.connect() as tx:
        return int(tx.exec_driver_sql("SELECT coalesce(max(sum), 0) FROM totals_v1").scalar_one())


async def _said(source: str, count: int, settings: Settings) -> list[dict[str, int]]:
    await ensure_topics([POINTS], settings)
    consumer = AIOKafkaConsumer(
        POINTS, bootstrap_servers=settings.kafka_bootstrap_servers, auto_offset_reset="earliest"
    )
    await consumer.start()
    found: list[dict[str, int]] = []
    try:
        async with asyncio.timeout(20):
            while len(found) < count:
                record = await consumer.getone()
                headers = dict(record.headers)
                mine = headers["ce_source"].decode() == source
                if mine and headers["ce_subject"].decode() == str(id_of("x")):
                    points = PointsGranted.model_validate_json(record.value).points
                    found.append({"points": points, "sequence": int(headers["ce_sequence"])})
    finally:
        await consumer.stop()
    return found


async def test_an_index_that_a_release_adds_comes_to_a_table_that_is_there(
    service: Service, settings: Settings
) -> None:
    before, after = sa.MetaData(), sa.MetaData()
    sa.Table("rows_v1", before, sa.Column("n", sa.Integer))
    sa.Table("rows_v1", after, sa.Column("n", sa.Integer), sa.Index("rows_v1_n", "n"))
    for named in (before, after, after):
        running = Running(replace(service, tables=named), settings)
        running.prepare()
        found = [one["name"] for one in sa.inspect(running.engine).get_indexes("rows_v1")]
        running.database.close()
        assert found == [one.name for one in named.tables["rows_v1"].indexes]


async def test_the_writer_goes_on_when_its_connection_is_cut(service: Service, settings: Settings) -> None:
    async with run(service, settings) as running:
        await running.writer.submit(bank.add("x", 1, "k1"))
        with psycopg.connect(settings.database_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (service.name,)
            )
        await running.writer.submit(bank.add("x", 1, "k2"))
        assert await balance(running, "x") == 2


async def test_a_snapshot_and_the_tail_give_the_same_aggregate(service: Service, settings: Settings) -> None:
    async with run(service, settings) as running:
        for number in range(250):
            await running.writer.submit(bank.add("x", 1, f"k{number}"))

        async def taken() -> bool:
            with running.engine.connect() as tx:
                return bool(tx.exec_driver_sql("SELECT count(*) FROM snapshots").scalar_one())

        await until(taken)
        account = await running.database.aggregate(Account, id_of("x"))
    assert (account.balance, account.version) == (250, 250)
