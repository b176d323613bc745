"""Live versions that were reported or stopped, as an operator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from order_screening.domain import Watch
from order_screening.views.tables import watches


@dataclass(frozen=True, slots=True)
class Watched:
    """`reports` are without who reported. `stop` has cause, reason and time, None when nothing is stopped."""

    number: int
    id: UUID
    order_id: UUID
    version: int
    reports: list[dict[str, Any]]
    stop: dict[str, Any] | None
    due_at: datetime


def open_watches(tx: Connection, after: int, limit: int) -> Sequence[Watched]:
    """Up to `limit` that wait for a decision, by number."""
    names = [watches.c[name] for name in Watched.__dataclass_fields__]
    query = select(*names).where(watches.c.open, watches.c.number > after)
    return [Watched(*row) for row in tx.execute(query.order_by(watches.c.number).limit(limit))]


def find_watch(tx: Connection, id: UUID) -> tuple[UUID, int] | None:
    """Order and version of a watch, open or not."""
    row = tx.execute(select(watches.c.order_id, watches.c.version).where(watches.c.id == id)).one_or_none()
    return None if row is None else (row[0], row[1])


def overdue_watches(tx: Connection, at: datetime) -> int:
    """How many should have been decided by now."""
    late = and_(watches.c.open, watches.c.due_at <= at)
    return int(tx.execute(select(func.count()).select_from(watches).where(late)).scalar_one())


def apply_watches(tx: Connection, events: Sequence[Any]) -> None:
    """Follows the events of watches, which are few."""
    for event in events:
        match event:
            case Watch.Reported():
                said = {"reason": event.reason, "question": event.question, "at": event.timestamp.isoformat()}
                _put(tx, event, reports=watches.c.reports.op("||")([said]), due_at=event.due_at)
            case Watch.Stopped():
                stop = {"cause": event.cause, "reason": event.reason, "at": event.timestamp.isoformat()}
                _put(tx, event, stop=stop, due_at=event.due_at)
            case Watch.Decided():
                ended = update(watches).where(watches.c.id == event.originator_id)
                tx.execute(ended.values(open=False, stop=None, reports=[], due_at=None))


def _put(tx: Connection, event: Watch.Event, **changes: Any) -> None:
    of = {"order_id": event.order_id, "version": event.order_version, "open": True}
    known = insert(watches).values(id=event.originator_id, **of).on_conflict_do_nothing()
    tx.execute(known)
    tx.execute(update(watches).where(watches.c.id == event.originator_id).values(open=True, **changes))
