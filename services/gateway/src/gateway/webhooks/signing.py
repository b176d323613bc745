"""Secrets and signatures of Standard Webhooks: HMAC-SHA256 over id, time of the attempt and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> bytes:
    """A secret of one subscription; the specification asks for 24 to 64 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """The secret as its holder keeps it."""
    return PREFIX + base64.b64encode(secret).decode("ascii")


def headers(secrets: Sequence[bytes], id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of one attempt, signed with each live secret. `timestamp` is Unix time in seconds."""
    content = b"%b.%d.%b" % (id.encode("ascii"), timestamp, body)
    return {
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(_signature(secret, content) for secret in secrets),
    }


def _signature(secret: bytes, content: bytes) -> str:
    digest = hmac.new(secret, content, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")
