"""The live watch over one version: what members report, when it is stopped, and what an operator decides."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import NotFound, Refused
from order_screening.domain.review import OperatorDecided

REPORTS_TO_STOP = 3
URGENT = frozenset({"personal", "sensitive"})
DECIDE_WITHIN = timedelta(hours=24)
ANSWER_WITHIN = timedelta(hours=72)
REPORTS_KEPT = 1_000


class NothingWatched(NotFound):
    """Nothing of this version was reported or stopped."""


class WatchEnded(Refused):
    """This was decided; a new report opens it again."""


def watch_id(order_id: UUID, version: int) -> UUID:
    """The Watch over one version of an order."""
    return uuid5(order_id, f"watch/{version}")


class Watch(Aggregate):
    """One per order and version. Open from the first report or stop until an operator decides.

    reports: `{"member_id", "device", "established", "weight"}` since the last decision. stopped_by: the
    operator who did, who may not decide. due_at: 24 hours for a stop, and for a report of what P and S rules
    forbid; 72 hours for any other.
    """

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []
        self.open = False
        self.stopped = False
        self.stopped_by = ""
        self.breached = False
        self.due_at: datetime | None = None

    class Event(Aggregate.Event):
        """Of a Watch."""

        order_id: UUID
        order_version: int

    class Reported(Event):
        TOPIC = "Watch.Reported"
        member_id: str
        reason: str
        question: str | None
        device: str | None
        established: bool
        weight: int
        due_at: datetime

        def apply(self, aggregate: "Watch") -> None:
            aggregate.open = True
            aggregate.due_at = self.due_at
            names = ("member_id", "device", "established", "weight")
            aggregate.reports.append({name: getattr(self, name) for name in names})

    class Stopped(Event):
        """Nobody answers this version until an operator has decided. operator_id: whoever did, or empty."""

        TOPIC = "Watch.Stopped"
        cause: str
        reason: str
        operator_id: str
        due_at: datetime

        def apply(self, aggregate: "Watch") -> None:
            aggregate.open = aggregate.stopped = True
            aggregate.stopped_by = self.operator_id
            aggregate.due_at = self.due_at

    class Decided(Event):
        """rules: of the policy that are broken."""

        TOPIC = "Watch.Decided"
        class_version = 2
        breach: bool
        stopped: bool
        operator_id: str
        reason: str
        rules: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Rules are named since the second version."""
            state["rules"] = []

        def apply(self, aggregate: "Watch") -> None:
            aggregate.open = aggregate.stopped = False
            aggregate.stopped_by = ""
            aggregate.breached = self.breach
            aggregate.reports, aggregate.due_at = [], None

    def report(self, order_id: UUID, version: int, member_id: str, at: datetime, **said: Any) -> None:
        """A member's report; three that count stop the version. said: the other fields of Reported."""
        if self.breached or len(self.reports) >= REPORTS_KEPT:
            return
        within = DECIDE_WITHIN if said["reason"] in URGENT else ANSWER_WITHIN
        due_at = min(at + within, self.due_at) if self.due_at else at + within
        of = {"order_id": order_id, "order_version": version, "timestamp": at}
        self.trigger_event(self.Reported, **of, member_id=member_id, due_at=due_at, **said)
        if counted(self.reports) >= REPORTS_TO_STOP * 100:
            self.stop(order_id, version, "reports", f"{len(self.reports)} members report it", "", at)

    def stop(
        self, order_id: UUID, version: int, cause: str, reason: str, operator_id: str, at: datetime
    ) -> bool:
        """Stops the version, unless it is stopped or ended; says whether it did."""
        if self.stopped or self.breached:
            return False
        self.trigger_event(
            self.Stopped,
            order_id=order_id,
            order_version=version,
            cause=cause,
            reason=reason,
            operator_id=operator_id,
            due_at=at + DECIDE_WITHIN,
            timestamp=at,
        )
        return True

    def decide(
        self,
        order_id: UUID,
        version: int,
        rules: Sequence[str],
        operator_id: str,
        reason: str,
        at: datetime,
    ) -> None:
        """An operator names the rules that are broken, or finds none.

        Raises NothingWatched, WatchEnded or OperatorDecided.
        """
        if not self.version:
            raise NothingWatched("nothing of this version was reported or stopped")
        if not self.open:
            raise WatchEnded("this was decided; nothing waits for a decision here")
        if operator_id == self.stopped_by:
            raise OperatorDecided("you have stopped this order; another operator has to decide")
        self.trigger_event(
            self.Decided,
            order_id=order_id,
            order_version=version,
            breach=bool(rules),
            stopped=self.stopped,
            operator_id=operator_id,
            reason=reason,
            rules=list(rules),
            timestamp=at,
        )


def counted(reports: Iterable[dict[str, Any]]) -> int:
    """Hundredths of reports that count: of established accounts, one for a member, one for a device.

    Reports that name no device count as one device.
    """
    by_member: dict[str, dict[str, Any]] = {}
    for one in reports:
        if one["established"]:
            by_member.setdefault(one["member_id"], one)
    by_device: dict[str | None, int] = {}
    for one in by_member.values():
        by_device[one["device"]] = max(by_device.get(one["device"], 0), one["weight"])
    return sum(by_device.values())
