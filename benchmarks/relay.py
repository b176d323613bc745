"""The relay's figure: records a second from the notification log to Kafka, beside a bare producer."""

import asyncio
import threading
import time
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from benchmarks.rounds import Figure, compare
from chassis.producer import new_producer
from chassis.service import Running
from chassis.settings import Settings
from chassis.topics import ensure_topics
from minijob_contracts.points import POINTS
from points_ledger.service import SERVICE

RECORDS = 10_000
PAGE = 500
BEGIN = 100


def relayed(settings: Settings) -> Figure:
    """Turns of the ledger's relay over what the benchmarks before it have committed."""
    running = Running(SERVICE, settings)
    relay = next(follower for follower in running.followers if follower.name == "relay")
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    running.relay.start(loop)
    relay.turn()

    def from_the_log() -> float:
        with running.engine.begin() as tx:
            move = "UPDATE followers SET position = %(begin)s WHERE name = 'relay'"
            tx.exec_driver_sql(move, {"begin": BEGIN})
        handled, started = 0, time.perf_counter()
        while handled < RECORDS:
            handled += relay.turn() or 0
        return handled / (time.perf_counter() - started)

    from_the_log()
    said = asyncio.run(_said(settings))
    try:
        return compare(
            "relay / bare aiokafka producer of the same records",
            "records/s",
            from_the_log,
            lambda: asyncio.run(_bare(settings, said)),
            ratio=0.2,
        )
    finally:
        asyncio.run_coroutine_threadsafe(running.relay.close(), loop).result(5)
        running.database.close()


async def _said(settings: Settings) -> list[ConsumerRecord]:
    """What the relay has sent to the topic of points."""
    consumer = AIOKafkaConsumer(
        POINTS, bootstrap_servers=settings.kafka_bootstrap_servers, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        found: list[ConsumerRecord] = []
        while page := await consumer.getmany(timeout_ms=2_000):
            for records in page.values():
                found += records
        return found[:RECORDS]
    finally:
        await consumer.stop()


async def _bare(settings: Settings, records: Sequence[ConsumerRecord]) -> float:
    producer = new_producer(settings, "floor")
    await producer.start()
    try:
        started = time.perf_counter()
        for first in range(0, len(records), PAGE):
            sent = [
                await producer.send(one.topic, value=one.value, key=one.key, headers=list(one.headers))
                for one in records[first : first + PAGE]
            ]
            await asyncio.gather(*sent)
        return len(records) / (time.perf_counter() - started)
    finally:
        await producer.stop()
