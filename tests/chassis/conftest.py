"""A small service on a database of its own, for the tests of the parts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from chassis.service import Running, Service
from chassis.settings import Settings
from local_platform.servers import drop_database
from tests.chassis.small import SERVICE


@pytest.fixture
def small(settings: Settings) -> Iterator[Service]:
    """The service under a name of this test alone."""
    name = f"small-{uuid4().hex[:8]}"
    yield replace(SERVICE, name=name)
    drop_database(f"{settings.database_url.rsplit('/', 1)[0]}/{name}")


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
