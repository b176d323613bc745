"""Connections that send too much, too slowly or nothing: none is kept for ever, none takes much memory."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPResponse

import pytest
import uvicorn
import uvloop
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from chassis.http import create_app
from chassis.serving import http_server
from chassis.settings import Settings

SETTINGS = Settings(
    database_url="postgresql://127.0.0.1:1/none",
    kafka_bootstrap_servers="127.0.0.1:1",
    principal_secret="only-for-tests-" * 3,
    http_port=0,
    header_limit_bytes=4_000,
    header_lines=50,
    header_seconds=1.0,
    body_seconds=1.0,
    answer_seconds=1.0,
    keep_alive_seconds=5,
)
GET = b"GET /who HTTP/1.1\r\nhost: x\r\n\r\n"
POST = b"POST /length HTTP/1.1\r\nhost: x\r\n"


async def _well() -> str:
    return ""


def application() -> FastAPI:
    """Says how long a body is, who asks, and something now and then for ever."""
    router = APIRouter()

    @router.post("/length")
    async def length(request: Request) -> int:
        return len(await request.body())

    @router.get("/who")
    async def who(request: Request) -> str:
        return request.client.host if request.client else ""

    @router.get("/slow")
    async def slow() -> Response:
        await asyncio.sleep(1.5)
        return Response(b"slow")

    @router.get("/stream")
    async def stream(size: int = 1) -> StreamingResponse:
        async def pieces() -> Iterator[bytes]:  # type: ignore[misc]
            while True:
                yield b"." * size
                await asyncio.sleep(0.1)

        return StreamingResponse(pieces())

    return create_app("echo", router, _well, _well, 1_000_000)


@contextmanager
def running(settings: Settings) -> Iterator[uvicorn.Server]:
    server = http_server(application(), settings)
    thread = threading.Thread(target=lambda: uvloop.run(server.serve()))
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield server
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def server() -> Iterator[uvicorn.Server]:
    with running(SETTINGS) as found:
        yield found


Connect = Callable[[], AbstractContextManager[socket.socket]]


@pytest.fixture
def connect(server: uvicorn.Server) -> Connect:
    return lambda: socket.create_connection(address_of(server), timeout=5)


def address_of(server: uvicorn.Server) -> tuple[str, int]:
    host, port = server.servers[0].sockets[0].getsockname()
    return host, port


def until_closed(connection: socket.socket) -> bytes:
    """All that comes; fails when the other side does not close within five seconds."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def problem_in(answer: bytes) -> tuple[int, str]:
    """Status and code of the only answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    assert b"connection: close" in head.lower()
    told = json.loads(body)
    assert set(told) == {"type", "title", "status", "detail", "errors", "request_id"}
    assert int(head.split()[1]) == told["status"]
    return told["status"], told["type"].rpartition(":")[2]


def answer_on(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body of an answer after which the connection stays open."""
    answer = HTTPResponse(connection)
    answer.begin()
    return answer.status, answer.read()


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"a" * 5_000,
        b"GET / HTTP/1.1\r\nhost: " + b"a" * 5_000,
        b"GET / HTTP/1.1\r\n" + b"a" * 5_000,
        b"GET /who HTTP/1.1\r\nmore: " + b"a" * 5_000 + b"\r\n\r\n",
        b"GET /who HTTP/1.1\r\n" + b"a:\r\n" * 51 + b"\r\n",
    ],
    ids=["address", "value", "name", "whole", "many"],
)
def test_a_header_above_the_limit_is_refused(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        assert problem_in(until_closed(connection)) == (431, "header-too-large")


def test_a_header_that_trickles_in_is_refused_at_the_same_size() -> None:
    patient = SETTINGS.model_copy(update={"header_seconds": 60.0})
    with running(patient) as server, socket.create_connection(address_of(server), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        sent = 16
        while not _readable(connection):
            connection.sendall(b"a: " + b"b" * 95 + b"\r\n")
            sent += 100
        assert problem_in(until_closed(connection)) == (431, "header-too-large")
    assert 4_000 < sent < 20_000


def _readable(connection: socket.socket) -> bool:
    connection.settimeout(0.005)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except TimeoutError:
        return False
    finally:
        connection.settimeout(5)


def test_a_large_body_in_the_same_piece_is_no_large_header(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(POST + b"content-length: 60000\r\n\r\n" + b"x" * 60_000)
        assert answer_on(connection) == (200, b"60000")


def test_trailers_without_end_are_refused(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(POST + b"transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
        time.sleep(0.05)
        connection.sendall(b"a: b\r\n" * 1_000)
        assert problem_in(until_closed(connection)) == (431, "header-too-large")


@pytest.mark.parametrize("sent", [b"", b"\r\n", b"GET /who HTTP/1.1\r\nhost:"], ids=str)
def test_who_says_nothing_or_stops_in_the_header_is_let_go(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        begun = time.monotonic()
        received = until_closed(connection)
        assert time.monotonic() - begun < 4
        assert received == b"" if not sent else problem_in(received) == (408, "too-slow")


def test_a_header_is_not_prolonged_by_more_of_it(connect: Connect) -> None:
    with connect() as connection:
        begun = time.monotonic()
        connection.sendall(b"GET /who HTTP/1.1\r\n")
        while not _readable(connection):
            connection.sendall(b"a: b\r\n")
            time.sleep(0.05)
        assert problem_in(until_closed(connection)) == (408, "too-slow")
        assert time.monotonic() - begun < 4


def test_a_body_that_does_not_arrive_in_time_is_refused(connect: Connect) -> None:
    with connect() as connection:
        begun = time.monotonic()
        connection.sendall(POST + b"content-length: 1000\r\n\r\nhalf")
        while not _readable(connection):
            connection.sendall(b"x")
            time.sleep(0.05)
        assert problem_in(until_closed(connection)) == (408, "too-slow")
        assert 0.9 < time.monotonic() - begun < 4


def test_the_rest_of_a_body_that_was_refused_is_not_awaited_for_ever(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(POST + b"content-length: 9000000\r\n\r\nx")
        received = until_closed(connection)
        assert received.startswith(b"HTTP/1.1 413")
        assert received.count(b"HTTP/1.1") == 1


def test_a_body_that_comes_after_its_header_is_read(connect: Connect) -> None:
    with connect() as connection:
        for _ in range(3):
            connection.sendall(POST + b"content-length: 10\r\n\r\n")
            time.sleep(0.15)
            connection.sendall(b"0123456789")
            assert answer_on(connection) == (200, b"10")
            time.sleep(0.15)


def test_an_idle_connection_is_kept_between_requests(connect: Connect) -> None:
    with connect() as connection:
        for _ in range(2):
            connection.sendall(GET)
            assert answer_on(connection) == (200, b'"127.0.0.1"')
            time.sleep(1.3)


def test_what_is_said_between_requests_does_not_keep_a_connection_open(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(GET)
        answer_on(connection)
        connection.sendall(b"\r\n")
        begun = time.monotonic()
        assert problem_in(until_closed(connection)) == (408, "too-slow")
        assert time.monotonic() - begun < 4


def test_a_stream_and_a_slow_answer_outlast_the_limits_of_a_request(connect: Connect) -> None:
    with connect() as watching, connect() as waiting:
        watching.sendall(b"GET /stream HTTP/1.1\r\nhost: x\r\n\r\n")
        waiting.sendall(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n")
        until = time.monotonic() + 2.2
        while time.monotonic() < until:
            assert watching.recv(65536)
        assert answer_on(waiting) == (200, b"slow")


def test_who_does_not_read_the_answer_is_dropped(server: uvicorn.Server, connect: Connect) -> None:
    with connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.sendall(b"GET /stream?size=10000000 HTTP/1.1\r\nhost: x\r\n\r\n")
        connection.recv(1)
        assert server.server_state.tasks
        until = time.monotonic() + 5
        while server.server_state.tasks and time.monotonic() < until:
            time.sleep(0.05)
        assert not server.server_state.tasks


@pytest.mark.parametrize(
    "sent",
    [b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n"],
    ids=str,
)
def test_what_is_no_http_is_a_problem(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        assert problem_in(until_closed(connection)) == (400, "malformed")


def test_nothing_is_said_into_the_answer_to_an_earlier_request(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\nnonsense\r\n\r\n")
        assert until_closed(connection) == b""


@pytest.mark.parametrize("protocol", [b"websocket", b"h2c"])
def test_another_protocol_is_not_spoken(connect: Connect, protocol: bytes) -> None:
    with connect() as connection:
        upgrade = b"connection: upgrade\r\nupgrade: " + protocol + b"\r\nsec-websocket-key: aaaa\r\n\r\n"
        connection.sendall(b"GET /who HTTP/1.1\r\nhost: x\r\n" + upgrade)
        assert answer_on(connection)[0] == 200


def test_too_many_connections_are_told_to_come_back_and_the_process_still_says_that_it_is_alive() -> None:
    settings = SETTINGS.model_copy(update={"http_connections": 2, "header_seconds": 5.0})
    with running(settings) as server:
        with (
            socket.create_connection(address_of(server)) as first,
            socket.create_connection(address_of(server), timeout=5) as second,
            socket.create_connection(address_of(server), timeout=5) as third,
        ):
            second.sendall(GET)
            received = until_closed(second)
            assert problem_in(received) == (503, "crowded")
            assert b"retry-after: 1" in received
            third.sendall(GET.replace(b"/who", b"/health/live"))
            assert answer_on(third)[0] == 200
            first.close()
        with socket.create_connection(address_of(server), timeout=5) as later:
            time.sleep(0.1)
            later.sendall(GET)
            assert answer_on(later)[0] == 200


@pytest.mark.parametrize(("trusted", "host"), [("", "127.0.0.1"), ("127.0.0.0/8", "10.9.8.7")])
def test_a_forwarded_address_is_believed_from_a_named_proxy_only(trusted: str, host: str) -> None:
    with (
        running(SETTINGS.model_copy(update={"trusted_proxies": trusted})) as server,
        socket.create_connection(address_of(server), timeout=5) as connection,
    ):
        connection.sendall(GET.replace(b"host: x", b"host: x\r\nx-forwarded-for: 1.1.1.1, 10.9.8.7"))
        assert answer_on(connection) == (200, f'"{host}"'.encode())
