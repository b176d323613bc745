"""Work larger than one command: resumable jobs of keyed chunks, with progress that anybody can read."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from sqlalchemy import Connection, Engine

from chassis import metrics
from chassis.command import Command, Insert
from chassis.errors import Refused
from chassis.settings import Settings
from chassis.writer import Writer

log = structlog.get_logger()

_NEXT = """
SELECT id, kind, argument, cursor FROM jobs
WHERE done_at IS NULL AND kind = ANY(%(kinds)s) AND turn_at <= now()
ORDER BY turn_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_ADVANCE = """
UPDATE jobs SET cursor = %(cursor)s, total = greatest(total, %(cursor)s), turn_at = clock_timestamp(),
    failures = 0, done_at = CASE WHEN %(done)s THEN now() END
WHERE id = %(id)s
"""
_PUT_BACK = """
UPDATE jobs SET failures = failures + 1,
    turn_at = now() + least(%(first)s * 2 ^ least(failures, 20), %(most)s) * interval '1 second'
WHERE id = %(id)s AND done_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a job does next.

    commands: keyed, so that a chunk done twice does nothing twice. cursor: where the following chunk begins;
    None ends the job.
    """

    commands: Sequence[Command]
    cursor: int | None


JobStep = Callable[[Connection, Mapping[str, Any], int], Chunk]
"""`step(tx, argument, cursor)`: reads through tx, writes only through the commands it returns."""


def job(id: str, kind: str, argument: Mapping[str, Any], total: int = 0) -> Insert:
    """The row that starts a job together with the command that it belongs to."""
    values = {"id": id, "kind": kind, "argument": orjson.dumps(argument).decode(), "total": total}
    return Insert("jobs", values)


class JobRunner:
    """The thread that does the jobs of a service; replicas share them by row locks.

    Open jobs take turns chunk by chunk, so that a long one does not keep the others waiting. One that fails
    comes back after a growing pause, with an alert; nothing gives it up.
    """

    def __init__(
        self, steps: Mapping[str, JobStep], engine: Engine, writer: Writer, settings: Settings
    ) -> None:
        self._steps, self._engine, self._writer, self._settings = steps, engine, writer, settings
        self._nudged = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self.moved_at = time.monotonic()

    def start(self) -> None:
        if self._steps:
            self._thread.start()

    def nudge(self) -> None:
        """Says that there may be a new job."""
        self._nudged.set()

    def stop(self, seconds: float | None = None) -> None:
        """Finishes its chunk, then ends; waits for that, at most so long."""
        self._stopping = True
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def turn(self) -> bool:
        """Does one chunk of the job whose turn it is; says whether there was one."""
        id = ""
        try:
            with self._engine.begin() as tx:
                row = tx.exec_driver_sql(_NEXT, {"kinds": list(self._steps)}).fetchone()
                if row is None:
                    return False
                id, kind, argument, cursor = row
                self._chunk(tx, id, kind, orjson.loads(argument), cursor)
        except Exception:
            if not id:
                raise
            self._put_back(id)
        return True

    def _chunk(self, tx: Connection, id: str, kind: str, argument: Mapping[str, Any], cursor: int) -> None:
        chunk = self._steps[kind](tx, argument, cursor)
        for command in chunk.commands:
            command.correlation_id = command.correlation_id or id
        self._submit(id, chunk.commands)
        done = chunk.cursor is None
        tx.exec_driver_sql(_ADVANCE, {"id": id, "cursor": cursor if done else chunk.cursor, "done": done})

    def _put_back(self, id: str) -> None:
        metrics.JOB_FAILURES.inc()
        log.exception("a job failed and will be tried again", job=id)
        pause = {"first": self._settings.job_backoff_seconds, "most": self._settings.job_backoff_most_seconds}
        with self._engine.begin() as tx:
            tx.exec_driver_sql(_PUT_BACK, {"id": id, **pause})

    def _submit(self, id: str, commands: Sequence[Command]) -> None:
        for result in self._writer.enqueue(commands).result(self._settings.job_chunk_seconds):
            if isinstance(result, Refused) and result.status in (404, 409):
                log.info("a part of a job was refused", job=id, reason=result.detail)
            elif isinstance(result, Exception):
                raise result

    def _run(self) -> None:
        while not self._stopping:
            self._nudged.clear()
            try:
                worked = self.turn()
            except Exception:
                log.exception("the jobs cannot be read; they will be looked at again")
                worked = False
            self.moved_at = time.monotonic()
            if not worked and not self._stopping:
                self._nudged.wait(self._settings.follower_poll_seconds)
