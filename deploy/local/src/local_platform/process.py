"""A server as a child process: started, awaited, stopped, killed and started again."""

import os
import signal
import subprocess
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from local_platform import guard

Progress = Callable[[str], None]

POLL_SECONDS = 0.05
TAIL_LINES = 25
TAIL_BYTES = 16_384


class ServerFailed(RuntimeError):
    """A server died or did not become ready; the message ends with the tail of its log."""


class Server(ABC):
    """One server process on a loopback port.

    The process runs in its own session, so that Ctrl-C reaches us alone and we choose the order of the end.
    After `stop` and `kill` it can be started again on the same port.
    """

    stop_signal = signal.SIGTERM
    start_seconds = 120.0
    stop_seconds = 10.0
    user: int | None = None
    folder: Path | None = None  # where it works; ours when None

    def __init__(self, name: str, port: int, log: Path) -> None:
        self.name = name
        self.port = port
        self.log = log
        self.wanted = False
        self._launched = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()

    @abstractmethod
    def command(self) -> list[str]:
        """The command line of the server."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the server answers."""

    def make_way(self) -> None:
        """Wait for an earlier process that still holds the data. ServerFailed: it does not let go."""
        return

    def environment(self) -> dict[str, str]:
        """The environment of the server."""
        return dict(os.environ)

    @property
    def pid(self) -> int:
        """The process id. RuntimeError: the server does not run."""
        process = self._process
        if process is None or process.poll() is not None:
            raise RuntimeError(f"{self.name} is not running")
        return process.pid

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        process = self._process
        return process is not None and process.poll() is None

    def start(self) -> None:
        """Launch the server and wait until it answers. ServerFailed: it died or took too long."""
        self.launch()
        wait_until_ready([self])

    def launch(self) -> None:
        """Start the process without waiting for it to answer. RuntimeError: it runs already."""
        with self._lock:
            if self.running:
                raise RuntimeError(f"{self.name} is already running")
            self._reap()
            self.make_way()
            self._open_log()
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    self.command(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self.folder,
                    env=self.environment(),
                    start_new_session=True,
                    user=self.user,
                    group=self.user,
                    extra_groups=None if self.user is None else [],
                )
            guard.watch(self._process.pid, self.stop_signal)
            self.wanted = True

    def revive(self) -> None:
        """Launch the server again if it is wanted and dead."""
        with self._lock:
            if self.wanted and not self.running:
                self.launch()

    def stop(self) -> int | None:
        """End the server cleanly, after `stop_seconds` by force; its exit code, None when it did not run."""
        self.ask_to_stop()
        return self.await_stop()

    def ask_to_stop(self) -> None:
        """Send the stop signal, also to a paused server, and do not wait."""
        with self._lock:
            self.wanted = False
            self.send(self.stop_signal)
            self.send(signal.SIGCONT)

    def await_stop(self) -> int | None:
        """Wait for the end of a server that was asked to stop, in the end force it; its exit code."""
        process = self._process
        if process is None:
            return None
        try:
            process.wait(self.stop_seconds)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
        self._reap()
        return process.returncode

    def kill(self) -> None:
        """kill -9; nothing restarts the server but `start`."""
        with self._lock:
            self.wanted = False
            self.send(signal.SIGKILL)
            self._reap()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process if it still lives."""
        process = self._process
        if process is not None:
            process.send_signal(number)

    def log_tail(self) -> str:
        """The last lines of the server's log."""
        if not self.log.exists():
            return "(no log)"
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - TAIL_BYTES))
            lines = file.read().decode(errors="replace").splitlines()
        return "\n".join([f"--- end of {self.log}", *lines[-TAIL_LINES:]])

    def _open_log(self) -> None:
        """Each run has its own log; the one of the run before is kept beside it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if not self._launched and self.log.exists():
            self.log.replace(self.log.with_suffix(".previous.log"))
        self._launched = True

    def _reap(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.wait()
                guard.unwatch(self._process.pid)
                self._process = None


def wait_until_ready(servers: Sequence[Server]) -> None:
    """Wait until all of these launched servers answer.

    ServerFailed: one died or took longer than its `start_seconds`; it is not left running.
    """
    begun = time.monotonic()
    waiting = list(servers)
    while waiting:
        for server in list(waiting):
            if server.is_ready():
                waiting.remove(server)
            elif not server.running:
                server.kill()
                raise ServerFailed(f"{server.name} died while starting\n{server.log_tail()}")
            elif time.monotonic() - begun > server.start_seconds:
                server.kill()
                waited = f"{server.start_seconds:.0f} s"
                raise ServerFailed(f"{server.name} is not ready after {waited}\n{server.log_tail()}")
        time.sleep(POLL_SECONDS if waiting else 0)


def stop_all(servers: Sequence[Server]) -> None:
    """Stop servers that do not need one another, all at once."""
    for server in servers:
        server.ask_to_stop()
    for server in servers:
        server.await_stop()
