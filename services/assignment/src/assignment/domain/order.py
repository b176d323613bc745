"""An order as members work on it: the budget that no load can overdraw."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from assignment.domain.eligibility import check_audience, checked_age
from assignment.domain.exports import Exports
from assignment.domain.fair_pay import BackPay, Timing, share_of
from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.refusals import (
    BonusTooLarge,
    BudgetExhausted,
    NotDueYet,
    NotOpen,
    OrderEnded,
    UnknownOrder,
)
from assignment.domain.segments import check_segment
from assignment.domain.totals import COUNTS


class OrderBudget(Exports):
    """Points reserved and spent never exceed the points funded; work that is not finished is counted.

    Totals of a Writer group are one event: `batch` collects them, `close_batch` writes them and what follows
    from them (Filled, Drained).
    """

    class_version = 2

    class TermsSet(Event):
        """Of the events that say under which terms members start. screens_out: some answers end the work."""

        class_version = 3
        form_version: int
        client_id: str
        title: str
        reward_points: int
        estimated_minutes: float
        acceptance: str
        lease_seconds: int
        age_min: int | None
        age_max: int | None
        prefectures: list[str]
        screens_out: bool
        segment: dict[str, str] | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["screens_out"] = False

        @staticmethod
        def upcast_v2_v3(state: dict[str, Any]) -> None:
            state["segment"] = None

        def apply(self, aggregate: "OrderBudget") -> None:
            names = ("form_version", "client_id", "reward_points", "acceptance", "lease_seconds")
            others = ("age_min", "age_max", "prefectures", "screens_out", "estimated_minutes", "segment")
            aggregate.terms = {name: getattr(self, name) for name in (*names, *others)}
            aggregate.dearest = max(aggregate.dearest, self.reward_points)
            aggregate.begin_counting()

    class Opened(TermsSet):
        TOPIC = "OrderBudget.Opened"

        def apply(self, aggregate: "OrderBudget") -> None:
            super().apply(aggregate)
            aggregate.state = "live"

    class Revised(TermsSet):
        """A further version took the place of the former one."""

        TOPIC = "OrderBudget.Revised"

    class Funded(Event):
        """points: for rewards; reserve: for exits; appeals: for peers."""

        TOPIC = "OrderBudget.Funded"
        class_version = 3
        points: int
        reserve: int
        appeals: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["reserve"] = 0

        @staticmethod
        def upcast_v2_v3(state: dict[str, Any]) -> None:
            state["appeals"] = 0

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.funded, aggregate.reserve, aggregate.appeals = self.points, self.reserve, self.appeals

    class Paused(Event):
        TOPIC = "OrderBudget.Paused"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "paused"

    class Resumed(Event):
        TOPIC = "OrderBudget.Resumed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "live"
            aggregate.begin_counting()

    class Raised(Event):
        """Topped up: every accepted answer is paid least_points or more, a new one reward_points."""

        TOPIC = "OrderBudget.Raised"
        least_points: int
        reward_points: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.raised_points = self.least_points
            aggregate.terms = {**aggregate.terms, "reward_points": self.reward_points}
            aggregate.dearest = max(aggregate.dearest, self.reward_points)

    class Closed(Event):
        TOPIC = "OrderBudget.Closed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "closed"

    class Filled(Event):
        TOPIC = "OrderBudget.Filled"
        accepted: int
        tasks: int

    class Drained(Event):
        """Nothing is open any more; bonuses and the pay of peers are due beside the points."""

        TOPIC = "OrderBudget.Drained"
        class_version = 2
        accepted: int
        points: int
        bonus: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["bonus"] = 0

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.drained = True

    def open(self, at: datetime, **terms: Any) -> None:
        """Members may start under these terms, the fields of TermsSet; a closed order stays closed.

        Those of a further version leave a paused order paused, and pay no less than it was raised to.
        """
        terms["reward_points"] = max(terms["reward_points"], self.raised_points)
        if self.state == "unknown":
            self.trigger_event(self.Opened, **terms, timestamp=at)
        elif self.state != "closed" and terms["form_version"] > self.terms["form_version"]:
            self.trigger_event(self.Revised, **terms, timestamp=at)
            self.hold_for_exits(at)

    def fund(self, points: int, reserve: int, appeals: int, at: datetime) -> None:
        """What is locked for rewards, exits and appeals; a smaller total is old news."""
        if points + reserve + appeals > self.funded + self.reserve + self.appeals:
            self.trigger_event(self.Funded, points=points, reserve=reserve, appeals=appeals, timestamp=at)

    def raise_reward(self, points: int, at: datetime) -> None:
        """No answer is paid less than so many points any more."""
        if self.terms and points > self.raised_points and not self.drained:
            reward = max(points, self.terms["reward_points"])
            self.trigger_event(self.Raised, least_points=points, reward_points=reward, timestamp=at)

    def add_task(self, places: int, at: datetime) -> None:
        self._move(at, tasks=1, places=places)

    def pause(self, at: datetime) -> None:
        if self.state == "live":
            self.trigger_event(self.Paused, timestamp=at)

    def resume(self, at: datetime) -> None:
        if self.state == "paused":
            self.trigger_event(self.Resumed, timestamp=at)
            self.hold_for_exits(at)

    def close(self, at: datetime) -> None:
        """Nobody starts any more; Drained follows with the last answer, or at once when there is none."""
        if self.state != "closed":
            self.trigger_event(self.Closed, timestamp=at)
            self._move(at)

    def check_can_start(self, age: int | None, prefecture: str | None, vouched_by: str | None = None) -> None:
        """Raises NotOpen, NotEligible or BudgetExhausted."""
        self.check_is_for(age, prefecture, vouched_by)
        if self._promised + self.terms["reward_points"] > self.funded:
            raise BudgetExhausted("the money of this order is reserved or spent")
        self.check_exits()

    def check_is_for(self, age: int | None, prefecture: str | None, vouched_by: str | None = None) -> None:
        """Whether this member may begin, if there is money. Raises NotOpen or NotEligible.

        vouched_by: the source that has said yes of the member for this order.
        """
        if self.state != "live":
            raise NotOpen("this order is not open")
        self.check_not_stopped(self.terms["form_version"])
        check_audience(self.terms, checked_age(age), prefecture)
        if self.told_points > self.terms["reward_points"]:
            raise NotOpen("this order pays less than the floor until its client tops up")
        check_segment(self.terms["segment"], vouched_by)

    def check_owner(self, client_id: str) -> None:
        """Raises UnknownOrder for everybody but the client of the order."""
        if self.terms.get("client_id") != client_id:
            raise UnknownOrder("there is no such order")

    def lease(self, at: datetime) -> None:
        """Reserves the reward of one answer; `check_can_start` comes first."""
        self._move(at, live=1, reserved=self.terms["reward_points"])

    def release(self, points: int, at: datetime) -> None:
        """A lease ended without an answer: its reward is free again."""
        self._move(at, live=-1, reserved=-points)

    def receive(self, at: datetime) -> None:
        """A lease became an answer that waits for a decision."""
        self._move(at, live=-1, undecided=1)

    def pay(self, points: int, at: datetime) -> None:
        """An undecided answer was accepted, and is paid its reward."""
        self._move(at, undecided=-1, accepted=1, reserved=-points, spent=points)

    def pay_bonus(self, points: int, at: datetime) -> None:
        """A bonus for an accepted answer. Raises OrderEnded or BonusTooLarge."""
        if self.drained:
            raise OrderEnded("the work of this order has ended, and what was left is on its way back to you")
        free = self._free
        if points > free:
            raise BonusTooLarge(f"{free} points of this order are free, {points} are to be given")
        self._move(at, spent=points, bonus=points)

    def note_time(self, version: int, points: int, share_percent: int, seconds: int) -> None:
        """How long the answer took that was paid just now, and which share of its reward that was."""
        assert self.batch is not None
        timing = Timing(version, points, share_percent, seconds)
        self.batch = replace(self.batch, timings=(*self.batch.timings, timing))

    def back_pay(self, before: int, share_percent: int, at: datetime) -> int:
        """Pays an accepted answer, which got `before`, its share of what the reward was raised to.

        Returns how much that is, never more than is left; nothing after the order was drained.
        """
        points = min(share_of(self.raised_points, share_percent) - before, self._left)
        if points <= 0 or self.drained:
            return 0
        self._move(at, spent=points, bonus=points)
        assert self.batch is not None
        paid = BackPay(before, share_percent, points, share_percent)
        self.batch = replace(self.batch, back_pay=(*self.batch.back_pay, paid))
        return points

    def end_back_pay(self, points: int, accepted: int, at: datetime) -> None:
        """A view has seen so many accepted answers, and none that is still to get `points`; else old news.

        Raises NotDueYet while the order is not closed, or somebody may still get more.
        """
        if self.state != "closed" or self._total("contested"):
            raise NotDueYet("the order is not closed, or an appeal may follow")
        if (points, accepted) == (self.raised_points, self.accepted):
            self.check_paid_up()
            self.trigger_event(self.PaidUp, accepted=accepted, timestamp=at)
            self._move(at)

    def close_batch(self) -> None:
        """Writes the totals of the group, then says what they complete."""
        moves, self.batch = self.batch, None
        if moves is None:
            return
        changes, at = {name: getattr(moves, name) for name in COUNTS}, moves.at
        self._count_declines(moves)
        if any(changes.values()):
            self.trigger_event(self.Moved, **changes, timestamp=at)
        self.write_back_pay(moves.back_pay, at)
        self.write_times(moves.timings, at)
        self.write_exits(moves.exits, at)
        self.write_stops(moves.stops, at)
        if moves.timings and self.state != "closed":
            self.measure(self.terms, at)
        if moves.accepted and self.accepted == self.places:
            self.trigger_event(self.Filled, accepted=self.accepted, tasks=self.tasks, timestamp=at)
        if self._may_drain:
            paid = self.accepted + self.stopped + self.exits
            points, bonus = self.spent - self.bonus + self.exit_points, self.bonus + self.peer_points
            self.trigger_event(self.Drained, accepted=paid, points=points, bonus=bonus, timestamp=at)

    @property
    def _may_drain(self) -> bool:
        owes = self.raised_points and self.paid_up != self.accepted
        at_work = self.live or self.undecided or self.contested
        is_open = at_work or self.stopped_versions or self.watched_versions or owes
        return self.state == "closed" and not self.drained and not is_open
