"""Rebuilds the views of the ledger from its events alone, beside the old ones, while the service goes on.

The new tables grow in a schema of their own, by parts: the streams are dealt out to processes, and each page
is one transaction with the place that its part has reached. So whatever is killed goes on there when it is
called again by the same release; another one begins anew. Only one rebuild runs at a time. At the end the new
tables take the place of the old in one transaction.
"""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

import chassis
from chassis.codec import Codec, Stored
from chassis.collector import calm_collector
from points_ledger import views, watch
from points_ledger.domain import AGGREGATES
from points_ledger.folds import VIEW

PAGE_EVENTS = 5_000
SWAPS, SWAP_SECONDS = 60, 1.0
ALONE_SECONDS = 5
FEED = -1
Progress = Callable[[int, int], object]

_ALONE = "SELECT pg_advisory_lock(hashtext('rebuilding'))"
_IS_BEGUN = """
SELECT count(*) = %(parts)s + 1 FROM rebuilding.parts_v1 WHERE release = %(release)s AND parts = %(parts)s
"""
_BEGIN = (
    "DROP SCHEMA IF EXISTS rebuilding CASCADE",
    "CREATE SCHEMA rebuilding",
    """
CREATE TABLE rebuilding.parts_v1 (
    part int PRIMARY KEY, parts int NOT NULL, release text NOT NULL,
    position bigint NOT NULL DEFAULT 0, target bigint NOT NULL
)
""",
    """
CREATE TABLE rebuilding.told_v1 (
    partner_id text NOT NULL, number bigint NOT NULL, account uuid NOT NULL, version int NOT NULL
)
""",
)
_PARTS = """
INSERT INTO rebuilding.parts_v1 (part, parts, release, target)
SELECT part, %(parts)s, %(release)s, (SELECT coalesce(max(notification_id), 0) FROM events)
FROM generate_series(%(feed)s, %(parts)s - 1) AS part
"""
_TAKE = """
SELECT position, target, parts, set_config('synchronous_commit', 'off', true) FROM rebuilding.parts_v1
WHERE part = %(part)s AND release = %(release)s FOR UPDATE
"""
_MOVE = "UPDATE rebuilding.parts_v1 SET position = %(position)s WHERE part = %(part)s"
_PAGE = """
SELECT notification_id, originator_id, originator_version, topic, state FROM events
WHERE notification_id > %(position)s AND notification_id <= %(target)s
    AND get_byte(uuid_send(originator_id), 15) %% %(parts)s = %(part)s
ORDER BY notification_id LIMIT %(limit)s
"""
_TELL = f"""
WITH {views.TOLD}
INSERT INTO rebuilding.told_v1 (partner_id, number, account, version)
SELECT partner_id, number, account, version FROM told
"""  # noqa: S608
_FEED = """
INSERT INTO feed_v2 (partner_id, place, account, version)
SELECT partner_id, row_number() OVER (PARTITION BY partner_id ORDER BY number), account, version
FROM rebuilding.told_v1
"""
_SUMS = f"""
INSERT INTO sums_v2 (account, unit, balance)
SELECT account, unit, balance FROM ({views.ALL_POSTED}) AS posted WHERE NOT (account ^@ ANY(%(of_members)s))
"""  # noqa: S608
_NEWEST = "SELECT coalesce(max(notification_id), 0) FROM events"
_REGISTER = "INSERT INTO followers (name) VALUES (%(name)s) ON CONFLICT DO NOTHING"
_HOLD = "SELECT FROM followers WHERE name = ANY(%(names)s) ORDER BY name FOR UPDATE"
_ADVANCE = "UPDATE followers SET position = %(position)s, moved_at = now() WHERE name = %(name)s"


def rebuild_views(engine: Engine, codec: Codec, progress: Progress, processes: int = 1) -> None:
    """Fills all views anew and puts them in the place of the old ones, which readers see until then.

    progress: called after each page of this process's part with the event reached and the last one of it.
    Raises RuntimeError when another rebuild runs, a part failed or readers never let go of the old tables;
    call it again then.
    """
    with _alone(engine):
        _rebuild(engine, codec, progress, processes)


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Holds a lock of the session, which ends with the process. One that was just killed is waited for."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as held:
        held.exec_driver_sql(f"SET lock_timeout = '{ALONE_SECONDS}s'")
        try:
            held.exec_driver_sql(_ALONE)
        except OperationalError as error:
            if _is_locked(error):
                raise RuntimeError("another rebuild is running; end it, or let it finish") from None
            raise
        try:
            yield
        finally:
            held.invalidate()


def _rebuild(engine: Engine, codec: Codec, progress: Progress, processes: int) -> None:
    _begin(engine, processes)
    url = engine.url.render_as_string(hide_password=False)
    others = [_start(url, part) for part in range(1, processes)]
    beside = _beside(url)
    try:
        while (reached := _turn(beside, codec, 0)) is not None:
            progress(*reached)
        codes = [one.wait() for one in others]
        if any(codes):
            raise RuntimeError("a part was not rebuilt; what is done is kept, call it again")
        _catch_up(beside, codec)
        _swap(beside, codec)
    finally:
        beside.dispose()


def _beside(url: str) -> Engine:
    """Connections that find the new tables before the old ones."""
    return create_engine(url, pool_size=1, connect_args={"options": "-c search_path=rebuilding,public"})


def _begin(engine: Engine, parts: int) -> None:
    """Makes the new tables, or finds those that the same release began, unless in other parts."""
    with engine.begin() as tx:
        is_there = tx.exec_driver_sql("SELECT to_regclass('rebuilding.parts_v1') IS NOT NULL").scalar_one()
        values = {"release": release(), "parts": parts, "feed": FEED}
        if is_there and tx.exec_driver_sql(_IS_BEGUN, values).scalar_one():
            return
        for statement in _BEGIN:
            tx.exec_driver_sql(statement)
        tx.exec_driver_sql("SET LOCAL search_path TO rebuilding, public")
        beside = tx.execution_options(schema_translate_map={None: "rebuilding"})
        views.tables.create_all(beside, views.disposable, checkfirst=False)
        tx.exec_driver_sql(_PARTS, values)


def _start(url: str, part: int) -> "subprocess.Popen[bytes]":
    """A process that imports this module alone, and so begins soon; the address is nobody's to see."""
    command = f"import sys; from {__name__} import work; work(sys.stdin.readline(), {part})"
    started = subprocess.Popen([sys.executable, "-c", command], stdin=subprocess.PIPE)
    assert started.stdin is not None
    started.stdin.write(url.encode())
    started.stdin.close()
    return started


def work(url: str, part: int) -> None:
    """One part, in a process of its own."""
    calm_collector()
    engine, codec = _beside(url), Codec(AGGREGATES)
    while _turn(engine, codec, part) is not None:
        pass


def _take(tx: Connection, part: int) -> Any:
    """The row of a part, held until the end of tx. Raises RuntimeError when it is another release's."""
    row = tx.exec_driver_sql(_TAKE, {"part": part, "release": release()}).one_or_none()
    if row is None:
        raise RuntimeError("another release has begun to rebuild; this one ends")
    return row


@cache
def release() -> str:
    """Of the code that fills the tables: another one may fill them otherwise, or have others."""
    digest = hashlib.sha256()
    for home in (Path(__file__).parent, Path(chassis.__path__[0])):
        for path in sorted(home.rglob("*.py")):
            source = path.read_bytes()
            digest.update(f"{path.relative_to(home)} {len(source)} ".encode() + source)
    return digest.hexdigest()


def _turn(engine: Engine, codec: Codec, part: int) -> tuple[int, int] | None:
    """A page of one part, taken by whoever holds its row; None when the part has reached its end."""
    with engine.begin() as tx:
        position, target, parts, _ = _take(tx, part)
        if position >= target:
            return None
        place = {"position": position, "target": target, "part": part, "parts": parts}
        rows = tx.exec_driver_sql(_PAGE, {**place, "limit": PAGE_EVENTS}).fetchall()
        events = [codec.decode(Stored(*row[1:]))[0] for row in rows]
        views.apply(tx, events, is_part=True)
        said = views.said_of(events, (row[0] for row in rows))
        tx.exec_driver_sql(_TELL, {"said": orjson.dumps(said).decode()})
        reached = rows[-1][0] if len(rows) == PAGE_EVENTS else target
        tx.exec_driver_sql(_MOVE, {"position": reached, "part": part})
    return reached, target


def _catch_up(engine: Engine, codec: Codec) -> None:
    """What counts over all streams (feeds and shared sums), and then what was committed meanwhile."""
    with engine.begin() as tx:
        position, target, *_ = _take(tx, FEED)
        if position < target:
            tx.exec_driver_sql(_FEED)
            tx.exec_driver_sql(_SUMS, {"of_members": list(views.OF_MEMBERS)})
            tx.exec_driver_sql(_MOVE, {"position": target, "part": FEED})
    more = PAGE_EVENTS
    while more >= PAGE_EVENTS:
        with engine.begin() as tx:
            more = _tail(tx, codec)


def _tail(tx: Connection, codec: Codec) -> int:
    """One page of what came after the target, in the order of the log; says how many events it was."""
    position = _take(tx, FEED).position
    place = {"position": position, "target": 2**62, "part": 0, "parts": 1}
    rows = tx.exec_driver_sql(_PAGE, {**place, "limit": PAGE_EVENTS}).fetchall()
    if rows:
        views.apply(tx, [codec.decode(Stored(*row[1:]))[0] for row in rows])
        tx.exec_driver_sql(_MOVE, {"position": rows[-1][0], "part": FEED})
    return len(rows)


def _swap(engine: Engine, codec: Codec) -> None:
    """Puts the new tables in place. Waits a moment for readers of the old ones, and tries again later."""
    for _ in range(SWAPS):
        try:
            with engine.begin() as tx:
                tx.exec_driver_sql("SET LOCAL lock_timeout = '500ms'")
                _put_in_place(tx, codec)
            return
        except OperationalError as error:
            if not _is_locked(error):
                raise
            time.sleep(SWAP_SECONDS)
    raise RuntimeError("readers do not let go of the old tables; what is done is kept, call it again")


def _is_locked(error: OperationalError) -> bool:
    """Whether a lock was waited for in vain."""
    return getattr(error.orig, "sqlstate", "") == "55P03"


def _put_in_place(tx: Connection, codec: Codec) -> None:
    """The live view and the watch stand still until this is committed."""
    tx.exec_driver_sql(_REGISTER, {"name": VIEW})
    tx.exec_driver_sql(_HOLD, {"names": [VIEW, watch.NAME]})
    while _tail(tx, codec):
        pass
    position = _take(tx, FEED).position
    tx.exec_driver_sql("DROP VIEW public.balances_v2")
    for table in views.disposable:
        tx.exec_driver_sql(f"DROP TABLE public.{table.name}")
        tx.exec_driver_sql(f"ALTER TABLE rebuilding.{table.name} SET SCHEMA public")
    tx.exec_driver_sql("ALTER VIEW rebuilding.balances_v2 SET SCHEMA public")
    tx.exec_driver_sql("DROP SCHEMA rebuilding CASCADE")
    tx.exec_driver_sql(_ADVANCE, {"name": VIEW, "position": position})
    tx.exec_driver_sql(_ADVANCE, {"name": watch.NAME, "position": 0})
