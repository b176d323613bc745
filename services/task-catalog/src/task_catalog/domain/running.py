"""What happens to an order from its opening on, and how each event changes it."""

from typing import TYPE_CHECKING, Any

from chassis.aggregate import Aggregate
from task_catalog.domain.pricing import paying

if TYPE_CHECKING:
    from task_catalog.domain.order import Order

RUNNING = ("pilot", "live", "paused")
GO_ON_BY_THEMSELVES = ("safety", "floor")


class RunningEvents(Aggregate):
    """The events of an order that members work on."""

    class Opened(Aggregate.Event):
        """Members may start."""

        TOPIC = "Order.Opened"
        client_id: str
        version: int
        document: dict[str, Any]
        lease_seconds: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.state, aggregate.opened_at = "live", self.timestamp
            aggregate.live_version, aggregate.live_document = self.version, self.document

    class Adopted(Aggregate.Event):
        """A further version takes the place of the one that members could start until now."""

        TOPIC = "Order.Adopted"
        client_id: str
        version: int
        document: dict[str, Any]
        lease_seconds: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.next_state, aggregate.unclaimed = "", {}
            aggregate.live_version, aggregate.live_document = self.version, self.document

    class PilotStarted(Aggregate.Event):
        """The first so many tasks show whether the order works before the others are published."""

        TOPIC = "Order.PilotStarted"
        version: int
        tasks: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.state, aggregate.pilot_tasks = "pilot", self.tasks
            aggregate.pilot = {"state": "running", "tasks": self.tasks}

    class AllPilot(Aggregate.Event):
        """An order that is no larger than a pilot: all of it is measured like one, nothing waits for that."""

        TOPIC = "Order.AllPilot"
        version: int
        tasks: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.pilot = {"state": "running", "tasks": self.tasks}

    class PilotDecided(Aggregate.Event):
        """Whether the pilot went well; `failed` names the measures that were not met."""

        TOPIC = "Order.PilotDecided"
        tasks: int
        failed: list[str]
        measures: dict[str, Any]

        def apply(self, aggregate: "Order") -> None:
            state = "failed" if self.failed else "passed"
            aggregate.pilot = {"state": state, "tasks": self.tasks, "failed": self.failed, **self.measures}
            if not self.failed:
                aggregate.pilot_tasks = 0
                aggregate.state = "live" if aggregate.state == "pilot" else aggregate.state
            elif aggregate.paused_for in GO_ON_BY_THEMSELVES:
                aggregate.paused_for = "pilot"

    class TasksPublished(Aggregate.Event):
        """So many rows of a batch became tasks."""

        TOPIC = "Order.TasksPublished"
        batch: int
        tasks: int

        def apply(self, aggregate: "Order") -> None:
            key = str(self.batch)
            aggregate.published[key] = aggregate.published.get(key, 0) + self.tasks

    class Filled(Aggregate.Event):
        """Every place of the first so many tasks holds an accepted answer."""

        TOPIC = "Order.Filled"
        tasks: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.filled_tasks = self.tasks

    class Paused(Aggregate.Event):
        """Nobody new starts. reason: `client`, `pilot`, `safety`, `floor` or `screen_outs`."""

        TOPIC = "Order.Paused"
        class_version = 2
        version: int
        reason: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Reasons came with the second version; those before were its client's, or followed Halted."""
            state["reason"] = ""

        def apply(self, aggregate: "Order") -> None:
            aggregate.state = "paused"
            aggregate.paused_for = self.reason or ("safety" if aggregate.halted else "client")
            aggregate.held_up = aggregate.held_up or not aggregate.halted

    class Halted(Aggregate.Event):
        """A safety stop: only the decision of an operator lets members start again."""

        TOPIC = "Order.Halted"
        version: int
        was_live: bool

        def apply(self, aggregate: "Order") -> None:
            aggregate.halted = True

    class Released(Aggregate.Event):
        """An operator has decided about a safety stop."""

        TOPIC = "Order.Released"
        version: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.halted = False

    class Resumed(Aggregate.Event):
        """Members may start again."""

        TOPIC = "Order.Resumed"
        version: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.state, aggregate.paused_for, aggregate.unclaimed = "live", "", {}

    class PayMeasured(Aggregate.Event):
        """What members earn by the time that they take; below the floor when needed_points is more."""

        TOPIC = "Order.PayMeasured"
        version: int
        answers: int
        median_seconds: int
        reward_points: int
        needed_points: int
        back_pay_points: int

        def apply(self, aggregate: "Order") -> None:
            names = ("answers", "median_seconds", "reward_points", "needed_points", "back_pay_points")
            aggregate.pay = {name: getattr(self, name) for name in names}
            if self.needed_points <= self.reward_points:
                aggregate.raise_to, aggregate.raise_jpy = 0, 0

    class Unclaimed(Aggregate.Event):
        """Nobody has begun it for so many hours; conditions: how many members each leaves."""

        TOPIC = "Order.Unclaimed"
        version: int
        hours: int
        conditions: list[dict[str, Any]]

        def apply(self, aggregate: "Order") -> None:
            told = {"hours": self.hours, "conditions": self.conditions}
            aggregate.unclaimed = {**told, "at": self.timestamp.isoformat()}

    class TopUpAsked(Aggregate.Event):
        """Its client wants to pay so much for an answer; it does once the total is locked."""

        TOPIC = "Order.TopUpAsked"
        reward_points: int
        total_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.raise_to, aggregate.raise_jpy = self.reward_points, self.total_jpy

    class Raised(Aggregate.Event):
        """No answer is paid less, the accepted ones included. reward_jpy: locked for rewards in all."""

        TOPIC = "Order.Raised"
        version: int
        reward_points: int
        reward_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.raised_points, aggregate.raise_to, aggregate.raise_jpy = self.reward_points, 0, 0
            aggregate.document = paying(aggregate.document, self.reward_points)
            aggregate.live_document = paying(aggregate.live_document, self.reward_points)

    class Closed(Aggregate.Event):
        """Nobody starts any more. `was_open` says whether members had ever seen it."""

        TOPIC = "Order.Closed"
        version: int
        reason: str
        was_open: bool

        def apply(self, aggregate: "Order") -> None:
            aggregate.state, aggregate.next_state, aggregate.paused_for = "closed", "", ""
            aggregate.ended_by = self.reason
            aggregate.filled_at = self.timestamp if self.reason == "complete" else None

    class Settled(Aggregate.Event):
        """Everything is paid and the rest is back with the client."""

        TOPIC = "Order.Settled"
        paid_points: int
        fee_jpy: int
        returned_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.state, aggregate.paid_points = "settled", self.paid_points
            aggregate.fee_jpy = self.fee_jpy

    class PromiseMissed(Aggregate.Event):
        """What the quote promised was not kept: the fee is returned."""

        TOPIC = "Order.PromiseMissed"
        client_id: str
        missed: list[str]
        fee_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.fee_to_return_jpy = self.fee_jpy
