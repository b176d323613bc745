"""Real servers for a test run: one PostgreSQL, one Kafka, and a database for each test."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from local_platform.kafka import Kafka, prepare_kafka
from local_platform.postgres import Postgres, prepare_postgres
from local_platform.process import Progress, stop_all, wait_until_ready


@dataclass(frozen=True)
class Servers:
    """A running PostgreSQL and a running Kafka."""

    postgres: Postgres
    kafka: Kafka

    @property
    def database_url(self) -> str:
        """The URL of the maintenance database; `fresh_database` makes others from it."""
        return self.postgres.url

    @property
    def bootstrap_servers(self) -> str:
        """Where Kafka's clients connect."""
        return self.kafka.bootstrap_servers


@contextmanager
def servers(root: Path, progress: Progress = print, is_durable: bool = True) -> Iterator[Servers]:
    """Both servers with empty storage in a temporary folder that is removed at the end.

    Only the downloaded jars are shared with the platform of `root`. A database for each test keeps a disk
    busy, and tests need none that survives a power cut. ServerFailed: one did not start.
    """
    with tempfile.TemporaryDirectory(prefix="minijob-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        postgres = prepare_postgres(folder / "postgres", progress=progress, is_durable=is_durable)
        jars = root.resolve() / ".local" / "kafka" / "jars"
        kafka = prepare_kafka(folder / "kafka", progress=progress, jars=jars)
        try:
            postgres.launch()
            kafka.launch()
            wait_until_ready([postgres, kafka])
            yield Servers(postgres, kafka)
        finally:
            stop_all([kafka, postgres])


def fresh_database(url: str, prefix: str) -> str:
    """Create an empty database named `prefix` and something unique on the server of `url`; its URL."""
    name = f"{prefix}_{uuid.uuid4().hex[:12]}"
    _run(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def drop_database(url: str) -> None:
    """Drop the database of `url` and end its sessions."""
    parts = urlsplit(url)
    name = sql.Identifier(parts.path.removeprefix("/"))
    _run(parts._replace(path="/postgres").geturl(), sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _run(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
