"""Who is asking: a short-lived statement signed by the gateway, without which no service answers."""

import time
from dataclasses import dataclass
from typing import Literal, get_args

import jwt

from chassis.errors import Unauthorized

Role = Literal["client", "member", "operator", "partner"]
ROLES: tuple[str, ...] = get_args(Role)
HEADER = "x-principal"
VALID_SECONDS = 60
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller. `age` in years and `prefecture` are what One ID vouches for; None when it does not."""

    role: Role
    id: str
    age: int | None = None
    prefecture: str | None = None


def sign(principal: Principal, secret: str) -> str:
    """The header's value; valid for VALID_SECONDS."""
    claims = {
        "role": principal.role,
        "sub": principal.id,
        "age": principal.age,
        "prefecture": principal.prefecture,
        "exp": int(time.time()) + VALID_SECONDS,
    }
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


def verify(signed: str | None, secret: str) -> Principal:
    """Raises Unauthorized when the statement is missing, forged or too old."""
    if not signed:
        raise Unauthorized("requests come through the gateway")
    try:
        claims = jwt.decode(signed, secret, algorithms=[_ALGORITHM], options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError:
        raise Unauthorized("the gateway's statement about the caller is not valid") from None
    return Principal(claims["role"], claims["sub"], claims["age"], claims["prefecture"])
