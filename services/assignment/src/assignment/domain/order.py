"""An order as members work on it: its immutable forms and the budget that no load can overdraw."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from assignment.domain.assignment import NotDueYet
from assignment.domain.fair_pay import BackPay, FairPay, Timing, share_of
from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.review import check_order_cap
from chassis.aggregate import Aggregate
from chassis.errors import Forbidden, NotFound, Refused

AGE_MIN = 18


class NotOpen(Refused):
    """Nobody may start on this order now."""


class OrderStopped(Refused):
    """An operator looks at the order; nobody answers it until then, and nothing is lost."""


class BudgetExhausted(Refused):
    """What is left of the order's money does not pay another answer."""


class BonusTooLarge(Refused):
    """What no place of the order needs any more does not pay this bonus."""


class OrderEnded(Refused):
    """Nothing is paid for this order any more."""


class NotEligible(Forbidden):
    """The order is not meant for this member; the detail says by which condition."""


class UnknownOrder(NotFound):
    """There is no such order, or it is not the caller's."""


class OrderForm(Aggregate):
    """What members read and answer under one version of an order. It never changes."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}

    class Event(Aggregate.Event):
        """Of an OrderForm."""

    class Published(Event):
        TOPIC = "OrderForm.Published"
        document: dict[str, Any]

        def apply(self, aggregate: "OrderForm") -> None:
            aggregate.document = self.document

    def publish(self, document: dict[str, Any], at: datetime) -> None:
        self.trigger_event(self.Published, document=document, timestamp=at)


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
    declines: tuple["Declines", ...] = ()
    timings: tuple[Timing, ...] = ()
    back_pay: tuple[BackPay, ...] = ()


@dataclass(frozen=True, slots=True)
class Declines:
    """Which questions one answer to a version declines."""

    version: int
    questions: tuple[str, ...]


COUNTS = tuple(one.name for one in fields(Moves) if one.type is int)
TOLD_AFTER = (72, 168)
"""Hours without a lease after which a client is told, and after which its order ends."""
DECLINED_PERCENT_MOST, DECLINED_OF_ANSWERS = 40, 30


class OrderBudget(FairPay):
    """Points reserved and spent never exceed the points funded; work that is not finished is counted.

    Totals of a Writer group are one event: `batch` collects them, `close_batch` writes them and what follows
    from them (Filled, Drained).
    """

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
        self.stopped_versions: list[int] = []
        self.breached_versions: list[int] = []
        self.watched_versions: list[int] = []
        self.answers: dict[str, int] = {}
        self.declined: dict[str, int] = {}
        self.too_declined: list[str] = []
        self.drained = False
        self.moved_at: datetime | None = None
        self.unclaimed_at: datetime | None = None
        self.unclaimed_hours = 0
        self.pilot_tasks = 0
        self.pilots_decided = 0
        self.batch: Moves | None = None

    class TermsSet(Event):
        """Of the events that say under which terms members start."""

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

        def apply(self, aggregate: "OrderBudget") -> None:
            names = ("form_version", "client_id", "reward_points", "acceptance", "lease_seconds")
            audience = ("age_min", "age_max", "prefectures")
            aggregate.terms = {name: getattr(self, name) for name in (*names, *audience)}

    class Opened(TermsSet):
        TOPIC = "OrderBudget.Opened"

        def apply(self, aggregate: "OrderBudget") -> None:
            super().apply(aggregate)
            aggregate.state = "live"

    class Revised(TermsSet):
        """A further version took the place of the former one."""

        TOPIC = "OrderBudget.Revised"

    class PilotStarted(Event):
        """The first so many tasks are to show whether the order works."""

        TOPIC = "OrderBudget.PilotStarted"
        tasks: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.pilot_tasks = self.tasks

    class PilotDecided(Event):
        """How the pilot went; `failed` names the measures that missed their bound."""

        TOPIC = "OrderBudget.PilotDecided"
        tasks: int
        accepted: int
        failed: list[str]
        agreement: dict[str, float]
        declines: dict[str, float]
        median_minutes: float
        reports: float

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.pilots_decided = self.tasks

    class Funded(Event):
        TOPIC = "OrderBudget.Funded"
        points: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.funded = self.points

    class Paused(Event):
        TOPIC = "OrderBudget.Paused"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "paused"

    class Resumed(Event):
        TOPIC = "OrderBudget.Resumed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "live"

    class Raised(Event):
        """Topped up: every accepted answer is paid least_points or more, a new one reward_points."""

        TOPIC = "OrderBudget.Raised"
        least_points: int
        reward_points: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.raised_points = self.least_points
            aggregate.terms = {**aggregate.terms, "reward_points": self.reward_points}

    class Closed(Event):
        TOPIC = "OrderBudget.Closed"

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.state = "closed"

    class Moved(Event):
        """Changes of a Writer group. spent: bonuses included. in_part: of the accepted answers."""

        TOPIC = "OrderBudget.Moved"
        class_version = 3
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

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["stopped"] = 0

        @staticmethod
        def upcast_v2_v3(state: dict[str, Any]) -> None:
            state["in_part"] = state["bonus"] = 0

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.stopped += self.stopped
            aggregate.in_part += self.in_part
            aggregate.bonus += self.bonus
            aggregate.tasks += self.tasks
            aggregate.places += self.places
            aggregate.live += self.live
            aggregate.undecided += self.undecided
            aggregate.accepted += self.accepted
            aggregate.reserved += self.reserved
            aggregate.spent += self.spent

    class Declined(Event):
        """Of so many answers to a version, how many decline which question; of one Writer group."""

        TOPIC = "OrderBudget.Declined"
        form_version: int
        answers: int
        declined: dict[str, int]

        def apply(self, aggregate: "OrderBudget") -> None:
            version = str(self.form_version)
            aggregate.answers[version] = aggregate.answers.get(version, 0) + self.answers
            for question, count in self.declined.items():
                key = f"{version}/{question}"
                aggregate.declined[key] = aggregate.declined.get(key, 0) + count

    class TooDeclined(Event):
        """Once for a question of a version."""

        TOPIC = "OrderBudget.TooDeclined"
        form_version: int
        question: str
        declined: int
        answers: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.too_declined.append(f"{self.form_version}/{self.question}")

    class Watched(Event):
        """Somebody reported a version; the order is not settled before an operator has decided."""

        TOPIC = "OrderBudget.Watched"
        form_version: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.watched_versions.append(self.form_version)

    class SafetyStopped(Event):
        """Nobody answers a version, and its answers are kept from the client."""

        TOPIC = "OrderBudget.SafetyStopped"
        form_version: int

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.stopped_versions.append(self.form_version)

    class WatchEnded(Event):
        """An operator has decided; after a breach nobody answers this version any more."""

        TOPIC = "OrderBudget.WatchEnded"
        form_version: int
        breach: bool

        def apply(self, aggregate: "OrderBudget") -> None:
            for versions in (aggregate.stopped_versions, aggregate.watched_versions):
                if self.form_version in versions:
                    versions.remove(self.form_version)
            if self.breach:
                aggregate.breached_versions.append(self.form_version)

    class Filled(Event):
        TOPIC = "OrderBudget.Filled"
        accepted: int
        tasks: int

    class Unclaimed(Event):
        """For so many hours nobody has begun the order, though it is open and places are free."""

        TOPIC = "OrderBudget.Unclaimed"
        form_version: int
        accepted: int
        hours: int
        conditions: list[dict[str, Any]]

        def apply(self, aggregate: "OrderBudget") -> None:
            aggregate.unclaimed_at, aggregate.unclaimed_hours = self.timestamp, self.hours

    class Drained(Event):
        """Nothing is open any more; bonuses are due beside the points."""

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

    def start_pilot(self, tasks: int, at: datetime) -> None:
        """The first `tasks` tasks are tried first; one that is known already changes nothing."""
        if tasks > self.pilot_tasks:
            self.trigger_event(self.PilotStarted, tasks=tasks, timestamp=at)

    def decide_pilot(self, tasks: int, at: datetime, **measures: Any) -> None:
        """What the pilot of `tasks` tasks has shown, once, also after an order that is all pilot was filled.

        measures: the other fields of PilotDecided.
        """
        is_open = self.state != "closed" or self.accepted == self.places
        if self.pilots_decided < tasks == self.pilot_tasks and is_open:
            self.trigger_event(self.PilotDecided, tasks=tasks, **measures, timestamp=at)

    def fund(self, points: int, at: datetime) -> None:
        """The total that is locked for rewards; a smaller total is old news."""
        if points > self.funded:
            self.trigger_event(self.Funded, points=points, timestamp=at)

    def raise_reward(self, points: int, at: datetime) -> None:
        """No answer is paid less than so many points any more."""
        if self.terms and points > self.raised_points and not self.drained:
            reward = max(points, self.terms["reward_points"])
            self.trigger_event(self.Raised, least_points=points, reward_points=reward, timestamp=at)

    def note_unclaimed(self, conditions: Sequence[dict[str, Any]], at: datetime) -> None:
        """Says that nobody has begun the order for 72 hours, and then for 168; once each.

        conditions: how many members each leaves. Does nothing when it is not time, or nobody may begin it.
        """
        begun = self.live + self.undecided + self.accepted
        if (
            self.state != "live"
            or self.live
            or begun >= self.places
            or not self._may_start
            or not self.moved_at
        ):
            return
        told = self.unclaimed_hours if self.unclaimed_at == self.moved_at else 0
        hours = next((one for one in TOLD_AFTER if one > told), None)
        if hours and at - self.moved_at >= timedelta(hours=hours - told):
            self.trigger_event(
                self.Unclaimed,
                form_version=self.terms["form_version"],
                accepted=self.accepted,
                hours=hours,
                conditions=list(conditions),
                timestamp=at,
            )

    @property
    def _may_start(self) -> bool:
        """Whether pay, money and safety let somebody start on the newest version."""
        reward: int = self.terms["reward_points"]
        has_money = self._promised + reward <= self.funded
        return has_money and self.told_points <= reward and not self.is_stopped(self.terms["form_version"])

    def add_task(self, places: int, at: datetime) -> None:
        self._move(at, tasks=1, places=places)

    def pause(self, at: datetime) -> None:
        if self.state == "live":
            self.trigger_event(self.Paused, timestamp=at)

    def resume(self, at: datetime) -> None:
        if self.state == "paused":
            self.trigger_event(self.Resumed, timestamp=at)

    def close(self, at: datetime) -> None:
        """Nobody starts any more; Drained follows with the last answer, or at once when there is none."""
        if self.state != "closed":
            self.trigger_event(self.Closed, timestamp=at)
            self._move(at)

    def check_can_start(self, age: int | None, prefecture: str | None) -> None:
        """Raises NotOpen, NotEligible or BudgetExhausted."""
        if self.state != "live":
            raise NotOpen("this order is not open")
        self.check_not_stopped(self.terms["form_version"])
        self._check_audience(checked_age(age), prefecture)
        if self.told_points > self.terms["reward_points"]:
            raise NotOpen("this order pays less than the floor until its client tops up")
        if self._promised + self.terms["reward_points"] > self.funded:
            raise BudgetExhausted("the money of this order is reserved or spent")

    @property
    def _promised(self) -> int:
        """What is spent, what running work is to be paid, and what accepted answers are still to get."""
        if not self.raised_points:
            return self._total("spent") + self._total("reserved")
        running = self._total("live") + self._total("undecided")
        reserved = max(self._total("reserved"), running * self.raised_points)
        owed = self.back_pay_to(self.raised_points)
        for one in self.batch.timings if self.batch else ():
            owed += max(0, share_of(self.raised_points, one.share_percent) - one.points)
        owed -= sum(one.points for one in (self.batch.back_pay if self.batch else ()))
        return self._total("spent") + reserved + owed

    def check_not_stopped(self, version: int) -> None:
        """Raises OrderStopped."""
        if self.is_stopped(version):
            raise OrderStopped("this order was stopped for the safety of members; your time is paid")

    def is_stopped(self, version: int) -> bool:
        """Whether nobody may answer this version."""
        return version in self.stopped_versions or version in self.breached_versions

    def watch(self, version: int, at: datetime) -> None:
        """Somebody reported this version."""
        if version not in self.watched_versions and version not in self.breached_versions:
            self.trigger_event(self.Watched, form_version=version, timestamp=at)

    def safety_stop(self, version: int, at: datetime) -> None:
        """From now on nobody answers this version."""
        if not self.is_stopped(version):
            self.trigger_event(self.SafetyStopped, form_version=version, timestamp=at)

    def end_watch(self, version: int, breach: bool, at: datetime) -> None:
        """An operator has decided about a version; what was waited for may now be drained."""
        if version not in self.breached_versions:
            self.trigger_event(self.WatchEnded, form_version=version, breach=breach, timestamp=at)
            self._move(at)

    def _check_audience(self, age: int, prefecture: str | None) -> None:
        youngest, oldest = self.terms["age_min"], self.terms["age_max"]
        if youngest is not None and age < youngest:
            raise NotEligible(f"this order is for people from {youngest} years on")
        if oldest is not None and age > oldest:
            raise NotEligible(f"this order is for people up to {oldest} years")
        if self.terms["prefectures"] and prefecture not in self.terms["prefectures"]:
            raise NotEligible("this order is for people of other prefectures")

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

    def pay(self, reserved: int, points: int, at: datetime, *, in_part: bool = False) -> None:
        """An undecided answer was accepted; what it is not paid of its reward is free again."""
        moves = {"undecided": -1, "accepted": 1, "reserved": -reserved, "spent": points}
        self._move(at, **moves, in_part=int(in_part))

    def check_can_reduce(self) -> None:
        """Whether one more answer may be approved in part. Raises ReviewCapReached."""
        check_order_cap(self._total("in_part"), self._total("accepted"))

    def pay_bonus(self, points: int, at: datetime) -> None:
        """A bonus for an accepted answer. Raises OrderEnded or BonusTooLarge."""
        if self.drained:
            raise OrderEnded("the work of this order has ended, and what was left is on its way back to you")
        free = self._free
        if points > free:
            raise BonusTooLarge(f"{free} points of this order are free, {points} are to be given")
        self._move(at, spent=points, bonus=points)

    @property
    def _free(self) -> int:
        """What is neither spent nor reserved nor needed for a place that may still be taken."""
        left = max(0, self.funded - self._promised)
        if self.state == "closed":
            return left
        begun = sum(self._total(name) for name in ("live", "undecided", "accepted"))
        reward: int = self.terms["reward_points"]
        return max(0, left - reward * max(0, self.funded // reward - begun))

    def note_time(self, version: int, points: int, share_percent: int, seconds: int) -> None:
        """How long the answer took that was paid just now, and which share of its reward that was."""
        assert self.batch is not None
        timing = Timing(version, points, share_percent, seconds)
        self.batch = replace(self.batch, timings=(*self.batch.timings, timing))

    def back_pay(self, before: int, share_percent: int, at: datetime) -> int:
        """Pays an accepted answer, which got `before`, its share of what the reward was raised to.

        Returns how much that is, never more than is left; nothing after the order was drained.
        """
        left = self.funded - self._total("spent") - self._total("reserved")
        points = min(share_of(self.raised_points, share_percent) - before, left)
        if points <= 0 or self.drained:
            return 0
        self._move(at, spent=points, bonus=points)
        assert self.batch is not None
        paid = BackPay(before, share_percent, points)
        self.batch = replace(self.batch, back_pay=(*self.batch.back_pay, paid))
        return points

    def end_back_pay(self, points: int, accepted: int, at: datetime) -> None:
        """A view has seen so many accepted answers, and none that is still to get `points`; else old news.

        Raises NotDueYet while the order is not closed.
        """
        if self.state != "closed":
            raise NotDueYet("the order is not closed")
        if (points, accepted) == (self.raised_points, self.accepted):
            self.trigger_event(self.PaidUp, accepted=accepted, timestamp=at)
            self._move(at)

    def pay_stopped(self, reserved: int, points: int, at: datetime) -> None:
        """A live lease was stopped: the time is paid, the rest of its reward is free again."""
        self._move(at, live=-1, reserved=-reserved, spent=points, stopped=1)

    def note_declines(self, version: int, questions: Sequence[str], at: datetime) -> None:
        """One more answer to a form that can be declined, and which of its questions it declines."""
        self._move(at)
        assert self.batch is not None
        noted = (*self.batch.declines, Declines(version, tuple(questions)))
        self.batch = replace(self.batch, declines=noted)

    def _total(self, name: str) -> int:
        """With what this group has moved."""
        total: int = sum(getattr(one, name) for one in (self, self.batch) if one is not None)
        return total

    def _move(self, at: datetime, **changes: int) -> None:
        batch = self.batch or Moves(at)
        totals = {name: getattr(batch, name) + change for name, change in changes.items()}
        self.batch = replace(batch, at=max(batch.at, at), **totals)

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
        if moves.timings and self.state != "closed":
            self.measure(self.terms, at)
        if moves.accepted and self.accepted == self.places:
            self.trigger_event(self.Filled, accepted=self.accepted, tasks=self.tasks, timestamp=at)
        if self._may_drain:
            paid, points = self.accepted + self.stopped, self.spent - self.bonus
            self.trigger_event(self.Drained, accepted=paid, points=points, bonus=self.bonus, timestamp=at)

    @property
    def _may_drain(self) -> bool:
        owes = self.raised_points and self.paid_up != self.accepted
        is_open = self.live or self.undecided or self.stopped_versions or self.watched_versions or owes
        return self.state == "closed" and not self.drained and not is_open

    def _count_declines(self, moves: Moves) -> None:
        """Writes the declines of the group, then says which question is declined too often."""
        for version in dict.fromkeys(one.version for one in moves.declines):
            of_version = [one for one in moves.declines if one.version == version]
            declined = dict(Counter(question for one in of_version for question in one.questions))
            self.trigger_event(
                self.Declined,
                form_version=version,
                answers=len(of_version),
                declined=declined,
                timestamp=moves.at,
            )
            for question in declined:
                self._check_declined(version, question, moves.at)

    def _check_declined(self, version: int, question: str, at: datetime) -> None:
        key, answers = f"{version}/{question}", self.answers[str(version)]
        declined = self.declined[key]
        too_many = declined * 100 > DECLINED_PERCENT_MOST * answers
        if too_many and answers >= DECLINED_OF_ANSWERS and key not in self.too_declined:
            self.trigger_event(
                self.TooDeclined,
                form_version=version,
                question=question,
                declined=declined,
                answers=answers,
                timestamp=at,
            )


def checked_age(age: int | None) -> int:
    """Raises NotEligible when One ID does not vouch for the age that work here needs."""
    if age is None:
        raise NotEligible("your age is not confirmed")
    if age < AGE_MIN:
        raise NotEligible(f"this is for people from {AGE_MIN} years on")
    return age
