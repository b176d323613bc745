"""The catalog in memory, and the running service on a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chassis.service import Running, Service
from chassis.settings import Settings
from task_catalog.service import SERVICE
from task_catalog.settings import CatalogSettings
from tests.databases import own_database
from tests.task_catalog.platform import CLIENT, OTHER, WAIT_SECONDS, Platform
from tests.task_catalog.world import Catalog, welcome


@pytest.fixture
def catalog() -> Catalog:
    return Catalog()


@contextmanager
def serving(settings: Settings) -> Iterator[Platform]:
    """The service without Kafka: what it hears is told to it."""
    with own_database(SERVICE, settings) as service:
        yield from _started(service, settings)


def _started(service: Service, settings: Settings) -> Iterator[Platform]:
    running = Running(service, CatalogSettings(**settings.model_dump(exclude_defaults=True)))
    running.prepare()
    running.writer.start()
    views = [follower for follower in running.followers if follower.name in SERVICE.views]
    for follower in views:
        follower.start()
    running.jobs.start()
    commands = [command for client in (CLIENT, OTHER) for command in welcome(client.id)]
    running.writer.enqueue(commands).result(WAIT_SECONDS)
    yield Platform(running)
    running.jobs.stop()
    running.writer.stop()
    for follower in views:
        follower.stop()
    running.database.close()


@pytest.fixture
def piloted(catalog: Catalog) -> Catalog:
    """100 funded tasks, of which 20 are the pilot."""
    catalog.draft()
    catalog.add(*(f"w{n}" for n in range(100)))
    catalog.submit()
    catalog.clear()
    catalog.screen(0, list(range(100)))
    catalog.fund(100)
    catalog.publish()
    return catalog


@pytest.fixture
def platform(settings: Settings) -> Iterator[Platform]:
    """A service of this test alone."""
    with serving(settings) as started:
        yield started


@pytest.fixture(scope="module")
def standing(settings: Settings) -> Iterator[Platform]:
    """One service for all tests of a module that look only at what they made themselves."""
    with serving(settings) as started:
        yield started
