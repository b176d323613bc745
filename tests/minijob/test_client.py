"""The SDK repeats what may help, always as the same request, and explains what was refused."""

import asyncio
import json
import time

import pytest

from minijob import AsyncClient, Client, ProblemError
from minijob._core import Answer, Attempts
from minijob.replay.lean import Connection, LeanClient
from tests.minijob.conftest import Said, Script

REFUSAL = {
    "type": "urn:minijob:problem:invalid",
    "title": "Some fields are wrong",
    "status": 422,
    "detail": "some fields are wrong",
    "errors": [{"where": "questions[0].text", "message": "is missing"}],
    "request_id": "r-1",
}


def test_a_write_that_is_repeated_keeps_its_key(server: Script) -> None:
    server.answers = [Said(503), Said(0), Said(201, {"order_id": "o"})]
    with Client(server.url, "token") as client:
        assert client.create_order({"title": "t"}) == {"order_id": "o"}
    assert len({asked.headers["idempotency-key"] for asked in server.asked}) == 1
    assert [asked.body for asked in server.asked] == [b'{"title": "t"}'] * 3
    assert server.asked[0].headers["authorization"] == "Bearer token"


def test_two_writes_have_two_keys(server: Script) -> None:
    server.answers = [Said(200, {})]
    with Client(server.url) as client:
        client.submit_order("o")
        client.submit_order("o")
    assert len({asked.headers["idempotency-key"] for asked in server.asked}) == 2


def test_a_given_key_is_sent(server: Script) -> None:
    server.answers = [Said(200, {})]
    with Client(server.url) as client:
        client.close_order("o", key="mine")
    assert server.asked[0].headers["idempotency-key"] == "mine"


def test_the_time_that_the_platform_asks_for_is_waited(server: Script) -> None:
    server.answers = [Said(429, headers={"Retry-After": "1"}), Said(200, {"items": []})]
    started = time.monotonic()
    with Client(server.url) as client:
        client.orders()
    assert time.monotonic() - started >= 1


def test_after_the_deadline_the_last_refusal_is_told(server: Script) -> None:
    server.answers = [Said(503, {**REFUSAL, "status": 503, "type": "urn:minijob:problem:unavailable"})]
    with Client(server.url, deadline_seconds=0.5) as client, pytest.raises(ProblemError) as refused:
        client.orders()
    assert (refused.value.status, refused.value.code) == (503, "unavailable")
    assert len(server.asked) > 1


def test_when_nobody_answers_until_the_deadline_it_is_told_so(server: Script) -> None:
    server.answers = [Said(0)]
    with Client(server.url, deadline_seconds=0.3) as client, pytest.raises(ProblemError) as refused:
        client.orders()
    assert (refused.value.status, refused.value.code) == (0, "no-answer")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/json"}])
def test_an_answer_without_a_body_is_none(server: Script, headers: dict[str, str]) -> None:
    server.answers = [Said(204, headers=headers)]
    with Client(server.url) as client:
        assert client.unlink_partner("shop-1") is None
    assert (server.asked[0].method, server.asked[0].path) == ("DELETE", "/v1/me/points/links/shop-1")


def test_a_refusal_is_not_repeated_and_names_its_fields(server: Script) -> None:
    server.answers = [Said(422, REFUSAL)]
    with Client(server.url) as client, pytest.raises(ProblemError) as refused:
        client.create_order({})
    assert len(server.asked) == 1
    assert refused.value.code == "invalid"
    assert refused.value.errors == [{"where": "questions[0].text", "message": "is missing"}]
    assert refused.value.request_id == "r-1"
    assert "questions[0].text: is missing" in str(refused.value)


def test_what_the_detail_says_already_is_not_said_again() -> None:
    errors = [{"where": "questions[0].options", "message": "needs at least two"}]
    told = ProblemError(422, "invalid", "questions[0].options: needs at least two", errors)
    assert str(told) == "422 invalid: questions[0].options: needs at least two"


@pytest.mark.parametrize(
    "url", ["", "host", "http://", "http://host:port", "http://host:0", "http://[::1", "ftp://host"]
)
def test_what_is_no_url_of_a_gateway_is_refused_in_words(url: str) -> None:
    for client in (Client, AsyncClient, Connection):
        with pytest.raises(ValueError, match="is not of the form http://host:port"):
            client(url)


def test_an_error_that_is_no_problem_document_is_told_as_it_is(server: Script) -> None:
    with pytest.raises(ProblemError) as refused:
        Answer(502, {}, b"<html>bad gateway</html>").read()
    assert (refused.value.status, refused.value.code) == (502, "")
    assert refused.value.detail == "<html>bad gateway</html>"


def test_ids_cannot_lead_to_another_path(server: Script) -> None:
    server.answers = [Said(200, {})]
    with Client(server.url) as client:
        client.order("../ledger?x=1")
    assert server.asked[0].path == "/v1/orders/..%2Fledger%3Fx%3D1"


def test_no_open_work_is_none(server: Script) -> None:
    server.answers = [Said(204)]
    with Client(server.url) as client:
        assert client.take_task() is None
    assert json.loads(server.asked[0].body) == {}


def test_the_next_version_names_the_one_it_replaces(server: Script) -> None:
    server.answers = [Said(200, {})]
    with Client(server.url) as client:
        client.replace_order("o", {}, version=3)
    assert (server.asked[0].method, server.asked[0].headers["if-match"]) == ("PUT", "3")


def test_the_awaited_client_repeats_in_the_same_way(server: Script) -> None:
    server.answers = [Said(0), Said(503), Said(200, {"submission_id": "s"})]

    async def submit() -> object:
        async with AsyncClient(server.url) as client:
            return await client.submit_answers("a", {"q1": "1"})

    assert asyncio.run(submit()) == {"submission_id": "s"}
    assert len({asked.headers["idempotency-key"] for asked in server.asked}) == 1


def test_the_lean_client_opens_a_closed_connection_again(server: Script) -> None:
    server.answers = [Said(200, {"n": 1}), Said(0), Said(204), Said(200, {"n": 2})]

    async def ask() -> list[object]:
        connection = Connection(server.url)
        client = LeanClient(connection, "token", 5)
        found = [await client.points(), await client.take_task(task_id="t"), await client.points()]
        connection.close()
        return found

    assert asyncio.run(ask()) == [{"n": 1}, None, {"n": 2}]
    assert [asked.method for asked in server.asked] == ["GET", "POST", "POST", "GET"]
    assert server.asked[1].headers["idempotency-key"] == server.asked[2].headers["idempotency-key"]


def test_waits_grow_and_stay_below_the_bound() -> None:
    attempts = Attempts(1_000, clock=lambda: 0.0)
    waits = [attempts.after_failure(OSError()) for _ in range(10)]
    assert waits[0] <= 0.1
    assert all(2.5 <= wait <= 5 for wait in waits[6:])
