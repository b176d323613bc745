"""What a service is made of, and how it runs: started in order, stopped gracefully in under ten seconds."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from fastapi import APIRouter, FastAPI
from sqlalchemy import Connection, MetaData

from chassis.aggregate import Aggregate
from chassis.behind import Link
from chassis.chain_start import take_over
from chassis.codec import Codec
from chassis.consumer import Consumer, Subscriptions
from chassis.database import Database, open_engine, service_url
from chassis.errors import Unavailable
from chassis.files import FolderFiles, InUse, sweep
from chassis.follower import EventHandler, Follower, view_handler
from chassis.http import Edge, create_app
from chassis.jobs import JobRunner, JobStep
from chassis.relay import Relay, ToContract
from chassis.settings import Settings
from chassis.snapshots import snapshot_handler
from chassis.store import PostgresStore
from chassis.tables import create_database, create_tables
from chassis.timers import Timer, TimerThread
from chassis.topics import ensure_topics
from chassis.writer import Writer

log = structlog.get_logger()
STUCK_SECONDS = 60
FILES_SECONDS = 300


@dataclass(frozen=True)
class Service:
    """Everything a service consists of.

    aggregates: all of its domain, so that stored events find their classes. tables: views and erasable side
    tables. views: follower name → `apply(tx, events)`; a changed shape is a new name and a new table.
    topics: those it speaks on. chained: each stream is a chain of digests (see `chassis.chain`).
    uploads: paths that take a body of `upload_limit_bytes`. files_in_use: which files rows refer to; all
    others are erased.
    """

    name: str
    router: APIRouter
    aggregates: Sequence[type[Aggregate]]
    to_contract: ToContract
    topics: Sequence[str]
    tables: MetaData
    views: Mapping[str, EventHandler]
    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    jobs: Mapping[str, JobStep] = field(default_factory=dict)
    timers: Sequence[Timer] = ()
    chained: bool = False
    uploads: re.Pattern[str] | None = None
    files_in_use: InUse | None = None


class Moving(Protocol):
    """What is stuck when it has not moved for long."""

    moved_at: float


class Part(Moving, Protocol):
    """A part with a thread of its own."""

    def start(self) -> None: ...


class Running:
    """A service with its threads and loops; also what tests drive, one part at a time."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service, self.settings = service, settings
        self.codec = Codec(service.aggregates)
        url = service_url(settings.database_url, service.name)
        self.engine = open_engine(url, settings)
        self.database = Database(self.engine, self.codec, settings)
        store = PostgresStore(
            url, service.name, settings.writer_idle_seconds, self.codec.shapes, chained=service.chained
        )
        self.writer = Writer(store, self.codec, settings, self.nudge)
        self.relay = Relay(service.name, service.to_contract, self.codec, settings)
        snapshots = snapshot_handler(self.codec, service.aggregates, settings.snapshot_every_events)
        self.views = [self._follower(name, view_handler(apply)) for name, apply in service.views.items()]
        self._relaying = self._follower("relay", self.relay)
        self.followers = [self._relaying, *self.views, self._follower("snapshots", snapshots)]
        self.jobs = JobRunner(service.jobs, self.engine, self.writer, settings)
        self.files = FolderFiles(settings.files_folder / service.name)
        self.timers = TimerThread(self._timers(), self.engine, self.writer, settings)
        self.consumer = Consumer(service.name, service.subscriptions, self.writer, settings)
        self.app = self._app()
        self.link: Link | None = None
        self._started: dict[str, Moving] = {}
        self._consuming: asyncio.Task[None] | None = None

    def _timers(self) -> Sequence[Timer]:
        in_use = self.service.files_in_use
        swept = [Timer("files", FILES_SECONDS, sweep(self.files, in_use))] if in_use else []
        return [*self.service.timers, *swept]

    def _body_limit(self, path: str) -> int:
        uploads = self.service.uploads
        is_upload = uploads is not None and uploads.fullmatch(path)
        return self.settings.upload_limit_bytes if is_upload else self.settings.body_limit_bytes

    def _follower(self, name: str, handler: Callable[..., None]) -> Follower:
        return Follower(name, handler, self.engine, self.codec, self.settings)

    def _app(self) -> FastAPI:
        app = create_app(self.service.name, self.service.router, self._ready, self.alive, self._body_limit)
        app.state.edge = Edge(self.writer, self.database, self.settings, self.files)
        return app

    def nudge(self) -> None:
        """After each commit: there is something new, in the other process too."""
        self.nudged()
        if self.link is not None:
            self.link.nudge()

    def nudged(self) -> None:
        """Wakes those whose work somebody waits for."""
        for follower in (self._relaying, *self.views):
            follower.nudge()
        self.jobs.nudge()

    def prepare(self) -> None:
        """Creates the database, its tables and their indexes where they are missing."""
        create_database(self.settings.database_url, self.service.name)
        create_tables(self.engine)
        with self.engine.begin() as tx:
            tx.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('create_tables'))")
            self.service.tables.create_all(tx)
            for table in self.service.tables.sorted_tables:
                for index in table.indexes:
                    index.create(tx, checkfirst=True)
        if self.service.chained:
            take_over(self.engine)

    async def start(self) -> None:
        """All in one process."""
        await self.start_behind()
        await self.start_front()

    async def start_front(self) -> None:
        """What somebody waits for: the writer, the views, and the records from Kafka."""
        self._start(writer=self.writer, **{view.name: view for view in self.views})
        if self.link is not None:
            self._started["what runs behind"] = self.link
        self._consuming = asyncio.create_task(self._connect())

    async def start_behind(self) -> None:
        """All the rest, with a writer of its own for what jobs and timers do."""
        self.relay.start(asyncio.get_running_loop())
        self._start(writer=self.writer)
        self._start(**{one.name: one for one in self.followers if one not in self.views})
        self._start(**({"jobs": self.jobs} if self.service.jobs else {}))
        self._start(**({"timers": self.timers} if self._timers() else {}))

    def _start(self, **parts: Part) -> None:
        for name, part in parts.items():
            if name not in self._started:
                part.start()
                self._started[name] = part

    async def _connect(self) -> None:
        while True:
            try:
                await ensure_topics(self.service.topics, self.settings)
                break
            except Exception as error:
                log.warning("topics could not be created yet", error=str(error))
                await asyncio.sleep(1)
        await self.consumer.start()

    async def stop(self) -> None:
        """Nothing new is taken; what was taken is finished; the rest is found again at the next start.

        All this takes at most `stop_seconds`, whatever does not answer any more.
        """
        end = time.monotonic() + self.settings.stop_seconds
        if self.link is not None:
            self.link.close()
        await self._stop_consuming(self.settings.stop_seconds / 2)
        for parts in ((self.timers, self.jobs), (self.writer,), self.followers):
            left = max(0.0, end - time.monotonic())
            await asyncio.gather(*(asyncio.to_thread(part.stop, left) for part in parts))
        await self.relay.close()
        self.database.close()

    async def _stop_consuming(self, seconds: float) -> None:
        if self._consuming is not None:
            self._consuming.cancel()
        try:
            async with asyncio.timeout(seconds):
                await self.consumer.stop()
        except Exception as error:
            log.warning("the consumer did not stop cleanly", error=repr(error))

    async def _ready(self) -> str:
        try:
            await self.database.read(_answers)
        except Unavailable:
            return "the database does not answer"
        return ""

    async def alive(self) -> str:
        for name, part in self._started.items():
            if time.monotonic() - part.moved_at > STUCK_SECONDS:
                return f"{name} has not moved for {STUCK_SECONDS} s"
        return self.link.wrong if self.link is not None else ""


def _answers(tx: Connection) -> None:
    tx.exec_driver_sql("SELECT 1")
