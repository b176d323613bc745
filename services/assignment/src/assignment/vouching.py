"""Asks an audience source whether a member is meant by an order: a signed yes or no, which is not kept."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx2
import jwt
import structlog

from assignment.application import Vouched
from assignment.settings import AudienceSource
from chassis.errors import Unavailable

log = structlog.get_logger()
LONGEST = timedelta(hours=24)
_AUDIENCE = "minijob"
_ALGORITHMS = ["ES256", "EdDSA"]
_CLAIMS = ["iss", "sub", "aud", "iat", "exp", "order_id", "answer"]
_ANSWER_BYTES = 8_192


async def vouched(
    source_id: str, source: AudienceSource, member_id: str, order_id: UUID, segment: str, seconds: float
) -> Vouched | None:
    """What the source says; None for no. Raises Unavailable when it says nothing that can be relied upon."""
    asked = {"member_id": member_id, "order_id": str(order_id), "segment": segment}
    try:
        async with httpx2.AsyncClient(timeout=seconds, follow_redirects=False) as http:
            answer = await http.post(f"{source.url.rstrip('/')}/tokens", json=asked)
        answer.raise_for_status()
        if len(answer.content) > _ANSWER_BYTES:
            raise ValueError("the answer is too long")
        return read(str(answer.json()["token"]), source_id, source, member_id, order_id)
    except (httpx2.HTTPError, jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
        log.warning("an audience source has no valid answer", source=source_id, error=type(error).__name__)
        raise Unavailable("the source of this order's segment cannot be asked now") from None


def read(
    token: str, source_id: str, source: AudienceSource, member_id: str, order_id: UUID
) -> Vouched | None:
    """The yes that a token says; None for no. Raises jwt.PyJWTError or ValueError for any other."""
    claims = jwt.decode(
        token,
        _key_of(token, source),
        algorithms=_ALGORITHMS,
        audience=_AUDIENCE,
        issuer=source_id,
        options={"require": _CLAIMS},
    )
    if (claims["sub"], claims["order_id"]) != (member_id, str(order_id)):
        raise ValueError("it is about something else")
    begins, until = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
    if claims["answer"] not in ("yes", "no"):
        raise ValueError("it says neither yes nor no")
    until = min(until, begins + LONGEST)
    return Vouched(source_id, order_id, until) if claims["answer"] == "yes" else None


def _key_of(token: str, source: AudienceSource) -> jwt.PyJWK:
    keys = jwt.PyJWKSet.from_dict({"keys": source.keys}).keys
    named = jwt.get_unverified_header(token).get("kid")
    found = [key for key in keys if key.key_id == named]
    if len(found) != 1:
        raise ValueError("no key has this name")
    return found[0]
