"""The follower that says to Kafka what has happened: at least once, in order for each key."""

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from zlib import crc32

import structlog
from sqlalchemy import Connection

from chassis import metrics
from chassis.codec import Codec, DomainEvent
from chassis.follower import Notification, notification_of
from chassis.producer import Producer, send_all
from chassis.settings import Settings
from minijob_contracts import Attributes, Event, Record, encode

log = structlog.get_logger()

ToContract = Callable[[DomainEvent], Event | None]
_REASON_CHARACTERS = 500
_TRACE_ID = re.compile(r"(?!0+$)[0-9a-f]{32}")
_PARK = """
INSERT INTO parked (notification_id, reason) VALUES (%(id)s, %(reason)s)
ON CONFLICT (notification_id) DO UPDATE SET reason = excluded.reason, parked_at = now()
"""
_TAKE_PARKED = """
WITH taken AS (
    DELETE FROM parked WHERE notification_id IN (
        SELECT notification_id FROM parked ORDER BY notification_id LIMIT %(limit)s
    ) RETURNING notification_id
)
SELECT notification_id, originator_id, originator_version, topic, state FROM events
WHERE notification_id IN (SELECT notification_id FROM taken) ORDER BY notification_id
"""


class Relay:
    """A handler for a Follower: a whole page is acknowledged by Kafka before the position moves.

    `start` gives it the event loop on which its own producer lives; the follower's thread waits for it.
    What cannot be said, or is refused by Kafka for good, is parked with an alert while the rest goes on; the
    first page after a start tries what is parked again, since a new release may have mended the cause.
    """

    def __init__(self, service: str, to_contract: ToContract, codec: Codec, settings: Settings) -> None:
        self._service, self._to_contract = service, to_contract
        self._codec, self._settings = codec, settings
        self._producer = Producer(f"{service}-relay", settings)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tried_parked = False

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def __call__(self, tx: Connection, page: Sequence[Notification]) -> None:
        records, parked = self._records([*self._parked(tx), *page])
        if records:
            if self._loop is None:
                raise RuntimeError("the relay was not started")
            sending = asyncio.run_coroutine_threadsafe(self._send(records), self._loop)
            parked += sending.result(self._settings.relay_timeout_seconds * 2)
        for notification_id, reason in parked:
            metrics.RECORDS_PARKED.inc()
            log.error(
                "a record is parked; nobody hears of it", notification_id=notification_id, reason=reason
            )
            tx.exec_driver_sql(_PARK, {"id": notification_id, "reason": reason})
        self._tried_parked = True

    def _parked(self, tx: Connection) -> list[Notification]:
        if self._tried_parked:
            return []
        rows = tx.exec_driver_sql(_TAKE_PARKED, {"limit": self._settings.follower_page_events})
        return [notification_of(self._codec, row) for row in rows]

    def _records(
        self, page: Sequence[Notification]
    ) -> tuple[list[tuple[int, Record]], list[tuple[int, str]]]:
        """What is to be sent, and what cannot be said at all, each with its notification id."""
        records: list[tuple[int, Record]] = []
        parked: list[tuple[int, str]] = []
        for one in page:
            event = one.event  # what only a newer release can read is left to that release
            try:
                record = self._record(one, event)
            except Exception as error:
                parked.append((one.id, f"{type(error).__name__}: {error}"[:_REASON_CHARACTERS]))
                continue
            if record is not None:
                records.append((one.id, record))
        return records, parked

    def _record(self, notification: Notification, event: DomainEvent) -> Record | None:
        said = self._to_contract(event)
        if said is None:
            return None
        id = f"{self._service}/{notification.id}"
        attributes = Attributes(
            id=id,
            source=self._service,
            time=event.timestamp,
            subject=str(event.originator_id),
            sequence=event.originator_version,
            correlation_id=notification.correlation_id,
            traceparent=traceparent(notification.correlation_id, self._service, notification.id),
        )
        return encode(said, attributes)

    async def _send(self, records: Sequence[tuple[int, Record]]) -> list[tuple[int, str]]:
        """Returns the parked ones. Raises when any other record is not acknowledged in time."""
        try:
            async with asyncio.timeout(self._settings.relay_timeout_seconds):
                return await self._send_all(records)
        except BaseException:
            await self.close()
            raise

    async def _send_all(self, records: Sequence[tuple[int, Record]]) -> list[tuple[int, str]]:
        producer = await self._producer.started()
        refused = await send_all(producer, [record for _, record in records])
        metrics.RECORDS_RELAYED.inc(len(records) - len(refused))
        return [(records[index][0], reason) for index, reason in refused.items()]

    async def close(self) -> None:
        """Throws the producer away; the next page starts a new one."""
        await self._producer.close()


def traceparent(correlation_id: str, service: str, notification_id: int) -> str:
    """W3C trace context: one trace for all that came of a request, one span for each event."""
    trace = correlation_id if _TRACE_ID.fullmatch(correlation_id) else _trace_of(correlation_id or service)
    return f"00-{trace}-{crc32(service.encode()):08x}{notification_id & 0xFFFFFFFF:08x}-01"


@lru_cache(1_000)
def _trace_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]
