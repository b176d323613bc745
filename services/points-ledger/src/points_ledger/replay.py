"""What follows from the events alone, through their own `apply`: one of the three folds of a proof."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import Connection

from chassis.aggregate import Aggregate
from chassis.codec import Codec, Stored, blank, events_of
from points_ledger import folds, owners
from points_ledger.domain import AGGREGATES, MemberAccount, OrderEscrow, Slip
from points_ledger.folds import Balances, balances_of, escrow_row
from points_ledger.posted import Posted
from points_ledger.views import postings_of

MOST_GAPS = 10
MOST_UNLIKE = 10
READ_AT_ONCE = 5_000
COMPARED_AT_ONCE = 2_000

_KINDS: dict[type, type[Aggregate]] = {event: kind for kind in AGGREGATES for event in events_of(kind)}
_EVENTS = """
SELECT originator_id, originator_version, topic, state, notification_id FROM events
ORDER BY originator_id, originator_version
"""


@dataclass
class Replay:
    """What the events alone say.

    balances: after all of them. behind: how many came after the view's position, and `later` what they moved.
    escrows: rows as the view has them at its position. gaps: streams that are not numbered 1, 2, 3, …
    slips: by member, what the open holds say is held less what the account says, where these differ.
    foreign: accounts that have ended another's hold or refunded another's spend. unlike: what the views show
    otherwise, beside balances and escrows, of streams that are then no more in `standing`. posted: compares
    the postings, when views are compared at all.
    """

    events: int = 0
    behind: int = 0
    balances: Balances = field(default_factory=dict)
    later: Balances = field(default_factory=lambda: defaultdict(int))
    escrows: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)
    slips: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    foreign: list[str] = field(default_factory=list)
    ended: list[owners.Ended] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    standing: dict[UUID, Aggregate] = field(default_factory=dict)
    posted: Posted | None = None

    def take_in(self, one: Any) -> None:
        """Keeps an aggregate as the view shows it."""
        self.standing[one.id] = one
        if isinstance(one, OrderEscrow) and one.order_id:
            self.escrows["order", one.order_id] = escrow_row(one)

    def come_after(self, event: Any) -> None:
        """Counts an event that the view does not show yet, and what it moves."""
        self.behind += 1
        for posting in postings_of(event):
            self.later[posting.debit, posting.unit] -= posting.amount
            self.later[posting.credit, posting.unit] += posting.amount

    def end(self, one: Any, events: int, version: int) -> None:
        """Keeps what a stream has led to. Its versions are unique, so the last one tells of a gap."""
        self.events += events
        if version != events and len(self.gaps) < MOST_GAPS:
            self.gaps.append(f"stream {one.id}: {events} events, of which the last is version {version}")
        self.balances.update(balances_of(one))
        match one:
            case MemberAccount(held=held, set_aside=aside, member_id=member_id) if held != aside:
                self._match(member_id, aside - held)
            case Slip(state="held", points=points, member_id=member_id):
                self._match(member_id, points)

    def _match(self, member_id: str, points: int) -> None:
        """Keeps no member whose sides agree."""
        self.slips[member_id] += points
        if not self.slips[member_id]:
            del self.slips[member_id]


def replay(tx: Connection, codec: Codec, position: int, beside_views: bool = False) -> Replay:
    """One stream after the other, so that no more than a page of aggregates is ever in memory.

    beside_views: all else that the views show at their position is compared, too; it is between two commits.
    """
    found = Replay(posted=Posted(tx) if beside_views else None)
    for _, rows in groupby(_events(tx), key=itemgetter(0)):
        _replay_stream(found, codec, rows, position)
        if len(found.ended) >= READ_AT_ONCE:
            _look_for_owners(found, tx, codec)
        if len(found.standing) >= COMPARED_AT_ONCE:
            _look_at_views(found, tx)
    _look_for_owners(found, tx, codec)
    _look_at_views(found, tx)
    if found.posted is not None:
        found.posted.end()
        found.unlike += found.posted.wrong
    return found


def _look_at_views(found: Replay, tx: Connection) -> None:
    if found.posted is not None and len(found.unlike) < MOST_UNLIKE:
        for one in folds.beside_balances(tx, found.standing, found.standing):
            found.unlike.append(f"stream {one.stream}: {one.reason}")
    found.standing.clear()


def _look_for_owners(found: Replay, tx: Connection, codec: Codec) -> None:
    found.foreign += [reason for _, reason in owners.foreign(tx, codec, found.ended)]
    found.ended.clear()


def _replay_stream(found: Replay, codec: Codec, rows: Iterable[Any], position: int) -> None:
    one: Any = None
    count = version = behind = 0
    for *stored, notification_id in rows:
        event: Any = codec.decode(Stored(*stored))[0]
        count, version = count + 1, event.originator_version
        if one is None:
            one = blank(_KINDS[type(event)], event.originator_id)
        if found.posted is not None and notification_id <= position:
            found.posted.compare(event)
        if notification_id > position:
            if not behind:
                found.take_in(deepcopy(one))
            behind += 1
            found.come_after(event)
        if ended := owners.ended_by(event):
            found.ended.append(ended)
        event.apply(one)
    if not behind:
        found.take_in(one)
    found.end(one, count, version)


def _events(tx: Connection) -> Iterator[tuple[Any, ...]]:
    """Read by psycopg itself: SQLAlchemy's rows take as long as all that is done with them."""
    driver = cast("psycopg.Connection[Any]", tx.connection.driver_connection)
    with driver.cursor("replay", binary=True) as cursor:
        cursor.itersize = READ_AT_ONCE
        cursor.execute(_EVENTS)
        yield from cursor
