"""kill -9 under load, of each service and of the servers they stand on: nothing is lost or done twice."""

import signal
import time
from random import Random

import pytest

from local_platform.platform import Platform
from local_platform.process import Server
from local_platform.services import NAMES
from tests.live.invariant import check
from tests.live.load import load

pytestmark = [pytest.mark.live, pytest.mark.servers]


@pytest.mark.parametrize("name", [*NAMES, "Kafka", "PostgreSQL"])
def test_kill_9_under_load_loses_and_doubles_nothing(
    platform: Platform, chance: Random, times: int, name: str
) -> None:
    struck = server(platform, name)
    with load(platform) as running:
        for _ in range(times):
            time.sleep(chance.uniform(0, 2))
            struck.kill()
            time.sleep(chance.uniform(0, 1))
            struck.start()
            running.await_answers(1)
    check(platform, running)


@pytest.mark.parametrize("name", ["Kafka", "PostgreSQL", "all services"])
def test_what_dies_unasked_is_started_again_and_the_load_goes_on(
    platform: Platform, chance: Random, times: int, name: str
) -> None:
    struck = list(platform.services.values()) if name == "all services" else [server(platform, name)]
    with load(platform) as running:
        for _ in range(min(times, 3)):
            time.sleep(chance.uniform(0, 2))
            for one in struck:
                one.send(signal.SIGKILL)
            running.await_answers(20)
    check(platform, running)


def server(platform: Platform, name: str) -> Server:
    """The service or server of this name."""
    return next(one for one in platform.servers() if one.name == name)
