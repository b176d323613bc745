"""What happens to an order until it opens, and how each event changes it."""

from typing import TYPE_CHECKING, Any

from chassis.aggregate import Aggregate
from task_catalog.domain.pricing import FEES
from task_catalog.domain.running import RUNNING, RunningEvents

if TYPE_CHECKING:
    from task_catalog.domain.order import Order


def _enter(order: "Order", state: str) -> None:
    if order.state in RUNNING:
        order.next_state = state
    else:
        order.state, order.next_state = state, ""


class OrderEvents(RunningEvents):
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
