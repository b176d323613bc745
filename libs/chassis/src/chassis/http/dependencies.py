"""What a route asks for: the caller, the key of the request, the Writer and the database."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request

from chassis.command import digest_of
from chassis.database import Database
from chassis.errors import FieldError, Forbidden, Invalid
from chassis.files import FileStore
from chassis.http.models import Page
from chassis.principal import HEADER, Principal, Role, verify
from chassis.settings import Settings
from chassis.writer import Writer

T = TypeVar("T")
MAX_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Edge:
    """What an edge works with; set by the composition root as `app.state.edge`."""

    writer: Writer
    database: Database
    settings: Settings
    files: FileStore


async def edge(request: Request) -> Edge:
    """The Edge of this service."""
    found: Edge = request.app.state.edge
    return found


async def caller(request: Request) -> Principal:
    """Who is asking. Raises Unauthorized without the gateway's signature."""
    here: Edge = request.app.state.edge
    return verify(request.headers.get(HEADER), here.settings.principal_secret)


def caller_in(*roles: Role) -> Callable[..., Awaitable[Principal]]:
    """A caller in one of these roles. Raises Forbidden otherwise."""

    async def check(request: Request) -> Principal:
        principal = await caller(request)
        if principal.role not in roles:
            raise Forbidden(f"this is for a {' or '.join(roles)}")
        return principal

    return check


class RequestKey:
    """The key and digest of a write, made of the caller, the route and the Idempotency-Key."""

    def __init__(self, prefix: str) -> None:
        self.key = prefix

    def digest(self, *arguments: Any) -> bytes:
        """Of the command's arguments; never of a member's words."""
        return digest_of(self.key, *arguments)


async def idempotency(
    request: Request,
    key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
) -> RequestKey:
    """Raises Invalid when the header is missing or too long."""
    if not key or not key.strip():
        raise Invalid([FieldError("Idempotency-Key", "this header is required on every write")])
    if len(key) > MAX_KEY_LENGTH or not key.isprintable():
        raise Invalid([FieldError("Idempotency-Key", f"at most {MAX_KEY_LENGTH} printable characters")])
    principal, route = await caller(request), f"{request.method} {request.url.path}"
    return RequestKey(f"{principal.role}:{principal.id} {route} {key}")


class Caller:
    """`Caller.Client` and so on: the caller in that role, as a route's parameter."""

    Any = Annotated[Principal, Depends(caller)]
    Client = Annotated[Principal, Depends(caller_in("client"))]
    Member = Annotated[Principal, Depends(caller_in("member"))]
    Operator = Annotated[Principal, Depends(caller_in("operator"))]
    Partner = Annotated[Principal, Depends(caller_in("partner"))]
    ClientOrOperator = Annotated[Principal, Depends(caller_in("client", "operator"))]


Idempotency = Annotated[RequestKey, Depends(idempotency)]
Limit = Annotated[int, Query(ge=1, le=1000)]


def page_of(items: Sequence[T], limit: int, cursor_of: Callable[[T], str]) -> Page[T]:
    """A page from a query that asked for `limit + 1` items."""
    shown = list(items[:limit])
    return Page(items=shown, next_cursor=cursor_of(shown[-1]) if len(items) > limit else None)
