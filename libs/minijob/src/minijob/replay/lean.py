"""A client for load: one kept HTTP/1.1 connection, because a general client costs several times as much."""

import asyncio

from minijob._core import Answer, Request, gateway_url
from minijob.client import ANSWER_SECONDS, RetryingRoutes

ANSWER_HEAD_BYTES = 65_536


def plain_address(gateway: str) -> tuple[str, int]:
    """Host and port. ValueError: `gateway` is not of the form http://host:port."""
    url = gateway_url(gateway)
    if url.scheme != "http" or url.hostname is None:
        raise ValueError(f"{gateway!r} is not of the form http://host:port")
    return url.hostname, url.port or 80


class Connection:
    """One connection to the gateway, opened when it is needed; for one request at a time.

    ValueError: `gateway` is no URL, or one with TLS.
    """

    def __init__(self, gateway: str) -> None:
        self.host, self.port = plain_address(gateway)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def send(self, request: bytes) -> Answer:
        """Raises OSError (TimeoutError among them) when the answer did not come whole."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._exchange(request)
        except asyncio.IncompleteReadError as error:
            self.close()
            raise ConnectionResetError("closed before the answer was complete") from error
        except BaseException:
            self.close()
            raise

    async def _exchange(self, request: bytes) -> Answer:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                self.host, self.port, limit=ANSWER_HEAD_BYTES
            )
        self._writer.write(request)
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split(" ", 2)[1]), headers, body)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


class LeanClient(RetryingRoutes):
    """All routes over a connection that it shares with others, one after the other."""

    def __init__(self, connection: Connection, token: str, deadline_seconds: float) -> None:
        self._connection = connection
        self._head = f"Host: {connection.host}:{connection.port}\r\nAuthorization: Bearer {token}\r\n"
        self.deadline_seconds = deadline_seconds

    async def exchange(self, request: Request) -> Answer:
        given = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        head = (
            f"{request.method} {request.target} HTTP/1.1\r\n{self._head}{given}"
            f"Content-Length: {len(request.body)}\r\n\r\n"
        )
        return await self._connection.send(head.encode() + request.body)
