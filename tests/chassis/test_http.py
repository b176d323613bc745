"""The HTTP base of every service: problems, limits, callers and idempotency."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any
from uuid import uuid4

import httpx2
import jwt
import orjson
import pytest

from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from tests.chassis.bank import Account, id_of

pytestmark = pytest.mark.servers
ANN, BEN, OPERATOR = Principal("client", "ann"), Principal("client", "ben"), Principal("operator", "op")
SAME = "same-key"


class Asking:
    """Requests to one replica."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.secret = running.settings.principal_secret

    def __call__(
        self,
        method: str,
        path: str,
        caller: Principal | None = ANN,
        key: str | None = None,
        headers: Mapping[str, str | bytes] | None = None,
        **options: Any,
    ) -> httpx2.Response:
        sent: dict[str, str | bytes] = {
            "Idempotency-Key": uuid4().hex if key is None else key,
            **(headers or {}),
        }
        if caller is not None:
            sent.setdefault(HEADER, sign(caller, self.secret))

        async def send() -> httpx2.Response:
            transport = httpx2.ASGITransport(app=self.running.app, raise_app_exceptions=False)
            async with httpx2.AsyncClient(transport=transport, base_url="http://small") as http:
                return await http.request(method, path, headers=sent, **options)

        return asyncio.run(send())


@pytest.fixture
def ask(replica: Callable[..., Running]) -> Asking:
    return Asking(replica())


def kind_of(answer: httpx2.Response) -> tuple[int, str]:
    """Status and code of a problem, whose shape is checked on the way."""
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "errors", "request_id"}
    assert (told["status"], told["request_id"]) == (answer.status_code, answer.headers["x-request-id"])
    return answer.status_code, told["type"].rpartition(":")[2]


def wrong_fields(answer: httpx2.Response) -> list[str]:
    return [error["where"] for error in answer.json()["errors"]]


GOOD = {"account": "x", "amount": 1}
BAD_BODIES = [
    ({**GOOD, "more": 1}, "more"),
    ({"amount": 1}, "account"),
    ({**GOOD, "amount": "1"}, "amount"),
    ({**GOOD, "amount": 1.5}, "amount"),
    ({**GOOD, "account": "a\x00b"}, "account"),
    ({**GOOD, "account": "a\x1bb"}, "account"),
]


@pytest.mark.parametrize(("body", "where"), BAD_BODIES, ids=lambda value: str(value)[:30])
def test_a_wrong_field_is_named(ask: Asking, body: Any, where: str) -> None:
    answer = ask("POST", "/v1/amounts", json=body)
    assert kind_of(answer)[0] == 422
    assert wrong_fields(answer) == [where]


def test_half_a_surrogate_pair_is_refused_by_name(ask: Asking) -> None:
    body = b'{"account": "a\\ud800", "amount": 1}'
    answer = ask("POST", "/v1/amounts", content=body, headers={"Content-Type": "application/json"})
    assert (kind_of(answer)[0], wrong_fields(answer)) == (422, ["account"])


@pytest.mark.parametrize("body", [b"{", b'{"account": "\xff"}', b"[" * 100_000])
def test_what_is_no_json_is_malformed(ask: Asking, body: bytes) -> None:
    answer = ask("POST", "/v1/amounts", content=body, headers={"Content-Type": "application/json"})
    assert (kind_of(answer), wrong_fields(answer)) == ((400, "malformed-json"), ["body"])


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"account": "a", "amount": %b}', "amount"),
        (b'{"account": {"of": [1, {"two": -%b}]}}', "account.of[1].two"),
        (b"%b", "body"),
    ],
)
def test_a_number_that_is_too_long_is_refused_by_name(ask: Asking, body: bytes, where: str) -> None:
    content = body % (b"9" * 5_000)
    answer = ask("POST", "/v1/amounts", content=content, headers={"Content-Type": "application/json"})
    assert (kind_of(answer), wrong_fields(answer)) == ((400, "malformed-json"), [where])
    assert "4300 digits" in answer.json()["errors"][0]["message"]


def test_a_large_body_is_refused_whether_it_says_its_length_or_not(ask: Asking) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x" * 1_000_000

    json = {"Content-Type": "application/json"}
    for content in (b"x" * 10_000_000, pieces()):
        answer = ask("POST", "/v1/amounts", content=content, headers=json)
        assert kind_of(answer) == (413, "too-large")


def test_unknown_paths_and_other_methods_have_their_own_answers(ask: Asking) -> None:
    assert kind_of(ask("GET", "/v1/nothing"))[0] == 404
    assert kind_of(ask("DELETE", "/v1/amounts"))[0] == 405


def test_only_a_fresh_statement_of_the_gateway_says_who_asks(ask: Asking) -> None:
    forged = sign(ANN, "another-secret-of-32-characters-or-more")
    claims = {"role": "client", "sub": "ann", "age": None, "prefecture": None, "exp": int(time.time()) - 1}
    old = jwt.encode(claims, ask.secret, algorithm="HS256")
    unsigned = jwt.encode({**claims, "exp": int(time.time()) + 60}, "", algorithm="none")
    assert kind_of(ask("GET", "/v1/amounts", None)) == (401, "unauthorized")
    for statement in (forged, old, unsigned, "nonsense"):
        assert kind_of(ask("GET", "/v1/amounts", headers={HEADER: statement})) == (401, "unauthorized")


def test_a_statement_that_was_good_is_refused_when_its_time_is_over(ask: Asking) -> None:
    expires_at = int(time.time()) + 2
    claims = {"role": "client", "sub": "ann", "age": None, "prefecture": None, "exp": expires_at}
    statement = {HEADER: jwt.encode(claims, ask.secret, algorithm="HS256")}
    assert ask("GET", "/v1/amounts", headers=statement).status_code == 200
    time.sleep(expires_at - time.time() + 0.05)
    assert kind_of(ask("GET", "/v1/amounts", headers=statement)) == (401, "unauthorized")


def test_another_role_is_not_let_in(ask: Asking) -> None:
    assert kind_of(ask("POST", "/v1/amounts", OPERATOR, json=GOOD)) == (403, "forbidden")


@pytest.mark.parametrize("key", ["", "   ", "k" * 201])
def test_a_write_needs_a_key_of_bounded_length(ask: Asking, key: str) -> None:
    answer = ask("POST", "/v1/amounts", key=key, json=GOOD)
    assert (kind_of(answer)[0], wrong_fields(answer)) == (422, ["Idempotency-Key"])


def test_the_same_key_is_done_once_and_other_words_under_it_are_refused(ask: Asking) -> None:
    first = ask("POST", "/v1/amounts", key=SAME, json=GOOD)
    again = ask("POST", "/v1/amounts", key=SAME, json=GOOD)
    other = ask("POST", "/v1/amounts", key=SAME, json={**GOOD, "amount": 2})
    assert (first.status_code, first.json(), again.json()) == (201, {"balance": 1}, {"balance": 1})
    assert kind_of(other) == (409, "key-reused")


def test_two_callers_do_not_share_their_keys(ask: Asking) -> None:
    ask("POST", "/v1/amounts", ANN, key=SAME, json=GOOD)
    assert ask("POST", "/v1/amounts", BEN, key=SAME, json=GOOD).json() == {"balance": 2}


def test_a_refusal_is_remembered_under_its_key(ask: Asking) -> None:
    refused = ask("POST", "/v1/amounts", key=SAME, json={**GOOD, "amount": -5})
    ask("POST", "/v1/amounts", json={**GOOD, "amount": 100})
    again = ask("POST", "/v1/amounts", key=SAME, json={**GOOD, "amount": -5})
    assert kind_of(refused) == kind_of(again) == (409, "refused")
    balance = asyncio.run(ask.running.database.aggregate(Account, id_of("x"))).balance
    assert balance == 100


def test_what_is_away_says_when_to_come_back(ask: Asking) -> None:
    answer = ask("GET", "/v1/failures/away")
    assert kind_of(answer)[0] == 503
    assert int(answer.headers["retry-after"]) >= 1


def test_an_unexpected_failure_tells_nothing_about_the_inside(ask: Asking) -> None:
    answer = ask("GET", "/v1/failures/unexpected")
    assert kind_of(answer) == (500, "internal")
    assert "secret-of-the-house" not in answer.text


def test_the_callers_request_id_is_kept_and_a_strange_one_replaced(ask: Asking) -> None:
    kept = ask("GET", "/v1/amounts", headers={"X-Request-Id": "abc-1"})
    assert kept.headers["x-request-id"] == "abc-1"
    for strange in (b"a b\n", b"caf\xe9", b"x" * 101):
        replaced = ask("GET", "/v1/amounts", headers={"X-Request-Id": strange})
        assert (replaced.status_code, len(replaced.headers["x-request-id"])) == (200, 32)


@pytest.mark.parametrize("limit", ["0", "1001", "x", "1.5"])
def test_a_list_is_asked_for_in_bounded_pages(ask: Asking, limit: str) -> None:
    answer = ask("GET", f"/v1/amounts?limit={limit}")
    assert (kind_of(answer)[0], wrong_fields(answer)) == (422, ["limit"])


def test_health_and_metrics_answer_without_a_caller(ask: Asking) -> None:
    assert ask("GET", "/health/ready", None).json() == {"status": "ok"}
    assert ask("GET", "/health/live", None).json() == {"status": "ok"}
    assert "writer_commands_total" in ask("GET", "/metrics", None).text


def test_events_carry_the_request_they_came_from(ask: Asking) -> None:
    ask("POST", "/v1/amounts", headers={"X-Request-Id": "req-1"}, json=GOOD)
    with ask.running.engine.connect() as tx:
        [state] = tx.exec_driver_sql("SELECT state FROM events").scalars()
    assert orjson.loads(bytes(state))["_correlation"] == "req-1"
