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
SELECT id, kind, argument, cursor FROM jobs WHERE done_at IS NULL AND kind = ANY(%(kinds)s)
ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_ADVANCE = """
UPDATE jobs SET cursor = %(cursor)s, total = greatest(total, %(cursor)s),
    done_at = CASE WHEN %(done)s THEN now() END
WHERE id = %(id)s
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
    """The thread that does the jobs of a service, oldest first; replicas share them by row locks."""

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

    def stop(self) -> None:
        self._stopping = True
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(self._settings.stop_seconds)

    def turn(self) -> bool:
        """Does one chunk of the oldest open job; says whether there was one."""
        with self._engine.begin() as tx:
            row = tx.exec_driver_sql(_NEXT, {"kinds": list(self._steps)}).fetchone()
            if row is None:
                return False
            id, kind, argument, cursor = row
            chunk = self._steps[kind](tx, orjson.loads(argument), cursor)
            self._submit(id, chunk.commands)
            tx.exec_driver_sql(
                _ADVANCE,
                {
                    "id": id,
                    "cursor": cursor if chunk.cursor is None else chunk.cursor,
                    "done": chunk.cursor is None,
                },
            )
        return True

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
                metrics.FOLLOWER_FAILURES.labels("jobs").inc()
                log.exception("a job failed and will be tried again")
                worked = False
            self.moved_at = time.monotonic()
            if not worked and not self._stopping:
                self._nudged.wait(self._settings.follower_poll_seconds)
