"""What happens when a service is away, slow, restarted or talks nonsense."""

import socket
import threading
import time

import httpx2
import pytest

from tests.gateway.conftest import Door, Open, Services, closed_port
from tests.gateway.served import Served, Service


@pytest.fixture
def tasks() -> Service:
    return Service("assignment", answer={"items": []})


def ask(door: Door, key: str = "key-1") -> httpx2.Response:
    return door.client.post("/v1/assignments", headers=door.write("member", "w1", key), json={})


def assert_unavailable(answer: httpx2.Response) -> None:
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["type"] == "urn:minijob:problem:unavailable"


def test_a_service_that_is_away_is_503_and_the_others_answer(open_door: Open) -> None:
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{closed_port()}"})
    assert_unavailable(ask(door))
    assert door.client.get("/v1/orders", headers=door.bearer()).status_code == 200


def test_a_service_that_does_not_answer_in_time_is_503(open_door: Open, services: Services) -> None:
    door = open_door(upstream_seconds=0.2)
    services["assignment"].delay_seconds = 1.0
    assert_unavailable(ask(door))
    services["assignment"].delay_seconds = 0.0
    assert ask(door).status_code == 200


def test_a_service_that_does_not_even_take_the_connection_is_503(open_door: Open) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        door = open_door(
            urls={"assignment_url": f"http://127.0.0.1:{listener.getsockname()[1]}"},
            upstream_connect_seconds=0.2,
            upstream_seconds=0.5,
        )
        begun = time.monotonic()
        assert_unavailable(ask(door))
        assert time.monotonic() - begun < 3


def test_a_restart_of_a_service_is_not_felt(open_door: Open, tasks: Service) -> None:
    served = Served(tasks).start()
    door = open_door(urls={"assignment_url": served.url})
    for _ in range(3):
        assert ask(door).status_code == 200
    served.stop()
    assert_unavailable(ask(door))
    again = Served(tasks, served.port).start()
    try:
        assert ask(door).status_code == 200
    finally:
        again.stop()


def raw_service(replies: list[bytes | None]) -> tuple[int, list[int]]:
    """Answers each request with the next reply; None closes instead. Returns its port and what it counted."""
    listener = socket.create_server(("127.0.0.1", 0))
    counted = [0]

    def talk(connection: socket.socket) -> None:
        with connection:
            while connection.recv(65536):
                counted[0] += 1
                reply = replies.pop(0) if replies else None
                if reply is None:
                    return
                connection.sendall(reply)

    def accept() -> None:
        with listener:
            for _ in range(10):
                connection, _ = listener.accept()
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return int(listener.getsockname()[1]), counted


GOOD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


def test_a_kept_connection_that_was_closed_is_replaced_once(open_door: Open) -> None:
    port, counted = raw_service([GOOD, None, GOOD])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"})
    assert ask(door).status_code == 200
    assert ask(door).status_code == 200
    assert counted == [3]


def test_a_new_connection_that_is_closed_is_not_tried_again(open_door: Open) -> None:
    port, counted = raw_service([None, GOOD])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"})
    assert_unavailable(ask(door))
    assert counted == [1]


def test_an_answer_that_ends_early_is_503(open_door: Open) -> None:
    port, _ = raw_service([b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf", None])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"}, upstream_seconds=0.3)
    assert_unavailable(ask(door))


def test_what_is_no_http_is_503(open_door: Open) -> None:
    port, _ = raw_service([b"SSH-2.0-OpenSSH\r\n\r\n"])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"})
    assert_unavailable(ask(door))


def test_a_preliminary_answer_is_passed_over(open_door: Open) -> None:
    port, _ = raw_service([b"HTTP/1.1 100 Continue\r\nx-a: b\r\n\r\n" + GOOD])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"})
    assert (ask(door).status_code, ask(door).status_code) == (200, 503)


def test_a_connection_that_the_service_ends_is_not_kept(open_door: Open) -> None:
    port, counted = raw_service([GOOD.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n"), GOOD])
    door = open_door(urls={"assignment_url": f"http://127.0.0.1:{port}"})
    assert [ask(door).status_code, ask(door).status_code] == [200, 200]
    assert counted == [2]


def test_an_answer_above_the_limit_is_502_and_not_kept_in_memory(open_door: Open, services: Services) -> None:
    door = open_door(answer_limit_bytes=10_000)
    services["assignment"].answer, services["assignment"].pieces = b"x" * 50_000, 5
    answer = ask(door)
    assert (answer.status_code, answer.json()["type"]) == (502, "urn:minijob:problem:answer-too-large")
    services["assignment"].answer, services["assignment"].pieces = b"x" * 10_000, 1
    assert ask(door).status_code == 200


def test_more_requests_than_connections_wait_for_their_turn(open_door: Open, services: Services) -> None:
    door = open_door(upstream_connections=2)
    services["assignment"].delay_seconds = 0.05
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda n=number: statuses.append(ask(door, f"key-{n}").status_code))
        for number in range(8)
    ]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert time.monotonic() - begun >= 0.2
