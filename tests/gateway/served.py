"""ASGI applications on real sockets, and a service that answers as told and remembers the questions."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx2
import orjson
import uvicorn
import uvloop
from starlette.types import ASGIApp, Receive, Scope, Send

WAIT_SECONDS = 10.0


class Served:
    """An application on a port of this machine, in a thread with its own loop, where `close` runs too."""

    def __init__(
        self,
        app: ASGIApp,
        port: int = 0,
        close: Callable[[], None] = lambda: None,
        server: uvicorn.Server | None = None,
    ) -> None:
        self._close = close
        config = uvicorn.Config(
            app, port=port, loop="uvloop", http="httptools", lifespan="off", log_config=None, access_log=False
        )
        self.server = server or uvicorn.Server(config)
        self.server.config.timeout_graceful_shutdown = 1
        self._thread = threading.Thread(target=lambda: uvloop.run(self._serve()))
        self.port = port

    def start(self) -> Self:
        self._thread.start()
        until = time.monotonic() + WAIT_SECONDS
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.005)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        return self

    async def _serve(self) -> None:
        await self.server.serve()
        self._close()

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(WAIT_SECONDS)
        assert not self._thread.is_alive()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.url, timeout=WAIT_SECONDS, trust_env=False)


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


@dataclass
class Service:
    """A service behind the gateway. `answers` has the JSON for a path; others get `answer`."""

    name: str
    status: int = 200
    answer: Any = None
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    pieces: int = 1
    delay_seconds: float = 0.0
    seen: list[Seen] = field(default_factory=list)

    def reset(self) -> None:
        """As it was made."""
        vars(self).update(vars(Service(self.name)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in scope["headers"]]
        query = scope["query_string"].decode()
        self.seen.append(Seen(scope["method"], scope["raw_path"].decode(), query, headers, body))
        await asyncio.sleep(self.delay_seconds)
        await self._reply(scope["path"], send)

    async def _reply(self, path: str, send: Send) -> None:
        content = self.answers.get(path, self.answer)
        body = content if isinstance(content, bytes) else orjson.dumps(content)
        empty = self.status in (204, 304)
        headers = list(self.headers)
        if not any(name == b"content-type" for name, _ in headers):
            headers.append((b"content-type", b"application/json"))
        if self.pieces == 1 and not empty:
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        size = max(1, len(body) // self.pieces)
        for start in range(0, 0 if empty else len(body), size):
            piece = body[start : start + size]
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
