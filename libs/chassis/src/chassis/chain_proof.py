"""Proof of the chains over PostgreSQL: what is broken, and what stops for it."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, cast
from uuid import UUID

import psycopg
import structlog
from sqlalchemy import Connection, Engine

from chassis import metrics
from chassis.chain import Head, Walk
from chassis.chain_start import COVERED
from chassis.codec import NO_ID, Stored

log = structlog.get_logger()
PAGE_EVENTS = 5_000
MOST_BREAKS = 10_000
BUCKET_BYTES = 2
NOT_YET = 2**63
_LAST_ID = UUID(int=2**128 - 1)

_EVENTS = """
SELECT originator_id, originator_version, topic, state, digest, notification_id FROM events {where}
ORDER BY originator_id, originator_version
"""
_HEADS = "SELECT originator_id, version, digest FROM heads {where} ORDER BY originator_id"
_OF_ONE = "WHERE originator_id = %(id)s"
_BETWEEN = "WHERE originator_id > %(after)s AND originator_id <= %(last)s"
_LAST = """
SELECT originator_id FROM (
    SELECT originator_id, sum(version) OVER (ORDER BY originator_id) - version AS before
    FROM heads WHERE originator_id > %(after)s ORDER BY originator_id LIMIT %(events)s
) AS next WHERE before < %(events)s ORDER BY originator_id DESC LIMIT 1
"""
_SUMMARY = """
SELECT (SELECT coalesce(max(notification_id), 0) FROM events), coalesce(sum(streams), 0)::bigint,
    encode(sha256(coalesce(string_agg(digest, ''::bytea ORDER BY bucket), '')), 'hex')
FROM (
    SELECT substr(uuid_send(originator_id), 1, 2) AS bucket, count(*) AS streams, sha256(string_agg(
        uuid_send(originator_id) || int4send(version) || digest, ''::bytea ORDER BY originator_id)) AS digest
    FROM heads GROUP BY 1
) AS buckets
"""
_STOP = """
INSERT INTO stopped_streams (originator_id, reason) VALUES (%(id)s, %(reason)s) ON CONFLICT DO NOTHING
"""
_REOPEN = "DELETE FROM stopped_streams WHERE originator_id = %(id)s"


@dataclass(frozen=True, slots=True)
class Break:
    """The first version of a stream that does not follow from its chain, and why."""

    stream: UUID
    version: int
    reason: str

    def __str__(self) -> str:
        return f"stream {self.stream}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Anchored:
    """All heads at one moment.

    position: the newest event then. digest: hex, of the digests of all heads with the same first two bytes of
    their streams' ids; of each head it covers id, version and digest, all in the order of the ids.
    """

    position: int
    streams: int
    digest: str


@dataclass(slots=True)
class ChainProof:
    """breaks: one for each broken stream. anchor: how the anchored heads differ; empty when they do not."""

    events: int = 0
    streams: int = 0
    breaks: list[Break] = field(default_factory=list)
    anchor: str = ""
    seconds: float = 0.0

    @property
    def is_whole(self) -> bool:
        return not self.breaks and not self.anchor

    @property
    def wrong(self) -> list[str]:
        """A line for each thing that is wrong."""
        return [*map(str, self.breaks), *([self.anchor] if self.anchor else [])]


class _Total:
    """The digest of heads that come in the order of their ids, as `_SUMMARY` has it."""

    def __init__(self) -> None:
        self.streams = 0
        self._all, self._bucket, self._prefix = sha256(), sha256(), b""

    def add(self, id: UUID, head: Head) -> None:
        prefix = id.bytes[:BUCKET_BYTES]
        if prefix != self._prefix:
            self._close()
            self._prefix = prefix
        self.streams += 1
        self._bucket.update(id.bytes + head.version.to_bytes(4, "big") + head.digest)

    def digest(self) -> str:
        self._close()
        return self._all.hexdigest()

    def _close(self) -> None:
        if self._prefix:
            self._all.update(self._bucket.digest())
        self._bucket, self._prefix = sha256(), b""


def summary(tx: Connection) -> Anchored:
    """All heads as they are now; one statement, so that heads and position are of one moment."""
    return Anchored(*tx.exec_driver_sql(_SUMMARY).one())


def prove(tx: Connection, anchor: Anchored | None) -> ChainProof:
    """Follows every stream from its first event to its head, and compares the heads of the anchor's moment.

    Streams over all events with no more than one page in memory. tx: REPEATABLE READ.
    """
    started = time.perf_counter()
    found, total = ChainProof(), _Total()
    position, covered = anchor.position if anchor else 0, _covered(tx)
    is_ready = covered < NOT_YET
    for id, rows, head in _streams(tx, "", {}):
        walk, anchored, events = _walk(rows, covered, position)
        found.events, found.streams = found.events + events, found.streams + 1
        if is_ready:
            walk.end(head)
        if walk.broken and len(found.breaks) < MOST_BREAKS:
            found.breaks.append(Break(id, walk.at, walk.broken))
        if anchored is not None:
            total.add(id, anchored)
    found.anchor = _against(anchor, total)
    if not is_ready:
        found.anchor = (
            "the chain does not cover the events of the former release yet; start the service first"
        )
    found.seconds = time.perf_counter() - started
    return found


def prove_some(tx: Connection, after: UUID, most_events: int) -> tuple[list[Break], UUID]:
    """Follows the streams after an id until so many events are reached: what is broken, and where to go on.

    After the last stream that is NO_ID. tx: REPEATABLE READ, after a takeover.
    """
    limits = {"after": after, "events": most_events}
    last = tx.exec_driver_sql(_LAST, limits).scalar_one_or_none()
    breaks, covered = [], _covered(tx)
    for id, rows, head in _streams(tx, _BETWEEN, {"after": after, "last": last or _LAST_ID}):
        walk = _walk(rows, covered)[0]
        walk.end(head)
        if walk.broken:
            breaks.append(Break(id, walk.at, walk.broken))
    return breaks, last or NO_ID


def _covered(tx: Connection) -> int:
    """The last event that a release without the chain wrote; NOT_YET until all of these are covered."""
    position = tx.exec_driver_sql(COVERED).scalar_one_or_none()
    return NOT_YET if position is None else int(position)


def _against(anchor: Anchored | None, total: _Total) -> str:
    if anchor is None or (anchor.streams, anchor.digest) == (total.streams, total.digest()):
        return ""
    if anchor.streams != total.streams:
        return f"the anchor at event {anchor.position} has {anchor.streams} streams, not {total.streams}"
    return f"the anchor at event {anchor.position} has other heads than the {total.streams} streams"


def _walk(rows: Iterable[Any], covered: int, position: int = 0) -> tuple[Walk, Head | None, int]:
    """A whole stream: the walk, its head up to notification `position`, and how many events it has."""
    walk, anchored, events, former_id = Walk(), None, 0, 0
    for *columns, notification_id in rows:
        event = Stored(*columns)
        walk.step(event)
        if notification_id < former_id:
            walk.fail(event.version, f"stands before version {event.version - 1} in the log")
        if event.digest is None and notification_id > covered:
            walk.fail(event.version, "has no digest")
        events, former_id = events + 1, notification_id
        if notification_id <= position:
            anchored = Head(event.version, event.digest or walk.digest)
    metrics.CHAIN_EVENTS.inc(events)
    return walk, anchored, events


def _streams(
    tx: Connection, where: str, values: Mapping[str, UUID]
) -> Iterator[tuple[UUID, Iterable[Any], Head | None]]:
    """The streams that have events or a head, in the order of their ids."""
    heads = read(tx, "heads", _HEADS.format(where=where), values)
    head = next(heads, None)
    events = read(tx, "events", _EVENTS.format(where=where), values)
    for id, rows in groupby(events, key=itemgetter(0)):
        while head is not None and head[0] < id:
            yield head[0], (), Head(*head[1:])
            head = next(heads, None)
        if head is not None and head[0] == id:
            own, head = Head(*head[1:]), next(heads, None)
            yield id, rows, own
        else:
            yield id, rows, None
    while head is not None:
        yield head[0], (), Head(*head[1:])
        head = next(heads, None)


def read(tx: Connection, name: str, query: str, values: Any) -> Iterator[tuple[Any, ...]]:
    """Read by psycopg itself: SQLAlchemy's rows take as long as all that is done with them."""
    driver = cast("psycopg.Connection[Any]", tx.connection.driver_connection)
    with driver.cursor(f"chain_{name}", binary=True) as cursor:
        cursor.itersize = PAGE_EVENTS
        cursor.execute(query, values)
        yield from cursor


def stop(engine: Engine, breaks: Sequence[Break]) -> None:
    """From the next group on the Writers refuse each of these streams, and no other."""
    with engine.begin() as tx:
        for one in breaks:
            if tx.exec_driver_sql(_STOP, {"id": one.stream, "reason": one.reason}).rowcount:
                log.error("a stream is stopped", stream=str(one.stream), reason=one.reason)


def reopen(engine: Engine, id: UUID, still_wrong: Callable[[UUID], str] = lambda id: "") -> str:
    """Lets a stream take commands again, unless it is still broken: then says why, and it stays stopped.

    still_wrong: what a service's own proof finds of it, asked once the chain holds.
    """
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        for _, rows, head in _streams(tx, _OF_ONE, {"id": id}):
            walk = _walk(rows, _covered(tx))[0]
            walk.end(head)
            if walk.broken:
                return walk.broken
    if wrong := still_wrong(id):
        return wrong
    with engine.begin() as tx:
        if not tx.exec_driver_sql(_REOPEN, {"id": id}).rowcount:
            return "is not stopped"
    log.warning("a stream is open again", stream=str(id))
    return ""


def stopped(tx: Connection) -> dict[UUID, str]:
    """The streams that take no command, and why."""
    rows = tx.exec_driver_sql("SELECT originator_id, reason FROM stopped_streams ORDER BY stopped_at")
    return {row[0]: row[1] for row in rows}
