"""What is known of an order, and what follows from it without deciding anything."""

from datetime import datetime
from typing import Any

from task_catalog.domain.errors import UnknownOrder, WrongState
from task_catalog.domain.events import OrderEvents
from task_catalog.domain.pricing import FEES, paying, quote
from task_catalog.domain.promise import HAS_CONSEQUENCE, compared, resized
from task_catalog.domain.running import RUNNING

ON_ITS_WAY = ("screening", "approved", "in_review", "funding")


class OrderState(OrderEvents):
    """One order of a client through all its versions.

    Of the newest version are `order_version`, `document`, `findings`, `declines` (the words by which
    members decline each personal question), `least_age` (from which on members may have it, 0 before
    screening has said), `cleared`, `screened`, `held`, `undecided` and `lost`. `live_version` is the one
    under which members start; while a newer one is screened and funded, `next_state` says where that is,
    and `live_screened` keeps the counts of the live.

    `screened` and `held` count the rows of each batch (key: its number) that were cleared or held back,
    `undecided` those of the held that wait for a person, `lost` those that may be tasks under the live
    version and were held under the newest, `published` those that are tasks. `replaced` counts rows that went
    on in other words. An order without items is one task, of batch 0.

    `edited_by` are operators who wrote for its client.

    `asked_for` and `locked_for` are the yen for rewards, exits and appeals.

    `paused_for` is the reason of a pause, `unclaimed` what was last told when nobody begins it. `pay`
    is what members were last measured to earn, `raise_to` the reward that its client tops up to,
    `raised_points` what every answer is paid at least since then. `held_up`: its client paused, edited or
    extended it while members worked, or the floor did, so that the time it took says nothing of the promise.
    """

    def __init__(self) -> None:
        self.client_id = ""
        self.edited_by: list[str] = []
        self.state = ""
        self.order_version = 0
        self.document: dict[str, Any] = {}
        self.findings: list[dict[str, Any]] = []
        self.cleared = False
        self.declines: dict[str, str] = {}
        self.consents: dict[str, str] = {}
        self.least_age = 0
        self.columns: list[str] = []
        self.batches = 0
        self.rows = 0
        self.replaced = 0
        self.screened: dict[str, int] = {}
        self.held: dict[str, int] = {}
        self.undecided: dict[str, int] = {}
        self.lost: dict[str, int] = {}
        self.live_version = 0
        self.live_document: dict[str, Any] = {}
        self.live_screened: dict[str, int] = {}
        self.next_state = ""
        self.attempt = 0
        self.asked_tasks = 0
        self.asked_jpy = 0
        self.fees = dict(FEES)
        self.asked_for = [0, 0, 0]
        self.locked_for = [0, 0, 0]
        self.funded_tasks = 0
        self.funded_jpy = 0
        self.published: dict[str, int] = {}
        self.pilot_tasks = 0
        self.pilot: dict[str, Any] = {}
        self.filled_tasks = 0
        self.short_by_jpy = 0
        self.paid_points = 0
        self.ended_by = ""
        self.held_up = False
        self.fee_jpy = 0
        self.fee_to_return_jpy = 0
        self.halted = False
        self.paused_for = ""
        self.pay: dict[str, int] = {}
        self.unclaimed: dict[str, Any] = {}
        self.raise_to = 0
        self.raise_jpy = 0
        self.raised_points = 0
        self.promise: dict[str, Any] = {}
        self.opened_at: datetime | None = None
        self.filled_at: datetime | None = None

    def check_owner(self, client_id: str) -> None:
        """Another client's order does not exist for the caller."""
        if not self.state or self.client_id != client_id:
            raise UnknownOrder("there is no such order")

    def check_state(self, what: str, *states: str) -> None:
        """Refuses a move that is not of the table."""
        if not self.state:
            raise UnknownOrder("there is no such order")
        if self.state not in states:
            raise WrongState(f"an order that is {self.state} cannot {what}; it must be {' or '.join(states)}")

    @property
    def version_state(self) -> str:
        """Where the newest version is."""
        return self.next_state or self.state

    @property
    def live_rows(self) -> dict[str, int]:
        """The cleared rows of each batch under the version that members work on, or will."""
        return self.live_screened if self.next_state else self.screened

    @property
    def planned_tasks(self) -> int:
        """Tasks under what is known now: cleared rows, or one for an order without items."""
        return sum(self.screened.values()) if self.batches else 1

    @property
    def items(self) -> int:
        """Its rows, without those that went on in other words."""
        return self.rows - self.replaced

    @property
    def possible_tasks(self) -> int:
        """The most tasks it can come to: all rows but those that were held back for good."""
        held_for_good = sum(self.held.values()) - sum(self.undecided.values())
        return self.items - held_for_good if self.batches else 1

    @property
    def published_tasks(self) -> int:
        """Tasks that members may have seen."""
        return sum(self.published.values())

    @property
    def publish_target(self) -> int:
        """How many tasks there may be now: those of the pilot, or all that the locked money allows."""
        return min(self.funded_tasks, self.pilot_tasks or self.funded_tasks)

    @property
    def publishable_tasks(self) -> int:
        """How many more tasks there may be now."""
        return self.publish_target - self.published_tasks if self.state in RUNNING else 0

    def unpublished_batches(self) -> list[int]:
        """Batches with cleared rows that are not tasks yet, in order."""
        cleared = self.live_rows if self.batches else {"0": 1}
        return sorted(int(key) for key, rows in cleared.items() if self.published.get(key, 0) < rows)

    @property
    def agreement(self) -> float | None:
        """How far members agreed in the pilot: the lowest alpha of its questions."""
        return min((one["value"] for one in self.pilot.get("agreement", ())), default=None)

    @property
    def promise_beside(self) -> dict[str, Any]:
        """What the quote promised beside what happened; no time that was its client's to take."""
        if not (self.filled_at and self.opened_at):
            return compared(self.promise, None, self.agreement, self.pilot.get("median_minutes"))
        size = quote(self.filled_tasks, self.live_document)["reward_jpy"]
        is_clients = self.held_up or self.live_document.get("acceptance") == "client"
        filled_in = None if is_clients else self.filled_at - self.opened_at
        minutes = self.pilot.get("median_minutes")
        return compared(resized(self.promise, size), filled_in, self.agreement, minutes)

    @property
    def missed(self) -> list[str]:
        """What of the promise was not kept; nothing of an order that an operator ended."""
        beside = {} if self.ended_by == "operator" else self.promise_beside
        return [name for name in HAS_CONSEQUENCE if name in beside and beside[name]["kept"] is False]

    @property
    def is_underpaid(self) -> bool:
        """Whether members were measured to earn less than the floor, which is not made up for yet."""
        return self.pay.get("needed_points", 0) > max(self.pay.get("reward_points", 0), self.raised_points)

    @property
    def top_up_quote(self) -> dict[str, int]:
        """What the order costs at most when each answer is paid what meets the floor; back pay is in it."""
        return self.price(self.asked_tasks, paying(self.live_document, self.pay["needed_points"]))

    def price(self, tasks: int, document: dict[str, Any]) -> dict[str, int]:
        """What the order costs at most with so many tasks of a document, what is locked already included."""
        return quote(tasks, document, self.locked_for, self.fees)

    @property
    def is_complete(self) -> bool:
        """Whether members have answered everything and nothing more is on its way to them."""
        if self.state not in RUNNING or self.next_state in ON_ITS_WAY or self.raise_to:
            return False
        undecided = not self.next_state and any(self.undecided.values())
        all_filled = self.filled_tasks == self.funded_tasks == self.asked_tasks
        return all_filled and not undecided and len(self.live_rows) == self.batches
