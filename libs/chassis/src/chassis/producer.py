"""The one way to produce to Kafka: acknowledged by all replicas, and thrown away after any failure."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError, RecordTooLargeError
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder

from chassis.settings import Settings
from minijob_contracts import Record

log = structlog.get_logger()
MAX_RECORD_BYTES = 1_000_000
SMALL_BYTES = MAX_RECORD_BYTES // 2
"""A value of this size always fits: keys and headers are ids, at most some hundred bytes each."""
CLOSE_SECONDS = 2.0
REFUSED_FOR_GOOD = (MessageSizeTooLargeError, RecordTooLargeError)


class Producer:
    """One producer of a service. After a failure its owner closes it, and the next use starts a new one."""

    def __init__(self, client_id: str, settings: Settings) -> None:
        self._client_id, self._settings = client_id, settings
        self._open: AIOKafkaProducer | None = None

    async def started(self) -> AIOKafkaProducer:
        """The producer that is open. Raises KafkaError when it cannot be started."""
        if self._open is None:
            opened = new_producer(self._settings, self._client_id)
            try:
                await opened.start()
            except BaseException:
                await _stopped(opened)
                raise
            self._open = opened
        return self._open

    async def close(self) -> None:
        """Throws away what is open; records that were not acknowledged may be lost."""
        opened, self._open = self._open, None
        if opened is not None:
            await _stopped(opened)


async def _stopped(producer: AIOKafkaProducer) -> None:
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await producer.stop()
    except (TimeoutError, KafkaError) as error:
        log.warning("a producer did not stop cleanly", error=repr(error))


def new_producer(settings: Settings, client_id: str) -> AIOKafkaProducer:
    """Acknowledged by all replicas, never duplicated by a retry."""
    return AIOKafkaProducer(
        bootstrap_servers=settings.kafka_bootstrap_servers,
        client_id=client_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_batch_size=256 * 1024,
        max_request_size=MAX_RECORD_BYTES,
        request_timeout_ms=int(settings.relay_timeout_seconds * 1000),
    )


class Batch:
    """Records of one topic and partition that travel together; `indexes`: their places in what was given."""

    def __init__(self, topic: str, partition: int, builder: BatchBuilder) -> None:
        self.topic, self.partition, self.builder = topic, partition, builder
        self.indexes: list[int] = []

    def takes(self, index: int, record: Record) -> bool:
        """Adds a record; False when the batch is full. An empty one takes any."""
        added = self.builder.append(
            timestamp=None, key=record.key, value=record.value, headers=record.headers
        )
        if added is not None:
            self.indexes.append(index)
        return added is not None


async def send_all(producer: AIOKafkaProducer, records: Sequence[Record]) -> dict[int, str]:
    """Returns when Kafka has acknowledged the records, in order for each key.

    The answer has the index and reason of each one that is refused for good. Raises KafkaError when it is
    not known of any other whether it arrived. Batches are built here, since aiokafka's way for single records
    takes three times as long.
    """
    refused = {
        index: MessageSizeTooLargeError.__name__
        for index, record in enumerate(records)
        if len(record.value) > SMALL_BYTES and _size(record) > MAX_RECORD_BYTES
    }
    partitions = {
        topic: sorted(await producer.partitions_for(topic)) for topic in {one.topic for one in records}
    }
    wanted = [(index, record) for index, record in enumerate(records) if index not in refused]
    sent = [
        (batch, await producer.send_batch(batch.builder, batch.topic, partition=batch.partition))
        for batch in batches(producer, wanted, partitions)
    ]
    for batch, acknowledged in sent:
        try:
            await acknowledged
        except REFUSED_FOR_GOOD as error:
            if len(batch.indexes) > 1:
                raise
            refused[batch.indexes[0]] = type(error).__name__
    return refused


def batches(
    producer: AIOKafkaProducer,
    records: Sequence[tuple[int, Record]],
    partitions: Mapping[str, Sequence[int]],
) -> Iterator[Batch]:
    """Each key in the partition where Kafka's own clients put it. What is large gets a batch of its own."""
    open_ones: dict[tuple[str, int], Batch] = {}
    for index, record in records:
        of_topic = partitions[record.topic]
        place = record.topic, of_topic[_hash(record.key) % len(of_topic)]
        batch = open_ones.get(place)
        if batch is not None and batch.takes(index, record):
            continue
        if batch is not None:
            yield batch
        batch = open_ones[place] = Batch(*place, producer.create_batch())
        batch.takes(index, record)
    yield from open_ones.values()


def _size(record: Record) -> int:
    return len(record.value) + len(record.key) + sum(len(name) + len(value) for name, value in record.headers)


@lru_cache(100_000)
def _hash(key: bytes) -> int:
    return int(murmur2(key)) & 0x7FFFFFFF
