"""Batches of items, and the tasks that their cleared rows become."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate


class ItemBatch(Aggregate):
    """Up to 200 rows of an order, and which of them may become tasks under the newest version.

    `approved` were passed by a person under some version, and are for members of 18 and over.
    `kept` are those that may be tasks under the version that members work on while a newer one is screened.
    `replaced` went on in other words as rows of a later batch: they are neither cleared nor held any more.
    """

    def __init__(self) -> None:
        self.first_row = 0
        self.rows: list[dict[str, str]] = []
        self.screened_version = 0
        self.cleared: list[int] = []
        self.held: list[dict[str, Any]] = []
        self.approved: list[int] = []
        self.kept: list[int] = []
        self.replaced: list[int] = []

    class Proposed(Aggregate.Event):
        """The client uploaded them."""

        TOPIC = "ItemBatch.Proposed"
        order_id: str
        batch: int
        first_row: int
        rows: list[dict[str, str]]

        def apply(self, aggregate: "ItemBatch") -> None:
            aggregate.first_row, aggregate.rows = self.first_row, self.rows

    class Screened(Aggregate.Event):
        """Rows are numbered as in the order. `held` has row, verdict, rules and the rewrites that mend it."""

        TOPIC = "ItemBatch.Screened"
        class_version = 2
        order_id: str
        version: int
        cleared: list[int]
        held: list[dict[str, Any]]
        approved: list[int]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["approved"] = state["cleared"]

        def apply(self, aggregate: "ItemBatch") -> None:
            aggregate.screened_version = self.version
            aggregate.cleared, aggregate.held = self.cleared, self.held
            aggregate.approved = self.approved

    class Kept(Aggregate.Event):
        """These rows may be tasks under the version that members work on, whatever becomes of a newer one."""

        TOPIC = "ItemBatch.Kept"
        order_id: str
        version: int
        rows: list[int]

        def apply(self, aggregate: "ItemBatch") -> None:
            aggregate.kept = self.rows

    class Replaced(Aggregate.Event):
        """The client took the rewrites that were offered for these rows; they are in a later batch."""

        TOPIC = "ItemBatch.Replaced"
        order_id: str
        rows: list[int]

        def apply(self, aggregate: "ItemBatch") -> None:
            aggregate.replaced = [*aggregate.replaced, *self.rows]
            aggregate.held = [one for one in aggregate.held if one["row"] not in self.rows]

    @property
    def undecided(self) -> int:
        """How many rows wait for a person."""
        return sum(one["verdict"] == "human" for one in self.held)

    def propose(
        self, order_id: str, batch: int, first_row: int, rows: Sequence[dict[str, str]], at: datetime
    ) -> None:
        """Takes the rows."""
        self.trigger_event(
            self.Proposed,
            order_id=order_id,
            batch=batch,
            first_row=first_row,
            rows=list(rows),
            timestamp=at,
        )

    @property
    def lost(self) -> int:
        """How many rows may be tasks already and are not cleared under the newest version."""
        return len(set(self.kept) - set(self.cleared))

    def cleared_under(self, version: int) -> list[int]:
        """The rows that may be tasks under the version that members work on."""
        return self.cleared if self.screened_version == version else self.kept

    def screen(
        self,
        order_id: str,
        version: int,
        live_version: int,
        cleared: list[int],
        held: list[dict[str, Any]],
        approved: list[int],
        at: datetime,
    ) -> bool:
        """Keeps which rows were cleared; says whether anything is new. live_version: 0 before one is live.

        A row that a person has decided stays so: what was said before the decision may be heard after it.
        """
        if version == self.screened_version:
            decided = [one for one in self.held if one["verdict"] != "human"]
            cleared = sorted({*self.cleared, *cleared})
            held = list({one["row"]: one for one in (*held, *decided)}.values())
        cleared = [row for row in cleared if row not in self.replaced]
        gone = {*cleared, *self.replaced}
        held = sorted((one for one in held if one["row"] not in gone), key=lambda one: int(one["row"]))
        if (version, cleared, held) == (self.screened_version, self.cleared, self.held):
            return False
        if self.screened_version == live_version < version and self.cleared != self.kept:
            self.trigger_event(
                self.Kept, order_id=order_id, version=live_version, rows=self.cleared, timestamp=at
            )
        self.trigger_event(
            self.Screened,
            order_id=order_id,
            version=version,
            cleared=cleared,
            held=held,
            approved=sorted({*self.approved, *approved}),
            timestamp=at,
        )
        return True

    def mended(self, version: int) -> dict[int, dict[str, str]]:
        """The rows for which screening of this version offers rewrites, with all of them made.

        One that may be a task already under the version that members work on stays as it is.
        """
        if version != self.screened_version:
            return {}
        return {
            one["row"]: self.item(one["row"]) | {change["column"]: change["text"] for change in changes}
            for one in self.held
            if one["verdict"] == "fix" and (changes := one.get("rewrites")) and one["row"] not in self.kept
        }

    def replace(self, order_id: str, rows: list[int], at: datetime) -> None:
        """These rows go on in other words."""
        self.trigger_event(self.Replaced, order_id=order_id, rows=rows, timestamp=at)

    def item(self, row: int) -> dict[str, str]:
        """A row by its number in the order."""
        return self.rows[row - self.first_row]


class Task(Aggregate):
    """One item that members work on."""

    def __init__(self) -> None:
        self.order_id = ""

    class Published(Aggregate.Event):
        """Members may take it, `places` of them."""

        TOPIC = "Task.Published"
        class_version = 2
        order_id: str
        task_version: int
        row: int
        item: dict[str, str]
        places: int
        adults_only: bool

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["adults_only"] = True

        def apply(self, aggregate: "Task") -> None:
            aggregate.order_id = self.order_id

    def publish(
        self,
        order_id: str,
        version: int,
        row: int,
        item: dict[str, str],
        places: int,
        adults_only: bool,
        at: datetime,
    ) -> bool:
        """Opens it once; says whether this was the time."""
        if self.order_id:
            return False
        self.trigger_event(
            self.Published,
            order_id=order_id,
            task_version=version,
            row=row,
            item=item,
            places=places,
            adults_only=adults_only,
            timestamp=at,
        )
        return True
