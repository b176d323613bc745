"""API keys on the real PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from sqlalchemy import event

from chassis.principal import Principal, verify
from tests.gateway.conftest import SECRET, Door, Open, Services

pytestmark = pytest.mark.servers


def make(door: Door, key: str = "key-1", **changes: str) -> httpx2.Response:
    body = {"role": "client", "id": "client-9", **changes}
    return door.client.post("/v1/api-keys", headers=door.write("operator", "op", key), json=body)


def ask(door: Door, text: str) -> int:
    return door.client.get("/v1/orders", headers={"authorization": f"Bearer {text}"}).status_code


def test_a_key_stands_for_its_holder(door_with_keys: Door, services: Services) -> None:
    answer = make(door_with_keys)
    assert answer.status_code == 201
    text = answer.json()["key"]
    assert text.startswith("mj_")
    assert ask(door_with_keys, text) == 200
    [seen] = services["task-catalog"].seen
    assert verify(seen.header("x-principal")[0], SECRET) == Principal(
        "client", "client-9", api_key_id=answer.json()["api_key_id"]
    )


def test_the_text_of_a_key_is_shown_once_and_stored_nowhere(door_with_keys: Door) -> None:
    made = make(door_with_keys).json()
    again = make(door_with_keys)
    assert again.status_code == 201
    assert again.json() == {**made, "key": None}
    listed = door_with_keys.client.get("/v1/api-keys", headers=door_with_keys.bearer("operator", "op")).json()
    assert [one["api_key_id"] for one in listed["items"]] == [made["api_key_id"]]
    assert "key" not in listed["items"][0]
    secret = made["key"].split("_", 2)[2]
    with door_with_keys.gateway._engine.connect() as tx:
        stored = str(tx.exec_driver_sql("SELECT * FROM api_keys").all())
    assert made["api_key_id"] in stored
    assert secret not in stored


def test_one_request_key_makes_one_key_however_often_it_is_sent(door_with_keys: Door) -> None:
    answers: list[httpx2.Response] = []
    threads = [threading.Thread(target=lambda: answers.append(make(door_with_keys))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["api_key_id"] for answer in answers}) == 1
    assert sum(answer.json()["key"] is not None for answer in answers) == 1


def test_a_request_key_for_another_holder_is_409(door_with_keys: Door) -> None:
    assert make(door_with_keys).status_code == 201
    assert make(door_with_keys, id="client-10").status_code == 409
    assert make(door_with_keys, role="partner").status_code == 409


def test_a_revoked_key_is_refused_at_once_and_for_good(door_with_keys: Door) -> None:
    made = make(door_with_keys).json()
    assert ask(door_with_keys, made["key"]) == 200
    path = f"/v1/api-keys/{made['api_key_id']}/revoke"
    first = door_with_keys.client.post(path, headers=door_with_keys.write("operator", key="r1"))
    assert first.json()["revoked_at"] is not None
    assert ask(door_with_keys, made["key"]) == 401
    again = door_with_keys.client.post(path, headers=door_with_keys.write("operator", key="r2"))
    assert again.json() == first.json()


def test_a_key_that_is_revoked_while_it_is_verified_is_not_remembered(door_with_keys: Door) -> None:
    made = make(door_with_keys).json()
    path = f"/v1/api-keys/{made['api_key_id']}/revoke"
    engine = door_with_keys.gateway._engine
    verified, revoked = threading.Event(), threading.Event()

    def hold_up(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if "digest" in statement and not verified.is_set():
            verified.set()
            revoked.wait(5)

    event.listen(engine, "after_cursor_execute", hold_up)
    asking = threading.Thread(target=ask, args=(door_with_keys, made["key"]))
    asking.start()
    assert verified.wait(5)
    assert door_with_keys.client.post(path, headers=door_with_keys.write("operator")).status_code == 200
    revoked.set()
    asking.join(5)
    event.remove(engine, "after_cursor_execute", hold_up)
    assert ask(door_with_keys, made["key"]) == 401


def test_another_replica_learns_of_a_revocation_within_the_cache_time(
    door_with_keys: Door, open_door: Open
) -> None:
    gateway = door_with_keys.gateway
    other = open_door(name=gateway.name, database_url=gateway.settings.database_url, caller_cache_seconds=0.0)
    made = make(door_with_keys).json()
    assert ask(other, made["key"]) == 200
    path = f"/v1/api-keys/{made['api_key_id']}/revoke"
    door_with_keys.client.post(path, headers=door_with_keys.write("operator"))
    assert ask(other, made["key"]) == 401


@pytest.mark.parametrize("change", [
    lambda text: text[:-1],
    lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"),
    lambda text: "mj_" + "0" * 16 + text[19:],
    lambda text: text[:19],
    lambda text: text[:20],
    lambda text: "mj_",
    lambda text: "mj__",
    lambda text: text + "x",
])  # fmt: skip
def test_a_key_that_differs_is_refused(
    door_with_keys: Door, services: Services, change: Callable[[str], str]
) -> None:
    text = change(make(door_with_keys).json()["key"])
    assert ask(door_with_keys, text) == 401
    assert services["task-catalog"].seen == []


def test_only_operators_handle_keys(door_with_keys: Door) -> None:
    for role in ("client", "member", "partner"):
        headers = door_with_keys.write(role)
        body = {"role": "operator", "id": "x"}
        assert door_with_keys.client.post("/v1/api-keys", headers=headers, json=body).status_code == 403
        assert door_with_keys.client.get("/v1/api-keys", headers=headers).status_code == 403
        assert door_with_keys.client.post("/v1/api-keys/x/revoke", headers=headers).status_code == 403
    assert door_with_keys.client.get("/v1/api-keys").status_code == 401


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"role": "member", "id": "x"}, "role"),
        ({"role": "client", "id": "a b"}, "id"),
        ({"role": "client"}, "id"),
        ({"role": "client", "id": "x", "key": "mj_mine"}, "key"),
    ],
)
def test_a_wrong_request_for_a_key_is_refused_by_field(
    door_with_keys: Door, body: dict[str, Any], where: str
) -> None:
    headers = door_with_keys.write("operator")
    answer = door_with_keys.client.post("/v1/api-keys", headers=headers, json=body)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where)


def test_making_and_revoking_ask_for_a_key_of_the_request(door_with_keys: Door) -> None:
    headers = door_with_keys.bearer("operator")
    body = {"role": "client", "id": "x"}
    for path in ("/v1/api-keys", "/v1/api-keys/x/revoke"):
        answer = door_with_keys.client.post(path, headers=headers, json=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["where"] == "Idempotency-Key"


def test_an_unknown_key_cannot_be_revoked(door_with_keys: Door) -> None:
    answer = door_with_keys.client.post("/v1/api-keys/x/revoke", headers=door_with_keys.write("operator"))
    assert answer.status_code == 404


def test_the_list_comes_in_pages(door_with_keys: Door) -> None:
    made = [make(door_with_keys, f"key-{number}").json()["api_key_id"] for number in range(5)]
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        answer = door_with_keys.client.get(
            f"/v1/api-keys?limit=2{cursor and f'&cursor={cursor}'}", headers=door_with_keys.bearer("operator")
        ).json()
        seen += [one["api_key_id"] for one in answer["items"]]
        cursor = answer["next_cursor"]
    assert seen == made


def test_it_is_ready_when_its_database_answers(door_with_keys: Door, door: Door) -> None:
    assert door_with_keys.client.get("/health/ready").status_code == 200
    assert door.client.get("/health/ready").status_code == 503
    assert door.client.get("/health/live").status_code == 200


def test_a_key_cannot_be_checked_without_the_database(door: Door) -> None:
    answer = door.client.get("/v1/orders", headers={"authorization": "Bearer mj_0123456789abcdef_secret"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_preparing_twice_harms_nothing(door_with_keys: Door) -> None:
    made = make(door_with_keys).json()
    door_with_keys.gateway.prepare()
    assert ask(door_with_keys, made["key"]) == 200
