"""A partner's server on this machine that answers as told, in every way that a server can fail."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import orjson

MEGABYTE = 1_000_000

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Arrival:
    """A request as it arrived; the names of its headers are in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads(self.body)
        return found

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that leaves in the middle of a handshake is no error of the test."""


@dataclass
class Receiver:
    """`behave` is asked for each arrival how to answer it; without it, everything is taken."""

    behave: Callable[[Arrival], Behaviour] = field(default=lambda arrival: status(204))
    arrivals: list[Arrival] = field(default_factory=list)
    port: int = 0
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None

    def start(self) -> Self:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                body = self.rfile.read(length)
                if len(body) < length:  # the sender has died
                    self.close_connection = True
                    return
                names = {name.lower(): value for name, value in self.headers.items()}
                arrival = Arrival(self.path, names, body, time.monotonic())
                receiver.arrivals.append(arrival)
                with contextlib.suppress(OSError):
                    receiver.behave(arrival)(self)

            def log_message(self, format: str, *args: Any) -> None:
                return

        self._server = _Server((self.host, self.port), Handler)
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def events(self) -> list[int]:
        """The sequences of the events in the order of their arrival, repeats included."""
        return [arrival.event["sequence"] for arrival in list(self.arrivals)]


def status(code: int, **headers: str) -> Behaviour:
    """An orderly answer without a body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", "0")
        handler.end_headers()

    return answer


def silence(seconds: float) -> Behaviour:
    """Takes the request and says nothing for so long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return answer


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Cuts the connection off with RST."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def raw(*pieces: bytes, pause: float = 0.0) -> Behaviour:
    """Writes just these bytes, with a pause before each but the first, and hangs up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for number, piece in enumerate(pieces):
            time.sleep(pause if number else 0.0)
            handler.wfile.write(piece)
            handler.wfile.flush()

    return answer


def huge(code: int, megabytes: int, written: list[int]) -> Behaviour:
    """An answer that is far too long; `written` grows by what was taken of it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.send_response(code)
        handler.send_header("content-length", str(megabytes * MEGABYTE))
        handler.end_headers()
        for _ in range(megabytes):
            handler.wfile.write(b"x" * MEGABYTE)
            written.append(MEGABYTE)

    return answer
