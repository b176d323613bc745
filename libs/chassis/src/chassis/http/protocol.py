"""HTTP/1.1 as uvicorn speaks it, with an end to every wait and a bound on every unfinished request."""

import asyncio
from functools import partial
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from chassis.http.middleware import RequestContext
from chassis.http.problems import problem
from chassis.settings import Settings

ALIVE = "/health/live"
CROWDED_RETRY_SECONDS = 1


class BoundedProtocol(HttpToolsProtocol):
    """One connection.

    A request that comes whole in one piece, as nearly all do, starts no timer. Counted are the bytes since
    the last part of a request was complete: an unfinished header, or what comes instead of a body (trailers).
    """

    def __init__(self, settings: Settings, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._settings = settings
        self._header_bytes, self._header_lines = settings.header_limit_bytes, settings.header_lines
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._unfinished = 0
        self._in_body = self._whole = False
        self.url, self.headers = b"", []

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._whole = False
        self._unfinished += len(data)
        super().data_received(data)
        if self._whole or self.transport.is_closing():
            return
        if self._unfinished > self._header_bytes:
            self._refuse(_header_too_large(self._settings))
        elif self._timer is None:
            self._wait()

    def on_headers_complete(self) -> None:
        if self._too_large():
            raise ValueError("too large")  # ends the parsing; `send_400_response` is called for the answer
        super().on_headers_complete()
        self._unfinished, self._in_body = 0, True
        if self._timer is not None:
            self._stop_waiting()

    def on_body(self, body: bytes) -> None:
        self._unfinished = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unfinished, self._in_body, self._whole = 0, False, True
        if self._timer is not None:
            self._stop_waiting()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """The answer when the parser gives up."""
        if self._too_large():
            self._refuse(_header_too_large(self._settings))
        else:
            self._refuse(problem(400, "this is no well-formed HTTP request", "malformed"))

    def pause_writing(self) -> None:
        """Drops whoever does not read what they asked for, in the end."""
        super().pause_writing()
        self._writing = self.loop.call_later(self._settings.answer_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_writing()
        super().resume_writing()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        if app is service_unavailable:
            app = self.app if cycle.scope["path"] == ALIVE else _CROWDED
        super()._start_asgi_task(cycle, app)

    def _too_large(self) -> bool:
        """Of a header that is all there; the sum is only made when it may be."""
        if len(self.headers) > self._header_lines:
            return True
        if self._unfinished <= self._header_bytes:
            return False
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        return size > self._header_bytes

    def _wait(self) -> None:
        seconds = self._settings.body_seconds if self._in_body else self._settings.header_seconds
        self._timer = self.loop.call_later(seconds, self._waited)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _stop_writing(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _waited(self) -> None:
        if self.flow.read_paused:  # it is the application that does not go on
            self._wait()
        elif self._in_body or self._unfinished:
            self._refuse(problem(408, "the request did not arrive in time", "too-slow"))
        else:
            self.transport.close()

    def _refuse(self, answer: Response) -> None:
        """Answers in place of the application unless it speaks or still has to, and closes."""
        cycle = self.cycle
        if self._in_body:
            silent = not self.pipeline and not cycle.response_started
        else:
            silent = cycle is None or cycle.response_complete
        if silent and not self.transport.is_closing():
            headers = [*self.server_state.default_headers, *answer.raw_headers, (b"connection", b"close")]
            lines = [b"%b: %b\r\n" % header for header in headers]
            head = [STATUS_LINE[answer.status_code], *lines, b"\r\n"]
            self.transport.write(b"".join([*head, bytes(answer.body)]))
        self.transport.close()


def bounded_protocol(settings: Settings) -> Any:
    """What uvicorn makes a connection's protocol with."""
    return partial(BoundedProtocol, settings)


def _header_too_large(settings: Settings) -> Response:
    most = f"{settings.header_limit_bytes} bytes in {settings.header_lines} lines"
    return problem(431, f"the header is larger than {most}", "header-too-large")


async def _crowded(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Retry-After": str(CROWDED_RETRY_SECONDS), "Connection": "close"}
    await problem(503, "too many are connected; send it again", "crowded", headers=headers)(
        scope, receive, send
    )


_CROWDED = RequestContext(_crowded)
