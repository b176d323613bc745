"""Every error as `application/problem+json` (RFC 9457), with the request id and the fields that are wrong."""

from collections.abc import Sequence
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chassis import metrics
from chassis.errors import FieldError, Invalid, Refused, TooManyRequests, Unavailable
from chassis.http.paths import path_of
from chassis.http.unread import unread

_TITLES = {
    400: "The request is malformed",
    401: "Who is asking is not known",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "The request took too long to arrive",
    409: "Not possible in the current state",
    412: "A newer version exists",
    413: "Too large",
    415: "Unsupported content type",
    422: "Some fields are wrong",
    423: "Stopped by an operator",
    429: "Too many requests",
    431: "The header is too large",
    500: "Something went wrong on our side",
    503: "Not available now",
}


def problem(
    status: int,
    detail: str,
    code: str = "",
    errors: Sequence[FieldError] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem document; `type` is a URN made of the stable code."""
    metrics.REFUSALS.labels(code or str(status)).inc()
    body: dict[str, Any] = {
        "type": f"urn:minijob:problem:{code}" if code else "about:blank",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "errors": [{"where": error.where, "message": error.message} for error in errors],
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
    }
    return Response(orjson.dumps(body), status, headers, "application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Answers refusals, wrong fields and unknown paths in one shape."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        headers = {}
        if isinstance(error, Unavailable | TooManyRequests):
            headers["Retry-After"] = str(error.retry_after_seconds)
        errors = error.errors if isinstance(error, Invalid) else ()
        return problem(error.status, error.detail, error.code, errors, headers)

    @app.exception_handler(RequestValidationError)
    async def wrong_fields(request: Request, error: RequestValidationError) -> Response:
        problems = error.errors()
        broken = next((one for one in problems if one["type"] == "json_invalid"), None)
        if broken is not None:
            return malformed(f"{broken['ctx']['error']} at character {broken['loc'][-1]}")
        return problem(422, "some fields are wrong", "invalid", _fields(problems))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == 400:
            return problem(400, "the body cannot be read", "malformed-json", [await unread(request)])
        if error.status_code == 413:
            return problem(413, str(error.detail), "too-large")
        return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))


def malformed(why: str) -> Response:
    """The answer to a body that is no JSON."""
    return problem(400, "the body is not JSON", "malformed-json", [FieldError("body", why)])


def _fields(problems: Sequence[Any]) -> list[FieldError]:
    return [FieldError(path_of(one["loc"]), one["msg"]) for one in problems[:20]]
