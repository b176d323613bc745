"""The screening of one version of an order: its verdict, and the decision of operators where it needs one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.aggregate import Aggregate
from order_screening.domain.review import DUE_AFTER, Case, Decision, Judgement, NothingToAppeal, due_again


class Screening(Aggregate):
    """One per order and version.

    `approvals` is how many operators a `human` verdict needs, else 0. `mendable` says that a `fix` is among
    what was found. `barred` are the operators who decided before the client appealed. A case is due at
    `due_at`; `overdue_days` counts the days in which nobody decided. While an audience is being counted,
    `before_count` holds what the rest of the policy said: the fields of CountAsked.
    """

    def __init__(self) -> None:
        self.verdict = ""
        self.ruleset = ""
        self.count_attempt = 0
        self.before_count: dict[str, Any] = {}
        self.least_age = 18
        self.mendable = False
        self.approvals = 0
        self.approved_by: list[str] = []
        self.decided = False
        self.decision = ""
        self.reason = ""
        self.decided_by = ""
        self.appealed = False
        self.barred: list[str] = []
        self.opened_at: datetime | None = None
        self.due_at: datetime | None = None
        self.overdue_days = 0

    class Event(Aggregate.Event):
        """Of a Screening."""

        order_id: UUID
        order_version: int

    class CountAsked(Event):
        """The policy lets it go on, and K1 needs counts.

        linked: attributes of earlier orders that it continues, None when those are not known. lenient: what
        cannot be counted may pass (local mode).
        """

        TOPIC = "Screening.CountAsked"
        client_id: str
        attempt: int
        audience: dict[str, Any]
        combinations: list[list[str]]
        linked: list[str] | None
        ruleset: str
        verdict: str
        findings: list[dict[str, Any]]
        mendable: bool
        lenient: bool

        def apply(self, aggregate: "Screening") -> None:
            aggregate.count_attempt = self.attempt
            names = ("linked", "ruleset", "verdict", "findings", "mendable", "lenient")
            aggregate.before_count = {name: getattr(self, name) for name in names}

    class PersonalFound(Event):
        """These questions are personal: `{"question", "decline"}`, the words by which each is declined.

        One that needs special care has `"consent"` too, the words with which members agree.
        """

        TOPIC = "Screening.PersonalFound"
        personal: list[dict[str, str]]

        def apply(self, aggregate: "Screening") -> None:
            pass

    class AgeFound(Event):
        """From what age on the version is for members, whatever its audience says."""

        TOPIC = "Screening.AgeFound"
        least_age: int

        def apply(self, aggregate: "Screening") -> None:
            aggregate.least_age = self.least_age

    class Weighed(Event):
        """K1 was judged; `input_digest` is the SHA-256 of exactly what it was judged of."""

        TOPIC = "Screening.Weighed"
        verdict: str
        input_digest: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.before_count = {}

    class Cleared(Event):
        TOPIC = "Screening.Cleared"
        ruleset: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.verdict = "pass"
            aggregate.ruleset = self.ruleset

    class Flagged(Event):
        TOPIC = "Screening.Flagged"
        ruleset: str
        verdict: str
        findings: list[dict[str, Any]]
        mendable: bool
        approvals: int

        def apply(self, aggregate: "Screening") -> None:
            aggregate.verdict = self.verdict
            aggregate.ruleset = self.ruleset
            aggregate.mendable = self.mendable
            aggregate.approvals = self.approvals
            if self.approvals:
                aggregate._wait(self.timestamp)

    class Approved(Event):
        """One operator approves, and another has to."""

        TOPIC = "Screening.Approved"
        operator_id: str
        reason: str

        def apply(self, aggregate: "Screening") -> None:
            aggregate.approved_by.append(self.operator_id)

    class Decided(Event):
        TOPIC = "Screening.Decided"
        class_version = 2
        operator_id: str
        decision: str
        reason: str
        on_appeal: bool

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["on_appeal"] = False

        def apply(self, aggregate: "Screening") -> None:
            aggregate.decided = True
            aggregate.decision, aggregate.reason = self.decision, self.reason
            aggregate.decided_by = self.operator_id

    class Appealed(Event):
        """The client disagrees with the operators; others decide anew."""

        TOPIC = "Screening.Appealed"
        reason: str
        due_at: datetime

        def apply(self, aggregate: "Screening") -> None:
            aggregate.barred = [*aggregate.approved_by, aggregate.decided_by]
            aggregate.approved_by, aggregate.decided, aggregate.appealed = [], False, True
            aggregate._wait(self.timestamp)

    class Overdue(Event):
        """Nobody has decided for so many days."""

        TOPIC = "Screening.Overdue"
        days: int
        due_at: datetime

        def apply(self, aggregate: "Screening") -> None:
            aggregate.overdue_days, aggregate.due_at = self.days, self.due_at

    def _wait(self, since: datetime) -> None:
        self.opened_at, self.due_at, self.overdue_days = since, since + DUE_AFTER, 0

    @property
    def case(self) -> Case:
        """What an operator may decide here."""
        return Case(self.approvals, self.approved_by, self.decided, self.barred)

    def ask_count(self, order_id: UUID, version: int, *, at: datetime, **asked: Any) -> None:
        """Waits for counts. asked: the other fields of CountAsked but `attempt`."""
        if not self.verdict:
            self.trigger_event(
                self.CountAsked,
                order_id=order_id,
                order_version=version,
                attempt=self.count_attempt + 1,
                timestamp=at,
                **asked,
            )

    def find_personal(
        self, order_id: UUID, version: int, personal: list[dict[str, str]], at: datetime
    ) -> None:
        """What is said before any verdict on the version."""
        if personal and not self.verdict:
            self.trigger_event(
                self.PersonalFound, order_id=order_id, order_version=version, personal=personal, timestamp=at
            )

    def find_age(self, order_id: UUID, version: int, least_age: int, at: datetime) -> None:
        """What is said before any verdict on the version."""
        if not self.verdict:
            self.trigger_event(
                self.AgeFound, order_id=order_id, order_version=version, least_age=least_age, timestamp=at
            )

    def weigh(self, order_id: UUID, version: int, verdict: str, input_digest: str, at: datetime) -> None:
        """What K1 says; `judge` follows."""
        self.trigger_event(
            self.Weighed,
            order_id=order_id,
            order_version=version,
            verdict=verdict,
            input_digest=input_digest,
            timestamp=at,
        )

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
        case = self.case
        case.check(operator_id, decision, approvable=not self.mendable)
        said = {"order_id": order_id, "order_version": version, "operator_id": operator_id, "reason": reason}
        if case.is_last(decision):
            self.trigger_event(self.Decided, **said, decision=decision, on_appeal=self.appealed, timestamp=at)
            return 0
        self.trigger_event(self.Approved, **said, timestamp=at)
        return self.approvals - len(self.approved_by)

    @property
    def may_appeal(self) -> bool:
        """Whether an operator has decided against this version, and the client has not appealed yet."""
        return self.decided and self.decision != "approve" and not self.appealed

    def appeal(self, order_id: UUID, version: int, reason: str, at: datetime) -> None:
        """The client appeals, once. Raises NothingToAppeal."""
        if not self.may_appeal:
            raise NothingToAppeal("only what an operator decided against can be appealed, and only once")
        self.trigger_event(
            self.Appealed,
            order_id=order_id,
            order_version=version,
            reason=reason,
            due_at=at + DUE_AFTER,
            timestamp=at,
        )

    def remind(self, order_id: UUID, version: int, days: int, at: datetime) -> bool:
        """Counts a day in which nobody decided, once; says whether it did. Raises NotDueYet."""
        if not self.case.is_open or days != self.overdue_days + 1:
            return False
        due_at = due_again(self.opened_at, days, at)
        self.trigger_event(
            self.Overdue, order_id=order_id, order_version=version, days=days, due_at=due_at, timestamp=at
        )
        return True
