"""What all tests share: one real PostgreSQL and one real Kafka for the run, and a fresh database per test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from playwright.sync_api import Browser, sync_playwright

from chassis.database import open_engine
from chassis.settings import Settings
from chassis.store import PostgresStore
from chassis.tables import create_tables
from local_platform.servers import Servers, drop_database, fresh_database, servers

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Not with the values of all locals, as is usual on a terminal: five hundred failed requests take an hour.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that read ../shared are skipped where a clone has none; CI always has it."""
    if SHARED.is_dir() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs ../shared, which this clone does not have"))


@pytest.fixture
def anyio_backend() -> str:
    """Coroutine tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded crowds and policies beside the project."""
    return SHARED


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; of one module alone, because coroutine tests cannot run beside its loop."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine (install it, or set CHROMIUM to its path)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def platform_servers() -> Iterator[Servers]:
    """The real servers, started once."""
    with servers(ROOT, is_durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def settings(platform_servers: Servers) -> Settings:
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
    )


@pytest.fixture
def database_url(platform_servers: Servers) -> Iterator[str]:
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
        store.roll_back()
