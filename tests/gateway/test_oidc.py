"""Tokens of an OpenID Connect issuer whose keys are published by a real server."""

import base64
import hashlib
import hmac
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from chassis.principal import Principal, verify
from tests.gateway.conftest import SECRET, Door, Open, Services, closed_port
from tests.gateway.served import Served, Service

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
PUBLIC_PEM = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


def published(**keys: Any) -> dict[str, Any]:
    found = []
    for name, key in keys.items():
        algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
        found.append({**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": name, "use": "sig"})
    return {"keys": found}


@pytest.fixture
def issuer() -> Iterator[tuple[Service, str]]:
    service = Service("issuer", status=200)
    served = Served(service).start()
    service.answers = {
        "/.well-known/openid-configuration": {"issuer": served.url, "jwks_uri": f"{served.url}/keys"},
        "/keys": published(one=RSA, two=EC),
    }
    yield service, served.url
    served.stop()


Token = Callable[..., str]


@pytest.fixture
def token(issuer: tuple[Service, str]) -> Token:
    def make(key: Any = RSA, kid: str | None = "one", algorithm: str = "RS256", **changes: Any) -> str:
        claims = {
            "iss": issuer[1],
            "aud": "minijob",
            "sub": "member-7",
            "role": "member",
            "age": 41,
            "prefecture": "北海道",
            "exp": int(time.time()) + 300,
            **changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)

    return make


@pytest.fixture
def trusting(open_door: Open, issuer: tuple[Service, str]) -> Door:
    return open_door(
        minijob_environment="production",
        oidc_issuer=issuer[1],
        oidc_audience="minijob",
        oidc_cooldown_seconds=0.2,
    )


@contextmanager
def breaking_off() -> Iterator[str]:
    """The address of a server that hangs up in the middle of its first word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def ask(door: Door, token: str) -> int:
    return door.client.get("/v1/tasks", headers={"authorization": f"Bearer {token}"}).status_code


def test_a_token_of_the_issuer_says_who_is_calling(trusting: Door, token: Token, services: Services) -> None:
    assert ask(trusting, token()) == 200
    [seen] = services["assignment"].seen
    assert verify(seen.header("x-principal")[0], SECRET) == Principal("member", "member-7", 41, "北海道")


def test_other_kinds_of_keys_are_known_too(trusting: Door, token: Token) -> None:
    assert ask(trusting, token(EC, "two", "ES256")) == 200


def test_what_the_issuer_does_not_vouch_for_is_unknown(
    trusting: Door, token: Token, services: Services
) -> None:
    for claims in (
        {"age": None, "prefecture": None},
        {"age": "41", "prefecture": 13},
        {"age": True},
        {"age": -3},
    ):
        assert ask(trusting, token(**{"prefecture": None, **claims})) == 200
    for seen in services["assignment"].seen:
        assert verify(seen.header("x-principal")[0], SECRET) == Principal("member", "member-7", None, None)


def test_a_pin_counts_where_the_issuer_names_it_among_the_methods(
    trusting: Door, token: Token, services: Services
) -> None:
    for methods, pin in [(["pwd", "pin"], True), (["pwd"], False), ("pin", False), (None, False)]:
        assert ask(trusting, token(amr=methods)) == 200
        assert verify(services["assignment"].seen[-1].header("x-principal")[0], SECRET).pin is pin


@pytest.mark.parametrize(
    "changes",
    [
        {"key": OTHER},
        {"key": OTHER, "kid": "three"},
        {"kid": None},
        {"exp": int(time.time()) - 10},
        {"exp": None},
        {"aud": "another"},
        {"aud": None},
        {"iss": "https://another.example"},
        {"iss": None},
        {"sub": None},
        {"sub": "with space"},
        {"sub": "member-7\n"},
        {"role": None},
        {"role": "root"},
        {"role": ["member"]},
        {"nbf": int(time.time()) + 100_000},
    ],
)
def test_a_token_that_does_not_hold_is_401(
    trusting: Door, token: Token, services: Services, changes: dict[str, Any]
) -> None:
    assert ask(trusting, token(**changes)) == 401
    assert services["assignment"].seen == []


def test_the_public_key_is_no_shared_secret(trusting: Door, token: Token) -> None:
    head, body, _ = token().split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=").decode()
    signed = f"{head}.{body}".encode()
    mac = hmac.new(PUBLIC_PEM, signed, hashlib.sha256).digest()
    assert ask(trusting, f"{head}.{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}") == 401


def test_our_own_secret_signs_no_token_in_production(trusting: Door, token: Token) -> None:
    assert ask(trusting, token(SECRET, algorithm="HS256")) == 401


def test_the_keys_are_fetched_once(trusting: Door, token: Token, issuer: tuple[Service, str]) -> None:
    for number in range(5):
        assert ask(trusting, token(sub=f"m{number}")) == 200
    assert [seen.path for seen in issuer[0].seen] == ["/.well-known/openid-configuration", "/keys"]


def test_unknown_keys_do_not_make_us_ask_all_the_time(
    open_door: Open, token: Token, issuer: tuple[Service, str]
) -> None:
    door = open_door(oidc_issuer=issuer[1], oidc_audience="minijob", oidc_cooldown_seconds=60)
    assert ask(door, token()) == 200
    for number in range(10):
        assert ask(door, token(OTHER, f"made-up-{number}")) == 401
    assert len(issuer[0].seen) == 2


def test_a_new_key_of_the_issuer_is_found(trusting: Door, token: Token, issuer: tuple[Service, str]) -> None:
    assert ask(trusting, token()) == 200
    issuer[0].answers["/keys"] = published(one=RSA, three=OTHER)
    time.sleep(0.3)
    assert ask(trusting, token(OTHER, "three")) == 200


NONSENSE: list[Any] = [
    b"no JSON",
    b"\xff",
    [],
    {"keys": []},
    {"keys": [{"kty": "what"}]},
    {"keys": [1]},
    {"keys": 1},
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_an_issuer_that_talks_nonsense_is_503(
    trusting: Door, token: Token, issuer: tuple[Service, str], answer: Any
) -> None:
    issuer[0].answers["/keys"] = answer
    assert ask(trusting, token()) == 503


def test_an_issuer_that_is_away_is_503(open_door: Open, token: Token) -> None:
    address = f"http://127.0.0.1:{closed_port()}"
    door = open_door(oidc_issuer=address, oidc_audience="minijob")
    assert ask(door, token(iss=address)) == 503


@pytest.mark.parametrize("path", ["", "/keys"])
def test_an_issuer_that_breaks_off_is_503(open_door: Open, token: Token, path: str) -> None:
    with breaking_off() as address:
        keys = path and f"{address}{path}"
        door = open_door(oidc_issuer=address, oidc_audience="minijob", oidc_jwks_url=keys)
        assert ask(door, token(iss=address)) == 503


def test_an_issuer_that_speaks_no_tls_is_503(open_door: Open, token: Token) -> None:
    with breaking_off() as address:
        keys = address.replace("http:", "https:") + "/keys"
        door = open_door(oidc_issuer=address, oidc_audience="minijob", oidc_jwks_url=keys)
        assert ask(door, token(iss=address)) == 503


def test_an_issuer_that_was_away_is_not_asked_again_at_once(
    trusting: Door, token: Token, issuer: tuple[Service, str]
) -> None:
    service, _ = issuer
    service.status = 500
    assert [ask(trusting, token(sub=f"m{number}")) for number in range(5)] == [503] * 5
    assert len(service.seen) == 1


def test_an_issuer_that_is_back_is_asked_again(
    open_door: Open, token: Token, issuer: tuple[Service, str]
) -> None:
    service, url = issuer
    door = open_door(oidc_issuer=url, oidc_audience="minijob", oidc_away_seconds=0.1)
    service.status = 500
    assert ask(door, token()) == 503
    service.status = 200
    time.sleep(0.2)
    assert ask(door, token()) == 200


def test_known_keys_go_on_while_the_issuer_is_away(
    trusting: Door, token: Token, issuer: tuple[Service, str]
) -> None:
    assert ask(trusting, token()) == 200
    issuer[0].status = 500
    time.sleep(0.3)
    assert ask(trusting, token(OTHER, "made-up")) == 503
    assert ask(trusting, token(sub="another")) == 200


def test_an_issuer_that_hangs_is_waited_for_only_so_long_and_only_by_the_first(
    open_door: Open, token: Token, issuer: tuple[Service, str]
) -> None:
    service, url = issuer
    service.delay_seconds = 1.0
    door = open_door(
        oidc_issuer=url, oidc_audience="minijob", oidc_timeout_seconds=0.5, verify_seconds=0.2,
        oidc_away_seconds=60.0, minijob_environment="production",
    )  # fmt: skip
    begun = time.monotonic()
    answer = door.client.get("/v1/tasks", headers={"authorization": f"Bearer {token()}"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert time.monotonic() - begun < 0.45
    time.sleep(1.0)
    begun = time.monotonic()
    assert [ask(door, token(sub=f"m{number}")) for number in range(20)] == [503] * 20
    assert time.monotonic() - begun < 0.5
    assert len(service.seen) == 1


def test_local_mode_takes_both_kinds(open_door: Open, token: Token, issuer: tuple[Service, str]) -> None:
    door = open_door(oidc_issuer=issuer[1], oidc_audience="minijob", oidc_jwks_url=f"{issuer[1]}/keys")
    assert ask(door, token()) == 200
    assert ask(door, door.token("member", "x")) == 200
