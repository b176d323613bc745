"""A gateway on a real socket before services that answer as the test says."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from chassis.serving import http_server
from chassis.settings import Settings
from gateway.routes.table import ASSIGNMENT, CATALOG, LEDGER, SCREENING
from gateway.service import Gateway
from gateway.settings import GatewaySettings
from tests.gateway.receivers import Receiver
from tests.gateway.served import Served, Service
from tests.gateway.webhook_world import Feed, Hooks

SECRET = "a secret that only these tests know"
SEALING_KEY = "c2V2ZW50eS10d28gbGV0dGVycyBvZiBubyBtZWFuaW4="
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1"

Services = dict[str, Service]


@dataclass
class Door:
    """A running gateway and a client without credentials."""

    gateway: Gateway
    served: Served
    client: httpx2.Client

    def stop(self) -> None:
        self.client.close()
        self.served.stop()

    def token(self, role: str = "client", id: str = "client-1", **more: Any) -> str:
        answer = self.client.post("/v1/dev/token", json={"role": role, "id": id, **more})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["token"])

    def bearer(self, role: str = "client", id: str = "client-1", **more: Any) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token(role, id, **more)}"}

    def write(self, role: str = "client", id: str = "client-1", key: str = "key-1") -> dict[str, str]:
        return {**self.bearer(role, id), "idempotency-key": key}


Open = Callable[..., Door]


@pytest.fixture(scope="session")
def served_services() -> Iterator[dict[str, tuple[Service, Served]]]:
    found = {
        name: (service := Service(name), Served(service).start())
        for name in (CATALOG, SCREENING, ASSIGNMENT, LEDGER)
    }
    yield found
    for _, served in found.values():
        served.stop()


@pytest.fixture
def services(served_services: dict[str, tuple[Service, Served]]) -> Services:
    """The services as they were made."""
    for service, _ in served_services.values():
        service.reset()
    return {name: service for name, (service, _) in served_services.items()}


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start_gateway(urls: dict[str, str], name: str = "gateway", prepare: bool = False, **changes: Any) -> Door:
    given = {
        "minijob_environment": "local",
        "database_url": NO_DATABASE,
        "principal_secret": SECRET,
        "http_port": 0,
        "webhook_secret_keys": SEALING_KEY,
        **urls,
        **changes,
    }
    gateway = Gateway(GatewaySettings(**given), name)
    if prepare:
        gateway.prepare()
    server = http_server(gateway.app, gateway.settings)
    served = Served(gateway.app, close=gateway.close, server=server).start()
    gateway.live.closing = lambda: served.server.should_exit
    return Door(gateway, served, served.client())


@pytest.fixture(scope="session")
def urls(served_services: dict[str, tuple[Service, Served]]) -> dict[str, str]:
    return {f"{name.replace('-', '_')}_url": served.url for name, (_, served) in served_services.items()}


@pytest.fixture(scope="session")
def shared_door(urls: dict[str, str]) -> Iterator[Door]:
    door = start_gateway(urls, refusals_seconds=3_600)  # its audit shall not speak amid a test
    yield door
    door.stop()


@pytest.fixture
def door(shared_door: Door, services: Services) -> Door:
    """A gateway in local mode, without its database."""
    return shared_door


@pytest.fixture
def open_door(urls: dict[str, str], services: Services) -> Iterator[Open]:
    """Starts gateways with other settings; all are ended."""
    opened: list[Door] = []

    def begin(**changes: Any) -> Door:
        opened.append(start_gateway({**urls, **changes.pop("urls", {})}, **changes))
        return opened[-1]

    yield begin
    for door in opened:
        door.stop()


@pytest.fixture
def door_with_keys(open_door: Open, settings: Settings) -> Iterator[Door]:
    """A gateway with a database of its own on the real PostgreSQL."""
    name = f"gateway_{uuid4().hex}"
    yield open_door(name=name, prepare=True, database_url=settings.database_url)
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def hooks(open_door: Open, settings: Settings) -> Iterator[Hooks]:
    """Webhooks on the real PostgreSQL, with short waits and a receiver on this machine."""
    feed, receiver = Feed(SECRET), Receiver().start()
    served = Served(feed).start()
    door = open_door(
        name=f"gateway_{uuid4().hex}",
        prepare=True,
        database_url=settings.database_url,
        urls={"points_ledger_url": served.url},
        webhook_loopback=True,
        webhook_pauses_seconds=(1_000, 3_000, 9_000),
        webhook_seconds=0.6,
        webhook_answer_seconds=0.3,
        webhook_due_seconds=0.05,
        webhook_poll_seconds=0.05,
        webhook_backoff_seconds=0.1,
        webhook_upkeep_seconds=0.1,
    )
    world = Hooks(door, feed, receiver)
    yield world
    for replica in world.replicas:
        replica.stop()
    receiver.stop()
    served.stop()
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{door.gateway.name}" WITH (FORCE)')
