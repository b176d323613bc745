"""The decisions of operators, exported with what proves that none was changed or left out."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Engine

from chassis.chain import Head, Walk
from chassis.codec import Stored
from order_screening.application import REGISTER

PAGE_ENTRIES = 1_000
_ENTRIES = """
SELECT originator_id, originator_version, topic, state, digest FROM events
WHERE originator_id = %(id)s AND originator_version > %(after)s
ORDER BY originator_version LIMIT %(limit)s
"""
_HEAD = "SELECT version, digest FROM heads WHERE originator_id = %(id)s"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. `digest` is SHA-256 over the former entry's and this one's `stored` form.

    digest = sha256(former + stream id + number + length of topic + topic + stored), with 32 zero bytes before
    the first, the id's 16 bytes, numbers as 4 bytes big-endian, texts as UTF-8. subject: `version`, `rows`
    and so on; `matter` names which one.
    """

    number: int
    subject: str
    matter: dict[str, str | int]
    operator_id: str
    decision: str
    reason: str
    at: datetime
    topic: str
    stored: str
    digest: str

    def to_json(self) -> str:
        """One line."""
        return orjson.dumps(asdict(self)).decode()


def entries(tx: Connection, after: int, limit: int) -> Sequence[Entry]:
    """Up to `limit` decisions after a number, in the order in which they were taken."""
    return [_entry(stored) for stored in _stored(tx, after, limit)]


def proven(engine: Engine) -> Iterator[Entry | str]:
    """Every decision; last what is wrong with the chain, when something is."""
    walk, after = Walk(), 0
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        while page := _stored(tx, after, PAGE_ENTRIES):
            for stored in page:
                walk.step(stored)
                yield _entry(stored)
            after = page[-1].version
        head = tx.exec_driver_sql(_HEAD, {"id": REGISTER}).fetchone()
    walk.end(Head(*head) if head else None)
    if walk.broken:
        yield walk.broken


def _stored(tx: Connection, after: int, limit: int) -> list[Stored]:
    rows = tx.exec_driver_sql(_ENTRIES, {"id": REGISTER, "after": after, "limit": limit})
    return [Stored(*row) for row in rows]


def _entry(stored: Stored) -> Entry:
    state: dict[str, Any] = orjson.loads(stored.state)
    return Entry(
        number=stored.version,
        subject=state["subject"],
        matter=state["matter"],
        operator_id=state["operator_id"],
        decision=state["decision"],
        reason=state["reason"],
        at=datetime.fromisoformat(state["timestamp"]),
        topic=stored.topic,
        stored=stored.state.decode(),
        digest=(stored.digest or b"").hex(),
    )
