"""A small service on a database of its own, for the tests of the parts."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from chassis.service import Running, Service
from chassis.settings import Settings
from tests.chassis.small import SERVICE
from tests.databases import own_database


@pytest.fixture
def small(settings: Settings) -> Iterator[Service]:
    """The service with a database of this test alone."""
    with own_database(SERVICE, settings) as service:
        yield service


@pytest.fixture
def replica(small: Service, settings: Settings) -> Iterator[Callable[..., Running]]:
    """Makes replicas whose writers run and nothing else; keyword arguments replace parts of the service."""
    made: list[Running] = []

    def make(**parts: object) -> Running:
        running = Running(replace(small, **parts), settings)  # type: ignore[arg-type]
        running.prepare()
        running.writer.start()
        made.append(running)
        return running

    yield make
    for running in made:
        running.writer.stop()
        running.database.close()
