"""Followers read the notification log page by page: views, snapshots and the relay to Kafka are followers."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, cast

import psycopg
import structlog
from sqlalchemy import Connection, Engine

from chassis import metrics
from chassis.codec import Codec, DomainEvent, Stored
from chassis.settings import Settings

log = structlog.get_logger()

_TAKE = """
SELECT position, set_config('synchronous_commit', 'off', true) FROM followers
WHERE name = %(name)s FOR UPDATE SKIP LOCKED
"""
_MAKE = "INSERT INTO followers (name) VALUES (%(name)s) ON CONFLICT DO NOTHING RETURNING position"
_MOVE = "UPDATE followers SET position = %(position)s, moved_at = now() WHERE name = %(name)s"
_PAGE = """
SELECT notification_id, originator_id, originator_version, topic, state FROM events
WHERE notification_id > %b ORDER BY notification_id LIMIT %b
"""


class Notification:
    """A committed event and its place in the log; decoded when it is first looked at."""

    __slots__ = ("_codec", "_decoded", "id", "stored")

    def __init__(self, id: int, stored: Stored, codec: Codec) -> None:
        self.id, self.stored = id, stored
        self._codec = codec
        self._decoded: tuple[DomainEvent, str] | None = None

    @property
    def event(self) -> Any:
        """The domain event."""
        return self._read()[0]

    @property
    def correlation_id(self) -> str:
        """Of the request or record that led to it."""
        return self._read()[1]

    def _read(self) -> tuple[DomainEvent, str]:
        if self._decoded is None:
            self._decoded = self._codec.decode(self.stored)
        return self._decoded


Handler = Callable[[Connection, Sequence[Notification]], None]


class Follower:
    """`(name, position, handler)`: one replica works at a time, the position moves with the handler's writes.

    handler: called with an open transaction and the next notifications, in order, at least once each.

    After a page it rests until `follower_pace_seconds` are over: what trickles in is gathered, and the first
    after a pause is handled at once.

    Its commits do not wait for the disk: what a crash takes back is the page and its position together, and
    both come again from the events, whose own commits do wait.
    """

    def __init__(self, name: str, handler: Handler, engine: Engine, codec: Codec, settings: Settings) -> None:
        self.name, self._handler = name, handler
        self._engine, self._codec, self._settings = engine, codec, settings
        self._nudged = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=f"follower {name}", daemon=True)
        self.moved_at = time.monotonic()

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Says that there may be something new."""
        self._nudged.set()

    def stop(self, seconds: float | None = None) -> None:
        """Finishes its page, then ends; waits for that, at most so long."""
        self._stopping = True
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def turn(self) -> int | None:
        """Handles one page; returns how many notifications, or None when another replica works."""
        with self._engine.begin() as tx:
            place = {"name": self.name}
            row = tx.exec_driver_sql(_TAKE, place).fetchone() or tx.exec_driver_sql(_MAKE, place).fetchone()
            if row is None:
                return None
            page = self._page(tx, row[0])
            if page:
                self._handler(tx, page)
                tx.exec_driver_sql(_MOVE, {"position": page[-1].id, **place})
        if page:
            metrics.FOLLOWER_POSITION.labels(self.name).set(page[-1].id)
        return len(page)

    def _page(self, tx: Connection, position: int) -> list[Notification]:
        """Read by psycopg itself: SQLAlchemy's rows take as long as all that is done with them."""
        driver = cast("psycopg.Connection[Any]", tx.connection.driver_connection)
        limit = self._settings.follower_page_events
        rows = driver.execute(_PAGE, (position, limit), binary=True)
        return [notification_of(self._codec, row) for row in rows]

    def _run(self) -> None:
        while not self._stopping:
            self._nudged.clear()
            begun = time.monotonic()
            try:
                handled = self.turn()
            except Exception:
                metrics.FOLLOWER_FAILURES.labels(self.name).inc()
                log.exception("a page failed and will be tried again", follower=self.name)
                handled = None
                self._wait(self._settings.follower_backoff_seconds)
            self.moved_at = time.monotonic()
            if handled is None:
                self._wait(self._settings.follower_taken_seconds)
            elif handled < self._settings.follower_page_events and not self._stopping:
                self._nudged.wait(self._settings.follower_poll_seconds)
                if handled:
                    self._wait(begun + self._settings.follower_pace_seconds - time.monotonic())

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))


def notification_of(codec: Codec, row: Sequence[Any]) -> Notification:
    """The notification of a row of `events`: id, originator id and version, topic, state."""
    return Notification(row[0], Stored(*row[1:]), codec)


EventHandler = Callable[[Connection, Sequence[DomainEvent]], None]


def view_handler(apply: EventHandler) -> Handler:
    """A view's `apply(tx, events)` as a handler."""
    return lambda tx, page: apply(tx, [notification.event for notification in page])
