"""Verifies webhooks after the Standard Webhooks specification 1.0.0, with the standard library alone."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
TOLERANCE_SECONDS = 300
_SECONDS = re.compile(r"[0-9]{1,12}")
_MOST_SIGNATURES = 20


class NotGenuine(ValueError):
    """The request is not, or not any more, what the platform has sent: answer 4xx and do nothing.

    `code` is `header-missing`, `timestamp-malformed`, `too-old`, `too-new` or `signature-wrong`.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def verify(
    secrets: str | Sequence[str],
    headers: Mapping[str, str],
    body: bytes,
    now: float,
    tolerance_seconds: int = TOLERANCE_SECONDS,
) -> str:
    """The id of a genuine webhook, by which a repeat is known. Raises NotGenuine.

    secrets: yours (`whsec_…`); while you rotate them, both. headers: as they came, in any case. body: the
    bytes as they came, not JSON that was read and written again. now: Unix time in seconds. ValueError: a
    secret is none, or there is none.
    """
    keys = [secret_bytes(one) for one in ([secrets] if isinstance(secrets, str) else secrets)]
    if not keys:
        raise ValueError("give at least one secret")
    given = {name.lower(): value for name, value in headers.items()}
    id, timestamp = _header(given, "webhook-id"), _header(given, "webhook-timestamp")
    signatures = _header(given, "webhook-signature").split(" ")[:_MOST_SIGNATURES]
    if not _SECONDS.fullmatch(timestamp):
        raise NotGenuine("timestamp-malformed", "webhook-timestamp is no whole number of seconds")
    if now - int(timestamp) > tolerance_seconds:
        raise NotGenuine("too-old", f"webhook-timestamp is more than {tolerance_seconds} s old")
    if int(timestamp) - now > tolerance_seconds:
        raise NotGenuine("too-new", f"webhook-timestamp is more than {tolerance_seconds} s ahead")
    right = [_signature(key, id, timestamp, body).encode() for key in keys]
    found = [
        hmac.compare_digest(one.encode(errors="replace"), other) for one in signatures for other in right
    ]
    if not any(found):
        raise NotGenuine(
            "signature-wrong", "no signature is made with your secret over this id, time and body"
        )
    return id


def sign(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The signature of a webhook, for tests of your receiver. ValueError: the secret is none."""
    return _signature(secret_bytes(secret), id, str(timestamp), body)


def secret_bytes(secret: str) -> bytes:
    """The bytes of a secret, with or without its prefix. ValueError, which does not repeat it: it is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not 24 <= len(key) <= 64:
        raise ValueError(f"a secret is {PREFIX} and 24 to 64 bytes in base64")
    return key


def _signature(key: bytes, id: str, timestamp: str, body: bytes) -> str:
    content = b".".join([id.encode(errors="replace"), timestamp.encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    if not value:
        raise NotGenuine("header-missing", f"the header {name} is missing")
    return value
