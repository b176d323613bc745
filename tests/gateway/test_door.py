"""What the door passes on, what it passes back, and what it refuses before anything is passed on."""

import asyncio

import httpx2
import pytest

from chassis.principal import Principal, verify
from gateway.routes.table import TABLE, Route
from tests.gateway.conftest import SECRET, Door, Open, Services

ID = "0b6f6ac4-6a52-4d53-8a6f-0f6c3f3a5a11"


def all_seen(services: Services) -> list[str]:
    return [f"{seen.method} {seen.path}" for service in services.values() for seen in service.seen]


@pytest.mark.parametrize("route", TABLE, ids=lambda route: f"{route.method} {route.path}")
def test_a_request_reaches_its_service_in_the_name_of_its_caller(
    door: Door, services: Services, route: Route
) -> None:
    path = route.path.replace("{id}", ID)
    role = sorted(route.roles)[0]
    headers = door.write(role, "somebody") if route.keyed else door.bearer(role, "somebody")
    answer = door.client.request(route.method, path, headers=headers)
    assert answer.status_code == 200
    assert all_seen(services) == [f"{route.method} {path}"]
    [seen] = services[route.service].seen
    [signed] = seen.header("x-principal")
    caller = verify(signed, SECRET)
    assert (caller.role, caller.id) == (role, "somebody")


@pytest.mark.parametrize("route", TABLE, ids=lambda route: f"{route.method} {route.path}")
def test_another_role_is_refused_before_anything_is_passed_on(
    door: Door, services: Services, route: Route
) -> None:
    path = route.path.replace("{id}", ID)
    for role in {"client", "member", "operator", "partner"} - route.roles:
        answer = door.client.request(route.method, path, headers=door.write(role))
        assert answer.status_code == 403
        assert " or ".join(sorted(route.roles)) in answer.json()["detail"]
    assert all_seen(services) == []


def test_the_body_the_query_and_chosen_headers_are_passed_on(door: Door, services: Services) -> None:
    given = {
        **door.write(key="my key"),
        "content-type": "text/csv",
        "if-match": "3",
        "accept": "text/plain",
        "cookie": "secret=1",
        "x-forwarded-for": "10.0.0.1",
        "x-request-id": "request-7",
    }
    answer = door.client.post(
        f"/v1/orders/{ID}/items?a=%20b&c=%2F..&d=\u3042", headers=given, content=b"a,b\n1,2"
    )
    [seen] = services["task-catalog"].seen
    assert seen.body == b"a,b\n1,2"
    assert seen.query == "a=%20b&c=%2F..&d=%E3%81%82"
    assert {name for name, _ in seen.headers} == {
        "host",
        "content-type",
        "content-length",
        "if-match",
        "accept",
        "idempotency-key",
        "x-principal",
        "x-request-id",
    }
    assert seen.header("idempotency-key") == ["my key"]
    assert seen.header("if-match") == ["3"]
    assert seen.header("x-request-id") == ["request-7"] == answer.headers.get_list("x-request-id")


@pytest.mark.parametrize("given", [b"caf\xe9", b"a b", b"\xd9\xa3", b"x" * 101])
def test_a_strange_request_id_is_replaced(door: Door, services: Services, given: bytes) -> None:
    headers = {name.encode(): value.encode() for name, value in door.bearer().items()}
    answer = door.client.get("/v1/orders", headers={**headers, b"x-request-id": given})
    [seen] = services["task-catalog"].seen
    assert answer.status_code == 200
    assert seen.header("x-request-id") == [answer.headers["x-request-id"]]
    assert len(answer.headers["x-request-id"]) == 32


def test_a_slow_route_is_waited_for_longer_than_the_others(open_door: Open, services: Services) -> None:
    door = open_door(upstream_seconds=0.1)
    services["points-ledger"].delay_seconds = 0.5
    proof = door.client.get("/v1/ledger/verification", headers=door.bearer("operator"))
    points = door.client.get("/v1/me/points", headers=door.bearer("member"))
    assert (proof.status_code, points.status_code) == (200, 503)


def test_a_principal_from_outside_is_never_passed_on(door: Door, services: Services) -> None:
    forged = [("x-principal", "forged"), ("X-Principal", "forged too"), *door.bearer("client", "me").items()]
    door.client.get("/v1/orders", headers=forged)
    [seen] = services["task-catalog"].seen
    assert [verify(one, SECRET).id for one in seen.header("x-principal")] == ["me"]


def test_two_clients_with_the_same_key_are_two_principals(door: Door, services: Services) -> None:
    for name in ("first", "second"):
        door.client.post("/v1/orders", headers=door.write("client", name, key="same"), json={})
    one, two = services["task-catalog"].seen
    assert one.header("idempotency-key") == two.header("idempotency-key") == ["same"]
    assert verify(one.header("x-principal")[0], SECRET) == Principal("client", "first")
    assert verify(two.header("x-principal")[0], SECRET) == Principal("client", "second")


def test_the_signature_for_a_caller_is_reused_for_a_while(door: Door, services: Services) -> None:
    bearer = door.bearer("member", "w1")
    for _ in range(3):
        door.client.get("/v1/tasks", headers=bearer)
    assert len({seen.header("x-principal")[0] for seen in services["assignment"].seen}) == 1


def test_an_answer_without_a_body_has_no_type(door: Door, services: Services) -> None:
    ledger = services["points-ledger"]
    ledger.status, ledger.answer = 204, b""
    ledger.headers = [(b"content-type", b"application/json")]
    answer = door.client.delete("/v1/me/points/links/shop-1", headers=door.write("member"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers


def test_the_answer_is_passed_back_as_it_is(door: Door, services: Services) -> None:
    service = services["task-catalog"]
    service.status, service.answer = 412, b"\x00\xffbytes"
    service.headers = [
        (b"etag", b'"2"'),
        (b"retry-after", b"7"),
        (b"content-type", b"application/problem+json"),
        (b"set-cookie", b"internal=1"),
        (b"x-request-id", b"another"),
    ]
    answer = door.client.put(f"/v1/orders/{ID}", headers=door.write(), json={})
    assert (answer.status_code, answer.content) == (412, b"\x00\xffbytes")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.headers["etag"], answer.headers["retry-after"]) == ('"2"', "7")
    assert "set-cookie" not in answer.headers
    assert answer.headers.get_list("x-request-id") != ["another"]
    assert len(answer.headers.get_list("x-request-id")) == 1


def test_an_empty_answer_stays_empty(door: Door, services: Services) -> None:
    services["assignment"].status = 204
    for _ in range(2):
        answer = door.client.post("/v1/assignments", headers=door.write("member"), json={})
        assert (answer.status_code, answer.content) == (204, b"")
        assert "content-length" not in answer.headers


def test_an_answer_in_pieces_is_put_together(door: Door, services: Services) -> None:
    service = services["assignment"]
    service.answer, service.pieces = bytes(range(256)) * 5_000, 37
    answer = door.client.get(f"/v1/orders/{ID}/results", headers=door.bearer())
    assert answer.content == service.answer


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/nothing", "/v1/orders/", "/v1/orders/..%2Fx", "/v1/orders/a%00b", "/x"]
)
def test_an_unknown_path_is_a_problem(door: Door, services: Services, path: str) -> None:
    answer = door.client.get(path, headers=door.bearer())
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert all_seen(services) == []


@pytest.mark.parametrize(("method", "path", "allow"), [
    ("DELETE", "/v1/orders", "GET, POST"),
    ("GET", "/v1/assignments", "POST"),
    ("PATCH", f"/v1/orders/{ID}", "GET, PUT"),
    ("HEAD", "/v1/tasks", "GET"),
])  # fmt: skip
def test_another_method_is_refused(
    door: Door, services: Services, method: str, path: str, allow: str
) -> None:
    answer = door.client.request(method, path, headers=door.write())
    assert (answer.status_code, answer.headers["allow"]) == (405, allow)
    assert all_seen(services) == []


@pytest.mark.parametrize("key", [None, "", "k" * 201, "caf\u00e9", b"a\x80b"])
def test_a_write_without_a_proper_key_is_refused_by_name(
    door: Door, services: Services, key: str | bytes | None
) -> None:
    given = key.encode() if isinstance(key, str) else key
    headers = {name.encode(): value.encode() for name, value in door.bearer().items()}
    if given is not None:
        headers[b"idempotency-key"] = given
    answer = door.client.post("/v1/orders", headers=headers, json={})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "Idempotency-Key"
    assert all_seen(services) == []


def test_two_keys_on_one_write_are_refused(door: Door, services: Services) -> None:
    headers = [*door.bearer().items(), ("idempotency-key", "a"), ("idempotency-key", "b")]
    assert door.client.post("/v1/orders", headers=headers).status_code == 422
    assert all_seen(services) == []


def test_a_draft_is_screened_without_a_key(door: Door, services: Services) -> None:
    assert door.client.post("/v1/orders/screen", headers=door.bearer(), json={}).status_code == 200
    assert len(services["order-screening"].seen) == 1


def test_a_body_above_the_limit_is_refused(door: Door, services: Services) -> None:
    answer = door.client.post("/v1/orders", headers=door.write(), content=b"x" * 10_000_000)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert all_seen(services) == []


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/dev/token"])
def test_a_body_that_hides_its_length_is_refused_when_it_grows_too_large(
    door: Door, services: Services, path: str
) -> None:
    pieces = (b"x" * 100_000 for _ in range(100))
    answer = door.client.post(path, headers=door.write(), content=pieces)
    assert answer.status_code == 413
    assert all_seen(services) == []


def test_a_body_in_pieces_below_the_limit_is_passed_on_whole(door: Door, services: Services) -> None:
    headers = {**door.write(), "content-type": "application/x-ndjson"}
    answer = door.client.post(
        f"/v1/orders/{ID}/items", headers=headers, content=(b"x" * 1000 for _ in range(900))
    )
    assert answer.status_code == 200
    assert services["task-catalog"].seen[0].body == b"x" * 900_000


def test_many_callers_at_once_get_their_own_answers(door: Door, services: Services) -> None:
    services["task-catalog"].delay_seconds = 0.01
    bearers = [door.bearer("client", f"client-{number}") for number in range(40)]

    async def ask() -> list[httpx2.Response]:
        async with httpx2.AsyncClient(base_url=door.served.url, timeout=20) as client:
            return await asyncio.gather(
                *(
                    client.post("/v1/orders", headers={**one, "idempotency-key": "k"}, content=str(number))
                    for _ in range(5)
                    for number, one in enumerate(bearers)
                )
            )

    assert {answer.status_code for answer in asyncio.run(ask())} == {200}
    seen = services["task-catalog"].seen
    assert len(seen) == 200
    assert all(
        verify(one.header("x-principal")[0], SECRET).id == f"client-{one.body.decode()}" for one in seen
    )
