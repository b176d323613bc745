"""What surrounds each request: its id in every log line, its time, and the size of its body."""

import random
import re
import time
from collections.abc import Callable

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import metrics
from chassis.http.problems import problem

log = structlog.get_logger()
_ids = random.Random()  # a call of the system for each id would wait for the other threads
_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)


class RequestContext:
    """Binds `request_id` and `correlation_id` for logs and events, and answers with the request id.

    An unexpected failure is logged here and answered with nothing but that id.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        request_id = given if _ID.fullmatch(given) else f"{_ids.getrandbits(128):032x}"
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id, correlation_id=request_id)
        started, begun = time.perf_counter(), False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self.app(scope, receive, answer)
        except ClientDisconnect:
            log.info("a caller left before the request was whole", path=scope["path"])
        except Exception:
            log.exception("a request failed", path=scope["path"])
            if begun:
                raise
            failed = problem(500, "the failure is logged under the request id", "internal")
            await failed(scope, receive, answer)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            metrics.HTTP_SECONDS.labels(scope["method"], route).observe(time.perf_counter() - started)


class BodyTooLarge(HTTPException):
    """The body grew past the limit while it was read; FastAPI lets only an HTTPException pass its parser."""


class BodyLimit:
    """Refuses a body above the limit of its path with 413, whether it says its length or not.

    It is refused to whoever reads it, so that a service knows by then who asks for what and can keep it.
    """

    def __init__(self, app: ASGIApp, limit_bytes: Callable[[str], int]) -> None:
        self.app, self._limit_bytes = app, limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit_bytes = self._limit_bytes(scope["path"])
        length = dict(scope["headers"]).get(b"content-length", b"0")
        is_too_large = not length.isdigit() or int(length) > limit_bytes
        read, begun = 0, False

        async def counted() -> Message:
            nonlocal read
            message: Message = {} if is_too_large else await receive()
            read += len(message.get("body", b""))
            if is_too_large or read > limit_bytes:
                raise BodyTooLarge(413, too_large(limit_bytes))
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except BodyTooLarge:
            if not begun:
                await problem_too_large(limit_bytes)(scope, receive, send)


def problem_too_large(limit_bytes: int) -> ASGIApp:
    """The 413 answer."""
    return problem(413, too_large(limit_bytes), "too-large")


def too_large(limit_bytes: int) -> str:
    """The detail of both refusals."""
    return f"the body is larger than {limit_bytes} bytes; send it in parts"
