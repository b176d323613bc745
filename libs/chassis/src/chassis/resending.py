"""Dead letters handled again, once what kept them from being handled is mended."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from chassis.command import Command
from chassis.consumer import Subscriptions
from chassis.dead_letters import letters_of
from chassis.errors import Unavailable
from chassis.settings import Settings
from chassis.topics import ensure_topics
from chassis.writer import Writer
from minijob_contracts import read_headers

LETTERS_AT_ONCE = 500


@dataclass(slots=True)
class Resent:
    """What became of the letters.

    done: handled now. before: were handled before, or are of no concern. refused: place and reason of the
    others, which stay where they are.
    """

    done: int = 0
    before: int = 0
    refused: dict[str, str] = field(default_factory=dict)


async def resend(service: str, subscriptions: Subscriptions, writer: Writer, settings: Settings) -> Resent:
    """Hands all dead letters of a service to its Writer, in order. May be repeated: keys do nothing twice.

    Raises KafkaError, and Unavailable when the database does not answer; then call it again.
    """
    found = Resent()
    async for page in _pages(letters_of(service, subscriptions.topics), settings):
        prepared: list[tuple[str, Command]] = []
        for record in page:
            place = dict(record.headers).get("dlq_place", b"").decode(errors="replace")
            try:
                command = subscriptions.command_of(read_headers(record.headers), record.value)
            except Exception as error:
                found.refused[place] = str(error)
                continue
            if command is None:
                found.before += 1
            else:
                prepared.append((place, command))
        await _decided(found, prepared, writer)
    return found


async def _decided(found: Resent, prepared: Sequence[tuple[str, Command]], writer: Writer) -> None:
    results = await writer.submit_all([command for _, command in prepared])
    for (place, _), result in zip(prepared, results, strict=True):
        if isinstance(result, Unavailable):
            raise result
        if isinstance(result, Exception):
            found.refused[place] = str(result)
        elif result.replayed:
            found.before += 1
        else:
            found.done += 1


async def _pages(topics: Sequence[str], settings: Settings) -> AsyncIterator[Sequence[ConsumerRecord]]:
    """All records up to the end at the start, without a group: nothing is moved."""
    await ensure_topics(topics, settings)
    consumer = AIOKafkaConsumer(
        *topics,
        bootstrap_servers=settings.kafka_bootstrap_servers,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        max_partition_fetch_bytes=8 * 1024 * 1024,
    )
    await consumer.start()
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        while any([await consumer.position(place) < end for place, end in ends.items()]):
            read = await consumer.getmany(timeout_ms=1_000, max_records=LETTERS_AT_ONCE)
            for page in read.values():
                yield page
    finally:
        await consumer.stop()
