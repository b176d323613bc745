"""The public document: OpenAPI 3.1, complete, without anything internal."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from jsonschema import Draft202012Validator

from gateway.routes.table import TABLE
from tests.gateway.conftest import Door, Open, Services, closed_port
from tests.gateway.standins import document_of

OWN = {
    ("post", "/v1/dev/token"),
    ("post", "/v1/api-keys"),
    ("get", "/v1/api-keys"),
    ("post", "/v1/api-keys/{}/revoke"),
    ("post", "/v1/webhooks"),
    ("get", "/v1/webhooks"),
    ("delete", "/v1/webhooks/{}"),
    ("post", "/v1/webhooks/{}/rotate"),
    ("get", "/v1/webhooks/{}/deliveries"),
    ("post", "/v1/webhooks/{}/deliveries/{}/redeliver"),
    ("post", "/v1/webhooks/{}/redeliver"),
}


@pytest.fixture
def documented(services: Services) -> Services:
    for name, service in services.items():
        service.answers["/openapi.json"] = document_of(name)
    return services


def read(door: Door) -> dict[str, Any]:
    answer = door.client.get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, re.sub(r"\{[^}]*\}", "{}", path)): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_it_has_each_route_of_the_table_and_nothing_else(open_door: Open, documented: Services) -> None:
    table = {(route.method.lower(), route.path.replace("{id}", "{}")) for route in TABLE}
    assert set(operations(read(open_door()))) == table | OWN


def test_it_is_valid_openapi_3_1(open_door: Open, documented: Services) -> None:
    document = read(open_door())
    assert document["openapi"].startswith("3.1.")
    OpenAPI.model_validate(document)
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in references(document):
        target = document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
    ids = [operation["operationId"] for operation in operations(document).values()]
    assert len(ids) == len(set(ids))
    for path, item in document["paths"].items():
        for operation in item.values():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == set(re.findall(r"\{([^}]*)\}", path))


def test_components_of_one_name_stay_apart(open_door: Open, documented: Services) -> None:
    document = read(open_door())
    schemas = document["components"]["schemas"]
    assert {"Inner", "TaskCatalogInner", "AssignmentInner", "PointsLedgerInner"} <= set(schemas)
    for service, path in (("assignment", "/v1/assignments"), ("task_catalog", "/v1/orders")):
        body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        task = schemas[body["$ref"].rsplit("/", 1)[1]]
        inner = schemas[task["properties"]["inner"]["$ref"].rsplit("/", 1)[1]]
        assert list(inner["properties"]) == [service]
        again = task["properties"]["again"]["items"]["$ref"]
        assert again == body["$ref"]


def test_it_tells_what_a_caller_must_send_and_hides_what_is_internal(
    open_door: Open, documented: Services
) -> None:
    document = read(open_door())
    assert "x-principal" not in json.dumps(document)
    assert "/internal" not in json.dumps(document)
    assert document["security"] == [{"bearer": []}]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    found = operations(document)
    for route in TABLE:
        parameters = found[route.method.lower(), route.path.replace("{id}", "{}")]["parameters"]
        keys = [one["required"] for one in parameters if one["name"] == "Idempotency-Key"]
        assert keys == ([True] if route.keyed else [])
    assert found["post", "/v1/dev/token"]["security"] == []
    assert all("422" not in operation["responses"] for operation in found.values())


def test_a_service_that_is_away_is_named_and_asked_again(open_door: Open, documented: Services) -> None:
    documented["points-ledger"].status = 503
    for service in documented.values():
        service.status = 503 if service.name == "points-ledger" else 200
    door = open_door()
    document = read(door)
    assert "points-ledger" in document["info"]["description"]
    assert "/v1/me/points" not in document["paths"]
    assert "/v1/tasks" in document["paths"]
    documented["points-ledger"].status = 200
    document = read(door)
    assert "points-ledger" not in document["info"]["description"]
    assert "/v1/me/points" in document["paths"]


def test_with_all_services_away_the_own_routes_remain(open_door: Open) -> None:
    address = f"http://127.0.0.1:{closed_port()}"
    names = ("task_catalog_url", "order_screening_url", "assignment_url", "points_ledger_url")
    assert set(operations(read(open_door(urls=dict.fromkeys(names, address))))) == OWN


def test_a_complete_document_is_remembered(open_door: Open, documented: Services) -> None:
    door = open_door()
    assert read(door) == read(door)
    assert [len(service.seen) for service in documented.values()] == [1, 1, 1, 1]


def test_production_documents_no_development_token(open_door: Open, documented: Services) -> None:
    document = read(open_door(minijob_environment="production"))
    assert "/v1/dev/token" not in document["paths"]
