"""The platform starts whole, is found by others, mends itself, and leaves nothing behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from local_platform.platform import Platform
from local_platform.process import ServerFailed
from local_platform.running import AlreadyRunning, find_running
from tests.local_platform.helpers import alive, environment_of, eventually, with_jars
from tests.programs import started

pytestmark = pytest.mark.servers

RUN = """
import sys
from pathlib import Path
from local_platform.platform import Platform
commands = {name: sys.argv[2:] for name in ("task-catalog", "points-ledger", "gateway")}
try:
    with Platform(Path(sys.argv[1]), commands=commands) as platform:
        print("ready", flush=True)
        platform.wait()
except KeyboardInterrupt:  # it came before the wait
    pass
print("over", flush=True)
"""


@pytest.fixture
def root(tmp_path: Path, jars: Path, without_servers: None) -> Path:
    """A folder without a platform whose jars are already downloaded."""
    return with_jars(tmp_path, jars)


@pytest.fixture
def program(root: Path, standin: tuple[str, ...]) -> Iterator[subprocess.Popen[str]]:
    """A platform with real servers as a program of its own, ready."""
    command = [sys.executable, "-c", RUN, str(root), *standin]
    with started(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any(line == "ready\n" for line in process.stdout)
        yield process


def found_on(root: Path) -> dict[str, Any]:
    found = find_running(root)
    assert found is not None
    return found


def pids_on(root: Path) -> list[int]:
    return [server["pid"] for server in found_on(root)["servers"].values()]


def test_the_whole_platform_starts_is_found_and_ends_cleanly(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as platform:
        found = found_on(root)
        pids = pids_on(root)
        assert list(found["servers"]) == ["PostgreSQL", "Kafka", *commands]
        assert found["gateway"] == platform.url
        assert environment_of(platform.url)["DATABASE_URL"] == found["database_url"] == platform.database_url
        with psycopg.connect(found["database_url"]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert find_running(root) is None
    assert not any(map(alive, pids))


def test_what_was_committed_is_there_at_the_next_start(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as platform, psycopg.connect(platform.database_url) as connection:
        connection.execute("CREATE TABLE kept (value int)")
    with Platform(root, commands=commands) as platform, psycopg.connect(platform.database_url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_servers_that_die_are_started_again_with_their_data(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as platform:
        assert platform.postgres is not None
        assert platform.kafka is not None
        with psycopg.connect(platform.database_url) as connection:
            connection.execute("CREATE TABLE kept (value int)")
        old = {platform.postgres.pid, platform.kafka.pid}
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        assert eventually(lambda: not any(map(alive, old)))
        assert eventually(platform.postgres.is_ready)
        assert eventually(platform.kafka.is_ready)
        with psycopg.connect(platform.database_url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_of_it(root: Path, program: subprocess.Popen[str], number: signal.Signals) -> None:
    pids = pids_on(root)
    assert all(map(alive, pids))
    program.send_signal(number)
    assert program.stdout is not None
    assert program.stdout.readlines()[-1] == "over\n"
    assert program.wait() == 0
    assert not any(map(alive, pids))
    assert not (root / ".local" / "platform.json").exists()


def test_nothing_outlives_a_platform_that_is_killed_and_the_next_one_takes_over(
    root: Path, program: subprocess.Popen[str], commands: dict[str, tuple[str, ...]]
) -> None:
    pids = pids_on(root)
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert find_running(root) is None
    with Platform(root, commands=commands):
        assert not any(map(alive, pids))
        assert found_on(root)["pid"] == os.getpid()


@pytest.mark.usefixtures("elsewhere")
def test_a_second_platform_on_the_same_folder_is_refused(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as first:
        with pytest.raises(AlreadyRunning, match=str(os.getpid())), Platform(root, commands=commands):
            pass
        assert found_on(root)["gateway"] == first.url


@pytest.mark.usefixtures("elsewhere")
def test_servers_of_ones_own_replace_the_local_ones(root: Path, commands: dict[str, tuple[str, ...]]) -> None:
    with Platform(root, commands=commands) as platform:
        assert platform.postgres is None
        assert platform.kafka is None
        assert environment_of(platform.url)["DATABASE_URL"] == "postgresql://db.example"
        assert environment_of(platform.url)["KAFKA_BOOTSTRAP_SERVERS"] == "kafka.example:9092"


@pytest.mark.usefixtures("elsewhere")
def test_only_the_gateway_knows_where_the_others_are(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as platform:
        gateway = environment_of(platform.url)
        ledger = environment_of(platform.services["points-ledger"].url)
        assert gateway["POINTS_LEDGER_URL"] == platform.services["points-ledger"].url
        assert gateway["TASK_CATALOG_URL"] == platform.services["task-catalog"].url
        assert not [name for name in ledger if name.endswith("_LEDGER_URL")]
        assert ledger["MINIJOB_ENVIRONMENT"] == "local"


@pytest.mark.usefixtures("elsewhere")
def test_the_secret_stays_the_same_and_is_private(root: Path, commands: dict[str, tuple[str, ...]]) -> None:
    secrets = []
    for _ in range(2):
        with Platform(root, commands=commands) as platform:
            secrets.append(environment_of(platform.url)["PRINCIPAL_SECRET"])
            files = [root / ".local" / name for name in ("principal-secret", "platform.json")]
            assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) >= 32


@pytest.mark.usefixtures("elsewhere")
def test_the_addresses_stay_the_same_at_the_next_start(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    urls = []
    for _ in range(2):
        with Platform(root, commands=commands) as platform:
            urls.append([service.url for service in platform.services.values()])
    assert urls[0] == urls[1]


@pytest.mark.usefixtures("elsewhere")
def test_a_service_that_dies_is_started_again_and_found_under_its_new_process(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    said: list[str] = []
    with Platform(root, progress=said.append, commands=commands) as platform:
        ledger = platform.services["points-ledger"]
        old = ledger.pid
        os.kill(old, signal.SIGKILL)
        assert eventually(lambda: found_on(root)["servers"]["points-ledger"]["pid"] not in (old, None))
        assert eventually(ledger.is_ready)
    assert any(line.startswith("points-ledger died and is started again") for line in said)


@pytest.mark.usefixtures("elsewhere")
def test_a_service_killed_on_purpose_stays_down(root: Path, commands: dict[str, tuple[str, ...]]) -> None:
    with Platform(root, commands=commands) as platform:
        ledger = platform.services["points-ledger"]
        ledger.kill()
        time.sleep(1)
        assert not ledger.running


@pytest.mark.usefixtures("elsewhere")
def test_a_service_that_keeps_dying_is_given_up(
    root: Path, commands: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_platform.supervisor.RESTARTS", 2)
    said: list[str] = []
    with Platform(root, progress=said.append, commands=commands) as platform:
        ledger = platform.services["points-ledger"]
        ledger._command.append("crash")
        os.kill(ledger.pid, signal.SIGKILL)
        assert eventually(lambda: any("keeps dying" in line for line in said))
        assert not ledger.running
        assert platform.services["gateway"].is_ready()


@pytest.mark.usefixtures("elsewhere")
def test_a_replica_runs_beside_its_service_and_ends_with_it(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(root, commands=commands) as platform:
        replica = platform.start_replica("points-ledger")
        assert replica.port != platform.services["points-ledger"].port
        assert replica.is_ready()
        assert found_on(root)["servers"]["points-ledger-2"]["pid"] == replica.pid
        pid = replica.pid
    assert not alive(pid)


@pytest.mark.usefixtures("elsewhere")
def test_when_one_service_cannot_start_none_is_left_running(
    root: Path, commands: dict[str, tuple[str, ...]], standin: tuple[str, ...]
) -> None:
    platform = Platform(root, commands={**commands, "points-ledger": [*standin, "crash"]})
    with pytest.raises(ServerFailed, match="points-ledger died while starting"):
        platform.__enter__()
    assert not any(server.running for server in platform.servers())
    assert find_running(root) is None


def test_services_start_while_kafka_still_does(
    root: Path, commands: dict[str, tuple[str, ...]], standin: tuple[str, ...]
) -> None:
    said: list[str] = []
    commands["gateway"] = (*standin, "look-for-kafka")
    with Platform(root, progress=said.append, commands=commands) as platform:
        assert environment_of(platform.url)["KAFKA_ANSWERED"] == "no"
        assert platform.kafka is not None
        assert platform.kafka.is_ready()
    told = [line.partition(" after ")[0] for line in said[-5:]]
    assert told == [
        "starting PostgreSQL and Kafka",
        "PostgreSQL ready",
        "starting task-catalog, points-ledger, gateway",
        "all ready",
        "stopping",
    ]


def test_a_kafka_that_cannot_start_ends_everything_with_its_reason(
    root: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    (root / ".local" / "kafka" / "data").mkdir()  # a storage that was never formatted
    platform = Platform(root, commands=commands)
    with pytest.raises(ServerFailed, match=r"Kafka died while starting(.|\n)*meta.properties"):
        platform.__enter__()
    assert list(platform.services) == list(commands)
    assert not any(server.running for server in platform.servers())
    assert find_running(root) is None


@pytest.mark.usefixtures("elsewhere")
def test_under_nohup_it_outlives_the_session(root: Path, standin: tuple[str, ...]) -> None:
    command = ["nohup", sys.executable, "-c", RUN, str(root), *standin]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert any(line == "ready\n" for line in process.stdout)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readlines()[-1] == "over\n"
