"""What is counted of an order: its state and terms, its money, and its work under way."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from assignment.domain.fair_pay import BackPay, FairPay, Timing, share_of
from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.refusals import NotDueYet


@dataclass(frozen=True, slots=True)
class Moves:
    """What a group of commands changes in the running totals of an order; `at` is the last of them."""

    at: datetime
    tasks: int = 0
    places: int = 0
    live: int = 0
    undecided: int = 0
    accepted: int = 0
    reserved: int = 0
    spent: int = 0
    stopped: int = 0
    in_part: int = 0
    bonus: int = 0
    rejected: int = 0
    lost: int = 0
    contested: int = 0
    peer_points: int = 0
    declines: tuple["Declines", ...] = ()
    timings: tuple[Timing, ...] = ()
    back_pay: tuple[BackPay, ...] = ()
    exits: tuple["Exit", ...] = ()
    stops: tuple["StopPay", ...] = ()


@dataclass(frozen=True, slots=True)
class Declines:
    """Which questions one answer to a version declines."""

    version: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exit:
    """A form of a version that ended at a question after so many seconds, and what that is paid."""

    version: int
    question: str
    seconds: int
    points: int


@dataclass(frozen=True, slots=True)
class StopPay:
    """What a lease of a version that a safety stop ended was paid."""

    version: int
    points: int


COUNTS = tuple(one.name for one in fields(Moves) if one.type is int)


class Totals(FairPay):
    """The part of an OrderBudget that counts; `batch` collects the changes of a Writer group."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "unknown"
        self.terms: dict[str, Any] = {}
        self.funded = 0
        self.tasks = 0
        self.places = 0
        self.live = 0
        self.undecided = 0
        self.accepted = 0
        self.reserved = 0
        self.spent = 0
        self.stopped = 0
        self.in_part = 0
        self.bonus = 0
        self.rejected = 0
        self.lost = 0
        self.contested = 0
        self.peer_points = 0
        self.batch: Moves | None = None

    class Moved(Event):
        """Changes of a Writer group. spent: bonuses included. in_part: of the accepted answers.

        rejected: not paid, and not final yet; lost: for good. contested: those of both kinds about which the
        member may still get more. peer_points: paid beside rewards.
        """

        TOPIC = "OrderBudget.Moved"
        class_version = 4
        tasks: int
        places: int
        live: int
        undecided: int
        accepted: int
        reserved: int
        spent: int
        stopped: int
        in_part: int
        bonus: int
        rejected: int
        lost: int
        contested: int
        peer_points: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["stopped"] = 0

        @staticmethod
        def upcast_v2_v3(state: dict[str, Any]) -> None:
            state["in_part"] = state["bonus"] = 0

        @staticmethod
        def upcast_v3_v4(state: dict[str, Any]) -> None:
            state |= dict.fromkeys(("rejected", "lost", "contested", "peer_points"), 0)

        def apply(self, aggregate: "Totals") -> None:
            for name in COUNTS:
                setattr(aggregate, name, getattr(aggregate, name) + getattr(self, name))

    def _total(self, name: str) -> int:
        """With what this group has moved."""
        total: int = sum(getattr(one, name) for one in (self, self.batch) if one is not None)
        return total

    def _move(self, at: datetime, **changes: int) -> None:
        batch = self.batch or Moves(at)
        totals = {name: getattr(batch, name) + change for name, change in changes.items()}
        self.batch = replace(batch, at=max(batch.at, at), **totals)

    @property
    def _promised(self) -> int:
        """What is spent, what running work is to be paid, and what accepted answers are still to get."""
        if not self.raised_points:
            return self._total("spent") + self._total("reserved")
        running = self._total("live") + self._total("undecided") + self._total("contested")
        reserved = max(self._total("reserved"), running * self.raised_points)
        return self._total("spent") + reserved + self._owed

    @property
    def _owed(self) -> int:
        """What accepted answers are still to get, since the reward has risen."""
        owed = self.back_pay_to(self.raised_points)
        for one in self.batch.timings if self.batch else ():
            owed += max(0, share_of(self.raised_points, one.share_percent) - one.points)
        for paid in self.batch.back_pay if self.batch else ():
            owed -= paid.points if paid.new_share_percent == paid.share_percent else 0
        return owed

    @property
    def _left(self) -> int:
        """What is neither spent nor reserved."""
        return self.funded - self._total("spent") - self._total("reserved")

    def check_paid_up(self) -> None:
        """Raises NotDueYet while money is left for what accepted answers are still to get."""
        if self._owed > 0 and self._left > 0:
            raise NotDueYet("accepted answers are still to be paid up")
