"""A Store in memory that passes the same tests as PostgreSQL's, for tests that need no server."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.chain import Head
from chassis.codec import Stored
from chassis.command import Insert, Row
from chassis.store import Begun, Handled, Streams


class Crash(Exception):
    """The process ended at this moment."""


class MemoryStore:
    """Events, keys and rows in lists. `crash_at` ends the next transaction "before" or "after" its commit."""

    def __init__(self, chained: bool = True) -> None:
        self.chained = chained
        self.ends: dict[UUID, Head] = {}
        self.events: list[Stored] = []
        self.keys: dict[str, Handled] = {}
        self.rows: list[Row] = []
        self.crash_at: str | None = None
        self.crashing: str | None = None

    def begin(self, keys: Sequence[str], known: Mapping[UUID, int]) -> Begun:
        self.crashing, self.crash_at = self.crash_at, None
        handled = {key: self.keys[key] for key in keys if key in self.keys}
        newest, stopped = len(self.events), len(self._stopped())
        return Begun(handled, newest, stopped, self.read(known))

    def stopped(self, ids: Sequence[UUID]) -> set[UUID]:
        return self._stopped() & set(ids)

    def _stopped(self) -> set[UUID]:
        of_table = [row for row in self.rows if isinstance(row, Insert) and row.table == "stopped_streams"]
        return {row.values["originator_id"] for row in of_table}

    def read(self, known: Mapping[UUID, int]) -> Streams:
        tails: dict[UUID, list[Stored]] = {}
        for event in self.events:
            if event.id in known and event.version > known[event.id]:
                tails.setdefault(event.id, []).append(event)
        return Streams(tails, {id: self.ends[id] for id in known if id in self.ends})

    def since(self, position: int, newest: int) -> list[Stored]:
        return self.events[position:newest]

    def commit(self, events: Sequence[Stored], handled: Sequence[Handled], rows: Sequence[Row]) -> int | None:
        if self.crashing == "before":
            raise Crash
        taken = {(event.id, event.version) for event in self.events}
        assert not taken & {(event.id, event.version) for event in events}, "a version was written twice"
        assert not {one.key for one in handled} & set(self.keys), "a key was handled twice"
        self.events.extend(events)
        self.keys.update({one.key: one for one in handled})
        self.rows.extend(rows)
        if self.chained:
            self.ends.update({event.id: Head(event.version, event.digest or b"") for event in events})
        if self.crashing == "after":
            raise Crash
        return len(self.events) if events else None

    def roll_back(self) -> None:
        """Nothing is changed before a commit."""
