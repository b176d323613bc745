"""What happens to an order, and how each event changes it."""

from typing import TYPE_CHECKING, Any

from chassis.aggregate import Aggregate
from task_catalog.domain.pricing import FEES, paying

if TYPE_CHECKING:
    from task_catalog.domain.order import Order

RUNNING = ("pilot", "live", "paused")
GO_ON_BY_THEMSELVES = ("safety", "floor")


def _enter(order: "Order", state: str) -> None:
    if order.state in RUNNING:
        order.next_state = state
    else:
        order.state, order.next_state = state, ""


class OrderEvents(Aggregate):
    """The events of an order; `Order` adds the decisions.

    While members work on one version, what happens to a further one moves `next_state` and not `state`.
    """

    class Drafted(Aggregate.Event):
        """A client wrote the first version."""

        TOPIC = "Order.Drafted"
        class_version = 2
        client_id: str
        document: dict[str, Any]
        fees: dict[str, int]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """The fee became configuration with the second version."""
            state["fees"] = dict(FEES)

        def apply(self, aggregate: "Order") -> None:
            aggregate.client_id, aggregate.document = self.client_id, self.document
            aggregate.fees = self.fees
            aggregate.state, aggregate.order_version = "draft", 1

    class Helped(Aggregate.Event):
        """An operator writes for the client; what is written is an event of its own."""

        TOPIC = "Order.Helped"
        operator_id: str

        def apply(self, aggregate: "Order") -> None:
            aggregate.edited_by.append(self.operator_id)

    class Edited(Aggregate.Event):
        """A client wrote a further version."""

        TOPIC = "Order.Edited"
        version: int
        document: dict[str, Any]

        def apply(self, aggregate: "Order") -> None:
            if aggregate.state in RUNNING and not aggregate.next_state:
                aggregate.live_screened = aggregate.screened
            aggregate.held_up = aggregate.state in RUNNING
            aggregate.order_version, aggregate.document = self.version, self.document
            aggregate.cleared, aggregate.findings = False, []
            aggregate.declines, aggregate.consents = {}, {}
            aggregate.least_age = 0
            aggregate.screened, aggregate.held, aggregate.undecided, aggregate.lost = {}, {}, {}, {}
            _enter(aggregate, "draft")
            aggregate.short_by_jpy = 0

    class ItemsAdded(Aggregate.Event):
        """A batch of rows was uploaded; the rows are in `ItemBatch`."""

        TOPIC = "Order.ItemsAdded"
        batch: int
        rows: int
        columns: list[str]

        def apply(self, aggregate: "Order") -> None:
            if not aggregate.batches:
                aggregate.columns = self.columns
            aggregate.columns = [name for name in aggregate.columns if name in self.columns]
            aggregate.held_up = aggregate.held_up or aggregate.state in RUNNING
            aggregate.batches = self.batch + 1
            aggregate.rows += self.rows

    class RowsReplaced(Aggregate.Event):
        """So many held rows of a batch went on in other words, as rows of a later one."""

        TOPIC = "Order.RowsReplaced"
        batch: int
        rows: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.replaced += self.rows
            aggregate.held[str(self.batch)] -= self.rows

    class Submitted(Aggregate.Event):
        """A version goes to screening. edited_by: operators who wrote for the client."""

        TOPIC = "Order.Submitted"
        class_version = 2
        client_id: str
        version: int
        document: dict[str, Any]
        edited_by: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Operators write for clients since the second version."""
            state["edited_by"] = []

        def apply(self, aggregate: "Order") -> None:
            _enter(aggregate, "screening")

    class Promised(Aggregate.Event):
        """What the quote said of time and quality when the order was handed in."""

        TOPIC = "Order.Promised"
        promise: dict[str, Any]

        def apply(self, aggregate: "Order") -> None:
            aggregate.promise = self.promise

    class PersonalFound(Aggregate.Event):
        """These questions of the newest version are personal, each with the words that decline it.

        consents: of those that need special care, the words with which members agree.
        """

        TOPIC = "Order.PersonalFound"
        class_version = 2
        version: int
        declines: dict[str, str]
        consents: dict[str, str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["consents"] = {}

        def apply(self, aggregate: "Order") -> None:
            aggregate.declines, aggregate.consents = self.declines, self.consents

    class AgeFound(Aggregate.Event):
        """The newest version is for members of so many years and over, whatever its audience says."""

        TOPIC = "Order.AgeFound"
        version: int
        least_age: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.least_age = self.least_age

    class Cleared(Aggregate.Event):
        """The policy, or the operators it asks for, let this version pass."""

        TOPIC = "Order.Cleared"
        version: int
        by: str

        def apply(self, aggregate: "Order") -> None:
            aggregate.cleared = True
            _enter(aggregate, "approved")

    class Flagged(Aggregate.Event):
        """The policy or an operator found something; `state` is where the order goes."""

        TOPIC = "Order.Flagged"
        version: int
        state: str
        findings: list[dict[str, Any]]

        def apply(self, aggregate: "Order") -> None:
            aggregate.findings = self.findings
            _enter(aggregate, self.state)

    class BatchScreened(Aggregate.Event):
        """So many rows of a batch may become tasks; of the others, `undecided` wait for a person."""

        TOPIC = "Order.BatchScreened"
        version: int
        batch: int
        cleared: int
        held: int
        undecided: int

        def apply(self, aggregate: "Order") -> None:
            key = str(self.batch)
            aggregate.screened[key], aggregate.held[key] = self.cleared, self.held
            aggregate.undecided[key] = self.undecided

    class RowsLost(Aggregate.Event):
        """So many rows of a batch may be tasks under the version that members work on, not under this one."""

        TOPIC = "Order.RowsLost"
        version: int
        batch: int
        rows: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.lost[str(self.batch)] = self.rows

    class FundingAsked(Aggregate.Event):
        """The money for so many tasks is to be locked; totals."""

        TOPIC = "Order.FundingAsked"
        class_version = 2
        client_id: str
        version: int
        attempt: int
        tasks: int
        reward_jpy: int
        fee_jpy: int
        screen_out_reserve_jpy: int
        appeal_reserve_jpy: int
        gold_jpy: int
        total_jpy: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Appeals came with the second version."""
            state["appeal_reserve_jpy"] = 0

        def apply(self, aggregate: "Order") -> None:
            aggregate.attempt, aggregate.asked_tasks = self.attempt, self.tasks
            aggregate.asked_jpy, aggregate.short_by_jpy = self.total_jpy, 0
            aggregate.asked_for = [self.reward_jpy, self.screen_out_reserve_jpy, self.appeal_reserve_jpy]
            if aggregate.state not in RUNNING or self.version != aggregate.live_version:
                _enter(aggregate, "funding")

    class Funded(Aggregate.Event):
        """The money is locked."""

        TOPIC = "Order.Funded"
        tasks: int
        total_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.funded_tasks, aggregate.funded_jpy = self.tasks, self.total_jpy
            if self.total_jpy == aggregate.asked_jpy:
                aggregate.locked_for = aggregate.asked_for
            if aggregate.state not in RUNNING:
                aggregate.state = "funded"

    class FundingRefused(Aggregate.Event):
        """The client's balance is short."""

        TOPIC = "Order.FundingRefused"
        short_by_jpy: int

        def apply(self, aggregate: "Order") -> None:
            aggregate.short_by_jpy = self.short_by_jpy
            if "funding" in (aggregate.state, aggregate.next_state):
                _enter(aggregate, "unfunded")

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
