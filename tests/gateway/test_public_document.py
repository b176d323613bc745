"""The public document of the real services says what they really take and give."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI

from chassis.http import create_app
from gateway.routes.table import TABLE
from tests.gateway.conftest import Open, Services
from tests.gateway.test_openapi import OWN, operations, read, references

MOVES = {
    "submit",
    "accept-rewrites",
    "pause",
    "resume",
    "top-up",
    "close",
    "stop",
    "accept",
    "revoke",
    "void",
}
MOVES |= {"rotate", "redeliver", "confirm", "appeal", "stand-by", "take-back", "withdraw", "appeals"}
MOVES |= {"take", "decline"}
"""What needs nothing but an id."""
Operations = dict[tuple[str, str], dict[str, Any]]


async def _well() -> str:
    return ""


@pytest.fixture
def document(open_door: Open, services: Services) -> dict[str, Any]:
    """As the gateway merges it from the documents of the four services and its own."""
    for name, service in services.items():
        router = import_module(f"{name.replace('-', '_')}.service").SERVICE.router
        service.answers["/openapi.json"] = create_app(name, router, _well, _well, 1_000).openapi()
    return read(open_door())


@pytest.fixture
def public(document: dict[str, Any]) -> Operations:
    return operations(document)


def headers_of(operation: dict[str, Any]) -> dict[str, bool]:
    return {one["name"].lower(): one["required"] for one in operation["parameters"] if one["in"] == "header"}


def test_it_is_valid_and_whole(document: dict[str, Any]) -> None:
    OpenAPI.model_validate(document)
    for reference in references(document):
        target = document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
    ids = [operation["operationId"] for operation in operations(document).values()]
    assert len(ids) == len(set(ids))


def test_every_operation_says_what_it_does(public: Operations) -> None:
    silent = [key for key, one in public.items() if not one.get("summary") or not one.get("description")]
    assert silent == []


def test_a_key_is_asked_for_where_it_is_needed_and_nowhere_else(public: Operations) -> None:
    keyed = {(route.method.lower(), route.path.replace("{id}", "{}")) for route in TABLE if route.keyed}
    keyed |= {(method, path) for method, path in OWN if method != "get"} - {("post", "/v1/dev/token")}
    assert {key for key, one in public.items() if headers_of(one).get("idempotency-key")} == keyed
    assert not any("idempotency-key" in headers_of(one) for key, one in public.items() if key not in keyed)


def test_no_other_header_is_asked_for_but_the_version_of_an_edit_and_the_device_of_a_member(
    public: Operations,
) -> None:
    others = {
        (key, name): required
        for key, one in public.items()
        for name, required in headers_of(one).items()
        if name != "idempotency-key"
    }
    assert others == {
        (("put", "/v1/orders/{}"), "if-match"): True,
        (("post", "/v1/assignments/{}/report"), "x-device-id"): False,
        (("post", "/v1/assignments/{}/submission"), "x-device-id"): False,
        (("put", "/v1/me/profile"), "x-device-id"): False,
    }


def test_every_write_with_a_body_says_which(public: Operations) -> None:
    bodies = {
        path: sorted(one["requestBody"]["content"])
        for (method, path), one in public.items()
        if method != "get" and "requestBody" in one
    }
    assert bodies.pop("/v1/orders/{}/items") == ["application/jsonl", "application/x-ndjson", "text/csv"]
    assert bodies.pop("/v1/assignments/{}/photos") == ["image/jpeg", "image/png", "image/webp"]
    assert set(map(tuple, bodies.values())) == {("application/json",)}
    assert set(_without_body(public)) <= MOVES


def _without_body(public: Operations) -> Iterator[str]:
    for (method, path), one in public.items():
        if method not in ("get", "delete") and "requestBody" not in one:
            yield path.rsplit("/", 1)[1]


def test_results_come_in_three_formats(public: Operations) -> None:
    assert set(public["get", "/v1/orders/{}/results"]["responses"]["200"]["content"]) == {
        "application/json", "text/csv", "application/vnd.apache.parquet",
    }  # fmt: skip
