"""What all tests share: one real PostgreSQL and one real Kafka for the run, and a fresh database per test."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import structlog

from chassis.database import open_engine
from chassis.settings import Settings
from chassis.store import PostgresStore
from chassis.tables import create_tables
from local_platform.servers import drop_database, fresh_database, servers

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SEED = os.environ.setdefault("LIVE_SEED", str(random.randrange(10**6)))
"""Of the faults of tests/live; workers inherit it."""

# Not with the values of all locals, as is usual on a terminal: five hundred failed requests take an hour.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


TOGETHER = ("live", "system")
"""Folders whose tests share one platform, and so one worker; elsewhere a file's tests stay together."""


class Addresses(NamedTuple):
    """Of the servers of this run."""

    database_url: str
    bootstrap_servers: str


_STARTED = pytest.StashKey[Addresses]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"tests/live ran with LIVE_SEED={SEED}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Starts the servers before the first worker; all of them share these."""
    config = node.config
    if _STARTED not in config.stash:
        stack = ExitStack()
        running = stack.enter_context(servers(ROOT, is_durable=False))
        config.add_cleanup(stack.close)
        config.stash[_STARTED] = Addresses(running.database_url, running.bootstrap_servers)
    node.workerinput["servers"] = tuple(config.stash[_STARTED])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that read ../shared are skipped where a clone has none; CI always has it."""
    is_without_shared = not SHARED.is_dir() and not os.environ.get("CI")
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(folder if folder in TOGETHER else str(item.path)))
        if is_without_shared and item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs ../shared, which this clone does not have"))


@pytest.fixture
def anyio_backend() -> str:
    """Coroutine tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded crowds and policies beside the project."""
    return SHARED


@pytest.fixture(scope="session")
def platform_servers(request: pytest.FixtureRequest) -> Iterator[Addresses]:
    """The real servers, started once."""
    started = getattr(request.config, "workerinput", {}).get("servers")
    if started:
        yield Addresses(*started)
        return
    with servers(ROOT, is_durable=False) as running:
        yield Addresses(running.database_url, running.bootstrap_servers)


@pytest.fixture(scope="session")
def settings(platform_servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a service on the test servers."""
    return Settings(
        database_url=platform_servers.database_url,
        kafka_bootstrap_servers=platform_servers.bootstrap_servers,
        principal_secret="only-for-tests-" * 3,
        minijob_environment="local",
        topic_partitions=4,
        topic_replicas=1,
        follower_poll_seconds=0.2,
        snapshot_every_events=100,
        files_folder=tmp_path_factory.mktemp("files"),
    )


@pytest.fixture
def database_url(platform_servers: Addresses) -> Iterator[str]:
    """A database of this test alone."""
    url = fresh_database(platform_servers.database_url, "test")
    yield url
    drop_database(url)


@pytest.fixture
def open_store(database_url: str, settings: Settings) -> Iterator[Callable[..., PostgresStore]]:
    """Opens Stores, one for each replica, on one fresh database."""
    engine = open_engine(database_url, settings)
    create_tables(engine)
    engine.dispose()
    opened: list[PostgresStore] = []

    def open_one(*, chained: bool = False) -> PostgresStore:
        opened.append(PostgresStore(database_url, "test", 5, chained=chained))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()
