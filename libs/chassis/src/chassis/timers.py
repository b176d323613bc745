"""What becomes due by itself, such as the end of a lease: a query that finds it, commands that do it."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, Engine

from chassis import metrics
from chassis.clock import now
from chassis.command import Command
from chassis.settings import Settings
from chassis.writer import Writer

log = structlog.get_logger()
AGAIN_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Timer:
    """Every `seconds`, `due(tx, now)` returns a bounded list of commands.

    The commands are keyed and decide by themselves whether it is time, so that replicas may all ask.
    full: how many they are at most; so many are followed by the next as soon as a view can have seen them.
    """

    name: str
    seconds: float
    due: Callable[[Connection, datetime], Sequence[Command]]
    full: int | None = None


class TimerThread:
    """The thread that asks the timers of a service in turn."""

    def __init__(self, timers: Sequence[Timer], engine: Engine, writer: Writer, settings: Settings) -> None:
        self._timers, self._engine, self._writer, self._settings = timers, engine, writer, settings
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)
        self.moved_at = time.monotonic()

    def start(self) -> None:
        if self._timers:
            self._thread.start()

    def stop(self, seconds: float | None = None) -> None:
        """Finishes what it asks, then ends; waits for that, at most so long."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        asked = {timer.name: 0.0 for timer in self._timers}
        usual = min(timer.seconds for timer in self._timers) / 2
        pause = usual
        while not self._stopped.wait(pause):
            pause = usual
            for timer in self._timers:
                if time.monotonic() - asked[timer.name] >= timer.seconds:
                    asked[timer.name] = time.monotonic()
                    if self._ask(timer):
                        asked[timer.name], pause = 0.0, min(usual, AGAIN_SECONDS)
                self.moved_at = time.monotonic()

    def _ask(self, timer: Timer) -> bool:
        """Does what is due; says whether there may be more. After a failure the next turn is time enough."""
        try:
            with self._engine.connect() as tx:
                commands = timer.due(tx, now())
            results = self._writer.enqueue(commands).result(self._settings.job_chunk_seconds)
        except Exception:
            metrics.TIMER_FAILURES.labels(timer.name).inc()
            log.exception("a timer failed and will be asked again", timer=timer.name)
            return False
        for command, result in zip(commands, results, strict=True):
            if isinstance(result, Exception):
                metrics.TIMER_FAILURES.labels(timer.name).inc()
                log.warning(
                    "what was due was not done", timer=timer.name, key=command.key, reason=repr(result)
                )
        failed = any(isinstance(result, Exception) for result in results)
        return not failed and len(commands) == timer.full
