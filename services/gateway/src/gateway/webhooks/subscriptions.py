"""Subscriptions of partners: where to, which events, two live secrets, and how far they have come."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from chassis.clock import now
from chassis.errors import NotFound, Refused, Unauthorized
from gateway.auth.keys import ApiKey
from gateway.webhooks.sealing import Sealing
from gateway.webhooks.signing import new_secret, shown
from gateway.webhooks.tables import webhooks
from gateway.webhooks.transactions import Transactions, answered, once


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription as its partner sees it; `types` is empty for all events."""

    number: int
    webhook_id: str
    url: str
    types: list[str]
    cursor: str | None
    created_at: datetime
    disabled_at: datetime | None
    disabled_reason: str | None


_LIVE_KEY = "SELECT FROM api_keys WHERE api_key_id = %(key)s AND revoked_at IS NULL FOR SHARE"
_END_WITH_KEY = """
UPDATE webhooks SET disabled_at = %(at)s, disabled_reason = 'key-revoked'
WHERE partner = %(partner)s AND disabled_at IS NULL AND deleted_at IS NULL AND (
    api_key_id = %(key)s OR api_key_id IS NULL AND NOT EXISTS (
        SELECT FROM api_keys WHERE role = 'partner' AND holder = %(partner)s AND revoked_at IS NULL
    )
)
"""
_SHOWN = [webhooks.c[name] for name in Subscription.__slots__]


@dataclass(frozen=True, slots=True)
class Request:
    """A write of a partner: its key and the digest of what it asks for.

    api_key_id: of the API key that it came with; empty for a token.
    """

    partner: str
    key: str
    digest: bytes
    api_key_id: str = ""


class TooManyWebhooks(Refused):
    """The partner has as many subscriptions as one may have (409)."""


class WebhookDisabled(Refused):
    """The receiver has said that it is gone; nothing is sent there any more (409)."""


class Subscriptions:
    """What partners do with their subscriptions. Another partner's is NotFound, like one that never was."""

    def __init__(self, transactions: Transactions, sealing: Sealing, most: int) -> None:
        self._transactions, self._sealing, self._most = transactions, sealing, most

    async def created(self, request: Request) -> Subscription | None:
        """What this request has made before, or None. Raises KeyReused."""

        def read(tx: Connection) -> Subscription | None:
            id = answered(tx, request.key, request.digest)
            return None if id is None else own(tx, request.partner, id)

        return await self._transactions.run(read)

    async def create(
        self, request: Request, url: str, types: Sequence[str], after: str | None
    ) -> tuple[Subscription, str | None]:
        """A new subscription and its secret; without the secret when the request was done before.

        Raises KeyReused, TooManyWebhooks, and Unauthorized when its key was revoked in this moment.
        """
        secret = new_secret()

        def make(tx: Connection) -> str:
            _check_key(tx, request.api_key_id)
            self._check_number(tx, request.partner)
            values = {
                "webhook_id": f"wh_{secrets.token_hex(12)}",
                "partner": request.partner,
                "api_key_id": request.api_key_id or None,
                "url": url,
                "types": list(types),
                "secret": self._sealing.seal(secret),
                "cursor": after,
                "poll_at": now(),
                "created_at": now(),
            }
            return str(tx.execute(insert(webhooks).values(values).returning(webhooks.c.webhook_id)).scalar())

        return await self._with_secret(request, make, secret)

    async def rotate(self, request: Request, id: str) -> tuple[Subscription, str | None]:
        """A new secret, which signs together with the one that was the newest; what was older signs no more.

        Raises KeyReused, NotFound.
        """
        secret = new_secret()

        def change(tx: Connection) -> str:
            row = own(tx, request.partner, id)
            values = {"secret": self._sealing.seal(secret), "former_secret": webhooks.c.secret}
            tx.execute(update(webhooks).where(webhooks.c.number == row.number).values(values))
            return id

        return await self._with_secret(request, change, secret)

    async def delete(self, request: Request, id: str) -> None:
        """Ends a subscription; its secrets are gone at once. Raises KeyReused, NotFound."""

        def end(tx: Connection) -> str:
            row = own(tx, request.partner, id)
            values = {"deleted_at": now(), "url": "", "secret": b"", "former_secret": None}
            tx.execute(update(webhooks).where(webhooks.c.number == row.number).values(values))
            return id

        await self._transactions.run(lambda tx: once(tx, request.key, request.digest, end))

    async def find_all(self, partner: str, limit: int, after: int) -> list[Subscription]:
        """Those of a partner numbered above `after`, the oldest first."""
        query = (
            select(*_SHOWN)
            .where(webhooks.c.partner == partner, webhooks.c.deleted_at.is_(None), webhooks.c.number > after)
            .order_by(webhooks.c.number)
            .limit(limit)
        )
        return await self._transactions.run(lambda tx: [Subscription(*row) for row in tx.execute(query)])

    async def _with_secret(
        self, request: Request, work: Callable[[Connection], str], secret: bytes
    ) -> tuple[Subscription, str | None]:
        def write(tx: Connection) -> tuple[Subscription, bool]:
            id, first = once(tx, request.key, request.digest, work)
            return own(tx, request.partner, id), first

        subscription, first = await self._transactions.run(write)
        return subscription, shown(secret) if first else None

    def _check_number(self, tx: Connection, partner: str) -> None:
        """Counts under a lock of the partner, so that requests at once cannot make more."""
        tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"webhooks of {partner}"))))
        mine = (webhooks.c.partner == partner) & webhooks.c.deleted_at.is_(None)
        if (tx.execute(select(func.count()).where(mine)).scalar() or 0) >= self._most:
            raise TooManyWebhooks(f"at most {self._most} webhooks for a partner; delete one first")


def _check_key(tx: Connection, api_key_id: str) -> None:
    """Keeps the key from being revoked until the end of tx: another process may remember it as a live one."""
    if api_key_id and not tx.exec_driver_sql(_LIVE_KEY, {"key": api_key_id}).rowcount:
        raise Unauthorized("the API key was revoked")


def end_with_key(tx: Connection, key: ApiKey) -> None:
    """Ends what was made with a revoked key, and what was made with a token once no key of the partner lives.

    Another key does not open it again: whoever has it makes a new subscription, `after` its last cursor.
    """
    if key.role == "partner" and key.revoked_at is not None:
        values = {"key": key.api_key_id, "partner": key.holder, "at": key.revoked_at}
        tx.exec_driver_sql(_END_WITH_KEY, values)


def own(tx: Connection, partner: str, id: str) -> Subscription:
    """The partner's subscription. Raises NotFound."""
    mine = (webhooks.c.webhook_id == id) & (webhooks.c.partner == partner) & webhooks.c.deleted_at.is_(None)
    row = tx.execute(select(*_SHOWN).where(mine)).one_or_none()
    if row is None:
        raise NotFound("there is no such webhook")
    return Subscription(*row)
