"""A small real server that answers as it is told and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Said:
    """One answer; `status` 0 closes the connection without any."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Script:
    """The answers, in order; the last one is repeated."""

    url: str
    answers: list[Said]
    asked: list[Asked]


@pytest.fixture
def server() -> Iterator[Script]:
    """A server on a free port of this machine."""
    script = Script("", [], [])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            script.asked.append(Asked(self.command, self.path, names, body))
            said = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
            if not said.status:
                self.close_connection = True
                return
            content = b"" if said.body is None else json.dumps(said.body).encode()
            self.send_response(said.status)
            if content:
                self.send_header("Content-Type", "application/json")
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = _answer

        def log_message(self, format: str, *args: Any) -> None:
            return

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    script.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield script
    listening.shutdown()
    listening.server_close()
    thread.join()
