"""The relay's figure: records a second from the notification log to Kafka, beside a bare producer."""

import asyncio
import threading
import time

from benchmarks.rounds import Figure, compare
from chassis.relay import new_producer
from chassis.service import Running
from chassis.settings import Settings
from chassis.topics import ensure_topics
from points_ledger.service import SERVICE

RECORDS = 10_000


def relayed(settings: Settings) -> Figure:
    """Turns of the ledger's relay over what the benchmarks before it have committed."""
    running = Running(SERVICE, settings)
    relay = next(follower for follower in running.followers if follower.name == "relay")
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    running.relay.start(loop)

    def from_the_log() -> float:
        with running.engine.begin() as tx:
            tx.exec_driver_sql("UPDATE followers SET position = 100 WHERE name = 'relay'")
        handled, started = 0, time.perf_counter()
        while handled < RECORDS:
            handled += relay.turn() or 0
        return handled / (time.perf_counter() - started)

    async def bare() -> float:
        producer = new_producer(settings, "floor")
        await producer.start()
        try:
            started = time.perf_counter()
            for first in range(0, RECORDS, 500):
                sent = [
                    await producer.send(SERVICE.topics[0], value=b"x" * 220, key=str(n).encode())
                    for n in range(first, first + 500)
                ]
                await asyncio.gather(*sent)
            return RECORDS / (time.perf_counter() - started)
        finally:
            await producer.stop()

    relay.turn()
    figure = compare(
        "relay / bare aiokafka producer", "records/s", 0.2, from_the_log, lambda: asyncio.run(bare())
    )
    asyncio.run_coroutine_threadsafe(running.relay.close(), loop).result(5)
    running.database.close()
    return figure
