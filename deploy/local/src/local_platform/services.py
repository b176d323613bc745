"""The five services as child processes."""

import http.client
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from local_platform.process import Server

GATEWAY = "gateway"
NAMES = ("task-catalog", "order-screening", "assignment", "points-ledger", GATEWAY)
COMMANDS: Mapping[str, Sequence[str]] = {
    name: (sys.executable, "-m", name.replace("-", "_"), "serve") for name in NAMES
}

PROBE_SECONDS = 2.0


class Service(Server):
    """One of our services (or a further replica of one) on its own port."""

    stop_seconds = 10.0

    def __init__(
        self, name: str, command: Sequence[str], port: int, log: Path, variables: Mapping[str, str]
    ) -> None:
        super().__init__(name, port, log)
        self._command = list(command)
        self._variables = {"HTTP_HOST": "127.0.0.1", "HTTP_PORT": str(port), **variables}

    @property
    def url(self) -> str:
        """The base URL of its HTTP interface."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """The command line that was given."""
        return self._command

    def environment(self) -> dict[str, str]:
        """Our own environment and what the platform decides."""
        return {**os.environ, "PYTHONUNBUFFERED": "1", **self._variables}

    def is_ready(self) -> bool:
        """Whether /health/ready answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PROBE_SECONDS)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def pause(self) -> None:
        """SIGSTOP: the process lives and does nothing."""
        self.send(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT after `pause`."""
        self.send(signal.SIGCONT)
