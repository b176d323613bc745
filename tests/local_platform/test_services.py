"""A service process starts, waits, pauses, dies and ends as its starter says, and never outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local_platform.ports import free_port
from local_platform.process import ServerFailed, stop_all
from local_platform.services import COMMANDS, Service
from tests.local_platform.helpers import alive, environment_of, eventually
from tests.programs import started

Make = Callable[..., Service]


@pytest.fixture
def make(tmp_path: Path, standin: tuple[str, ...]) -> Iterator[Make]:
    made: list[Service] = []

    def new(*arguments: str) -> Service:
        log = tmp_path / "logs" / "standin.log"
        service = Service("standin", [*standin, *arguments], free_port(), log, {"COLOUR": "green"})
        made.append(service)
        return service

    yield new
    stop_all(made)


def test_a_started_service_answers_and_knows_its_environment(make: Make) -> None:
    service = make()
    service.start()
    found = environment_of(service.url)
    assert (found["HTTP_HOST"], found["HTTP_PORT"]) == ("127.0.0.1", str(service.port))
    assert found["COLOUR"] == "green"


def test_a_stopped_service_is_gone_and_can_be_started_again_on_its_port(make: Make) -> None:
    service = make()
    service.start()
    pid, port = service.pid, service.port
    service.stop()
    assert not alive(pid)
    service.start()
    assert service.is_ready()
    assert service.port == port


def test_a_killed_service_can_be_started_again(make: Make) -> None:
    service = make()
    service.start()
    service.kill()
    assert not service.running
    service.start()
    assert service.is_ready()


def test_a_paused_service_lives_without_answering_until_it_is_resumed(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_platform.services.PROBE_SECONDS", 0.3)
    service = make()
    service.start()
    service.pause()
    assert service.running
    assert not service.is_ready()
    service.resume()
    assert eventually(service.is_ready)


def test_a_paused_service_can_be_stopped(make: Make) -> None:
    service = make()
    service.start()
    service.pause()
    service.stop()
    assert not service.running


def test_a_service_that_ignores_the_signal_is_ended_by_force(make: Make) -> None:
    service = make("linger")
    service.stop_seconds = 0.5
    service.start()
    service.stop()
    assert not service.running


def test_a_service_that_dies_while_starting_shows_the_end_of_its_log(make: Make) -> None:
    with pytest.raises(ServerFailed, match="no database here"):
        make("crash").start()


def test_a_service_that_is_never_ready_is_given_up_and_not_left_running(make: Make) -> None:
    service = make("never-ready")
    service.start_seconds = 1.0
    with pytest.raises(ServerFailed, match="not ready after 1 s"):
        service.start()
    assert not service.running


def test_a_running_service_is_not_started_twice(make: Make) -> None:
    service = make()
    service.start()
    with pytest.raises(RuntimeError, match="already running"):
        service.start()


def test_the_log_of_the_run_before_is_kept(make: Make) -> None:
    with pytest.raises(ServerFailed):
        make("crash").start()
    service = make()
    service.start()
    assert "no database here" not in service.log.read_text()
    assert "no database here" in service.log.with_suffix(".previous.log").read_text()


def test_a_service_does_not_outlive_a_starter_that_is_killed(
    tmp_path: Path, standin: tuple[str, ...]
) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from local_platform.services import Service; from local_platform.ports import free_port\n"
        "service = Service('standin', sys.argv[2:], free_port(), Path(sys.argv[1]), {})\n"
        "service.start(); print(service.pid, flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "log"), *standin]
    with started(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert alive(pid)
        os.kill(starter.pid, signal.SIGKILL)
    assert eventually(lambda: not alive(pid))


def test_the_five_services_are_started_by_their_package_names() -> None:
    assert [command[1:] for command in COMMANDS.values()] == [
        ("-m", "task_catalog", "serve"),
        ("-m", "order_screening", "serve"),
        ("-m", "assignment", "serve"),
        ("-m", "points_ledger", "serve"),
        ("-m", "gateway", "serve"),
    ]
