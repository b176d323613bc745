"""What the gateway answers itself: development tokens and API keys."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, Field

from chassis.http import Body, Limit, Page, page_of
from chassis.principal import Principal, Role
from gateway.auth import ApiKeys, DevTokens, Guard
from gateway.auth.guard import Known
from gateway.auth.keys import ApiKey
from gateway.auth.tokens import ID_PATTERN
from gateway.routes.door import address_of, check_key

Id = Annotated[str, Field(pattern=ID_PATTERN)]


class TokenFor(Body):
    """For whom a development token is made. A member is 30 years old unless `age` says otherwise.

    pin: as if it had been made with a PIN of the member.
    """

    role: Role
    id: Id
    age: int | None = Field(default=None, ge=0, lt=150)
    prefecture: str | None = Field(default=None, max_length=100)
    member_since: date | None = Field(default=None, strict=False)
    pin: bool = False


class Token(BaseModel):
    """To be sent as `Authorization: Bearer`."""

    token: str


class KeyFor(Body):
    """For whom an API key is made; members sign in by themselves."""

    role: Literal["client", "operator", "partner"]
    id: Id


class ShownKey(BaseModel):
    """An API key without its secret text. `id` is whom it stands for."""

    api_key_id: str
    role: Role
    id: str
    created_at: datetime
    created_by: str
    revoked_at: datetime | None


class NewKey(ShownKey):
    """`key` is the bearer; it is shown this once and null when the request is repeated."""

    key: str | None


def dev_tokens(tokens: DevTokens) -> APIRouter:
    """The route that makes development tokens; included in local mode only."""
    router = APIRouter(tags=["development"])

    @router.post("/v1/dev/token")
    async def make_token(body: TokenFor) -> Token:
        """A token for anybody, without a password; local mode only."""
        since = body.member_since.isoformat() if body.member_since else None
        caller = Principal(body.role, body.id, body.age, body.prefecture, since, pin=body.pin)
        return Token(token=tokens.make(caller))

    return router


def api_keys(keys: ApiKeys, guard: Guard) -> APIRouter:
    """The routes with which operators make, list and revoke API keys."""
    router = APIRouter(tags=["operator"])
    Operator = Annotated[Principal, Depends(caller_in(guard, "operator"))]

    async def request_key(caller: Operator, key: Annotated[str, Header(alias="Idempotency-Key")] = "") -> str:
        check_key(key)
        return f"{caller.id} {key}"

    Key = Annotated[str, Depends(request_key)]

    @router.post("/v1/api-keys", status_code=201)
    async def make_key(body: KeyFor, caller: Operator, key: Key) -> NewKey:
        """Makes an API key for a client, operator or partner."""
        made, text = await keys.create(Principal(body.role, body.id), caller.id, key)
        return NewKey(**_shown(made).model_dump(), key=text)

    @router.get("/v1/api-keys")
    async def list_keys(
        caller: Operator, limit: Limit = 50, cursor: Annotated[int, Query(ge=0, lt=2**63)] = 0
    ) -> Page[ShownKey]:
        """All API keys without their text, the oldest first."""
        page = page_of(await keys.find_all(limit + 1, cursor), limit, lambda one: str(one.number))
        return Page(items=[_shown(one) for one in page.items], next_cursor=page.next_cursor)

    @router.post("/v1/api-keys/{api_key_id}/revoke")
    async def revoke_key(api_key_id: str, caller: Operator, key: Key) -> ShownKey:
        """Ends an API key for good."""
        revoked = await keys.revoke(api_key_id)
        guard.forget()
        return _shown(revoked)

    return router


def known_in(guard: Guard, role: Role) -> Callable[[Request], Awaitable[Known]]:
    """Who asks in this role and with what, let in as the door does it."""

    async def admit(request: Request) -> Known:
        given = (value for name, value in request.scope["headers"] if name == b"authorization")
        return await guard.admit(b", ".join(given), (role,), address_of(request.scope))

    return admit


def caller_in(guard: Guard, role: Role) -> Callable[[Request], Awaitable[Principal]]:
    """Who asks in this role."""
    known = known_in(guard, role)

    async def admit(request: Request) -> Principal:
        return (await known(request)).principal

    return admit


def _shown(key: ApiKey) -> ShownKey:
    return ShownKey(
        api_key_id=key.api_key_id,
        role=key.role,
        id=key.holder,
        created_at=key.created_at,
        created_by=key.created_by,
        revoked_at=key.revoked_at,
    )
