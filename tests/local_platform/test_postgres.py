"""The PostgreSQL of the local platform keeps what was committed, whatever happens to it."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from local_platform.postgres import Postgres, prepare_postgres, start_postgres
from local_platform.process import ServerFailed
from tests.local_platform.helpers import eventually

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    made = start_postgres(tmp_path_factory.mktemp("postgres"))
    yield made
    made.stop()


@pytest.fixture
def postgres(server: Postgres) -> Postgres:
    """A running server without anything kept."""
    if not server.running:
        server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
    return server


def may_run(program: str, user: int) -> bool:
    try:
        return (
            subprocess.run([program, "-V"], user=user, group=user, extra_groups=[], check=False).returncode
            == 0
        )
    except PermissionError:
        return False


def commit(server: Postgres, value: int) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def kept(server: Postgres) -> list[int]:
    with psycopg.connect(server.url) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def test_committed_rows_survive_a_stop_and_a_start(postgres: Postgres) -> None:
    commit(postgres, 1)
    postgres.stop()
    postgres.start()
    assert kept(postgres) == [1]


def test_committed_rows_survive_a_kill(postgres: Postgres) -> None:
    url = postgres.url
    commit(postgres, 1)
    postgres.kill()
    postgres.start()
    assert kept(postgres) == [1]
    assert postgres.url == url


def test_it_starts_again_while_sessions_of_a_killed_postmaster_still_end(postgres: Postgres) -> None:
    commit(postgres, 1)
    session = psycopg.connect(postgres.url)
    session.execute("SELECT 1")
    os.kill(postgres.pid, signal.SIGKILL)
    assert eventually(lambda: not postgres.running)
    postgres.start()
    session.close()
    assert kept(postgres) == [1]


def test_a_stale_pid_file_that_names_another_process_does_not_stop_it(postgres: Postgres) -> None:
    commit(postgres, 1)
    postgres.kill()
    pid_file = postgres.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    postgres.start()
    assert kept(postgres) == [1]


def test_the_next_program_finds_the_same_data_on_the_same_port(tmp_path: Path) -> None:
    first = start_postgres(tmp_path)
    commit(first, 7)
    first.stop()
    second = start_postgres(tmp_path)
    try:
        assert kept(second) == [7]
        assert second.url == first.url
    finally:
        second.stop()


def test_a_commit_is_on_disk_before_it_is_answered(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {setting}").fetchone() == ("on",)


def test_nobody_enters_without_the_password(postgres: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url.replace(postgres.password, "guess"))


def test_only_loopback_is_listened_on(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SHOW unix_socket_directories").fetchone() == ("",)


def test_files_that_were_only_half_created_are_created_anew(tmp_path: Path) -> None:
    (tmp_path / "data.new").mkdir()
    (tmp_path / "data.new" / "PG_VERSION").write_text("18\n")
    server = start_postgres(tmp_path)
    try:
        commit(server, 1)
    finally:
        server.stop()
    assert not (tmp_path / "data.new").exists()


def test_files_of_another_version_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerFailed, match="PostgreSQL 16"):
        prepare_postgres(tmp_path)


def test_a_server_that_cannot_start_says_why(postgres: Postgres) -> None:
    postgres.stop()
    (postgres.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerFailed, match="not compatible"):
        postgres.start()
    (postgres.data / "PG_VERSION").write_text("18\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="every test here already runs without privileges")
def test_an_ordinary_user_needs_no_privileges(tmp_path: Path) -> None:
    user = pwd.getpwnam("nobody").pw_uid
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    own = tmp_path / "own"
    own.mkdir()
    os.chown(own, user, user)
    if not may_run(sys.executable, user):
        pytest.skip("the interpreter lies where only root may go")
    script = (
        "import sys; from pathlib import Path; from local_platform.postgres import start_postgres;"
        "server = start_postgres(Path(sys.argv[1])); server.stop(); print('stopped')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(own)],
        user=user,
        group=user,
        extra_groups=[],
        cwd=own,
        env={"HOME": str(own), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "stopped", done.stderr
