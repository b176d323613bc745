"""The ledger's feed of one partner, read page by page and taken over into deliveries."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Connection

from chassis.errors import Refused, Unavailable
from chassis.principal import HEADER, Principal, sign
from gateway.routes.upstream import Headers, Upstream
from gateway.webhooks.deliveries import promote

PATH = "/v1/points/events"
_BAD_CURSOR = frozenset({400, 404, 422})

_DUE = """
UPDATE webhooks SET poll_at = %(until)s FROM (
    SELECT number FROM webhooks
    WHERE disabled_at IS NULL AND deleted_at IS NULL AND poll_at <= %(now)s AND %(backlog)s > (
        SELECT count(*) FROM (
            SELECT FROM webhook_deliveries
            WHERE webhook = webhooks.number AND state = 'pending' LIMIT %(backlog)s
        ) AS waiting
    )
    ORDER BY poll_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
) AS due
WHERE webhooks.number = due.number
RETURNING webhooks.number, webhook_id, partner, types, cursor, poll_failures
"""
_ADVANCE = """
UPDATE webhooks SET cursor = %(cursor)s, poll_at = %(poll_at)s, poll_failures = 0
WHERE number = %(number)s AND cursor IS NOT DISTINCT FROM %(former)s::text AND deleted_at IS NULL
"""
_POSTPONE = """
UPDATE webhooks SET poll_at = %(poll_at)s, poll_failures = poll_failures + 1 WHERE number = %(number)s
"""
_ADD = """
INSERT INTO webhook_deliveries
    (delivery_id, webhook, event_id, type, subject, sequence, cursor, body, next_at, created_at)
SELECT delivery_id, %(webhook)s, event_id, type, subject, sequence, cursor, body, %(at)s, %(at)s
FROM unnest(%(delivery_id)s::text[], %(event_id)s::text[], %(type)s::text[], %(subject)s::text[],
    %(sequence)s::bigint[], %(cursor)s::text[], %(body)s::bytea[])
    WITH ORDINALITY AS given (delivery_id, event_id, type, subject, sequence, cursor, body, place)
ORDER BY place
ON CONFLICT (webhook, event_id) DO NOTHING
"""


class Item(BaseModel):
    """An event of the feed. `sequence` counts the events of the account: growing, with gaps."""

    cursor: str = Field(min_length=1, max_length=1_000)
    type: str
    account_id: str
    sequence: int
    time: str
    reference: str | None
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The event's name: an account has one of each sequence."""
        return f"{self.account_id}/{self.sequence}"


class FeedPage(BaseModel):
    """A piece of the feed and where to go on."""

    items: list[Item]
    next_cursor: str | None


class _Payload(BaseModel):
    """The body of a webhook: what Standard Webhooks recommends, and what a subscriber needs for order.

    `subject` is the account, `reference` the partner's own, null when the event is of none of its.
    """

    type: str
    timestamp: str
    id: str
    subject: str
    sequence: int
    reference: str | None
    data: dict[str, Any]


class FeedFailed(Exception):
    """The ledger has answered, but with no page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the ledger answered {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Poll:
    """A subscription whose turn it is to read on."""

    number: int
    webhook_id: str
    partner: str
    types: list[str]
    cursor: str | None
    failures: int


class Feed:
    """Asks the ledger as the partner whose feed it is, so that it can show nothing else."""

    def __init__(self, ledger: Upstream, secret: str) -> None:
        self._ledger, self._secret = ledger, secret

    async def page(self, partner: str, after: str | None, limit: int) -> FeedPage:
        """The events after a cursor. Raises Unavailable, FeedFailed."""
        query = {"limit": str(limit), **({} if after is None else {"after": after})}
        signed = sign(Principal("partner", partner), self._secret).encode()
        headers: Headers = [(HEADER.encode("ascii"), signed), (b"accept", b"application/json")]
        answer = await self._ledger.request("GET", f"{PATH}?{urlencode(query)}", headers)
        if answer.status != 200:
            raise FeedFailed(answer.status)
        try:
            return FeedPage.model_validate_json(answer.body)
        except ValidationError:
            raise FeedFailed(answer.status) from None

    async def knows(self, partner: str, cursor: str) -> bool:
        """Whether the ledger can go on from this cursor. Raises Unavailable when it does not say."""
        try:
            await self.page(partner, cursor, 1)
        except FeedFailed as error:
            if error.status not in _BAD_CURSOR:
                raise Unavailable("the ledger cannot say what comes after this cursor; try again") from None
            return False
        except Unavailable:
            raise
        except Refused:
            raise Unavailable("the ledger does not answer as it should; try again") from None
        return True


def due_polls(tx: Connection, at: datetime, until: datetime, most: int, backlog: int) -> list[Poll]:
    """Whose turn it is; they are left alone by others until `until`.

    One with `backlog` deliveries waiting reads no further: its events are safe in the ledger.
    """
    given = {"now": at, "until": until, "most": most, "backlog": backlog}
    return [Poll(*row) for row in tx.exec_driver_sql(_DUE, given)]


def take_over(tx: Connection, poll: Poll, page: FeedPage, at: datetime, poll_at: datetime) -> int:
    """Adds the deliveries and moves the cursor, both or neither; says how many there are.

    Nothing happens when another replica has read the same page first.
    """
    last = page.items[-1].cursor if page.items else poll.cursor
    given = {"number": poll.number, "former": poll.cursor, "cursor": page.next_cursor or last}
    if not tx.exec_driver_sql(_ADVANCE, {**given, "poll_at": poll_at}).rowcount:
        return 0
    wanted = [item for item in page.items if not poll.types or item.type in poll.types]
    return _add(tx, poll.number, wanted, at) if wanted else 0


def postpone(tx: Connection, poll: Poll, poll_at: datetime) -> None:
    """After a failure: the next turn is then."""
    tx.exec_driver_sql(_POSTPONE, {"number": poll.number, "poll_at": poll_at})


def _add(tx: Connection, webhook: int, items: Sequence[Item], at: datetime) -> int:
    columns: dict[str, list[Any]] = {
        "delivery_id": [_delivery_id(webhook, item.id) for item in items],
        "event_id": [item.id for item in items],
        "type": [item.type for item in items],
        "subject": [item.account_id for item in items],
        "sequence": [item.sequence for item in items],
        "cursor": [item.cursor for item in items],
        "body": [_body(item) for item in items],
    }
    added = tx.exec_driver_sql(_ADD, {"webhook": webhook, "at": at, **columns}).rowcount
    promote(tx, webhook, columns["subject"])
    return added


def _delivery_id(webhook: int, event_id: str) -> str:
    """The same for an event of a subscription however often it is read; no full stop, as it is signed."""
    return "msg_" + hashlib.sha256(f"{webhook} {event_id}".encode()).hexdigest()[:32]


def _body(item: Item) -> bytes:
    """Stored as it is sent, because each attempt signs the same bytes."""
    payload = _Payload(
        type=item.type,
        timestamp=item.time,
        id=item.id,
        subject=item.account_id,
        sequence=item.sequence,
        reference=item.reference,
        data=item.data,
    )
    return payload.model_dump_json().encode()
