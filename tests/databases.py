"""Databases of a test's own: copies of one that the service has prepared, in a fraction of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import psycopg
from psycopg import sql

from chassis.service import Running, Service
from chassis.settings import Settings
from local_platform.servers import drop_database


@contextmanager
def own_database(service: Service, settings: Settings) -> Iterator[Service]:
    """The service under a name that nobody else has, and so with a database of its own, until the end."""
    prepared, name = f"prepared {service.name}", f"{service.name}-{uuid4().hex[:10]}"
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(prepared))
    with psycopg.connect(settings.database_url, autocommit=True) as server:
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", (prepared,)).fetchone():
            first = Running(replace(service, name=prepared), settings)
            first.prepare()
            first.database.close()
        server.execute(copy)
    yield replace(service, name=name)
    drop_database(f"{settings.database_url.rsplit('/', 1)[0]}/{name}")
