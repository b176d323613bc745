"""The screening of one batch of an order's items: a verdict for each row under the newest version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.aggregate import Aggregate
from order_screening.domain.review import DUE_AFTER, Case, Decision, NothingToAppeal, due_again

_HELD_AFTER = {"approve": "fix", "ask_changes": "fix", "refuse": "refuse"}


class ItemBatchScreening(Aggregate):
    """One per order and batch.

    cleared: rows of the order that may become tasks under `judged_version`. held: `{"row", "verdict",
    "mendable", "findings"}` for the others, `mendable` where a `fix` is among what was found. `approvals` is
    how many operators the `human` rows need, 0 without any; `asked` are those rows, decided or not. `barred`
    are the operators who decided before the client appealed.
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
        self.asked: list[int] = []
        self.decided = False
        self.decision = ""
        self.decided_by = ""
        self.appealed = False
        self.barred: list[str] = []
        self.due_at: datetime | None = None
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
            aggregate.asked = [row["row"] for row in self.held if row["verdict"] == "human"]
            aggregate.decided, aggregate.decision = False, ""
            aggregate.appealed, aggregate.barred = False, []
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
        """The `human` rows are decided; `cleared` and `held` are what the whole batch is now.

        approved: those of `cleared` that operators have passed.
        """

        TOPIC = "ItemBatchScreening.Decided"
        class_version = 2
        order_version: int
        ruleset: str
        operator_id: str
        decision: str
        reason: str
        cleared: list[int]
        held: list[dict[str, Any]]
        approved: list[int]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["approved"] = []

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.cleared = self.cleared
            aggregate.held = self.held
            aggregate.decided = True
            aggregate.decision, aggregate.decided_by = self.decision, self.operator_id

    class Appealed(Event):
        """The client disagrees with the operators about these rows; others decide anew."""

        TOPIC = "ItemBatchScreening.Appealed"
        order_version: int
        reason: str
        due_at: datetime

        def apply(self, aggregate: "ItemBatchScreening") -> None:
            aggregate.barred = [*aggregate.approved_by, aggregate.decided_by]
            aggregate.approved_by, aggregate.decided, aggregate.appealed = [], False, True
            aggregate.held = [
                row | {"verdict": "human"} if row["row"] in aggregate.asked else row for row in aggregate.held
            ]
            aggregate.due_at = self.due_at
            aggregate.opened_at, aggregate.overdue_days = self.timestamp, 0

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
            approved=cleared,
            timestamp=at,
        )
        return 0

    def _case(self, version: int) -> Case:
        approvals = self.approvals if version == self.judged_version else 0
        return Case(approvals, self.approved_by, self.decided, self.barred)

    def appeal(self, order_id: UUID, batch: int, version: int, reason: str, at: datetime) -> None:
        """The client appeals, once, against what was decided about the rows. Raises NothingToAppeal."""
        against = self.decided and self.decision != "approve" and version == self.judged_version
        if not against or self.appealed:
            raise NothingToAppeal("only what an operator decided against can be appealed, and only once")
        self.trigger_event(
            self.Appealed,
            order_id=order_id,
            batch=batch,
            order_version=version,
            reason=reason,
            due_at=at + DUE_AFTER,
            timestamp=at,
        )

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
