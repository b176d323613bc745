"""How a service runs: in two processes, until a signal ends both in under ten seconds."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Coroutine, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import structlog
import uvicorn
import uvloop
from fastapi import FastAPI

from chassis.behind import TOLD_SECONDS, Link, fork
from chassis.collector import calm_collector
from chassis.http.protocol import bounded_protocol
from chassis.logs import configure_logs
from chassis.service import Running, Service
from chassis.settings import Settings

log = structlog.get_logger()


def serve(service: Service, settings: Settings | None = None) -> None:
    """Runs a service until SIGTERM or SIGINT; this is all that a `__main__` does."""
    settings = settings or Settings()
    configure_logs(service.name, settings.log_level)
    running = Running(service, settings)
    running.prepare()
    running.engine.dispose()  # so that the processes do not share its connections
    calm_collector()
    process, line = fork(lambda line: _leave(_behind(running, line)))
    _leave(_serve(running, process, line))


def _leave(work: Coroutine[None, None, int]) -> None:
    """Runs to the end and ends the process: a thread that waits for a silent database would keep it alive."""
    code = uvloop.run(work)
    sys.stdout.flush()
    os._exit(code)


async def _serve(running: Running, process: BaseProcess, line: Connection) -> int:
    """The process that answers; without the one behind it does not go on."""
    settings = running.settings
    server = http_server(running.app, settings)
    broken: list[str] = []

    def ended() -> None:
        if not server.should_exit:
            broken.append("what runs behind has ended")
            log.error(broken[0])
            server.should_exit = True

    running.link = Link(line, running.nudged, ended)
    await running.start_front()
    log.info("serving", port=settings.http_port, environment=settings.minijob_environment)
    try:
        await server.serve()
    finally:
        server.should_exit = True
        await running.stop()
        await asyncio.to_thread(process.join, settings.stop_seconds / 2)
        process.kill()
        log.info("stopped")
    return 1 if broken else 0


async def _behind(running: Running, line: Connection) -> int:
    """The process behind: tells how it is until the other one has ended, however that came."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    def end() -> None:
        loop.call_soon_threadsafe(ended.set)

    running.link = Link(line, running.nudged, end)
    await running.start_behind()
    while not ended.is_set():
        await asyncio.to_thread(running.link.tell, await running.alive())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), TOLD_SECONDS)
    await running.stop()
    return 0


class _Server(uvicorn.Server):
    """Ends at SIGTERM and SIGINT; uvicorn's own raises them again, which would cut off what follows."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self.handle_exit)
        yield


def http_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """The one uvicorn server of a process; it turns SIGTERM into a drained end."""
    return _Server(
        uvicorn.Config(
            app,
            host=settings.http_host,
            port=settings.http_port,
            loop="uvloop",
            http=bounded_protocol(settings),
            ws="none",
            log_config=None,
            access_log=False,
            lifespan="off",
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            limit_concurrency=settings.http_connections,
            timeout_keep_alive=settings.keep_alive_seconds,
            timeout_graceful_shutdown=3,
            backlog=2048,
        )
    )
