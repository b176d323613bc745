"""Which rule set is in force: a new one is first replayed over all past orders, then two operators switch."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Refused
from order_screening.domain.review import OperatorDecided

RULESETS = uuid5(UUID("b3f6c0de-52a4-4c0b-8f5e-9a1d7e4c2f60"), "rulesets")
OPERATORS_TO_SWITCH = 2


class NotReplayed(Refused):
    """Nobody knows yet what this rule set would have said of past orders."""


class InForce(Refused):
    """This rule set is in force already."""


class RuleSets(Aggregate):
    """There is one, RULESETS. A replay and its approvals are of one rule set by name."""

    def __init__(self) -> None:
        self.in_force = ""
        self.replayed = ""
        self.newly_refused = 0
        self.newly_passed = 0
        self.approved_by: list[str] = []

    class Event(Aggregate.Event):
        """Of the RuleSets."""

        ruleset: str

    class Replayed(Event):
        TOPIC = "RuleSets.Replayed"
        orders: int
        newly_refused: int
        newly_passed: int

        def apply(self, aggregate: "RuleSets") -> None:
            aggregate.replayed = self.ruleset
            aggregate.newly_refused, aggregate.newly_passed = self.newly_refused, self.newly_passed
            aggregate.approved_by = []

    class Approved(Event):
        TOPIC = "RuleSets.Approved"
        operator_id: str
        reason: str

        def apply(self, aggregate: "RuleSets") -> None:
            aggregate.approved_by.append(self.operator_id)

    class Switched(Event):
        """From here on its verdicts count."""

        TOPIC = "RuleSets.Switched"

        def apply(self, aggregate: "RuleSets") -> None:
            aggregate.in_force = self.ruleset

    def replay(self, ruleset: str, orders: int, newly_refused: int, newly_passed: int, at: datetime) -> None:
        """What a rule set would have said of past orders; approvals before it count no more."""
        self.trigger_event(
            self.Replayed,
            ruleset=ruleset,
            orders=orders,
            newly_refused=newly_refused,
            newly_passed=newly_passed,
            timestamp=at,
        )

    def approve(self, ruleset: str, operator_id: str, reason: str, at: datetime) -> int:
        """One operator approves; the second one switches. Returns how many approvals are missing.

        Raises InForce, NotReplayed or OperatorDecided.
        """
        if ruleset == self.in_force:
            raise InForce("this rule set is in force")
        if ruleset != self.replayed:
            raise NotReplayed("replay this rule set over past orders first: order_screening replay")
        if operator_id in self.approved_by:
            raise OperatorDecided("you have approved it; another operator has to")
        self.trigger_event(
            self.Approved, ruleset=ruleset, operator_id=operator_id, reason=reason, timestamp=at
        )
        missing = OPERATORS_TO_SWITCH - len(self.approved_by)
        if not missing:
            self.trigger_event(self.Switched, ruleset=ruleset, timestamp=at)
        return missing
