"""Records that can never be handled are set aside once, with their bytes and the reason."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from aiokafka import ConsumerRecord

from chassis import metrics
from chassis.command import Aggregates, Command, Decide
from chassis.errors import Refused
from chassis.producer import Producer
from chassis.settings import Settings
from chassis.writer import Writer

log = structlog.get_logger()

VALUE_BYTES = 800_000
HEADER_BYTES = 100_000
REASON_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Poison:
    """A record and why nobody can handle it."""

    record: ConsumerRecord
    reason: str

    @property
    def place(self) -> str:
        return f"{self.record.topic}/{self.record.partition}/{self.record.offset}"

    @property
    def names(self) -> dict[str, str]:
        """What logs say of it."""
        correlation_id = dict(self.record.headers).get("correlationid") or b""
        return {"place": self.place, "correlation_id": correlation_id.decode(errors="replace")}


class _NotBuried(Refused):
    """The answer to a question, with a status that no key remembers."""

    status = 422


class DeadLetters:
    """`<topic>.<service>.dlq`: one letter for each (topic, partition, offset), also when it is read again."""

    def __init__(self, service: str, writer: Writer, settings: Settings) -> None:
        self._service, self._writer, self._settings = service, writer, settings
        self._producer = Producer(f"{service}-dlq", settings)

    def topics(self, topics: Iterable[str]) -> list[str]:
        """Where what is read from these topics is set aside."""
        return letters_of(self._service, topics)

    async def bury(self, poison: Poison) -> None:
        """Raises what Kafka or the database raise; the same poison may then be buried again."""
        if await self._is_buried(poison):
            return
        try:
            async with asyncio.timeout(self._settings.relay_timeout_seconds):
                await self._send(poison)
        except BaseException:
            await self.close()
            raise
        await self._writer.submit(_burial(poison, lambda found: None))
        metrics.DEAD_LETTERS.labels(poison.record.topic).inc()
        log.error("a record became a dead letter", reason=poison.reason, **poison.names)

    async def _is_buried(self, poison: Poison) -> bool:
        def decide(found: Aggregates) -> None:
            raise _NotBuried

        try:
            return (await self._writer.submit(_burial(poison, decide))).replayed
        except _NotBuried:
            return False

    async def _send(self, poison: Poison) -> None:
        record = poison.record
        value, headers = letter(poison)
        producer = await self._producer.started()
        [topic] = self.topics([record.topic])
        await producer.send_and_wait(topic, value=value, key=poison.place.encode(), headers=headers)

    async def close(self) -> None:
        await self._producer.close()


def letters_of(service: str, topics: Iterable[str]) -> list[str]:
    """The topics of what a service has set aside of these."""
    return [f"{topic}.{service}.dlq" for topic in topics]


def letter(poison: Poison) -> tuple[bytes | None, list[tuple[str, bytes]]]:
    """Value and headers, cut to what Kafka takes; headers say what was left out."""
    said = [
        ("dlq_reason", poison.reason[:REASON_CHARACTERS].encode(errors="replace")),
        ("dlq_place", poison.place.encode()),
    ]
    kept = [(name, value) for name, value in poison.record.headers if isinstance(value, bytes)]
    header_bytes = sum(len(name.encode()) + len(value) for name, value in kept)
    if header_bytes > HEADER_BYTES:
        kept = []
        said.append(("dlq_headers_left_out_bytes", str(header_bytes).encode()))
    value = poison.record.value
    if value is not None and len(value) > VALUE_BYTES:
        said.append(("dlq_truncated_from_bytes", str(len(value)).encode()))
        value = value[:VALUE_BYTES]
    return value, [*kept, *said]


def _burial(poison: Poison, decide: Decide) -> Command:
    return Command(f"dead-letter/{poison.place}", [], decide)
