"""The aggregate of every service: eventsourcing's, with a shorter way for an event to be made and applied."""

from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing import domain
from eventsourcing.domain import CanMutateAggregate, OriginatorIDError, OriginatorVersionError


class Aggregate(domain.Aggregate):
    """As in eventsourcing, whose own way to fill a frozen event takes three times as long."""

    def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **values: Any) -> None:
        """Makes the event, applies it and keeps it as pending.

        values: all fields of the event but its place in the stream. Raises TypeError for any other set.
        """
        event = object.__new__(event_class)
        state = event.__dict__
        state.update(values, originator_id=self._id, originator_version=self._version + 1)
        if state.keys() != event_class.__dataclass_fields__.keys():  # type: ignore[attr-defined]
            unlike = sorted(state.keys() ^ event_class.__dataclass_fields__.keys())  # type: ignore[attr-defined]
            raise TypeError(f"{event_class.__qualname__}: missing or unknown: {', '.join(unlike)}")
        event.mutate(self)
        self._pending_events.append(event)

    class Event(domain.Aggregate.Event):
        """Applies itself to the next version of its own aggregate, and to no other."""

        timestamp: datetime

        def mutate(self, aggregate: Any) -> Any:
            """Raises OriginatorIDError, OriginatorVersionError."""
            if self.originator_id is not aggregate._id and self.originator_id != aggregate._id:
                raise OriginatorIDError(self.originator_id, aggregate._id)
            if self.originator_version != aggregate._version + 1:
                raise OriginatorVersionError(self.originator_version, aggregate._version + 1)
            self.apply(aggregate)
            aggregate._version, aggregate._modified_on = self.originator_version, self.timestamp
            return aggregate
