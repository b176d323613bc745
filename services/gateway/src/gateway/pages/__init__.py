"""Pages for a browser: files without anything from elsewhere, in Japanese and English."""

from importlib.resources import files

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from gateway.live import Live

_PAGE = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:"
    ),
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


def status_pages(live: Live) -> APIRouter:
    """The live status page; included in local mode only, because it shows the orders of everybody."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def start() -> Response:
        return RedirectResponse("/status")

    @router.get("/status")
    async def status() -> Response:
        return _file("status.html", "text/html")

    @router.get("/status/page.css")
    async def style() -> Response:
        return _file("status.css", "text/css")

    @router.get("/status/page.js")
    async def script() -> Response:
        return _file("status.js", "text/javascript")

    @router.get("/status/events")
    async def events() -> Response:
        return _Watching(live)

    return router


class _Watching(StreamingResponse):
    """Takes its place before the first word and gives it back however the answer ends."""

    def __init__(self, live: Live) -> None:
        self._live = live
        headers = {"cache-control": "no-store"}
        super().__init__(live.events(), media_type="text/event-stream", headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._live.place():
            await super().__call__(scope, receive, send)


def _file(name: str, media_type: str) -> Response:
    return Response(files(__package__).joinpath(name).read_bytes(), media_type=media_type, headers=_PAGE)
