"""Rebuilds the views of the ledger from its events alone, while the service goes on."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from chassis.codec import Codec, Stored
from points_ledger import views, watch
from points_ledger.folds import VIEW
from points_ledger.proof import newest_event

PAGE_EVENTS = 5_000
Progress = Callable[[int, int], object]

_REGISTER = "INSERT INTO followers (name) VALUES (%(name)s) ON CONFLICT DO NOTHING"
_TAKE = "SELECT position FROM followers WHERE name = %(name)s FOR UPDATE"
_ADVANCE = "UPDATE followers SET position = %(position)s, moved_at = now() WHERE name = %(name)s"
_PAGE = """
SELECT notification_id, originator_id, originator_version, topic, state FROM events
WHERE notification_id > %(position)s ORDER BY notification_id LIMIT %(limit)s
"""


def rebuild_views(engine: Engine, codec: Codec, progress: Progress) -> None:
    """Empties the tables and fills them again in one transaction; until it commits, readers see the old rows.

    The row of the follower is held, which keeps the live one out; it goes on after the last event taken in
    here. The tables are not truncated: that would lock readers out, and empty the tables under a proof.

    progress: called after each page with the event reached and the newest one.
    """
    with engine.begin() as tx:
        tx.exec_driver_sql(_REGISTER, {"name": VIEW})
        tx.exec_driver_sql(_TAKE, {"name": VIEW})
        for table in views.tables.sorted_tables:
            tx.execute(table.delete())
        position, newest = 0, newest_event(tx)
        while position < newest:
            position = _apply_page(tx, codec, position)
            progress(position, newest)
        tx.exec_driver_sql(_ADVANCE, {"name": VIEW, "position": position})
        tx.exec_driver_sql(_ADVANCE, {"name": watch.NAME, "position": 0})


def _apply_page(tx: Connection, codec: Codec, position: int) -> int:
    rows = tx.exec_driver_sql(_PAGE, {"position": position, "limit": PAGE_EVENTS}).fetchall()
    views.apply(tx, [codec.decode(Stored(*row[1:]))[0] for row in rows])
    return int(rows[-1][0])
