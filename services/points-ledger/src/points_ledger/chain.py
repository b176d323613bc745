"""The chain of the ledger: its hourly anchor, and the proof that names what is broken and stops it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

import structlog
from sqlalchemy import Connection, Engine

from chassis import chain_proof, metrics
from chassis.chain_proof import Anchored, Break, ChainProof
from chassis.codec import Codec, Stored
from chassis.command import Aggregates, Command, Stream
from points_ledger.domain.anchor import Anchor
from points_ledger.domain.names import NAMESPACE

log = structlog.get_logger()
ANCHOR = uuid5(NAMESPACE, "anchor")
MOST_LOST = 100

_STATE = """
SELECT (SELECT count(*) FROM stopped_streams), EXISTS (SELECT FROM inbox WHERE key = %(key)s)
"""
_LAST = """
SELECT originator_id, originator_version, topic, state FROM events WHERE originator_id = %(id)s
ORDER BY originator_version DESC LIMIT 1
"""
_LOST = """
SELECT stream, coalesce(max(heads.version), 0) + 1, max(known.version) FROM (
    SELECT stream, version FROM postings_v2
    UNION ALL SELECT account, version FROM feed_v2
    UNION ALL SELECT originator_id, originator_version FROM snapshots
    UNION ALL SELECT stream, 1 FROM escrows_v2
    UNION ALL SELECT hold_id, 1 FROM holds_v2 WHERE hold_id NOT IN (SELECT review_id FROM reviews_v1)
    UNION ALL SELECT card, 1 FROM cards_v1
    UNION ALL SELECT id, 1 FROM clawbacks_v1
    UNION ALL SELECT %(anchor)s, count(*)::int FROM inbox WHERE key ^@ 'anchor/'
) AS known LEFT JOIN heads ON heads.originator_id = stream
WHERE known.version > coalesce(heads.version, 0) AND NOT EXISTS (
    SELECT FROM events WHERE originator_id = stream AND originator_version = known.version
)
GROUP BY stream LIMIT %(most)s
"""


def due_anchor(tx: Connection, at: datetime) -> Sequence[Command]:
    """The anchor of this hour, unless it is taken; says on the way how many streams are stopped."""
    stopped, is_taken = tx.exec_driver_sql(_STATE, {"key": _key(at)}).one()
    metrics.STREAMS_STOPPED.set(stopped)
    if is_taken:
        return []
    heads = chain_proof.summary(tx)
    return [anchor(heads, at)] if heads.streams else []


def anchor(heads: Anchored, at: datetime) -> Command:
    """Keeps the heads of a moment once an hour. The log has them too: it is kept elsewhere."""

    def decide(found: Aggregates) -> None:
        found[ANCHOR].take(heads.position, heads.streams, heads.digest, at)
        log.info("heads are anchored", position=heads.position, streams=heads.streams, digest=heads.digest)

    return Command(_key(at), [Stream(Anchor, ANCHOR)], decide)


def _key(at: datetime) -> str:
    return f"anchor/{at.astimezone(UTC):%Y-%m-%dT%H}"


def prove_chain(engine: Engine, codec: Codec) -> ChainProof:
    """Follows every stream and compares the last anchor; what is broken takes no more commands."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        found = chain_proof.prove(tx, last_anchor(tx, codec))
        found.breaks.extend(_lost(tx))
        if found.anchor:
            log.error("the heads are not those that were anchored", reason=found.anchor)
    chain_proof.stop(engine, found.breaks)
    return found


def last_anchor(tx: Connection, codec: Codec) -> Anchored | None:
    """What was anchored last; None before the first, or when it cannot be read: then its stream is broken."""
    row = tx.exec_driver_sql(_LAST, {"id": ANCHOR}).one_or_none()
    if row is None:
        return None
    try:
        event: Any = codec.decode(Stored(*row))[0]
        return Anchored(event.position, event.streams, event.digest)
    except (ValueError, KeyError, AttributeError):
        return None


def _lost(tx: Connection) -> Iterator[Break]:
    """Streams that were cut together with their heads, and of which the views or the inbox know more."""
    for stream, first, last in tx.exec_driver_sql(_LOST, {"anchor": ANCHOR, "most": MOST_LOST}):
        yield Break(stream, first, f"version {first} is missing, as is all up to version {last} and the head")
