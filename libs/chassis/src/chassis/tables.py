"""The chassis' own tables, the same in every service's database."""

import psycopg
from sqlalchemy import Engine

DDL = """
CREATE TABLE IF NOT EXISTS events (
    notification_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    originator_id uuid NOT NULL,
    originator_version integer NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    digest bytea,
    UNIQUE (originator_id, originator_version)
);
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'events'::regclass AND attname = 'digest')
    THEN ALTER TABLE events ADD COLUMN digest bytea; END IF; END $$;
CREATE TABLE IF NOT EXISTS heads (
    originator_id uuid PRIMARY KEY,
    version integer NOT NULL,
    digest bytea NOT NULL
) WITH (fillfactor = 50);
CREATE TABLE IF NOT EXISTS chain_start (
    position bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS stopped_streams (
    originator_id uuid PRIMARY KEY,
    reason text NOT NULL,
    stopped_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS inbox (
    key text PRIMARY KEY,
    digest bytea NOT NULL,
    outcome text NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS snapshots (
    originator_id uuid PRIMARY KEY,
    originator_version integer NOT NULL,
    state bytea NOT NULL
);
ALTER TABLE snapshots ADD COLUMN IF NOT EXISTS shape text NOT NULL DEFAULT '';
ALTER TABLE snapshots ADD COLUMN IF NOT EXISTS seal bytea;
CREATE OR REPLACE FUNCTION seal_of(id uuid, version integer, shape text, state bytea) RETURNS bytea
    LANGUAGE sql STABLE AS $$ SELECT sha256(coalesce((
        SELECT digest FROM events WHERE originator_id = id AND originator_version = version
    ), ''::bytea) || convert_to(shape, 'UTF8') || state) $$;
CREATE TABLE IF NOT EXISTS followers (
    name text PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0,
    moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS parked (
    notification_id bigint PRIMARY KEY,
    reason text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS jobs (
    id text PRIMARY KEY,
    kind text NOT NULL,
    argument text NOT NULL,
    cursor bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz
);
ALTER TABLE jobs ADD COLUMN IF NOT EXISTS turn_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE jobs ADD COLUMN IF NOT EXISTS failures integer NOT NULL DEFAULT 0;
CREATE INDEX IF NOT EXISTS jobs_open ON jobs (turn_at) WHERE done_at IS NULL;
"""


def create_tables(engine: Engine) -> None:
    """Creates what is missing; harmless when two replicas do it at once."""
    with engine.begin() as tx:
        tx.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('create_tables'))")
        for statement in DDL.split(";\n"):
            if statement.strip():
                tx.exec_driver_sql(statement)


def create_database(server_url: str, name: str) -> None:
    """Creates the database of a service on the server when it is missing."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if found is None:
            try:
                connection.execute(f'CREATE DATABASE "{name}"')
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return
