"""A replica that sleeps past its Kafka session and its transactions, and wakes up believing that it leads."""

import time
from collections.abc import Iterator
from random import Random

import pytest

from local_platform.platform import Platform, principal_secret
from local_platform.services import Service
from tests.live.invariant import check
from tests.live.load import Load, load

pytestmark = [pytest.mark.live, pytest.mark.servers]

PAST_THE_SESSION = 13.0
PAST_EVERY_TRANSACTION = 34.0


@pytest.fixture(params=["assignment", "points-ledger"])
def pair(request: pytest.FixtureRequest, platform: Platform) -> Iterator[tuple[Service, Service]]:
    """The first replica of a service, to which the gateway speaks, and a second one."""
    second = platform.start_replica(request.param)
    yield platform.services[request.param], second
    second.stop()


def two_replicas_under_load(platform: Platform, running: Load, second: Service) -> None:
    """Both replicas of assignment decide leases; those of the ledger share the partitions anyway."""
    if second.name.startswith("assignment"):
        running.work_beside(second, principal_secret(platform.folder))
    running.await_answers(20)


@pytest.mark.parametrize("asleep", [0, 1], ids=["first", "second"])
def test_a_replica_that_wakes_up_after_its_session_does_nothing_twice(
    platform: Platform, chance: Random, times: int, pair: tuple[Service, Service], asleep: int
) -> None:
    with load(platform) as running:
        two_replicas_under_load(platform, running, pair[1])
        for number in range(min(times, 3)):
            time.sleep(chance.uniform(0, 1))
            pair[asleep].pause()
            time.sleep(PAST_EVERY_TRANSACTION if number else PAST_THE_SESSION)
            pair[asleep].resume()
            running.await_answers(20)
    check(platform, running)


def test_replicas_that_sleep_in_turn_under_load_do_nothing_twice(
    platform: Platform, chance: Random, times: int, pair: tuple[Service, Service]
) -> None:
    with load(platform) as running:
        two_replicas_under_load(platform, running, pair[1])
        for _ in range(min(times, 5)):
            asleep = chance.choice(pair)
            asleep.pause()
            time.sleep(chance.uniform(5, 12))
            asleep.resume()
    check(platform, running)
