"""What the gateway is made of, and how it runs."""

from typing import Any

import structlog
import uvloop
from fastapi import FastAPI, Request, Response
from sqlalchemy import Connection
from starlette.routing import Route

from chassis.codec import Codec
from chassis.collector import calm_collector
from chassis.database import Database, open_engine, service_url
from chassis.errors import Unauthorized, Unavailable
from chassis.http import create_app, joined
from chassis.http.problems import problem
from chassis.logs import configure_logs
from chassis.serving import http_server
from chassis.tables import create_database
from gateway.auth import ApiKeys, DevTokens, Guard, tables
from gateway.live import Live
from gateway.pages import status_pages, work_page
from gateway.routes import TABLE, Door, PublicDocument, Refusals, Upstream, api_keys, dev_tokens
from gateway.routes.table import LEDGER
from gateway.settings import GatewaySettings
from gateway.webhooks import Sealing, Webhooks, end_with_key, seal_all_anew, webhook_routes
from gateway.webhooks import tables as webhook_tables

NAME = "gateway"
log = structlog.get_logger()


class Gateway:
    """The door with everything behind it; also what tests drive. `name` is that of its database."""

    def __init__(self, settings: GatewaySettings, name: str = NAME) -> None:
        self.settings, self.name = settings, name
        self._engine = open_engine(service_url(settings.database_url, name), settings)
        self._database = Database(self._engine, Codec([]), settings)
        self._keys = ApiKeys(self._database, end_with_key)
        self._guard = Guard(self._keys, settings)
        self._upstreams = {
            name: Upstream(name, url, settings) for name, url in settings.upstream_urls.items()
        }
        self.webhooks = Webhooks(self._engine, self._upstreams[LEDGER], settings)
        self.refusals = Refusals(self._upstreams[LEDGER], settings)
        self.live = Live(self._upstreams, settings)
        self.app = self._app()

    def _app(self) -> FastAPI:
        routers = [
            api_keys(self._keys, self._guard),
            webhook_routes(self.webhooks, self._guard),
            work_page(self.settings.is_local),
        ]
        if self.settings.is_local:
            routers += [dev_tokens(DevTokens(self.settings)), status_pages(self.live)]
        door = Door(TABLE, self._guard, self._upstreams, self.refusals)

        def body_limit(path: str) -> int:
            settings = self.settings
            return settings.upload_limit_bytes if door.takes_upload(path) else settings.body_limit_bytes

        app = create_app("Mini Job", joined(*routers), self._ready, self._alive, body_limit)
        app.add_exception_handler(Unauthorized, _unauthorized)
        document = PublicDocument(TABLE, self._upstreams, app.openapi, self.settings.openapi_cache_seconds)

        async def public_document(request: Request) -> Response:
            return Response(await document.read(), media_type="application/json")

        app.router.redirect_slashes = False
        app.router.routes[:0] = [door, Route("/openapi.json", public_document, methods=["GET"])]
        return app

    def prepare(self) -> None:
        """Creates the database and its tables where they are missing; secrets come under the newest key."""
        create_database(self.settings.database_url, self.name)
        with self._engine.begin() as tx:
            tx.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('create_tables'))")
            tables.create_all(tx)
            webhook_tables.create_all(tx)
            seal_all_anew(tx, Sealing(self.settings.sealing_keys))

    def close(self) -> None:
        """Lets go of connections and threads."""
        for upstream in self._upstreams.values():
            upstream.close()
        self.webhooks.close()
        self._guard.close()
        self._database.close()

    async def _ready(self) -> str:
        try:
            await self._database.read(_answers)
        except Unavailable:
            return "the database does not answer"
        return ""

    async def _alive(self) -> str:
        """That this is answered says that the event loop moves."""
        return self.webhooks.stuck()


def _answers(tx: Connection) -> None:
    tx.exec_driver_sql("SELECT 1")


async def _unauthorized(request: Request, error: Any) -> Response:
    return problem(error.status, error.detail, error.code, headers={"WWW-Authenticate": "Bearer"})


def serve() -> None:
    """Runs the gateway until SIGTERM or SIGINT."""
    settings = GatewaySettings()
    configure_logs(NAME, settings.log_level)
    gateway = Gateway(settings)
    gateway.prepare()
    calm_collector()
    uvloop.run(_serve(gateway))


async def _serve(gateway: Gateway) -> None:
    server = http_server(gateway.app, gateway.settings)
    gateway.live.closing = lambda: server.should_exit
    gateway.webhooks.start()
    log.info("serving", port=gateway.settings.http_port, environment=gateway.settings.minijob_environment)
    try:
        await server.serve()
    finally:
        await gateway.webhooks.stop()
        await gateway.refusals.stop()
        gateway.close()
        log.info("stopped")
