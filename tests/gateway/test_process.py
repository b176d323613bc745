"""The gateway as a process."""

import os
import signal
import subprocess
import sys
import time

import httpx2
import psycopg
import pytest

from chassis.settings import Settings
from tests.gateway.conftest import SECRET, Services, closed_port
from tests.programs import started

pytestmark = pytest.mark.servers


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx2.get(f"{url}/health/ready").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError("the gateway did not become ready")


def test_it_starts_from_the_environment_and_stops_within_ten_seconds_while_watched(
    settings: Settings, services: Services, urls: dict[str, str]
) -> None:
    services["task-catalog"].answers = {"/v1/orders": {"items": [], "next_cursor": None}}
    port = closed_port()
    environment = {
        **os.environ,
        "MINIJOB_ENVIRONMENT": "local",
        "DATABASE_URL": settings.database_url,
        "PRINCIPAL_SECRET": SECRET,
        "HTTP_PORT": str(port),
        **{name.upper(): url for name, url in urls.items()},
    }
    command = [sys.executable, "-m", "gateway", "serve"]
    url = f"http://127.0.0.1:{port}"
    with started(command, env=environment, stdout=subprocess.PIPE) as process:
        wait_until_ready(url, process)
        with httpx2.Client(base_url=url) as client, client.stream("GET", "/status/events") as watched:
            assert next(watched.iter_lines()).startswith("data: ")
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        assert time.monotonic() - begun < 3
        assert process.stdout is not None
        assert b'"event": "stopped"' in process.stdout.read()
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'gateway'").fetchone()
    assert row == (1,)


def test_a_command_that_does_not_exist_is_said() -> None:
    command = [sys.executable, "-m", "gateway", "dance"]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == 2
    assert b"usage" in ended.stderr
