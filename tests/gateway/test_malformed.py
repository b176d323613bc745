"""Bytes that no well-behaved client sends."""

import socket

import pytest

from tests.gateway.conftest import Door, Open, Services


def reply(door: Door, request: bytes) -> bytes:
    """Everything that comes back until the other side closes or is silent."""
    with socket.create_connection(("127.0.0.1", door.served.port), timeout=2) as connection:
        connection.sendall(request)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
                if b"\r\n\r\n" in received:
                    break
        except TimeoutError:
            pass
        return received


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def head(door: Door, line: bytes, *headers: bytes) -> bytes:
    bearer = door.bearer("client", "c")["authorization"].encode()
    given = [line, b"host: x", b"authorization: " + bearer, b"idempotency-key: k", *headers]
    return b"\r\n".join([*given, b"", b""])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"GET /v1/orders/../x HTTP/1.1", 404),
        (b"GET /v1/orders/../orders HTTP/1.1", 404),
        (b"GET /v1/orders/%2e%2e/x HTTP/1.1", 404),
        (b"GET /v1/orders/%2e%2e HTTP/1.1", 404),
        (b"GET /v1/orders/..%2f..%2fhealth%2fready HTTP/1.1", 404),
        (b"GET /v1/orders/%ff%fe HTTP/1.1", 404),
        (b"GET /v1/orders/%0d%0ax-principal:%20me HTTP/1.1", 404),
        (b"GET /v1/orders/%00 HTTP/1.1", 404),
        (b"GET /v1/orders/a%20b HTTP/1.1", 404),
        (b"GET //v1/orders HTTP/1.1", 404),
        (b"GET /v1//orders HTTP/1.1", 404),
        (b"GET /v1/orders\\.. HTTP/1.1", 404),
        (b"TRACE /v1/orders HTTP/1.1", 405),
        (b"NONSENSE /v1/orders HTTP/1.1", 400),
        (b"GET /v1/orders with spaces HTTP/1.1", 400),
        (b"nonsense", 400),
    ],
)
def test_a_strange_path_never_reaches_a_service(
    door: Door, services: Services, line: bytes, expected: int
) -> None:
    assert status(reply(door, head(door, line))) == expected
    assert not any(service.seen for service in services.values())


@pytest.mark.parametrize(
    "header",
    [
        b"no colon here",
        b"bad name: x",
        b": empty",
        b"if-match: a\x00b",
        b"if-match: a\nx-principal: b",
        b"content-length: -1",
        b"content-length: 5x",
        b"content-length: 1\r\ncontent-length: 2",
        b"content-length: 3\r\ntransfer-encoding: chunked",
        b"transfer-encoding: gzip",
        b"transfer-encoding: chunked\r\n\r\nnot a chunk",
        b"content-length: 99999999999999999999999",
    ],
)
def test_a_malformed_header_is_refused(door: Door, services: Services, header: bytes) -> None:
    received = reply(door, head(door, b"POST /v1/orders HTTP/1.1", header))
    assert received == b"" or 400 <= status(received) < 500
    for seen in services["task-catalog"].seen:
        assert len(seen.header("x-principal")) == 1
    assert services["task-catalog"].seen == []


def test_a_caller_that_leaves_in_the_middle_harms_nobody(door: Door, services: Services) -> None:
    with socket.create_connection(("127.0.0.1", door.served.port), timeout=2) as connection:
        connection.sendall(head(door, b"POST /v1/orders HTTP/1.1", b"content-length: 100") + b"half")
    assert door.client.get("/v1/orders", headers=door.bearer()).status_code == 200
    assert [seen.method for seen in services["task-catalog"].seen] == ["GET"]


def test_two_requests_in_one_packet_are_both_answered(door: Door, services: Services) -> None:
    one = head(door, b"GET /v1/orders HTTP/1.1")
    last = one.replace(b"host: x", b"host: x\r\nconnection: close")
    with socket.create_connection(("127.0.0.1", door.served.port), timeout=2) as connection:
        connection.sendall(one + last)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert received.count(b"HTTP/1.1 200 OK") == 2
    assert len(services["task-catalog"].seen) == 2


def test_a_body_that_does_not_arrive_is_408_and_never_passed_on(open_door: Open, services: Services) -> None:
    door = open_door(body_seconds=0.3)
    answer = reply(door, head(door, b"POST /v1/orders HTTP/1.1", b"content-length: 100") + b"half")
    assert status(answer) == 408
    assert b"application/problem+json" in answer
    assert services["task-catalog"].seen == []


def test_a_header_without_end_is_431(door: Door) -> None:
    assert status(reply(door, head(door, b"GET /v1/orders HTTP/1.1", b"x: " + b"a" * 70_000))) == 431
