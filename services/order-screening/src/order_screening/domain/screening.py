"""The screening of one version of an order: its verdict, and the decision of operators where it needs one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from order_screening.domain.review import Case, Decision, Judgement


class Screening(Aggregate):
    """One per order and version.

    `approvals` is how many operators a `human` verdict needs, else 0. `mendable` says that a `fix` is among
    what was found.
    """

    def __init__(self) -> None:
        self.verdict = ""
        self.mendable = False
        self.approvals = 0
        self.approved_by: list[str] = []
        self.decided = False

    class Event(Aggregate.Event):
        """Of a Screening."""

        order_id: UUID
        order_version: int

    class Cleared(Event):
        TOPIC = "Screening.Cleared"
        ruleset: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.verdict = "pass"

    class Flagged(Event):
        TOPIC = "Screening.Flagged"
        ruleset: str
        verdict: str
        findings: list[dict[str, Any]]
        mendable: bool
        approvals: int

        def apply(self, aggregate: "Screening") -> None:
            aggregate.verdict = self.verdict
            aggregate.mendable = self.mendable
            aggregate.approvals = self.approvals

    class Approved(Event):
        """One operator approves, and another has to."""

        TOPIC = "Screening.Approved"
        operator_id: str
        reason: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.approved_by.append(self.operator_id)

    class Decided(Event):
        TOPIC = "Screening.Decided"
        operator_id: str
        decision: str
        reason: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.decided = True

    def judge(
        self,
        order_id: UUID,
        version: int,
        verdict: Judgement,
        ruleset: str,
        findings: list[dict[str, Any]],
        mendable: bool,
        approvals: int,
        at: datetime,
    ) -> None:
        """Records the policy's verdict; the first one stands. `approvals` counts for `human` only."""
        if self.verdict:
            return
        if verdict == "pass":
            self.trigger_event(
                self.Cleared, order_id=order_id, order_version=version, ruleset=ruleset, timestamp=at
            )
            return
        self.trigger_event(
            self.Flagged,
            order_id=order_id,
            order_version=version,
            ruleset=ruleset,
            verdict=verdict,
            findings=findings,
            mendable=mendable,
            approvals=approvals if verdict == "human" else 0,
            timestamp=at,
        )

    def decide(
        self,
        order_id: UUID,
        version: int,
        operator_id: str,
        decision: Decision,
        reason: str,
        at: datetime,
    ) -> int:
        """Records an operator's decision; returns how many approvals are still missing.

        Raises UnknownCase, CaseDecided, OperatorDecided or ChangesNeeded.
        """
        case = Case(self.approvals, self.approved_by, self.decided)
        case.check(operator_id, decision, approvable=not self.mendable)
        said = {"order_id": order_id, "order_version": version, "operator_id": operator_id, "reason": reason}
        if case.is_last(decision):
            self.trigger_event(self.Decided, **said, decision=decision, timestamp=at)
            return 0
        self.trigger_event(self.Approved, **said, timestamp=at)
        return self.approvals - len(self.approved_by)
