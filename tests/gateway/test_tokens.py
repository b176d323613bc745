"""Development tokens, and everything that only looks like a token."""

import base64
import json
import re
import time
from typing import Any

import jwt
import pytest
from pydantic import TypeAdapter

from chassis.principal import Principal, sign, verify
from gateway.auth.tokens import DEV_AUDIENCE, ID_PATTERN
from gateway.routes.table import TABLE, Map
from minijob_contracts.event import PartyId
from tests.gateway.conftest import SECRET, Door, Open, Services


def claims(**changes: Any) -> dict[str, Any]:
    found = {
        "aud": DEV_AUDIENCE,
        "exp": int(time.time()) + 60,
        "sub": "m",
        "role": "member",
        "age": 30,
        "prefecture": None,
        **changes,
    }
    return {name: value for name, value in found.items() if value != "left out"}


def forged(header: dict[str, object], content: dict[str, object], signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(content).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def test_a_member_without_an_age_is_thirty(door: Door, services: Services) -> None:
    door.client.get("/v1/tasks", headers=door.bearer("member", "w1"))
    door.client.get("/v1/tasks", headers=door.bearer("member", "w2", age=16, prefecture="東京都"))
    one, two = (verify(seen.header("x-principal")[0], SECRET) for seen in services["assignment"].seen)
    assert one == Principal("member", "w1", 30, None)
    assert two == Principal("member", "w2", 16, "東京都")


def test_a_development_token_is_made_with_a_pin_or_without(door: Door, services: Services) -> None:
    for pin in (True, False):
        door.client.get("/v1/tasks", headers=door.bearer("member", f"w{pin}", pin=pin))
        assert verify(services["assignment"].seen[-1].header("x-principal")[0], SECRET).pin is pin


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"role": "king", "id": "x"}, "role"),
        ({"role": "member"}, "id"),
        ({"role": "member", "id": ""}, "id"),
        ({"role": "member", "id": "a b"}, "id"),
        ({"role": "member", "id": "a\nb"}, "id"),
        ({"role": "member", "id": "a\u0000b"}, "id"),
        ({"role": "member", "id": "x" * 101}, "id"),
        ({"role": "member", "id": 7}, "id"),
        ({"role": "member", "id": "x", "age": -1}, "age"),
        ({"role": "member", "id": "x", "age": "30"}, "age"),
        ({"role": "member", "id": "x", "admin": True}, "admin"),
    ],
)
def test_a_token_for_nobody_is_refused_by_field(door: Door, body: dict[str, Any], where: str) -> None:
    answer = door.client.post("/v1/dev/token", json=body)
    assert answer.status_code == 422
    assert where in answer.json()["errors"][0]["where"]


def test_half_a_surrogate_pair_is_refused(door: Door) -> None:
    answer = door.client.post("/v1/dev/token", content=b'{"role": "member", "id": "\\ud800"}')
    assert answer.status_code == 422


def test_malformed_json_is_400(door: Door) -> None:
    headers = {"content-type": "application/json"}
    answer = door.client.post("/v1/dev/token", content=b'{"role": ', headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Basic Y2xpZW50OnNlY3JldA==",
        "Bearer a b",
        "Bearer not-a-token",
        "Bearer a.b.c",
        "Bearer ....",
        b"Bearer \xff\xfe",
        "Bearer " + "a" * 5_000,
        "Token abc",
    ],
)
def test_no_readable_token_is_401(door: Door, services: Services, authorization: str | bytes | None) -> None:
    given = authorization.encode() if isinstance(authorization, str) else authorization
    headers = {} if given is None else {b"authorization": given}
    answer = door.client.get("/v1/tasks", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert services["assignment"].seen == []


@pytest.mark.parametrize(
    "token",
    [
        jwt.encode(claims(), "another secret that is long enough!", algorithm="HS256"),
        jwt.encode(claims(), SECRET * 2, algorithm="HS512"),
        jwt.encode(claims(), SECRET * 2, algorithm="HS256"),
        jwt.encode(claims(exp=int(time.time()) - 1), SECRET, algorithm="HS256"),
        jwt.encode(claims(exp="left out"), SECRET, algorithm="HS256"),
        jwt.encode(claims(aud="left out"), SECRET, algorithm="HS256"),
        jwt.encode(claims(aud="another"), SECRET, algorithm="HS256"),
        jwt.encode(claims(sub="left out"), SECRET, algorithm="HS256"),
        jwt.encode(claims(sub="a b"), SECRET, algorithm="HS256"),
        jwt.encode(claims(role="king"), SECRET, algorithm="HS256"),
        jwt.encode(claims(role="left out"), SECRET, algorithm="HS256"),
        forged({"alg": "none", "typ": "JWT"}, claims()),
        forged({"alg": "None"}, claims()),
        forged({"alg": "HS256"}, claims()),
        forged({"alg": "HS256"}, claims(), b"x" * 32),
        forged({"typ": "JWT"}, claims()),
        sign(Principal("member", "m", 30), SECRET),
    ],
)
def test_a_forged_or_old_token_is_401(door: Door, services: Services, token: str) -> None:
    answer = door.client.get("/v1/tasks", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert services["assignment"].seen == []


def test_two_tokens_at_once_are_401(door: Door) -> None:
    headers = [*door.bearer("member", "a").items(), *door.bearer("member", "b").items()]
    assert door.client.get("/v1/tasks", headers=headers).status_code == 401


def test_a_token_ends_although_its_caller_is_remembered(door: Door) -> None:
    token = jwt.encode(claims(exp=int(time.time()) + 2), SECRET, algorithm="HS256")
    headers = {"authorization": f"Bearer {token}"}
    assert door.client.get("/v1/tasks", headers=headers).status_code == 200
    time.sleep(2.1)
    assert door.client.get("/v1/tasks", headers=headers).status_code == 401


def test_in_production_there_are_no_development_tokens(open_door: Open, door: Door) -> None:
    production = open_door(minijob_environment="production")
    for body in ({"role": "member", "id": "x"}, {"nonsense": 1}):
        assert production.client.post("/v1/dev/token", json=body).status_code == 404
    for path in ("/", "/status", "/status/page.js", "/status/events"):
        assert production.client.get(path).status_code == 404
    answer = production.client.get("/v1/tasks", headers=door.bearer("member", "m"))
    assert answer.status_code == 401


def test_remembered_callers_are_bounded(open_door: Open) -> None:
    door = open_door(caller_cache_entries=3)
    for number in range(10):
        assert door.client.get("/v1/tasks", headers=door.bearer("member", f"m{number}")).status_code == 200
    assert len(door.gateway._guard._known) == 3


@pytest.mark.parametrize("id", ["a", "auth0|123", "taro.yamada+shop@example.jp", "x" * 64])
def test_whoever_can_sign_in_can_be_named_in_a_path_and_in_every_event(id: str) -> None:
    assert re.fullmatch(ID_PATTERN, id)
    assert Map(TABLE).find(f"/v1/clients/{id}/deposits") is not None
    assert TypeAdapter(PartyId).validate_python(id) == id


@pytest.mark.parametrize("id", ["", "x" * 65, "a b", "a\n", "é", "a/b", "a%2fb"])
def test_an_id_that_could_not_be_named_everywhere_cannot_sign_in(id: str) -> None:
    assert not re.fullmatch(ID_PATTERN, id)
