"""The running service on the real PostgreSQL, with a database of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import pytest

from chassis.service import Running, Service
from chassis.settings import Settings
from order_screening.service import screening_service
from tests.databases import own_database
from tests.order_screening.platform import Platform


class Start(Protocol):
    """Starts a replica in an environment: as its `__main__` would, or with a service given."""

    def __call__(self, environment: str, service: Service | None = None) -> Platform: ...


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    """Replicas run without Kafka; all of them share one database."""
    with own_database(screening_service(may_clear=True), settings) as own:
        yield from _starting(own.name, settings)


def _starting(name: str, settings: Settings) -> Iterator[Start]:
    started: list[Running] = []

    def begin(environment: str, service: Service | None = None) -> Platform:
        changed = settings.model_copy(update={"minijob_environment": environment})
        service = replace(service or screening_service(may_clear=changed.is_local), name=name)
        running = Running(service, changed)
        running.prepare()
        running.writer.start()
        for follower in running.followers:
            if follower.name in service.views:
                follower.start()
        running.jobs.start()
        started.append(running)
        return Platform(running)

    yield begin
    for running in started:
        running.jobs.stop()
        running.writer.stop()
        for follower in running.followers:
            follower.stop()
        running.database.close()


@pytest.fixture
def local(start: Start) -> Platform:
    return start("local")


@pytest.fixture
def production(start: Start) -> Platform:
    return start("production")
