"""What Kafka holds: records, how far each group has read, and the hand that turns a group back."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from minijob_contracts import Record

CONSUMERS = ("task-catalog", "order-screening", "assignment", "points-ledger")
LARGEST_RECORD = 6_000_000
TURN_BACK_SECONDS = 30


def records(servers: str, topic: str) -> list[ConsumerRecord]:
    """All records of a topic, partition by partition; none when there is no such topic."""
    return asyncio.run(_records(servers, topic))


def dead_letters(servers: str, group: str) -> list[ConsumerRecord]:
    """What the group has set aside from all of its topics."""
    return [one for topic in _topics_of(group) for one in records(servers, f"{topic}.{group}.dlq")]


def lag(servers: str, group: str) -> int:
    """How many records the group has still to handle."""
    return asyncio.run(_lag(servers, group))


def turn_back(servers: str, group: str) -> None:
    """Resets every offset of a group without members to the beginning."""
    asyncio.run(_turn_back(servers, group))


def produce(servers: str, found: Sequence[tuple[int, Record]]) -> None:
    """Sends records to their partitions."""
    asyncio.run(_produce(servers, found))


@asynccontextmanager
async def _consumer(servers: str, group: str | None = None) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=servers,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_partition_fetch_bytes=LARGEST_RECORD,
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def _partitions(servers: str, topics: Sequence[str]) -> list[TopicPartition]:
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        known = set(await admin.list_topics())
        described = await admin.describe_topics([topic for topic in topics if topic in known])
    finally:
        await admin.close()
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in described
        for partition in topic["partitions"]
    ]


async def _records(servers: str, topic: str) -> list[ConsumerRecord]:
    partitions = await _partitions(servers, [topic])
    found: dict[TopicPartition, list[ConsumerRecord]] = defaultdict(list)
    async with _consumer(servers) as consumer:
        consumer.assign(partitions)
        ends: Mapping[TopicPartition, int] = await consumer.end_offsets(partitions)
        while any([await consumer.position(one) < ends[one] for one in partitions]):
            for partition, page in (await consumer.getmany(timeout_ms=500)).items():
                found[partition].extend(page)
    return [record for partition in partitions for record in found[partition]]


async def _lag(servers: str, group: str) -> int:
    partitions = await _partitions(servers, _topics_of(group))
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        committed = await admin.list_consumer_group_offsets(group)
    finally:
        await admin.close()
    async with _consumer(servers) as consumer:
        ends = await consumer.end_offsets(partitions)
    done = {one: committed[one].offset if one in committed else 0 for one in partitions}
    return sum(ends[one] - done[one] for one in partitions)


async def _turn_back(servers: str, group: str) -> None:
    partitions = await _partitions(servers, _topics_of(group))
    async with _consumer(servers, group) as consumer, asyncio.timeout(TURN_BACK_SECONDS):
        consumer.assign(partitions)
        await consumer.commit(dict.fromkeys(partitions, 0))


async def _produce(servers: str, found: Sequence[tuple[int, Record]]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=servers, max_request_size=LARGEST_RECORD)
    await producer.start()
    try:
        for partition, record in found:
            await producer.send_and_wait(
                record.topic, record.value, key=record.key, headers=record.headers, partition=partition
            )
    finally:
        await producer.stop()


def _topics_of(group: str) -> list[str]:
    topics: list[str] = import_module(f"{group.replace('-', '_')}.service").SERVICE.subscriptions.topics
    return topics
