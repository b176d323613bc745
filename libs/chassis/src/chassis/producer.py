"""The one way to produce to Kafka: acknowledged by all replicas, and thrown away after any failure."""

import asyncio
import random
from collections.abc import Sequence
from functools import lru_cache

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.partitioner import murmur2

from chassis.settings import Settings

log = structlog.get_logger()
MAX_RECORD_BYTES = 1_000_000
CLOSE_SECONDS = 2.0


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
        partitioner=_partition,
    )


def _partition(key: bytes | None, partitions: Sequence[int], available: Sequence[int]) -> int:
    """Where Kafka's own clients put a key; the hash of a key is kept, since aiokafka's takes 10 µs."""
    if key is None:
        return random.choice(available or partitions)
    return partitions[_hash(key) % len(partitions)]


@lru_cache(100_000)
def _hash(key: bytes) -> int:
    return int(murmur2(key)) & 0x7FFFFFFF
