"""An order as members work on it: its immutable forms and the budget that no load can overdraw."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from eventsourcing.domain import Aggregate

from chassis.errors import Forbidden, NotFound, Refused

AGE_MIN = 18


class NotOpen(Refused):
    """Nobody may start on this order now."""


class BudgetExhausted(Refused):
    """What is left of the order's money does not pay another answer."""


class NotEligible(Forbidden):
    """The order is not meant for this member; the detail says by which condition."""


class UnknownOrder(NotFound):
    """There is no such order, or it is not the caller's."""


class OrderForm(Aggregate):
    """What members read and answer under one version of an order. It never changes."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}

    class Event(Aggregate.Event):
        """Of an OrderForm."""

    class Published(Event):
        TOPIC = "OrderForm.Published"
        document: dict[str, Any]

        def apply(self, aggregate: "OrderForm") -> None:
            aggregate.document = self.document

    def publish(self, document: dict[str, Any], at: datetime) -> None:
        self.trigger_event(self.Published, document=document, timestamp=at)


@dataclass(frozen=True, slots=True)
class Moves:
    """What a group of commands changes in the running totals of an order; `at` is the last of them."""

    at: datetime
    tasks: int = 0
    places: int = 0
    live: int = 0
    undecided: int = 0
    accepted: int = 0
    reserved: int = 0
    spent: int = 0


class OrderBudget(Aggregate):
    """Points reserved and spent never exceed the points funded; work that is not finished is counted.

    Totals of a Writer group are one event: `batch` collects them, `close_batch` writes them and what follows
    from them (Filled, Drained).
    """

    def __init__(self) -> None:
        self.state = "unknown"
        self.terms: dict[str, Any] = {}
        self.funded = 0
        self.tasks = 0
        self.places = 0
        self.live = 0
        self.undecided = 0
        self.accepted = 0
        self.reserved = 0
        self.spent = 0
        self.drained = False
        self.pilot_tasks = 0
        self.pilots_decided = 0
        self.batch: Moves | None = None

    class Event(Aggregate.Event):
        """Of an OrderBudget."""

    class TermsSet(Event):
        """Of the events that say under which terms members start."""

        form_version: int
        client_id: str
        title: str
        reward_points: int
        estimated_minutes: float
        acceptance: str
        lease_seconds: int
        age_min: int | None
        age_max: int | None
        prefectures: list[str]

        def apply(self, aggregate: "OrderBudget") -> None:
            names = ("form_version", "client_id", "reward_points", "acceptance", "lease_seconds")
            audience = ("age_min", "age_max", "prefectures")
            aggregate.terms = {name: getattr(self, name) for name in (*names, *audience)}

    class Opened(TermsSet):
        TOPIC = "OrderBudget.Opened"

        def apply(self, aggregate: "OrderBudget") -> None:
            super().apply(aggregate)
            aggregate.state = "live"

    class Revised(TermsSet):
        """A further version took the place of the former one."""

        TOPIC = "OrderBudget.Revised"

    class PilotStarted(Event):
        """The first so many tasks are to show whether the order works."""

        TOPIC = "OrderBudget.PilotStarted"
        tasks: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.pilot_tasks = self.tasks

    class PilotDecided(Event):
        """How the pilot went; `failed` names the measures that missed their bound."""

        TOPIC = "OrderBudget.PilotDecided"
        tasks: int
        accepted: int
        failed: list[str]
        agreement: dict[str, float]
        declines: dict[str, float]
        median_minutes: float
        reports: float

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.pilots_decided = self.tasks

    class Funded(Event):
        TOPIC = "OrderBudget.Funded"
        points: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.funded = self.points

    class Paused(Event):
        TOPIC = "OrderBudget.Paused"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "paused"

    class Resumed(Event):
        TOPIC = "OrderBudget.Resumed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "live"

    class Closed(Event):
        TOPIC = "OrderBudget.Closed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "closed"

    class Moved(Event):
        TOPIC = "OrderBudget.Moved"
        tasks: int
        places: int
        live: int
        undecided: int
        accepted: int
        reserved: int
        spent: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.tasks += self.tasks
            aggregate.places += self.places
            aggregate.live += self.live
            aggregate.undecided += self.undecided
            aggregate.accepted += self.accepted
            aggregate.reserved += self.reserved
            aggregate.spent += self.spent

    class Filled(Event):
        TOPIC = "OrderBudget.Filled"
        accepted: int
        tasks: int

    class Drained(Event):
        TOPIC = "OrderBudget.Drained"
        accepted: int
        points: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.drained = True

    def open(self, at: datetime, **terms: Any) -> None:
        """Members may start under these terms, the fields of TermsSet; a closed order stays closed.

        Those of a further version leave a paused order paused.
        """
        if self.state == "unknown":
            self.trigger_event(self.Opened, **terms, timestamp=at)
        elif self.state != "closed" and terms["form_version"] > self.terms["form_version"]:
            self.trigger_event(self.Revised, **terms, timestamp=at)

    def start_pilot(self, tasks: int, at: datetime) -> None:
        """The first `tasks` tasks are tried first; one that is known already changes nothing."""
        if tasks > self.pilot_tasks:
            self.trigger_event(self.PilotStarted, tasks=tasks, timestamp=at)

    def decide_pilot(self, tasks: int, at: datetime, **measures: Any) -> None:
        """What the pilot of `tasks` tasks has shown, once; measures: the other fields of PilotDecided."""
        if self.pilots_decided < tasks == self.pilot_tasks and self.state != "closed":
            self.trigger_event(self.PilotDecided, tasks=tasks, **measures, timestamp=at)

    def fund(self, points: int, at: datetime) -> None:
        """The total that is locked for rewards; a smaller total is old news."""
        if points > self.funded:
            self.trigger_event(self.Funded, points=points, timestamp=at)

    def add_task(self, places: int, at: datetime) -> None:
        self._move(at, tasks=1, places=places)

    def pause(self, at: datetime) -> None:
        if self.state == "live":
            self.trigger_event(self.Paused, timestamp=at)

    def resume(self, at: datetime) -> None:
        if self.state == "paused":
            self.trigger_event(self.Resumed, timestamp=at)

    def close(self, at: datetime) -> None:
        """Nobody starts any more; Drained follows with the last answer, or at once when there is none."""
        if self.state != "closed":
            self.trigger_event(self.Closed, timestamp=at)
            self._move(at)

    def check_can_start(self, age: int | None, prefecture: str | None) -> None:
        """Raises NotOpen, NotEligible or BudgetExhausted."""
        if self.state != "live":
            raise NotOpen("this order is not open")
        self._check_audience(checked_age(age), prefecture)
        batch = self.batch
        promised = self.reserved + self.spent + (batch.reserved + batch.spent if batch else 0)
        if promised + self.terms["reward_points"] > self.funded:
            raise BudgetExhausted("the money of this order is reserved or spent")

    def _check_audience(self, age: int, prefecture: str | None) -> None:
        youngest, oldest = self.terms["age_min"], self.terms["age_max"]
        if youngest is not None and age < youngest:
            raise NotEligible(f"this order is for people from {youngest} years on")
        if oldest is not None and age > oldest:
            raise NotEligible(f"this order is for people up to {oldest} years")
        if self.terms["prefectures"] and prefecture not in self.terms["prefectures"]:
            raise NotEligible("this order is for people of other prefectures")

    def check_owner(self, client_id: str) -> None:
        """Raises UnknownOrder for everybody but the client of the order."""
        if self.terms.get("client_id") != client_id:
            raise UnknownOrder("there is no such order")

    def lease(self, at: datetime) -> None:
        """Reserves the reward of one answer; `check_can_start` comes first."""
        self._move(at, live=1, reserved=self.terms["reward_points"])

    def release(self, points: int, at: datetime) -> None:
        """A lease ended without an answer: its reward is free again."""
        self._move(at, live=-1, reserved=-points)

    def receive(self, at: datetime) -> None:
        """A lease became an answer that waits for a decision."""
        self._move(at, live=-1, undecided=1)

    def pay(self, points: int, at: datetime) -> None:
        """An undecided answer was accepted."""
        self._move(at, undecided=-1, accepted=1, reserved=-points, spent=points)

    def _move(self, at: datetime, **changes: int) -> None:
        batch = self.batch or Moves(at)
        totals = {name: getattr(batch, name) + change for name, change in changes.items()}
        self.batch = replace(batch, at=max(batch.at, at), **totals)

    def close_batch(self) -> None:
        """Writes the totals of the group, then says what they complete."""
        moves, self.batch = self.batch, None
        if moves is None:
            return
        changes = asdict(moves)
        at = changes.pop("at")
        if any(changes.values()):
            self.trigger_event(self.Moved, **changes, timestamp=at)
        if moves.accepted and self.accepted == self.places:
            self.trigger_event(self.Filled, accepted=self.accepted, tasks=self.tasks, timestamp=at)
        if self.state == "closed" and not self.drained and not self.live and not self.undecided:
            self.trigger_event(self.Drained, accepted=self.accepted, points=self.spent, timestamp=at)


def checked_age(age: int | None) -> int:
    """Raises NotEligible when One ID does not vouch for the age that work here needs."""
    if age is None:
        raise NotEligible("your age is not confirmed")
    if age < AGE_MIN:
        raise NotEligible(f"this is for people from {AGE_MIN} years on")
    return age
