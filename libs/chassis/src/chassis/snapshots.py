"""The follower that keeps a snapshot of long streams, so that a cold aggregate loads quickly.

Each is sealed together with the digest of its event (`seal_of`, in the database); one whose seal does not fit
is not read, as if it were not there.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection

from chassis.aggregate import Aggregate
from chassis.codec import Codec, DomainEvent, events_of, shape_of
from chassis.database import read_aggregate
from chassis.follower import Handler, Notification

_SAVE = """
INSERT INTO snapshots AS kept (originator_id, originator_version, shape, state, seal)
VALUES (%(id)s, %(version)s, %(shape)s, %(state)s,
    seal_of(%(id)s::uuid, %(version)s::int, %(shape)s::text, %(state)s::bytea))
ON CONFLICT (originator_id) DO UPDATE SET originator_version = excluded.originator_version,
    shape = excluded.shape, state = excluded.state, seal = excluded.seal
WHERE kept.originator_version < excluded.originator_version OR kept.shape <> excluded.shape
    OR kept.seal IS DISTINCT FROM
        seal_of(kept.originator_id, kept.originator_version, kept.shape, kept.state)
"""


def snapshot_handler(codec: Codec, aggregates: Iterable[type[Aggregate]], every_events: int) -> Handler:
    """Takes a snapshot of a stream each time it passes a multiple of `every_events`."""
    owners: Mapping[type[DomainEvent], type[Aggregate]] = {
        event: aggregate for aggregate in aggregates for event in events_of(aggregate)
    }

    def handle(tx: Connection, page: Sequence[Notification]) -> None:
        due: dict[UUID, type[Aggregate]] = {
            one.stored.id: owners[type(one.event)] for one in page if one.stored.version % every_events == 0
        }
        for id, kind in due.items():
            aggregate = read_aggregate(tx, codec, kind, id)
            row = {"id": id, "version": aggregate.version, "shape": shape_of(kind)}
            tx.exec_driver_sql(_SAVE, {**row, "state": codec.snapshot(aggregate)})

    return handle
