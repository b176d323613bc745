"""One attempt: to an address that was checked, without redirects, in time, reading little of the answer."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx2

from chassis.errors import Invalid
from gateway.settings import GatewaySettings
from gateway.webhooks import signing
from gateway.webhooks.addresses import Addresses, AddressRefused, Target
from gateway.webhooks.deliveries import Claimed
from gateway.webhooks.sealing import Sealing, SecretLost

AGENT = "minijob-webhooks/1"
GONE = 410
_CONNECTING = (httpx2.ConnectError, httpx2.ConnectTimeout)
_SLOW_DOWN = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an attempt: a status, or a code of what went wrong before there was one.

    `retry_after_seconds` is what the receiver asks for; 0 when it does not.
    """

    status: int | None = None
    error: str | None = None
    retry_after_seconds: float = 0.0

    @property
    def delivered(self) -> bool:
        """Whether the receiver has said that it has the event."""
        return self.error is None


class Sender:
    """Sends attempts. Each has a connection of its own: none is ever shared by two receivers."""

    def __init__(self, addresses: Addresses, sealing: Sealing, settings: GatewaySettings) -> None:
        self._addresses, self._sealing, self._settings = addresses, sealing, settings
        self._tls = httpx2.create_ssl_context()

    async def send(self, delivery: Claimed, timestamp: int) -> Result:
        """Attempts a delivery at this Unix time; never raises for what a receiver does."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._settings.webhook_seconds):
                return await self._attempt(delivery, timestamp, started + self._settings.webhook_seconds)
        except (TimeoutError, httpx2.TimeoutException):
            return Result(error="timeout")
        except AddressRefused:
            return Result(error="address-refused")
        except SecretLost:
            return Result(error="secret-lost")
        except Invalid:  # what was allowed when it was made need not be now
            return Result(error="url-refused")
        except httpx2.ProtocolError:
            return Result(error="no-http")
        except (httpx2.TransportError, OSError) as error:
            return Result(error="tls" if _is_of_tls(error) else "connection")

    async def _attempt(self, delivery: Claimed, timestamp: int, deadline: float) -> Result:
        target = self._addresses.target(delivery.url)
        try:
            addresses = await self._addresses.of(target)
        except TimeoutError:
            raise
        except OSError:
            return Result(error="name-unknown")
        secrets = [self._sealing.open(stored) for stored in delivery.secrets]
        signed = signing.headers(secrets, delivery.delivery_id, timestamp, delivery.body)
        request = {
            "host": target.authority,
            "user-agent": AGENT,
            "content-type": "application/json",
            **signed,
        }
        return await self._first_that_connects(target, addresses, request, delivery.body, deadline)

    async def _first_that_connects(
        self, target: Target, addresses: Sequence[str], headers: dict[str, str], body: bytes, deadline: float
    ) -> Result:
        tried = addresses[: self._settings.webhook_addresses]
        for address in tried[:-1]:
            try:
                return await self._exchange(target, address, headers, body, deadline)
            except _CONNECTING:  # nothing has been sent yet
                continue
        return await self._exchange(target, tried[-1], headers, body, deadline)

    async def _exchange(
        self, target: Target, address: str, headers: dict[str, str], body: bytes, deadline: float
    ) -> Result:
        """The transport alone: a client above it would follow its environment and log the URL."""
        host = f"[{address}]" if ":" in address else address
        limits = httpx2.Limits(max_connections=1, max_keepalive_connections=0)
        seconds = {"connect": self._settings.webhook_connect_seconds}
        request = httpx2.Request(
            "POST",
            f"{target.scheme}://{host}:{target.port}{target.path}",
            headers={**headers, "accept-encoding": "identity", "connection": "close"},
            content=body,
            extensions={"sni_hostname": target.host, "timeout": seconds},
        )
        async with httpx2.AsyncHTTPTransport(verify=self._tls, trust_env=False, limits=limits) as transport:
            response = await transport.handle_async_request(request)
            try:
                await self._drain(response, deadline)
            finally:
                await response.aclose()
        return _judged(response)

    async def _drain(self, response: httpx2.Response, deadline: float) -> None:
        """Reads a little of the body, so that an honest receiver is not cut off, and forgets it.

        The status has decided already: what happens here changes nothing.
        """
        left = min(self._settings.webhook_answer_seconds, deadline - time.monotonic())
        read = 0
        try:
            async with asyncio.timeout(max(0.0, left)):
                async for piece in response.aiter_raw():
                    read += len(piece)
                    if read > self._settings.webhook_answer_bytes:
                        return
        except (TimeoutError, httpx2.TransportError):
            return


def _is_of_tls(error: BaseException | None) -> bool:
    """Whether TLS is what failed; the layers above tell a connection that failed, with the cause below it."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error is not None


def _judged(response: httpx2.Response) -> Result:
    status = response.status_code
    if 200 <= status < 300:
        return Result(status)
    if 300 <= status < 400:
        return Result(status, "redirect")
    if status == GONE:
        return Result(status, "gone")
    asked = response.headers.get("retry-after", "")
    waits = status in _SLOW_DOWN and asked.isascii() and asked.isdecimal() and len(asked) < 7
    return Result(status, "status", float(asked) if waits else 0.0)
