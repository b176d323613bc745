"""FastAPI applications that document the routes of the table, as the services do with theirs."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel, create_model

from chassis.http import Page, create_app
from chassis.principal import HEADER
from gateway.routes.table import TABLE


async def _well() -> str:
    return ""


def _model(service: str) -> type[BaseModel]:
    field: dict[str, Any] = {service.replace("-", "_"): (int, ...)}
    own: Any = create_model("Inner", **field)

    class Task(BaseModel):
        inner: own
        again: list["Task"]

    return Task


def document_of(service: str) -> dict[str, Any]:
    """What the service would answer at `/openapi.json`; each has a model `Task`, all of them different."""
    task: Any = _model(service)
    router = APIRouter()
    for number, route in enumerate(route for route in TABLE if route.service == service):
        router.add_api_route(
            route.path.replace("{id}", "{thing_id}"),
            _endpoint(task, route.path, route.keyed),
            methods=[route.method],
            name=f"does_{number}",
            response_model=Page[task],
        )
    router.add_api_route("/internal/secret", _endpoint(task, "", False), methods=["GET"])
    return create_app(service, router, _well, _well, 1000).openapi()


def _endpoint(task: Any, path: str, keyed: bool) -> Callable[..., Any]:
    async def plain(signed: Annotated[str | None, Header(alias=HEADER)] = None) -> None:
        return None

    async def with_id(thing_id: str, signed: Annotated[str | None, Header(alias=HEADER)] = None) -> None:
        return None

    async def write(
        body: task,
        signed: Annotated[str | None, Header(alias=HEADER)] = None,
        key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
    ) -> None:
        return None

    if "{" in path:
        return with_id
    return write if keyed else plain
