"""Secrets of webhooks as they are stored: encrypted with keys that are not in the database."""

from collections.abc import Sequence
from typing import Any

import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Connection, Select, select, update

from gateway.webhooks.signing import SECRET_BYTES
from gateway.webhooks.tables import webhooks

log = structlog.get_logger()
AT_ONCE = 1_000


class SecretLost(Exception):
    """None of the keys opens a stored secret."""


class Sealing:
    """keys: of Fernet (AES-128-CBC with HMAC-SHA256), the newest first; it seals, and all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def seal(self, secret: bytes) -> bytes:
        """As it is stored."""
        return self._newest.encrypt(secret)

    def open(self, stored: bytes) -> bytes:
        """The secret; one that a release before has stored is not sealed yet. Raises SecretLost."""
        if len(stored) == SECRET_BYTES:
            return stored
        try:
            return self._all.decrypt(stored)
        except InvalidToken:
            raise SecretLost from None

    def seal_anew(self, stored: bytes) -> bytes:
        """The same under the newest key; as it was when it is already. Raises SecretLost."""
        try:
            self._newest.decrypt(stored)
        except InvalidToken:
            return self.seal(self.open(stored))
        return stored


def seal_all_anew(tx: Connection, sealing: Sealing) -> None:
    """Brings all secrets under the newest key, so that older ones may be thrown away."""
    last = 0
    while rows := tx.execute(_page(last)).all():
        for number, webhook_id, *stored in rows:
            last = number
            try:
                sealed = [one and sealing.seal_anew(one) for one in stored]
            except SecretLost:
                log.error("no key opens the secret of a webhook", webhook=webhook_id)
                continue
            if sealed != stored:
                values = dict(zip(("secret", "former_secret"), sealed, strict=True))
                tx.execute(update(webhooks).where(webhooks.c.number == number).values(values))


def _page(after: int) -> Select[Any]:
    columns = (webhooks.c[name] for name in ("number", "webhook_id", "secret", "former_secret"))
    live = (webhooks.c.number > after) & webhooks.c.deleted_at.is_(None)
    return select(*columns).where(live).order_by(webhooks.c.number).limit(AT_ONCE).with_for_update()
