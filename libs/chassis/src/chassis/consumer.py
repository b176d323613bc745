"""Reads contract events from Kafka and turns each into a command; offsets move only after the commit."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import structlog
from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.middlewares import AckPolicy

from chassis import metrics
from chassis.command import Aggregates, Command, Decide
from chassis.connections import survive_closed_connections
from chassis.errors import Refused, Unavailable
from chassis.relay import new_producer
from chassis.settings import Settings
from chassis.topics import ensure_topics
from chassis.writer import Writer
from minijob_contracts import Event, NotDecodable, decode, read_headers

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
Subscriber = Callable[[Any], Command | None]
DLQ_SUFFIX = "dlq"
_NO_BYTES_OVER = 900_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One event type and the function that makes it a command; None when this service need do nothing.

    A command without a key takes the event's id: for what may happen again under the same business reference,
    such as a pause.
    """

    event: type[Event]
    handle: Subscriber


class Subscriptions:
    """What a service listens to; filled by its `subscribers` module with `@subscriptions.on(Event)`."""

    def __init__(self) -> None:
        self.handlers: dict[type[Event], Subscriber] = {}

    def on(self, event: type[E]) -> Callable[[Callable[[E], Command | None]], Callable[[E], Command | None]]:
        """Registers the one function for an event type."""

        def register(handle: Callable[[E], Command | None]) -> Callable[[E], Command | None]:
            if event in self.handlers:
                raise TypeError(f"{event.__name__} has a subscriber already")
            self.handlers[event] = handle
            return handle

        return register

    @property
    def topics(self) -> list[str]:
        return sorted({event.TOPIC for event in self.handlers})


@dataclass(frozen=True, slots=True)
class _Poison:
    record: ConsumerRecord
    reason: str

    @property
    def place(self) -> str:
        return f"{self.record.topic}/{self.record.partition}/{self.record.offset}"


class _NotBuried(Refused):
    """The answer to a question, with a status that no key remembers."""

    status = 422


class Consumer:
    """The batch subscriber of a service: group id = service name, dead letters in `<topic>.<service>.dlq`."""

    def __init__(
        self, service: str, subscriptions: Subscriptions, writer: Writer, settings: Settings
    ) -> None:
        self._service, self._subscriptions = service, subscriptions
        self._writer, self._settings = writer, settings
        self._dead_letters: AIOKafkaProducer | None = None
        self.broker = new_broker(service, settings)
        if subscriptions.topics:
            new_subscriber(self.broker, subscriptions.topics, service, settings)(self.handle)

    async def start(self) -> None:
        """Returns when Kafka answered; until then it tries again, since Kafka away only degrades."""
        topics = self._subscriptions.topics
        names = [*topics, *(self._dead_letter_topic(topic) for topic in topics)]
        delay = 0.5
        while True:
            try:
                await ensure_topics(names, self._settings)
                await self.broker.start()
                return
            except (KafkaError, OSError) as error:
                log.warning("Kafka does not answer yet", error=str(error))
                await asyncio.sleep(delay)
                delay = min(delay * 2, self._settings.consumer_backoff_seconds)

    async def stop(self) -> None:
        await self.broker.stop()
        if self._dead_letters is not None:
            await self._dead_letters.stop()

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        """Handles a batch to its end. Infrastructure errors are waited out, so that order is kept."""
        commands: list[tuple[ConsumerRecord, Command]] = []
        poison: list[_Poison] = []
        for record in records:
            try:
                command = self._command(record)
            except (NotDecodable, Refused) as error:
                poison.append(_Poison(record, str(error)))
                continue
            if command is not None:
                commands.append((record, command))
        poison += await self._decided(commands)
        for one in poison:
            await self._bury(one)

    def _command(self, record: ConsumerRecord) -> Command | None:
        received = decode(read_headers(record.headers), record.value)
        handle = self._subscriptions.handlers.get(type(received.event)) if received else None
        if received is None or handle is None:
            metrics.RECORDS_CONSUMED.labels(record.topic, "skipped").inc()
            return None
        command = handle(received.event)
        if command is None:
            return None
        attributes = received.attributes
        return replace(
            command,
            key=command.key or f"event/{attributes.id}",
            correlation_id=command.correlation_id or attributes.correlation_id,
        )

    async def _decided(self, commands: list[tuple[ConsumerRecord, Command]]) -> list[_Poison]:
        """Tries until each command is decided; returns those that no retry can mend."""
        poison: list[_Poison] = []
        delay = 0.1
        while commands:
            again = []
            for (record, command), result in zip(commands, await self._submit(commands), strict=True):
                if isinstance(result, Unavailable):
                    again.append((record, command))
                elif isinstance(result, Exception):
                    poison.append(_Poison(record, f"{type(result).__name__}: {result}"))
                else:
                    metrics.RECORDS_CONSUMED.labels(record.topic, "handled").inc()
            if again:
                log.warning("a batch waits for the database", records=len(again))
                await asyncio.sleep(delay)
                delay = min(delay * 2, self._settings.consumer_backoff_seconds)
            commands = again
        return poison

    async def _submit(self, commands: list[tuple[ConsumerRecord, Command]]) -> list[Any]:
        try:
            return await self._writer.submit_all([command for _, command in commands])
        except Unavailable as error:
            return [error] * len(commands)

    async def _bury(self, poison: _Poison) -> None:
        """Sets a record aside once, also when the offsets of the group are turned back."""
        if await self._is_buried(poison):
            return
        await self._send_dead_letter(poison)
        await self._writer.submit(_burial(poison, lambda found: None))

    async def _is_buried(self, poison: _Poison) -> bool:
        def decide(found: Aggregates) -> None:
            raise _NotBuried

        try:
            return (await self._writer.submit(_burial(poison, decide))).replayed
        except _NotBuried:
            return False

    async def _send_dead_letter(self, poison: _Poison) -> None:
        record, place = poison.record, poison.place
        headers = [(name, value) for name, value in record.headers if isinstance(value, bytes)] + [
            ("dlq_reason", poison.reason[:1000].encode(errors="replace")),
            ("dlq_place", place.encode()),
        ]
        value = record.value
        if value is not None and len(value) > _NO_BYTES_OVER:
            headers.append(("dlq_truncated_from_bytes", str(len(value)).encode()))
            value = value[:_NO_BYTES_OVER]
        producer = await self._dead_letter_producer()
        topic = self._dead_letter_topic(record.topic)
        await producer.send_and_wait(topic, value=value, key=place.encode(), headers=headers)
        metrics.DEAD_LETTERS.labels(record.topic).inc()
        log.error("a record became a dead letter", place=place, reason=poison.reason)

    async def _dead_letter_producer(self) -> AIOKafkaProducer:
        if self._dead_letters is None:
            self._dead_letters = new_producer(self._settings, f"{self._service}-dlq")
            await self._dead_letters.start()
        return self._dead_letters

    def _dead_letter_topic(self, topic: str) -> str:
        return f"{topic}.{self._service}.{DLQ_SUFFIX}"


def _burial(poison: _Poison, decide: Decide) -> Command:
    return Command(f"dead-letter/{poison.place}", [], decide)


def new_broker(service: str, settings: Settings) -> KafkaBroker:
    """The one FastStream broker of a service."""
    survive_closed_connections()
    return KafkaBroker(
        settings.kafka_bootstrap_servers,
        client_id=service,
        apply_types=False,
        graceful_timeout=settings.stop_seconds,
        allow_auto_create_topics=False,
        logger=None,
    )


def new_subscriber(broker: KafkaBroker, topics: Sequence[str], group: str, settings: Settings) -> Any:
    """The one way in which records are read; each option that loses data by default is written out."""
    return broker.subscriber(
        *topics,
        batch=True,
        group_id=group,
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.NACK_ON_ERROR,
        batch_timeout_ms=settings.consumer_batch_timeout_ms,
        max_records=settings.consumer_batch_records,
        session_timeout_ms=settings.consumer_session_ms,
        heartbeat_interval_ms=settings.consumer_session_ms // 3,
        isolation_level="read_committed",
        fetch_max_bytes=16 * 1024 * 1024,
        max_partition_fetch_bytes=8 * 1024 * 1024,
        parser=_untouched,
        decoder=_records,
    )


async def _untouched(records: tuple[ConsumerRecord, ...], original: Any) -> KafkaAckableMessage:
    """A message around the raw records: FastStream's own parser fails the batch for one bad header."""
    consumer = original.__self__._consumer
    return KafkaAckableMessage(body=b"", raw_message=records, consumer=consumer)


async def _records(message: KafkaAckableMessage) -> Mapping[str, Any] | Sequence[ConsumerRecord]:
    return message.raw_message
