"""Pages for a browser: files without anything from elsewhere, in Japanese and English."""

from importlib.resources import files

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse, StreamingResponse

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
        live.check_room()
        return StreamingResponse(
            live.events(), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    return router


def _file(name: str, media_type: str) -> Response:
    return Response(files(__package__).joinpath(name).read_bytes(), media_type=media_type, headers=_PAGE)
