"""Who is asking: a short-lived statement signed by the gateway, without which no service answers."""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import jwt
from jwt.types import Options

from chassis.errors import Unauthorized

Role = Literal["client", "member", "operator", "partner"]
ROLES: tuple[str, ...] = get_args(Role)
HEADER = "x-principal"
VALID_SECONDS = 60
REMEMBERED_MOST = 10_000
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller. `age` in years, `prefecture` and `member_since` (a date such as 2026-11-27) are what One ID
    vouches for; None when it does not. api_key_id: of the API key that they came with, empty for a token.
    pin: the caller has proved to be here by a PIN of their own."""

    role: Role
    id: str
    age: int | None = None
    prefecture: str | None = None
    member_since: str | None = None
    api_key_id: str = ""
    pin: bool = False


def sign(principal: Principal, secret: str) -> str:
    """The header's value; valid for VALID_SECONDS."""
    claims = {
        "role": principal.role,
        "sub": principal.id,
        "age": principal.age,
        "prefecture": principal.prefecture,
        "member_since": principal.member_since,
        "api_key_id": principal.api_key_id,
        "pin": principal.pin,
        "exp": int(time.time()) + VALID_SECONDS,
    }
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


def verify(signed: str | None, secret: str) -> Principal:
    """Raises Unauthorized when the statement is missing, forged or too old."""
    if not signed:
        raise Unauthorized("requests come through the gateway")
    try:
        principal, expires_at = _read(signed, secret)
    except jwt.InvalidTokenError:
        raise Unauthorized("the gateway's statement about the caller is not valid") from None
    if expires_at <= time.time():
        raise Unauthorized("the gateway's statement about the caller is too old")
    return principal


@lru_cache(REMEMBERED_MOST)
def _read(signed: str, secret: str) -> tuple[Principal, int]:
    """Whom a statement names and until when; `verify` looks at the clock. Raises InvalidTokenError."""
    options: Options = {"require": ["exp", "sub"], "verify_exp": False}
    claims = jwt.decode(signed, secret, algorithms=[_ALGORITHM], options=options)
    principal = Principal(
        claims["role"],
        claims["sub"],
        claims["age"],
        claims["prefecture"],
        claims.get("member_since"),
        claims.get("api_key_id", ""),
        claims.get("pin") is True,
    )
    return principal, int(claims["exp"])
