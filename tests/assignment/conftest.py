"""The running service on the real PostgreSQL, with a database of its own for each test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest

from assignment.service import SERVICE
from chassis.service import Running
from chassis.settings import Settings
from tests.assignment.platform import Platform

Start = Callable[[], Platform]


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    """Starts a replica of the service, without Kafka; all of them share one database."""
    service = replace(SERVICE, name=f"assignment_{uuid4().hex}")
    started: list[Running] = []

    def begin() -> Platform:
        running = Running(service, settings)
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
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{service.name}" WITH (FORCE)')


@pytest.fixture
def platform(start: Start) -> Platform:
    return start()
