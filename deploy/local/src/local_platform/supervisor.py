"""Starts again what dies without having been asked to, as an orchestrator would."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from local_platform.process import Progress, Server, ServerFailed

LOOK_SECONDS = 0.2
RESTARTS = 20
WINDOW_SECONDS = 60.0


class Supervisor:
    """A thread that restarts dead servers, each at most `RESTARTS` times in `WINDOW_SECONDS`."""

    def __init__(
        self, servers: Callable[[], Sequence[Server]], restarted: Callable[[], None], progress: Progress
    ) -> None:
        self._servers, self._restarted, self._progress = servers, restarted, progress
        self._restarts: dict[Server, deque[float]] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the watch; nothing is restarted after this returns."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(LOOK_SECONDS):
            for server in self._servers():
                if server.wanted and not server.running:
                    self._restart(server)

    def _restart(self, server: Server) -> None:
        times = self._restarts.setdefault(server, deque(maxlen=RESTARTS))
        if len(times) == RESTARTS and time.monotonic() - times[0] < WINDOW_SECONDS:
            server.wanted = False
            self._progress(f"{server.name} keeps dying and stays down, see {server.log}")
            return
        times.append(time.monotonic())
        self._progress(f"{server.name} died and is started again, see {server.log}")
        try:
            server.revive()
        except (ServerFailed, OSError) as error:
            self._progress(f"{server.name} could not be started: {error}")
        self._restarted()
