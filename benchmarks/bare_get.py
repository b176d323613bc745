"""`python -m benchmarks.bare_get`: the server of our services around an application that only answers."""

from typing import Any

import uvloop

from chassis.logs import configure_logs
from chassis.serving import http_server
from chassis.settings import Settings

BODY = b'{"status": "ok"}'
HEAD = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"16")]}


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Sixteen bytes for everybody."""
    await send(HEAD)
    await send({"type": "http.response.body", "body": BODY})


if __name__ == "__main__":
    settings = Settings()
    configure_logs("bare", settings.log_level)
    uvloop.run(http_server(app, settings).serve())  # type: ignore[arg-type]
