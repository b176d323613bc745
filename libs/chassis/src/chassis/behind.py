"""The second process of a service: what nobody waits for there does not take time from requests and records.

An interpreter does one thing at a time. Measured on two cores: with relay, snapshots, jobs and timers in a
process of their own, records from Kafka take 1.9 instead of 3.3 seconds of the first process for 10,000.
"""

import contextlib
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import orjson
import structlog

from chassis import metrics

log = structlog.get_logger()
TOLD_SECONDS = 1.0
_FORK = multiprocessing.get_context("fork")


class Link:
    """One end of the line between both processes: either nudges the other, and hears of its end.

    The one behind also tells how it is, as JSON: `{"wrong": text, "measured": [[name, labels, value], ...]}`.
    So in front alone `moved_at`, when something was heard last, says whether the other one lives.
    """

    def __init__(
        self, line: Connection, nudged: Callable[[], None], ended: Callable[[], None] = lambda: None
    ) -> None:
        self._line, self._nudged, self._ended = line, nudged, ended
        self._to_nudge = threading.Event()
        self._sending = threading.Lock()
        self.moved_at = time.monotonic()
        self.wrong = ""
        for work in (self._hear, self._send_nudges):
            threading.Thread(target=work, name=f"link {work.__name__}", daemon=True).start()

    def nudge(self) -> None:
        """Says that something is new; never waits for the other process."""
        self._to_nudge.set()

    def tell(self, wrong: str) -> None:
        """Says what is wrong, nothing when all is well, and what has been measured here."""
        self._send(orjson.dumps({"wrong": wrong, "measured": metrics.measured()}))

    def close(self) -> None:
        """Lets both ends hear the end, though a thread of each waits for more."""
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self._line.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    def _send_nudges(self) -> None:
        while True:
            self._to_nudge.wait()
            self._to_nudge.clear()
            self._send(b"")

    def _send(self, message: bytes) -> None:
        try:
            with self._sending:
                self._line.send_bytes(message)
        except OSError:
            return  # the other process has ended, which `_hear` finds

    def _hear(self) -> None:
        try:
            while True:
                message = self._line.recv_bytes()
                self.moved_at = time.monotonic()
                if message:
                    told = orjson.loads(message)
                    self.wrong = told["wrong"]
                    metrics.BOTH_PROCESSES.told = told["measured"]
                else:
                    self._nudged()
        except (EOFError, OSError):
            self._ended()


def fork(work: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Runs `work(its end of the line)` in a new process, before this one has any thread.

    It ignores the signals that end a service: it ends when the other end of the line is closed, by whatever.
    """
    here, there = _FORK.Pipe()

    def run() -> None:
        here.close()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        work(there)

    process = _FORK.Process(target=run, name="behind")
    process.start()
    there.close()
    return process, here
