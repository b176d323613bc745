"""The hot path: finds the row of the table, lets the caller in or not, and passes the request on."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

import structlog
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from chassis.errors import Refused, invalid
from chassis.http.dependencies import MAX_KEY_LENGTH
from chassis.principal import HEADER
from gateway.auth import Guard, check_role, claimed_key
from gateway.routes.refused import Refusals
from gateway.routes.table import LEDGER, Map, Place, Route
from gateway.routes.upstream import Answer, Headers, Upstream

_PRINCIPAL = HEADER.encode("ascii")
_WHO = "minijob.who"
_PASSED_ON = frozenset(
    {b"content-type", b"accept", b"if-match", b"if-none-match", b"traceparent", b"x-device-id"}
)
_PASSED_BACK = frozenset(
    {b"content-type", b"content-disposition", b"etag", b"retry-after", b"location", b"cache-control"}
)
_QUERY = "%/:?@!$&'()*+,;="


class Malformed(Refused):
    """The request is not well-formed HTTP (400)."""

    status = 400


class Door(BaseRoute):
    """All routes of the table as one route, because looking a path up costs less than trying each."""

    def __init__(
        self, table: Iterable[Route], guard: Guard, upstreams: Mapping[str, Upstream], refusals: Refusals
    ) -> None:
        self._map = Map(table)
        self._guard, self._upstreams, self._refusals = guard, upstreams, refusals

    def takes_upload(self, path: str) -> bool:
        """Whether a body sent to this path may be as large as a photo."""
        place = self._map.find(path)
        return place is not None and any(route.upload for route in place.methods.values())

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the path is in the table; `route` is the place found, for the metrics."""
        place = self._map.find(scope["path"]) if scope["type"] == "http" else None
        return (Match.NONE, {}) if place is None else (Match.FULL, {"route": place})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with what the service says. Raises a Refused or HTTPException before that."""
        place: Place = scope["route"]
        route = place.methods.get(scope["method"])
        if route is None:
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(place.methods))})
        try:
            answer = await self._passed(route, scope, receive)
        except (Refused, HTTPException) as refusal:
            if route.service == LEDGER and route.method != "GET":
                self._refusals.keep(scope.get(_WHO, ""), f"{route.method} {scope['path']}", refusal)
            raise
        await _send(answer, send)

    async def _passed(self, route: Route, scope: Scope, receive: Receive) -> Answer:
        """What the service says."""
        authorization, key, headers = _headers(scope["headers"])
        scope[_WHO] = claimed_key(authorization)
        known = await self._guard.recognise(authorization, address_of(scope))
        scope[_WHO] = f"{known.principal.role}:{known.principal.id}"
        check_role(known.principal, route.roles)
        if route.keyed:
            check_key(key.decode("latin-1"))
            headers.append((b"idempotency-key", key))
        headers.append((_PRINCIPAL, known.signed))
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        headers.append((b"x-request-id", request_id.encode("ascii")))
        body = b"" if route.method == "GET" else await _body(receive)
        service = self._upstreams[route.service]
        return await service.request(route.method, _target(scope), headers, body, slow=route.slow)


def _headers(given: Headers) -> tuple[bytes, bytes, Headers]:
    """Authorization, Idempotency-Key (joined when repeated, so that they are refused), what is passed on."""
    authorization: list[bytes] = []
    key: list[bytes] = []
    passed: Headers = []
    for name, value in given:
        if name in _PASSED_ON:
            if b"\n" in value or b"\r" in value or b"\0" in value:
                raise Malformed(f"the header {name.decode()} has a control character")
            passed.append((name, value))
        elif name == b"authorization":
            authorization.append(value)
        elif name == b"idempotency-key":
            key.append(value)
    return b", ".join(authorization), b"\n".join(key), passed


def address_of(scope: Scope) -> str:
    """Where a request comes from; of a trusted proxy, whom it names."""
    client = scope.get("client")
    return client[0] if client else ""


def check_key(key: str) -> None:
    """Raises Invalid when the Idempotency-Key is missing or of another form than the services take."""
    if not key.strip():
        raise invalid("Idempotency-Key", "this header is required on every write")
    if len(key) > MAX_KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise invalid("Idempotency-Key", f"at most {MAX_KEY_LENGTH} printable ASCII characters")


def _target(scope: Scope) -> str:
    """The path that was looked up, not the one that was sent, so that both can only mean the same."""
    path, query = quote(scope["path"]), scope["query_string"]
    return f"{path}?{quote(query, safe=_QUERY)}" if query else path


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Malformed("the request ended before its body")
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


async def _send(answer: Answer, send: Send) -> None:
    headers = [header for header in answer.headers if header[0] in _PASSED_BACK]
    if answer.status in (204, 304):
        headers = [header for header in headers if header[0] != b"content-type"]
    else:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
