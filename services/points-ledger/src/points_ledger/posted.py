"""The rows of the postings beside what each event moves, both read in the order of the streams."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from chassis.chain_proof import read
from points_ledger.views import postings_of, rows_of

MOST_WRONG = 10
_COLUMNS = ("amount", "points_debit", "points_credit", "yen_debit", "yen_credit", "origin", "reference", "at")
_ROWS = f"SELECT stream, version, {', '.join(_COLUMNS)} FROM postings_v2 ORDER BY stream, version"  # noqa: S608


class Posted:
    """Takes events in the order of stream and version; `wrong` has a line for each row that is not theirs."""

    def __init__(self, tx: Connection) -> None:
        self.wrong: list[str] = []
        self._rows: Iterator[tuple[Any, ...]] = read(tx, "postings", _ROWS, {})
        self._next = next(self._rows, None)

    def compare(self, event: Any) -> None:
        """The row of an event must say what it moves, and there is none where it moves nothing."""
        place = event.originator_id, event.originator_version
        self._leave_behind(place)
        moved = rows_of(postings_of(event))
        expected = tuple(map(moved[0].get, _COLUMNS)) if moved else None
        found = None
        if self._next is not None and self._next[:2] == place:
            found, self._next = self._next[2:], next(self._rows, None)
        if found != expected:
            self._say(*place, "is not what its event says")

    def end(self) -> None:
        """What is left belongs to no event."""
        self._leave_behind(None)

    def _leave_behind(self, place: tuple[Any, int] | None) -> None:
        while self._next is not None and (place is None or self._next[:2] < place):
            self._say(self._next[0], self._next[1], "has no event")
            self._next = next(self._rows, None)

    def _say(self, stream: Any, version: int, reason: str) -> None:
        if len(self.wrong) < MOST_WRONG:
            self.wrong.append(f"stream {stream}: the posting of version {version} {reason}")
