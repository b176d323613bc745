"""The screening of one batch of an order's items: a verdict for each row under the newest version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.aggregate import Aggregate
from order_screening.domain.review import Case, Decision, due_again

_HELD_AFTER = {"approve": "fix", "ask_changes": "fix", "refuse": "refuse"}


class ItemBatchScreening(Aggregate):
    """One per order and batch.

    cleared: rows of the order that may become tasks under `judged_version`. held: `{"row", "verdict",
    "mendable", "findings"}` for the others, `mendable` where a `fix` is among what was found. `approvals` is
    how many operators the `human` rows need, 0 without any.
    """

    def __init__(self) -> None:
        self.first_row = 0
        self.rows: list[dict[str, str]] = []
        self.judged_version = 0
        self.ruleset = ""
        self.cleared: list[int] = []
        self.held: list[dict[str, Any]] = []
        self.approvals = 0
        self.approved_by: list[str] = []
        self.decided = False
        self.opened_at: datetime | None = None
        self.overdue_days = 0

    class Event(Aggregate.Event):
        """Of an ItemBatchScreening."""

        order_id: UUID
        batch: int

    class Received(Event):
        TOPIC = "ItemBatchScreening.Received"
        first_row: int
        rows: list[dict[str, str]]

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.first_row = self.first_row
            aggregate.rows = self.rows

    class Screened(Event):
        TOPIC = "ItemBatchScreening.Screened"
        order_version: int
        ruleset: str
        cleared: list[int]
        held: list[dict[str, Any]]
        approvals: int

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.judged_version = self.order_version
            aggregate.ruleset = self.ruleset
            aggregate.cleared = self.cleared
            aggregate.held = self.held
            aggregate.approvals = self.approvals
            aggregate.approved_by = []
            aggregate.decided = False
            aggregate.opened_at, aggregate.overdue_days = self.timestamp, 0

    class Approved(Event):
        """One operator approves the `human` rows, and another has to."""

        TOPIC = "ItemBatchScreening.Approved"
        order_version: int
        operator_id: str
        reason: str

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.approved_by.append(self.operator_id)

    class Decided(Event):
        """The `human` rows are decided; `cleared` and `held` are what the whole batch is now."""

        TOPIC = "ItemBatchScreening.Decided"
        order_version: int
        ruleset: str
        operator_id: str
        decision: str
        reason: str
        cleared: list[int]
        held: list[dict[str, Any]]

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.cleared = self.cleared
            aggregate.held = self.held
            aggregate.decided = True

    class Overdue(Event):
        """Nobody has decided for so many days."""

        TOPIC = "ItemBatchScreening.Overdue"
        order_version: int
        days: int
        due_at: datetime

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.overdue_days = self.days

    def receive(
        self, order_id: UUID, batch: int, first_row: int, rows: list[dict[str, str]], at: datetime
    ) -> None:
        """The rows as proposed; they never change."""
        self.trigger_event(
            self.Received, order_id=order_id, batch=batch, first_row=first_row, rows=rows, timestamp=at
        )

    def judge(
        self,
        order_id: UUID,
        batch: int,
        version: int,
        ruleset: str,
        cleared: list[int],
        held: list[dict[str, Any]],
        approvals: int,
        at: datetime,
    ) -> None:
        """Records the policy's verdicts under a version; the first ones stand."""
        if version <= self.judged_version:
            return
        self.trigger_event(
            self.Screened,
            order_id=order_id,
            batch=batch,
            order_version=version,
            ruleset=ruleset,
            cleared=cleared,
            held=held,
            approvals=approvals if any(row["verdict"] == "human" for row in held) else 0,
            timestamp=at,
        )

    def decide(
        self,
        order_id: UUID,
        batch: int,
        version: int,
        operator_id: str,
        decision: Decision,
        reason: str,
        at: datetime,
    ) -> int:
        """Records an operator's decision on all `human` rows; returns how many approvals are still missing.

        An approval clears the rows that no rewrite mends; the client has to change the others.

        Raises UnknownCase, CaseDecided, OperatorDecided or ChangesNeeded.
        """
        waiting = [row for row in self.held if row["verdict"] == "human"]
        case = self._case(version)
        case.check(operator_id, decision, approvable=any(not row["mendable"] for row in waiting))
        said = {
            "order_id": order_id,
            "batch": batch,
            "order_version": version,
            "operator_id": operator_id,
            "reason": reason,
        }
        if not case.is_last(decision):
            self.trigger_event(self.Approved, **said, timestamp=at)
            return self.approvals - len(self.approved_by)
        cleared = [row["row"] for row in waiting if decision == "approve" and not row["mendable"]]
        self.trigger_event(
            self.Decided,
            **said,
            ruleset=self.ruleset,
            decision=decision,
            cleared=sorted([*self.cleared, *cleared]),
            held=[_after(row, decision) for row in self.held if row["row"] not in cleared],
            timestamp=at,
        )
        return 0

    def _case(self, version: int) -> Case:
        return Case(self.approvals if version == self.judged_version else 0, self.approved_by, self.decided)

    def remind(self, order_id: UUID, batch: int, version: int, days: int, at: datetime) -> bool:
        """Counts a day in which nobody decided, once; says whether it did. Raises NotDueYet."""
        if not self._case(version).is_open or days != self.overdue_days + 1:
            return False
        due_at = due_again(self.opened_at, days, at)
        self.trigger_event(
            self.Overdue,
            order_id=order_id,
            batch=batch,
            order_version=version,
            days=days,
            due_at=due_at,
            timestamp=at,
        )
        return True


def _after(row: dict[str, Any], decision: Decision) -> dict[str, Any]:
    """A row that was not cleared, after the decision on its batch."""
    return row | {"verdict": _HELD_AFTER[decision]} if row["verdict"] == "human" else row
