"""What the ledger's tests share: replicas on one database of the test's own."""

from collections.abc import Callable, Iterator

import pytest

from chassis.settings import Settings
from points_ledger.service import SERVICE
from points_ledger.watch import Watch
from tests.databases import own_database
from tests.points_ledger.replica import Ledger


@pytest.fixture
def open_ledger(settings: Settings) -> Iterator[Callable[..., Ledger]]:
    with own_database(SERVICE, settings) as service:
        yield from _opening(service.name, settings)


def _opening(name: str, settings: Settings) -> Iterator[Callable[..., Ledger]]:
    opened: list[Ledger] = []

    def open_one(**limits: object) -> Ledger:
        opened.append(Ledger(settings.model_copy(update=limits), name))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.running.writer.stop()
        ledger.running.database.close()


@pytest.fixture
def ledger(open_ledger: Callable[..., Ledger]) -> Ledger:
    return open_ledger()


@pytest.fixture
def proven(ledger: Ledger) -> Iterator[None]:
    """Whatever a test does, the folds agree afterwards, for the proof and for the watch."""
    yield
    ledger.follow()
    assert ledger.verify().wrong == []
    watch = Watch(SERVICE.aggregates)
    assert [watch.look(ledger.running.engine) for _ in range(2)] == [[], []]
