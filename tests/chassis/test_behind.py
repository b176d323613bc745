"""A service runs in two processes: neither outlives the other, and each hears what the other has written."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx2
import pytest

from chassis.principal import HEADER, Principal, sign
from chassis.service import Service
from chassis.settings import Settings
from local_platform.ports import free_port

pytestmark = pytest.mark.servers
MAIN = """
import sys
from dataclasses import replace
from chassis import service
from chassis.serving import serve
from tests.chassis.small import SERVICE
service.STUCK_SECONDS = 3
serve(replace(SERVICE, name=sys.argv[1]))
"""


class Served:
    """The process that answers, and the one behind it."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self._secret = settings.principal_secret
        environment = os.environ | {
            "MINIJOB_ENVIRONMENT": settings.minijob_environment,
            "DATABASE_URL": settings.database_url,
            "KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers,
            "PRINCIPAL_SECRET": settings.principal_secret,
            "TOPIC_REPLICAS": "1",
            "HTTP_PORT": self.url.rsplit(":", 1)[1],
        }
        self.front = subprocess.Popen([sys.executable, "-c", MAIN, name], env=environment)
        until(lambda: self.get("/health/ready") == 200)
        [self.behind] = children(self.front.pid)

    def get(self, path: str) -> int:
        try:
            return httpx2.get(self.url + path).status_code
        except httpx2.TransportError:
            return 0

    def add(self, amount: int) -> None:
        headers = {HEADER: sign(Principal("client", "ann"), self._secret), "Idempotency-Key": uuid4().hex}
        body = {"account": "a", "amount": amount}
        assert httpx2.post(f"{self.url}/v1/amounts", json=body, headers=headers).status_code == 201

    def measured(self, name: str) -> float:
        text = httpx2.get(f"{self.url}/metrics").text
        return sum(float(one) for one in re.findall(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE))


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False)
    return [int(one) for one in found.stdout.split()]


def until(check: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, "it did not come to be in time"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def served(small: Service, settings: Settings) -> Iterator[Served]:
    one = Served(small.name, settings)
    yield one
    one.front.kill()
    one.front.wait(10)
    until(lambda: is_gone(one.behind))


def test_what_is_written_in_front_is_said_behind_and_measured_as_of_one_service(served: Served) -> None:
    for _ in range(3):
        served.add(5)
    until(lambda: served.measured("relay_records_total") == 3)
    assert served.measured('follower_position{follower="sums_v1"}') == 3
    until(lambda: served.measured('follower_position{follower="relay"}') == 3)
    assert served.measured("writer_events_total") == 3
    assert served.get("/health/live") == 200


def test_a_service_that_nobody_asks_is_alive_until_one_of_its_processes_stands_still(served: Served) -> None:
    time.sleep(6)
    assert served.get("/health/live") == 200
    os.kill(served.behind, signal.SIGSTOP)
    until(lambda: served.get("/health/live") == 503)
    os.kill(served.behind, signal.SIGCONT)
    until(lambda: served.get("/health/live") == 200)


def test_a_service_whose_process_behind_was_killed_ends_with_an_error(served: Served) -> None:
    os.kill(served.behind, signal.SIGKILL)
    assert served.front.wait(10) == 1


def test_the_process_behind_ends_by_itself_when_the_one_in_front_was_killed(served: Served) -> None:
    served.front.kill()
    until(lambda: is_gone(served.behind), 10)


def test_a_signal_ends_both_in_order(served: Served) -> None:
    served.add(5)
    begun = time.monotonic()
    os.kill(served.behind, signal.SIGTERM)
    served.front.send_signal(signal.SIGTERM)
    assert served.front.wait(10) == 0
    assert is_gone(served.behind)
    assert time.monotonic() - begun < 5
