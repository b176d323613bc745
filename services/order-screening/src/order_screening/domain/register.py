"""The register: every decision of a person, one after the other in one chained stream."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate

REGISTER = uuid5(UUID("5d0f3a52-6f8e-4f5c-9d1b-2f7f0a3c5b10"), "register")


class Register(Aggregate):
    """There is one, REGISTER. The digest of each entry covers all entries before it."""

    class Event(Aggregate.Event):
        """Of the Register."""

    class Entered(Event):
        """`subject` is what was decided on, such as `version`; `matter` names which one."""

        TOPIC = "Register.Entered"
        subject: str
        matter: dict[str, str | int]
        operator_id: str
        decision: str
        reason: str

        def apply(self, aggregate: "Register") -> None:
            """The entries are read from the stream."""

    def enter(
        self,
        subject: str,
        matter: dict[str, str | int],
        operator_id: str,
        decision: str,
        reason: str,
        at: datetime,
    ) -> None:
        """A decision, in the same command that carries it out."""
        self.trigger_event(
            self.Entered,
            subject=subject,
            matter=matter,
            operator_id=operator_id,
            decision=decision,
            reason=reason,
            timestamp=at,
        )
