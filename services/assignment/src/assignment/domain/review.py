"""How a client decides on answers: how many it may approve in part, in one order and in 30 days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from assignment.domain.days import day_of
from chassis.aggregate import Aggregate
from chassis.errors import Refused

SHARE_LEAST, SHARE_MOST = 8, 99
_CAP_LEAST, _PERCENT_OF_ORDER, _PERCENT_OF_CLIENT = 3, 30, 10
_WITHIN = timedelta(days=30)
_NAMESPACE = UUID("b3a3f1de-2f43-4b3c-8d0f-5f0f6f0d2a64")


class ReviewCapReached(Refused):
    """The client has approved as many answers in part as it may; what it approves now it approves in full."""


def reviews_stream(client_id: str) -> UUID:
    """The ClientReviews of a client."""
    return uuid5(_NAMESPACE, client_id)


def check_order_cap(in_part: int, decided: int) -> None:
    """Whether one more answer of an order may be approved in part. Raises ReviewCapReached."""
    _check_cap(in_part, decided, _PERCENT_OF_ORDER, "of the answers of an order")


def check_client_cap(reviews: Iterable["ClientReviews"], at: datetime) -> None:
    """Whether the clients of one identity may approve one more answer in part. Raises ReviewCapReached."""
    counts = [one.since(at - _WITHIN) for one in reviews]
    in_part, decided = sum(one[1] for one in counts), sum(one[0] for one in counts)
    _check_cap(in_part, decided, _PERCENT_OF_CLIENT, "of the answers of your orders in 30 days")


def _check_cap(in_part: int, decided: int, percent: int, of_what: str) -> None:
    most = max(_CAP_LEAST, (decided + 1) * percent // 100)
    if in_part + 1 > most:
        raise ReviewCapReached(f"at most {_CAP_LEAST} or {percent} % {of_what} may be approved in part")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a group decides: by day, answers and those of them in part; `at` is the last of them."""

    at: datetime
    days: dict[str, tuple[int, int]]


class ClientReviews(Aggregate):
    """One per client: answers that waited for its decision, and those approved in part, by day in Tokyo.

    Totals of a Writer group are one event a day. `days` holds 30 days.
    """

    def __init__(self) -> None:
        self.days: dict[str, list[int]] = {}
        self.batch: Decisions | None = None

    class Event(Aggregate.Event):
        """Of a ClientReviews."""

    class Counted(Event):
        """Of one day and Writer group: answers decided, by the client or by silence, and those in part."""

        TOPIC = "ClientReviews.Counted"
        day: str
        decided: int
        in_part: int

        def apply(self, aggregate: "ClientReviews") -> None:
            decided, in_part = aggregate.days.get(self.day, (0, 0))
            first = (date.fromisoformat(self.day) - _WITHIN).isoformat()
            aggregate.days = {day: counts for day, counts in aggregate.days.items() if day > first}
            aggregate.days[self.day] = [decided + self.decided, in_part + self.in_part]

    def since(self, at: datetime) -> tuple[int, int]:
        """Answers decided after that day, and those of them in part; what this group decides counts too."""
        first = day_of(at)
        known = [*self.days.items(), *(self.batch.days.items() if self.batch else ())]
        counts = [of_day for day, of_day in known if day > first]
        return sum(one[0] for one in counts), sum(one[1] for one in counts)

    def count(self, at: datetime, *, in_part: bool = False) -> None:
        """One more answer was decided."""
        batch, day = self.batch or Decisions(at, {}), day_of(at)
        decided, reduced = batch.days.get(day, (0, 0))
        self.batch = Decisions(max(at, batch.at), batch.days | {day: (decided + 1, reduced + in_part)})

    def close_batch(self) -> None:
        """Writes what the group has decided."""
        batch, self.batch = self.batch, None
        assert batch is not None
        for day, (decided, in_part) in sorted(batch.days.items()):
            self.trigger_event(self.Counted, day=day, decided=decided, in_part=in_part, timestamp=batch.at)
