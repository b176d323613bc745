"""The way to one service: pooled HTTP/1.1 connections, one whole answer at a time, parsed by httptools.

A general client costs several times as much processor time for a request as all the rest of the gateway
(the README has the figures), and what is needed here is small: no redirects, cookies, proxies or TLS.
"""

import asyncio
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import httptools

from chassis.errors import Refused, Unavailable
from gateway.settings import GatewaySettings

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; the names of its headers are in lower case."""

    status: int
    headers: Headers
    body: bytes


class AnswerTooLarge(Refused):
    """A service answered with more than the gateway passes on (502)."""

    status = 502


class _Connection(asyncio.Protocol):
    """One connection, used for one request after the other."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._headers: Headers = []
        self._body: list[bytes] = []
        self._size = 0
        self.reusable = True
        self.idle_since = 0.0

    def exchange(self, request: bytes) -> asyncio.Future[Answer]:
        """Sends a request; the future ends with the answer, ConnectionError or AnswerTooLarge."""
        self._headers, self._body, self._size = [], [], 0
        self._answer = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self._end(ConnectionResetError("closed while idle"))
        else:
            self._transport.write(request)
        return self._answer

    def close(self) -> None:
        """Drops the connection; a request under way ends with ConnectionError."""
        self.reusable = False
        if self._transport is not None:
            self._transport.abort()

    def _end(self, error: Exception) -> None:
        self.reusable = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._end(ConnectionResetError("closed before the answer was complete"))

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._end(ConnectionAbortedError("this is no HTTP answer"))
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_body(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit_bytes:
            self._end(AnswerTooLarge(f"the answer is larger than {self._limit_bytes} bytes; ask for less"))
            self.close()
        else:
            self._body.append(data)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            self._headers = []
            return
        self.reusable = self.reusable and self._parser.should_keep_alive()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(Answer(status, self._headers, b"".join(self._body)))


class Upstream:
    """One service at `url`. At most `upstream_connections` requests are under way; more wait their turn."""

    def __init__(self, name: str, url: str, settings: GatewaySettings) -> None:
        parts = urlsplit(url)
        self.name = name
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._host_header = f"host: {parts.netloc}\r\n".encode("ascii")
        self._settings = settings
        self._idle: list[_Connection] = []
        self._turn = asyncio.Semaphore(settings.upstream_connections)

    async def request(
        self, method: str, target: str, headers: Headers, body: bytes = b"", *, slow: bool = False
    ) -> Answer:
        """The service's answer. `target` is a path with its query, quoted; a `slow` one is waited for longer.

        Raises Unavailable when there is none in time, AnswerTooLarge.
        """
        head = [f"{method} {target} HTTP/1.1\r\n".encode("ascii"), self._host_header]
        head += [b"%b: %b\r\n" % header for header in headers]
        if body or method != "GET":
            head.append(b"content-length: %d\r\n" % len(body))
        request = b"".join([*head, b"\r\n", body])
        seconds = self._settings.upstream_slow_seconds if slow else self._settings.upstream_seconds
        try:
            async with asyncio.timeout(seconds), self._turn:
                return await self._exchange(request)
        except (TimeoutError, OSError):
            raise Unavailable(f"{self.name} does not answer; send the same request again") from None

    async def _exchange(self, request: bytes) -> Answer:
        """Tries a kept connection, then a new one: every write has a key, so that twice is once."""
        kept = self._kept()
        if kept is not None:
            try:
                return await self._use(kept, request)
            except ConnectionError:
                self.close()
        return await self._use(await self._connect(), request)

    def _kept(self) -> _Connection | None:
        oldest = asyncio.get_running_loop().time() - self._settings.upstream_idle_seconds
        while self._idle:
            connection = self._idle.pop()
            if connection.reusable and connection.idle_since > oldest:
                return connection
            connection.close()
        return None

    async def _connect(self) -> _Connection:
        limit = self._settings.answer_limit_bytes
        async with asyncio.timeout(self._settings.upstream_connect_seconds):
            _, connection = await asyncio.get_running_loop().create_connection(
                lambda: _Connection(limit), self._host, self._port
            )
        return connection

    async def _use(self, connection: _Connection, request: bytes) -> Answer:
        try:
            answer = await connection.exchange(request)
        except BaseException:
            connection.close()
            raise
        if connection.reusable:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        else:
            connection.close()
        return answer

    def close(self) -> None:
        """Drops the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()
