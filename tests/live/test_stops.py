"""A service that is stopped under load ends cleanly; one whose group is turned back hears nothing anew."""

import time
from random import Random

import pytest

from local_platform.platform import Platform
from local_platform.services import NAMES
from tests.live import log
from tests.live.invariant import check
from tests.live.load import load

pytestmark = [pytest.mark.live, pytest.mark.servers]
STOP_SECONDS = 10.0


@pytest.mark.parametrize("name", NAMES)
def test_sigterm_under_load_ends_a_service_cleanly_and_in_time(
    platform: Platform, chance: Random, times: int, name: str
) -> None:
    service = platform.services[name]
    with load(platform) as running:
        for _ in range(times):
            time.sleep(chance.uniform(0, 2))
            begun = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - begun < STOP_SECONDS
            service.start()
            running.await_answers(1)
    check(platform, running)


@pytest.mark.parametrize("name", log.CONSUMERS)
def test_a_group_turned_back_to_the_beginning_under_load_does_nothing_twice(
    platform: Platform, chance: Random, times: int, name: str
) -> None:
    service = platform.services[name]
    with load(platform) as running:
        for _ in range(min(times, 3)):
            time.sleep(chance.uniform(0, 2))
            service.stop()
            log.turn_back(platform.bootstrap_servers, name)
            service.start()
            running.await_answers(20)
    check(platform, running)
