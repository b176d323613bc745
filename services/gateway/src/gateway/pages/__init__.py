"""Pages for a browser: files without anything from elsewhere, in Japanese and English."""

from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from gateway.live import Live

_PAGE = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}
_WORK = {"work.css": "text/css"} | {
    f"work{part}.js": "text/javascript"
    for part in ("", "_api", "_english", "_guard", "_japanese", "_questions", "_words")
}


def work_page(is_local: bool) -> APIRouter:
    """The page on which members work; only in local mode it makes a token by itself."""
    router = APIRouter(include_in_schema=False)
    local = b'data-local="yes"' if is_local else b'data-local="no"'

    @router.get("/work")
    async def work() -> Response:
        return _page(_content("work.html").replace(b'data-local="no"', local), "text/html")

    @router.get("/work/{name}")
    async def part(name: str) -> Response:
        if name not in _WORK:
            raise HTTPException(404)
        return _file(name, _WORK[name])

    return router


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
    return _page(_content(name), media_type)


def _content(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


def _page(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers=_PAGE)
