"""The running service on the real PostgreSQL, with a database of its own for each test."""

from collections.abc import Callable, Iterator

import pytest

from assignment.service import SERVICE
from assignment.settings import AssignmentSettings
from chassis.service import Running, Service
from chassis.settings import Settings
from tests.assignment.platform import Platform
from tests.databases import own_database

Start = Callable[[], Platform]


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    """Starts a replica of the service, without Kafka; all of them share one database."""
    with own_database(SERVICE, settings) as service:
        yield from _starting(service, settings)


def _starting(service: Service, settings: Settings) -> Iterator[Start]:
    started: list[Running] = []

    def begin() -> Platform:
        running = Running(service, AssignmentSettings(**settings.model_dump(exclude_defaults=True)))
        running.prepare()
        running.writer.start()
        for follower in running.followers:
            if follower.name in service.views:
                follower.start()
        started.append(running)
        return Platform(running)

    yield begin
    for running in started:
        running.writer.stop()
        for follower in running.followers:
            follower.stop()
        running.database.close()


@pytest.fixture
def platform(start: Start) -> Platform:
    return start()
