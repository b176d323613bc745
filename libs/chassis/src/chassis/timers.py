"""What becomes due by itself, such as the end of a lease: a query that finds it, commands that do it."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, Engine

from chassis.clock import now
from chassis.command import Command
from chassis.settings import Settings
from chassis.writer import Writer

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Timer:
    """Every `seconds`, `due(tx, now)` returns a bounded list of commands.

    The commands are keyed and decide by themselves whether it is time, so that replicas may all ask.
    """

    name: str
    seconds: float
    due: Callable[[Connection, datetime], Sequence[Command]]


class TimerThread:
    """The thread that asks the timers of a service in turn."""

    def __init__(self, timers: Sequence[Timer], engine: Engine, writer: Writer, settings: Settings) -> None:
        self._timers, self._engine, self._writer, self._settings = timers, engine, writer, settings
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)

    def start(self) -> None:
        if self._timers:
            self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(self._settings.stop_seconds)

    def _run(self) -> None:
        asked = {timer.name: 0.0 for timer in self._timers}
        while not self._stopped.wait(min(timer.seconds for timer in self._timers) / 2):
            for timer in self._timers:
                if time.monotonic() - asked[timer.name] >= timer.seconds:
                    asked[timer.name] = time.monotonic()
                    self._ask(timer)

    def _ask(self, timer: Timer) -> None:
        try:
            with self._engine.connect() as tx:
                commands = timer.due(tx, now())
            self._writer.enqueue(commands).result(self._settings.job_chunk_seconds)
        except Exception:
            log.exception("a timer failed and will be asked again", timer=timer.name)
