"""Reads contract events from Kafka and turns each into a command; offsets move only after the commit."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from aiokafka import ConsumerRecord
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.middlewares import AckPolicy

from chassis import metrics
from chassis.command import Command
from chassis.connections import survive_closed_connections
from chassis.dead_letters import DeadLetters, Poison
from chassis.errors import Refused, Unavailable
from chassis.settings import Settings
from chassis.topics import ensure_topics
from chassis.writer import Writer
from minijob_contracts import EVENTS, Event, NotDecodable, decode, read_headers

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
Subscriber = Callable[[Any], Command | None]
FIRST_PAUSE_SECONDS = 0.1


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

    def command_of(self, headers: Mapping[str, str], value: bytes | None) -> Command | None:
        """The command of a record; None when it is of no concern here. Raises NotDecodable, Refused."""
        kind = EVENTS.get(headers.get("ce_type", ""))
        not_for_us = kind is not None and kind not in self.handlers
        received = None if not_for_us else decode(headers, value)
        if received is None:
            return None
        command = self.handlers[type(received.event)](received.event)
        if command is None:
            return None
        command.key = command.key or f"event/{received.attributes.id}"
        command.correlation_id = command.correlation_id or received.attributes.correlation_id
        return command


class Consumer:
    """The batch subscriber of a service: group id = service name."""

    def __init__(
        self, service: str, subscriptions: Subscriptions, writer: Writer, settings: Settings
    ) -> None:
        self._subscriptions, self._writer, self._settings = subscriptions, writer, settings
        self._letters = DeadLetters(service, writer, settings)
        self.broker = new_broker(service, settings)
        if subscriptions.topics:
            new_subscriber(self.broker, subscriptions.topics, service, settings)(self.handle)

    async def start(self) -> None:
        """Returns when Kafka answered; until then it tries again, since Kafka away only degrades."""
        topics = self._subscriptions.topics
        names = [*topics, *self._letters.topics(topics)]
        pauses = self._pauses()
        while True:
            try:
                await ensure_topics(names, self._settings)
                await self.broker.start()
                return
            except Exception as error:
                log.warning("Kafka does not answer yet", error=str(error))
                await asyncio.sleep(next(pauses))

    async def stop(self) -> None:
        await self.broker.stop()
        await self._letters.close()

    async def handle(self, records: Sequence[ConsumerRecord]) -> None:
        """Handles a batch to its end. Infrastructure errors are waited out, so that order is kept."""
        commands: list[tuple[ConsumerRecord, Command]] = []
        poison: list[Poison] = []
        for record in records:
            try:
                command = self._command(record)
            except Exception as error:
                if not isinstance(error, NotDecodable | Refused):
                    log.exception("a record could not be made a command")
                poison.append(_poison(record, error))
                continue
            if command is not None:
                commands.append((record, command))
        poison += await self._decided(commands)
        for one in poison:
            await self._bury(one)

    def _command(self, record: ConsumerRecord) -> Command | None:
        command = self._subscriptions.command_of(read_headers(record.headers), record.value)
        if command is None:
            metrics.RECORDS_CONSUMED.labels(record.topic, "skipped").inc()
        return command

    async def _decided(self, commands: list[tuple[ConsumerRecord, Command]]) -> list[Poison]:
        """Tries until each command is decided; returns those that no retry can mend."""
        poison: list[Poison] = []
        handled: Counter[str] = Counter()
        pauses = self._pauses()
        while commands:
            again = []
            for (record, command), result in zip(commands, await self._submit(commands), strict=True):
                if isinstance(result, Unavailable):
                    again.append((record, command))
                elif isinstance(result, Exception):
                    poison.append(_poison(record, result))
                else:
                    handled[record.topic] += 1
            if again:
                log.warning("a batch waits for the database", records=len(again))
                await asyncio.sleep(next(pauses))
            commands = again
        for topic, count in handled.items():
            metrics.RECORDS_CONSUMED.labels(topic, "handled").inc(count)
        return poison

    async def _submit(self, commands: list[tuple[ConsumerRecord, Command]]) -> list[Any]:
        try:
            return await self._writer.submit_all([command for _, command in commands])
        except Unavailable as error:
            return [error] * len(commands)

    async def _bury(self, poison: Poison) -> None:
        """Tries until it is set aside; what leaves `handle` would be read again at once, without a word."""
        for pause in self._pauses():
            try:
                await self._letters.bury(poison)
                return
            except Exception as error:
                log.warning("a dead letter waits", error=repr(error), **poison.names)
                await asyncio.sleep(pause)

    def _pauses(self) -> Iterator[float]:
        """Seconds between tries: growing, up to a limit."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            yield pause
            pause = min(pause * 2, self._settings.consumer_backoff_seconds)


def _poison(record: ConsumerRecord, error: Exception) -> Poison:
    told = str(error) if isinstance(error, NotDecodable) else f"{type(error).__name__}: {error}"
    return Poison(record, told)


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
