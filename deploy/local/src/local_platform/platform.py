"""PostgreSQL, Kafka and the five services on one machine, started and stopped together."""

import os
import secrets
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any, Self

from local_platform.kafka import Kafka, prepare_kafka
from local_platform.ports import free_port, remembered_port
from local_platform.postgres import Postgres, prepare_postgres
from local_platform.process import Progress, Server, stop_all, wait_until_ready
from local_platform.running import publish, take_lock, withdraw
from local_platform.services import COMMANDS, GATEWAY, Service
from local_platform.supervisor import Supervisor


class Platform:
    """Everything below `root/.local`; a context manager that starts it all and stops it all.

    `DATABASE_URL` and `KAFKA_BOOTSTRAP_SERVERS` in the environment replace the servers it would start. What
    dies later without having been asked to is started again. Inside the context SIGTERM and SIGHUP act as
    Ctrl-C, but a SIGHUP that is ignored (`nohup`) stays so. On entry, ServerFailed: something did not start;
    JarError: Kafka could not be fetched; AlreadyRunning: another platform has the folder; OtherUser: another
    user's has.
    """

    def __init__(
        self, root: Path, progress: Progress = print, commands: Mapping[str, Sequence[str]] = COMMANDS
    ) -> None:
        self.folder = root.resolve() / ".local"
        self.postgres: Postgres | None = None
        self.kafka: Kafka | None = None
        self.services: dict[str, Service] = {}
        self.replicas: list[Service] = []
        self.database_url = os.environ.get("DATABASE_URL", "")
        self.bootstrap_servers = os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "")
        self._progress = progress
        self._commands = commands
        self._lock: IO[str] | None = None
        self._ports: dict[str, int] = {}
        self._previous: dict[signal.Signals, Any] = {}
        self._ending_signals = ending_signals()
        self._supervisor = Supervisor(self.servers, self._publish, progress)

    @property
    def url(self) -> str:
        """The base URL of the gateway, the only door."""
        return self.services[GATEWAY].url

    def servers(self) -> list[Server]:
        """Everything that was started, in the order of the start."""
        stores = [server for server in (self.postgres, self.kafka) if server is not None]
        return [*stores, *self.services.values(), *self.replicas]

    def __enter__(self) -> Self:
        self._lock = take_lock(self.folder)
        try:
            self._handle_signals(signal.default_int_handler)
            self._start()
            self._publish()
            self._supervisor.start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def wait(self) -> None:
        """Return at Ctrl-C, SIGTERM or SIGHUP."""
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return

    def start_replica(self, name: str) -> Service:
        """Start one more process of the service `name` on another port. ServerFailed: it did not start."""
        number = 2 + sum(replica.name.startswith(f"{name}-") for replica in self.replicas)
        replica = self._service(name, f"{name}-{number}", free_port())
        replica.start()
        self.replicas.append(replica)
        self._publish()
        return replica

    def _start(self) -> None:
        """The services need PostgreSQL alone to begin, so they start while Kafka still does."""
        begun = time.monotonic()
        self._launch_stores()
        if self.postgres is not None:
            wait_until_ready([self.postgres])
            self._progress(f"PostgreSQL ready after {time.monotonic() - begun:.1f} s")
        self._launch_services()
        wait_until_ready(self.servers())
        self._progress(f"all ready after {time.monotonic() - begun:.1f} s")

    def _launch_stores(self) -> None:
        if not self.database_url:
            self.postgres = prepare_postgres(self.folder / "postgres", progress=self._progress)
            self.postgres.launch()
            self.database_url = self.postgres.url
        if not self.bootstrap_servers:
            self.kafka = prepare_kafka(self.folder / "kafka", progress=self._progress)
            self.kafka.launch()
            self.bootstrap_servers = self.kafka.bootstrap_servers
        if self.servers():
            self._progress(f"starting {' and '.join(server.name for server in self.servers())}")

    def _launch_services(self) -> None:
        self._progress(f"starting {', '.join(self._commands)}")
        for name in self._commands:
            self._ports[name] = remembered_port(self.folder / "ports" / name)
        self.services = {name: self._service(name, name, port) for name, port in self._ports.items()}
        for service in self.services.values():
            service.launch()

    def _service(self, name: str, label: str, port: int) -> Service:
        log = self.folder / "logs" / f"{label}.log"
        return Service(label, self._commands[name], port, log, self._variables(name))

    def _variables(self, name: str) -> dict[str, str]:
        variables = {
            "MINIJOB_ENVIRONMENT": "local",
            "TOPIC_PARTITIONS": "4",
            "TOPIC_REPLICAS": "1",
            "DATABASE_URL": self.database_url,
            "KAFKA_BOOTSTRAP_SERVERS": self.bootstrap_servers,
            "FILES_FOLDER": str(self.folder / "files"),
            "PRINCIPAL_SECRET": principal_secret(self.folder),
            "EARNED_DAY_POINTS": "1000000",  # a replay squeezes months of work into minutes
        }
        if name == GATEWAY:
            for other, port in self._ports.items():
                if other != GATEWAY:
                    variables[f"{other.upper().replace('-', '_')}_URL"] = f"http://127.0.0.1:{port}"
        return variables

    def _publish(self) -> None:
        servers = {server.name: _describe(server) for server in self.servers()}
        description = {
            "pid": os.getpid(),
            "gateway": self.url,
            "database_url": self.database_url,
            "kafka_bootstrap_servers": self.bootstrap_servers,
            "servers": servers,
        }
        publish(self.folder, description)

    def _stop(self) -> None:
        """End everything in an order in which nothing misses what it needs; signals must not cut it short."""
        self._handle_signals(signal.SIG_IGN)
        self._supervisor.stop()
        with suppress(OSError):  # the terminal may be gone
            self._progress("stopping")
        stop_all([*self.services.values(), *self.replicas])
        if self.kafka is not None:
            self.kafka.stop()
        if self.postgres is not None:
            self.postgres.stop()
        withdraw(self.folder)
        if self._lock is not None:
            self._lock.close()
        self._restore_signals()

    def _handle_signals(self, handler: Callable[[int, FrameType | None], Any] | signal.Handlers) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in self._ending_signals:
                self._previous.setdefault(number, signal.getsignal(number))
                signal.signal(number, handler)

    def _restore_signals(self) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)


def ending_signals() -> list[signal.Signals]:
    """What ends the platform; under `nohup` the end of the session is none of it."""
    hung_up = [] if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else [signal.SIGHUP]
    return [signal.SIGINT, signal.SIGTERM, *hung_up]


def principal_secret(folder: Path) -> str:
    """The secret that the gateway signs principals with: made once, readable by its owner alone."""
    file = folder / "principal-secret"
    if not file.exists():
        file.touch(mode=0o600)
    if not file.read_text():
        file.write_text(secrets.token_urlsafe(32))
    return file.read_text()


def _describe(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = {"port": server.port, "pid": server.pid if server.running else None}
    if isinstance(server, Service):
        found["url"] = server.url
    return {**found, "log": str(server.log)}
