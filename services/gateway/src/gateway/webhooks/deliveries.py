"""Deliveries: what is to be sent, what came of it, and what is dead until its partner asks for it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, select, update

from chassis.clock import now
from chassis.errors import NotFound, Refused
from gateway.webhooks.subscriptions import Request, WebhookDisabled, own
from gateway.webhooks.tables import deliveries
from gateway.webhooks.transactions import Transactions, once

State = Literal["pending", "delivered", "dead"]

_CLAIM = """
UPDATE webhook_deliveries SET claim = %(claim)s, claimed_until = %(until)s
FROM webhooks, (
    SELECT due.number FROM (
        SELECT number FROM webhooks
        WHERE disabled_at IS NULL AND deleted_at IS NULL AND number <> ALL(%(full)s::bigint[])
        ORDER BY random()
    ) AS open CROSS JOIN LATERAL (
        SELECT number FROM webhook_deliveries
        WHERE webhook = open.number AND state = 'pending' AND is_first AND next_at <= %(now)s
            AND (claimed_until IS NULL OR claimed_until <= %(now)s)
        ORDER BY next_at, number LIMIT %(each)s FOR UPDATE SKIP LOCKED
    ) AS due
    LIMIT %(most)s
) AS due
WHERE webhook_deliveries.number = due.number AND webhooks.number = webhook_deliveries.webhook
RETURNING webhook_deliveries.number, webhooks.number, webhook_id, delivery_id, subject, url, secret,
    former_secret, body, attempts
"""
_LOCK = "SELECT FROM webhooks WHERE number = %(webhook)s FOR NO KEY UPDATE"
_PROMOTE = """
UPDATE webhook_deliveries SET is_first = true
FROM unnest(%(subjects)s::text[]) AS of (subject) CROSS JOIN LATERAL (
    SELECT number FROM webhook_deliveries AS one
    WHERE one.webhook = %(webhook)s AND one.subject = of.subject AND one.state = 'pending'
    ORDER BY number LIMIT 1
) AS first
WHERE webhook_deliveries.number = first.number AND NOT is_first
"""
_FINISH = """
UPDATE webhook_deliveries SET attempts = attempts + 1, state = %(state)s, next_at = %(at)s,
    last_status = %(status)s, last_error = %(error)s, claim = NULL, claimed_until = NULL,
    done_at = CASE WHEN %(done)s THEN %(at)s::timestamptz END
WHERE number = %(number)s AND claim = %(claim)s AND state = 'pending'
"""
_DISABLE = """
UPDATE webhooks SET disabled_at = %(at)s, disabled_reason = 'gone'
WHERE number = %(webhook)s AND disabled_at IS NULL
"""
_RELEASE = """
UPDATE webhook_deliveries SET claim = NULL, claimed_until = NULL WHERE claim = %(claim)s AND state = 'pending'
"""
_PRUNE = (
    "DELETE FROM webhook_deliveries WHERE number IN ("
    "SELECT number FROM webhook_deliveries WHERE done_at < %(before)s LIMIT %(most)s)",
    "DELETE FROM webhook_deliveries WHERE number IN (SELECT one.number FROM webhooks "
    "JOIN webhook_deliveries AS one ON one.webhook = webhooks.number "
    "WHERE deleted_at IS NOT NULL LIMIT %(most)s)",
    "DELETE FROM webhook_requests WHERE key IN ("
    "SELECT key FROM webhook_requests WHERE handled_at < %(before)s LIMIT %(most)s)",
)
_COUNT = """
SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'dead'),
    coalesce(extract(epoch FROM %(now)s - min(one.created_at) FILTER (WHERE state = 'pending')), 0)::float
FROM webhook_deliveries AS one JOIN webhooks ON webhooks.number = one.webhook
WHERE state IN ('pending', 'dead') AND disabled_at IS NULL AND deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this process is to attempt now."""

    number: int
    webhook: int
    webhook_id: str
    delivery_id: str
    subject: str
    url: str
    secret: bytes
    former_secret: bytes | None
    body: bytes
    attempts: int

    @property
    def secrets(self) -> list[bytes]:
        """Those that sign, the newest first, as they are stored."""
        return [self.secret, *([self.former_secret] if self.former_secret is not None else [])]


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes of an attempt. `at`: of a pending one when it is tried again, of others when it ended."""

    state: State
    status: int | None
    error: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as its partner sees it."""

    number: int
    delivery_id: str
    event_id: str
    type: str
    subject: str
    sequence: int
    cursor: str
    state: State
    attempts: int
    next_at: datetime
    last_status: int | None
    last_error: str | None
    created_at: datetime
    done_at: datetime | None


_SHOWN = [deliveries.c[name] for name in Delivery.__slots__]


class StillPending(Refused):
    """The delivery is on its way already (409)."""


class Deliveries:
    """What a partner sees of the deliveries of its subscriptions, and sends again."""

    def __init__(self, transactions: Transactions, redeliver_most: int) -> None:
        self._transactions, self._most = transactions, redeliver_most

    async def find_all(
        self, partner: str, id: str, state: State | None, limit: int, after: int
    ) -> list[Delivery]:
        """Those of a subscription numbered above `after`, the oldest first. Raises NotFound."""

        def read(tx: Connection) -> list[Delivery]:
            row = own(tx, partner, id)
            query = select(*_SHOWN).where(deliveries.c.webhook == row.number, deliveries.c.number > after)
            if state is not None:
                query = query.where(deliveries.c.state == state)
            return [Delivery(*one) for one in tx.execute(query.order_by(deliveries.c.number).limit(limit))]

        return await self._transactions.run(read)

    async def redeliver(self, request: Request, id: str, delivery_id: str) -> None:
        """Sends one again that is dead or was delivered.

        Raises KeyReused, NotFound, StillPending, WebhookDisabled.
        """

        def again(tx: Connection) -> str:
            webhook = _open(tx, request.partner, id)
            mine = (deliveries.c.webhook == webhook) & (deliveries.c.delivery_id == delivery_id)
            row = tx.execute(select(deliveries.c.state).where(mine)).one_or_none()
            if row is None:
                raise NotFound("there is no such delivery")
            if row.state == "pending":
                raise StillPending("it is still being delivered")
            return str(_revive(tx, webhook, mine))

        await self._transactions.run(lambda tx: once(tx, request.key, request.digest, again))

    async def redeliver_dead(self, request: Request, id: str) -> int:
        """Sends all again that are dead, the oldest first, up to a limit; says how many.

        Raises KeyReused, NotFound, WebhookDisabled.
        """

        def again(tx: Connection) -> str:
            webhook = _open(tx, request.partner, id)
            dead = (deliveries.c.webhook == webhook) & (deliveries.c.state == "dead")
            oldest = select(deliveries.c.number).where(dead).order_by(deliveries.c.number).limit(self._most)
            return str(_revive(tx, webhook, deliveries.c.number.in_(oldest)))

        counted, _ = await self._transactions.run(lambda tx: once(tx, request.key, request.digest, again))
        return int(counted)


def _open(tx: Connection, partner: str, id: str) -> int:
    """The number of a subscription that is sent to, locked. Raises NotFound, WebhookDisabled."""
    row = own(tx, partner, id)
    lock(tx, row.number)
    if row.disabled_at is not None:
        raise WebhookDisabled("this webhook is disabled; make a new one")
    return row.number


def _revive(tx: Connection, webhook: int, which: ColumnElement[bool]) -> int:
    """As if they had never been tried; says how many. What is older of an account goes first again."""
    values = {"state": "pending", "attempts": 0, "next_at": now(), "done_at": None}
    revived = tx.execute(update(deliveries).where(which).values(values).returning(deliveries.c.subject))
    subjects = list(revived.scalars())
    of_them = (deliveries.c.webhook == webhook) & deliveries.c.subject.in_(set(subjects))
    firsts = of_them & (deliveries.c.state == "pending") & deliveries.c.is_first
    tx.execute(update(deliveries).where(firsts).values(is_first=False))
    promote(tx, webhook, subjects)
    return len(subjects)


def lock(tx: Connection, webhook: int) -> None:
    """Whoever adds, ends or revives deliveries of a subscription does it alone, so that each account has one
    that is first as long as it has any that wait."""
    tx.exec_driver_sql(_LOCK, {"webhook": webhook})


def promote(tx: Connection, webhook: int, subjects: Sequence[str]) -> None:
    """Makes the oldest that waits of each account the one that may be sent. The subscription is locked."""
    tx.exec_driver_sql(_PROMOTE, {"webhook": webhook, "subjects": sorted(set(subjects))})


def claim(
    tx: Connection, claim: str, at: datetime, until: datetime, most: int, each: int, full: Sequence[int]
) -> list[Claimed]:
    """Up to `most` due deliveries, up to `each` of a subscription, none of those in `full`.

    Only the first that waits of each account, so that order is kept until it is delivered or dead. Others
    leave them alone until `until`; after a crash they are found again then.
    """
    given = {"claim": claim, "now": at, "until": until, "most": most, "each": each, "full": list(full)}
    return [Claimed(*row) for row in tx.exec_driver_sql(_CLAIM, given)]


def finish(tx: Connection, delivery: Claimed, claim: str, ending: Ending) -> bool:
    """Writes down what came of an attempt, unless the delivery is no longer this claim's; says whether.

    When it ends, the next one of its account may be sent.
    """
    lock(tx, delivery.webhook)
    given = {
        "number": delivery.number,
        "claim": claim,
        "state": ending.state,
        "at": ending.at,
        "status": ending.status,
        "error": ending.error,
        "done": ending.state != "pending",
    }
    mine = bool(tx.exec_driver_sql(_FINISH, given).rowcount)
    if mine and ending.state != "pending":
        promote(tx, delivery.webhook, [delivery.subject])
    return mine


def disable(tx: Connection, webhook: int, at: datetime) -> bool:
    """Ends the sending to a receiver that is gone; what waits stays as it is. Says whether it is new."""
    return bool(tx.exec_driver_sql(_DISABLE, {"webhook": webhook, "at": at}).rowcount)


def release(tx: Connection, claim: str) -> None:
    """Lets others have at once what this process had claimed."""
    tx.exec_driver_sql(_RELEASE, {"claim": claim})


def prune(tx: Connection, before: datetime, most: int) -> None:
    """Forgets a piece of what ended before then, and of what is left of deleted subscriptions."""
    for statement in _PRUNE:
        tx.exec_driver_sql(statement, {"before": before, "most": most})


def count(tx: Connection, at: datetime) -> tuple[int, int, float]:
    """How many wait, how many are dead, and for how many seconds the oldest has waited."""
    pending, dead, oldest = tx.exec_driver_sql(_COUNT, {"now": at}).one()
    return pending, dead, oldest
