"""The start of the chains in a database of a release that knew none."""

from itertools import takewhile
from uuid import UUID

import structlog
from sqlalchemy import Engine

from chassis.chain import START, link
from chassis.codec import Stored

log = structlog.get_logger()
PAGE_EVENTS = 5_000

_IS_FENCED = "SELECT FROM pg_trigger WHERE tgrelid = 'events'::regclass AND tgname = 'only_chained'"
_FENCE = (
    """
CREATE OR REPLACE FUNCTION refuse_unchained() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE 'an event without a digest: a release that knows no chain may not write any more'
    USING ERRCODE = 'object_not_in_prerequisite_state';
END $$
""",
    """
CREATE TRIGGER only_chained BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.digest IS NULL)
EXECUTE FUNCTION refuse_unchained()
""",
    "INSERT INTO chain_start (position) SELECT 0 WHERE NOT EXISTS (SELECT FROM chain_start)",
)
COVERED = """
SELECT position FROM chain_start
WHERE EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'events'::regclass AND tgname = 'only_chained')
    AND (EXISTS (SELECT FROM events WHERE notification_id > position AND digest IS NOT NULL)
        OR NOT EXISTS (SELECT FROM events WHERE notification_id > position))
"""
"""The last event that may have no digest; no row until all events of a former release are covered."""
_TAKE = "SELECT position FROM chain_start FOR UPDATE"
_MOVE = "UPDATE chain_start SET position = %(position)s"
_PAGE = """
SELECT originator_id, originator_version, topic, state, digest, notification_id FROM events
WHERE notification_id > %(position)s ORDER BY notification_id LIMIT %(limit)s
"""
_KNOWN = "SELECT originator_id, digest FROM heads WHERE originator_id = ANY(%(ids)s)"
_KEEP = """
INSERT INTO heads (originator_id, version, digest)
SELECT * FROM unnest(%(ids)s::uuid[], %(versions)s::int[], %(digests)s::bytea[])
ON CONFLICT (originator_id) DO UPDATE SET version = excluded.version, digest = excluded.digest
"""


def take_over(engine: Engine) -> None:
    """Covers the events of a former release, page by page; what is cut off goes on where it was.

    Their rows stay as they are: the head of each stream is the digest over all of them, which any change
    breaks, while writing every event again would double the table. From the start of this on the former
    release cannot write: its Writers wait as if the database were away, until they are stopped.
    """
    with engine.begin() as tx:
        tx.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('create_tables'))")
        if tx.exec_driver_sql(_IS_FENCED).fetchone() is None:
            for statement in _FENCE:
                tx.exec_driver_sql(statement)
    while (position := _take_over_page(engine)) is not None:
        log.info("older events are being covered by the chain", position=position)


def _take_over_page(engine: Engine) -> int | None:
    with engine.begin() as tx:
        [position] = tx.exec_driver_sql(_TAKE).one()
        if tx.exec_driver_sql(COVERED).fetchone():
            return None
        page = tx.exec_driver_sql(_PAGE, {"position": position, "limit": PAGE_EVENTS}).fetchall()
        old = list(takewhile(lambda row: row.digest is None, page))
        known = tx.exec_driver_sql(_KNOWN, {"ids": list({row.originator_id for row in old})})
        digests: dict[UUID, bytes] = {row[0]: row[1] for row in known}
        versions: dict[UUID, int] = {}
        for *columns, _ in old:
            event = Stored(*columns)
            digests[event.id] = link(digests.get(event.id, START), event)
            versions[event.id] = event.version
        ends = {"ids": list(versions), "versions": list(versions.values())}
        tx.exec_driver_sql(_KEEP, {**ends, "digests": [digests[id] for id in versions]})
        tx.exec_driver_sql(_MOVE, {"position": old[-1].notification_id})
        return int(old[-1].notification_id)
