"""The table and the services agree."""

import re
from importlib import import_module

import pytest
from fastapi import FastAPI

from gateway.routes.table import TABLE


def operations(service: str) -> set[tuple[str, str]]:
    app = FastAPI(routes=import_module(f"{service.replace('-', '_')}.service").SERVICE.router.routes)
    return {
        (method.upper(), re.sub(r"\{[^}]*\}", "{id}", path))
        for path, item in app.openapi()["paths"].items()
        for method in item
    }


@pytest.mark.parametrize("service", sorted({route.service for route in TABLE}))
def test_the_public_routes_of_a_service_are_exactly_those_it_has(service: str) -> None:
    assert operations(service) == {(route.method, route.path) for route in TABLE if route.service == service}
