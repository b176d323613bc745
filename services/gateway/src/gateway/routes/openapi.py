"""The public OpenAPI 3.1 document: the public routes of all services in one, asked for when it is needed."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

from chassis.errors import Refused
from chassis.principal import HEADER
from gateway.routes.table import Route
from gateway.routes.upstream import Upstream

Json = dict[str, Any]

_SCHEMA = "#/components/schemas/"
_PROBLEM: Json = {
    "title": "Problem",
    "description": "An error as RFC 9457 has it.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "message"],
                "properties": {"where": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "request_id": {"type": "string"},
    },
}
_ABOUT = (
    "Clients pose questions, members answer them on a phone and earn points. Every write takes an "
    "`Idempotency-Key`: the same key and the same request give the first answer again. "
    "Errors are `application/problem+json`."
)


class PublicDocument:
    """Merges the documents of the services; cached only when none of them is away."""

    def __init__(
        self,
        table: Iterable[Route],
        upstreams: Mapping[str, Upstream],
        own: Callable[[], Json],
        cache_seconds: float,
    ) -> None:
        self._table, self._upstreams, self._own = list(table), upstreams, own
        self._cache_seconds = cache_seconds
        self._cached: tuple[float, bytes] = (0.0, b"")

    async def read(self) -> bytes:
        """The document as JSON. A service that is away is named in `info` and its part left out."""
        until, cached = self._cached
        if time.monotonic() < until:
            return cached
        names = list(self._upstreams)
        found = dict(zip(names, await asyncio.gather(*map(self._ask, names)), strict=True))
        document = orjson.dumps(self._merged(found))
        if None not in found.values():
            self._cached = (time.monotonic() + self._cache_seconds, document)
        return document

    async def _ask(self, service: str) -> Json | None:
        try:
            answer = await self._upstreams[service].request("GET", "/openapi.json", [])
            document = orjson.loads(answer.body) if answer.status == 200 else None
        except (Refused, orjson.JSONDecodeError):
            return None
        return document if isinstance(document, dict) else None

    def _merged(self, found: Mapping[str, Json | None]) -> Json:
        own = self._own()
        merged = _Merged()
        for method, path, operation in _operations(own):
            merged.add("gateway", own, path, method, operation, _takes_key(operation))
        for route in self._table:
            document = found[route.service]
            if document is not None:
                for method, path, operation in _operations(document):
                    if (method, _shape(path)) == (route.method.lower(), _shape(route.path)):
                        merged.add(route.service, document, path, method, operation, route.keyed)
        away = sorted(name for name, document in found.items() if document is None)
        note = f"\n\nNot shown, because away at the moment: {', '.join(away)}." if away else ""
        return {
            "openapi": "3.1.0",
            "info": {"title": "Mini Job", "version": "0.1.0", "description": _ABOUT + note},
            "security": [{"bearer": []}],
            "paths": merged.paths,
            "components": {
                "schemas": {**merged.schemas, "Problem": _PROBLEM},
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            },
        }


class _Merged:
    """Paths and components as they come together."""

    def __init__(self) -> None:
        self.paths: Json = {}
        self.schemas: Json = {}
        self._names: dict[tuple[str, str], str] = {}

    def add(self, service: str, document: Json, path: str, method: str, operation: Json, keyed: bool) -> None:
        """One operation with the components it needs."""
        schemas = document.get("components", {}).get("schemas", {})
        public = self._with_public_names(service, schemas, _public(operation, method, keyed))
        if path == "/v1/dev/token":
            public["security"] = []
        self.paths.setdefault(path, {})[method] = public

    def _with_public_names(self, service: str, schemas: Json, value: Any) -> Any:
        if isinstance(value, list):
            return [self._with_public_names(service, schemas, inner) for inner in value]
        if not isinstance(value, dict):
            return value
        renamed = {key: self._with_public_names(service, schemas, inner) for key, inner in value.items()}
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(_SCHEMA):
            name = reference.removeprefix(_SCHEMA)
            renamed["$ref"] = _SCHEMA + (name if name == "Problem" else self._name(service, schemas, name))
        return renamed

    def _name(self, service: str, schemas: Json, name: str) -> str:
        """The public name of a service's component, which is taken over at the first call."""
        known = self._names.get((service, name))
        if known is None:
            taken = name in self.schemas or name == "Problem"
            known = f"{service.title().replace('-', '')}{name}" if taken else name
            self._names[service, name] = known
            self.schemas[known] = {}
            self.schemas[known] = self._with_public_names(service, schemas, schemas[name])
        return known


def _operations(document: Json) -> list[tuple[str, str, Json]]:
    return [
        (method, path, operation)
        for path, item in document.get("paths", {}).items()
        for method, operation in item.items()
        if method in ("get", "put", "post", "delete")
    ]


def _takes_key(operation: Json) -> bool:
    return any(one["name"].lower() == "idempotency-key" for one in operation.get("parameters", []))


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _public(operation: Json, method: str, keyed: bool) -> Json:
    """The operation as a caller of the gateway sees it."""
    parameters = [
        one
        for one in operation.get("parameters", [])
        if one.get("name", "").lower() not in (HEADER, "idempotency-key")
    ]
    if keyed:
        schema = {"type": "string", "minLength": 1, "maxLength": 200}
        parameters.append({"name": "Idempotency-Key", "in": "header", "required": True, "schema": schema})
    answers = {code: one for code, one in operation.get("responses", {}).items() if code != "422"}
    body = {"application/problem+json": {"schema": {"$ref": f"{_SCHEMA}Problem"}}}
    answers["default"] = {"description": "An error", "content": body}
    return {**operation, "parameters": parameters, "responses": answers}
