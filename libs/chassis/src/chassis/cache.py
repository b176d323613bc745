"""Aggregates as a process saw them last, so that a command reads only what is new."""

from collections import OrderedDict
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.codec import OfAnotherKind, blank
from chassis.command import Stream


class Cache:
    """Aggregates as this process saw them last, the least used dropped first.

    newest: the newest notification id after our own last commit; another one means that somebody else wrote.
    current: the ids that nobody else can have changed since they were loaded.
    heads: the digest of the last event of each aggregate, when streams are chained.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.aggregates: OrderedDict[UUID, Aggregate] = OrderedDict()
        self.newest = -1
        self.current: set[UUID] = set()
        self.heads: dict[UUID, bytes] = {}

    def forget(self, id: UUID) -> None:
        self.aggregates.pop(id, None)
        self.current.discard(id)
        self.heads.pop(id, None)

    def of_kind(self, stream: Stream) -> Aggregate | None:
        """The aggregate if it is there. Raises OfAnotherKind."""
        one = self.aggregates.get(stream.id)
        if one is None or type(one) is stream.kind:
            return one
        if one.version:
            raise OfAnotherKind
        self.aggregates[stream.id] = none_yet = blank(stream.kind, stream.id)
        return none_yet

    def trim(self) -> None:
        while len(self.aggregates) > self.limit:
            self.forget(next(iter(self.aggregates)))
