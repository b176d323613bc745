"""Whether members earn the floor by the time that they take, and what they are owed when they did not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate

FLOOR_POINTS_PER_MINUTE = 5
MEASURED_FROM = 10


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one accepted answer to a version took, what it was paid, and for which share of it."""

    version: int
    points: int
    share_percent: int
    seconds: int


@dataclass(frozen=True, slots=True)
class BackPay:
    """What one accepted answer was paid before, for which share, and how much it is paid beside that.

    new_share_percent: for which share it is paid then.
    """

    before: int
    share_percent: int
    points: int
    new_share_percent: int


def median_of(pace: Mapping[str, int]) -> int:
    """The median in whole seconds, rounded up. pace: how many answers took so many seconds; not empty."""
    answers = sum(pace.values())
    in_order = iter(sorted((int(seconds), count) for seconds, count in pace.items()))
    seconds, passed = next(in_order)
    while passed < (answers + 1) // 2:
        seconds, count = next(in_order)
        passed += count
    upper = seconds if passed >= answers // 2 + 1 else next(in_order)[0]
    return -(-(seconds + upper) // 2)


def needed_points(seconds: int) -> int:
    """What an answer that takes so long is paid at the floor, rounded up."""
    return -(-seconds * FLOOR_POINTS_PER_MINUTE // 60)


def share_of(points: int, percent: int) -> int:
    """The approved share of a reward, rounded up."""
    return -(-points * percent // 100)


def _alike(points: int, percent: int) -> str:
    return f"{points}/{percent}"


class BudgetEvent(Aggregate.Event):
    """Of an OrderBudget."""

    def mutate(self, aggregate: Any) -> Any:
        """Keeps when something last happened."""
        aggregate.moved_at = self.timestamp
        return super().mutate(aggregate)


class FairPay(Aggregate):
    """The part of an OrderBudget that measures what members earn.

    pace: accepted answers to `paced_version`, the newest that was answered, by the seconds that they took.
    paid: all accepted answers by what each was paid for which share of it (`10/100`). told_points: what an
    answer needs to meet the floor, as it was last said. raised_points: what every accepted answer is paid at
    least; `paid_up` counts those that were found to be.
    """

    def __init__(self) -> None:
        self.paced_version = 0
        self.pace: dict[str, int] = {}
        self.paid: dict[str, int] = {}
        self.told_points = 0
        self.raised_points = 0
        self.paid_up = 0

    class Timed(BudgetEvent):
        """Accepted answers of one group to a version that were paid alike, by the seconds that they took.

        median_seconds: of all answers to that version so far, 0 while they are too few to tell.
        """

        TOPIC = "OrderBudget.Timed"
        form_version: int
        points: int
        share_percent: int
        seconds: dict[str, int]
        median_seconds: int

        def apply(self, aggregate: "FairPay") -> None:
            alike = _alike(self.points, self.share_percent)
            aggregate.paid = sum_of(aggregate.paid, {alike: sum(self.seconds.values())})
            aggregate.pace = aggregate.pace_with(self.form_version, self.seconds)
            aggregate.paced_version = max(aggregate.paced_version, self.form_version)

    class PayMeasured(BudgetEvent):
        """What members earn fell below the floor, or came up to it; nobody starts while it is below."""

        TOPIC = "OrderBudget.PayMeasured"
        form_version: int
        answers: int
        median_seconds: int
        reward_points: int
        needed_points: int
        back_pay_points: int

        def apply(self, aggregate: "FairPay") -> None:
            aggregate.told_points = self.needed_points

    class BackPaid(BudgetEvent):
        """Accepted answers were paid up; of one group. paid: by how much `paid` of the order changes."""

        TOPIC = "OrderBudget.BackPaid"
        paid: dict[str, int]

        def apply(self, aggregate: "FairPay") -> None:
            aggregate.paid = sum_of(aggregate.paid, self.paid)

    class PaidUp(BudgetEvent):
        """So many accepted answers, all there were, have got what the reward was raised to."""

        TOPIC = "OrderBudget.PaidUp"
        accepted: int

        def apply(self, aggregate: "FairPay") -> None:
            aggregate.paid_up = self.accepted

    def pace_with(self, version: int, seconds: Mapping[str, int]) -> dict[str, int]:
        """The pace with more answers; a newer version begins it anew, an older one is left out."""
        if version < self.paced_version:
            return self.pace
        return sum_of(self.pace if version == self.paced_version else {}, seconds)

    def back_pay_to(self, points: int) -> int:
        """What would bring every accepted answer up to so many points."""
        owed = 0
        for alike, count in self.paid.items():
            paid, share = map(int, alike.split("/"))
            owed += max(0, share_of(points, share) - paid) * count
        return owed

    def write_times(self, timings: Sequence[Timing], at: datetime) -> None:
        """Writes how long the answers of a group took."""
        for kind in dict.fromkeys((one.version, one.points, one.share_percent) for one in timings):
            version, points, share = kind
            alike = [one for one in timings if (one.version, one.points, one.share_percent) == kind]
            seconds = dict(Counter(str(one.seconds) for one in alike))
            pace = self.pace_with(version, seconds) if version >= self.paced_version else {}
            enough = sum(pace.values()) >= MEASURED_FROM
            self.trigger_event(
                self.Timed,
                form_version=version,
                points=points,
                share_percent=share,
                seconds=seconds,
                median_seconds=median_of(pace) if enough else 0,
                timestamp=at,
            )

    def measure(self, terms: Mapping[str, Any], at: datetime) -> None:
        """Says when what the terms pay falls below the floor, or is not below it any more."""
        answers = sum(self.pace.values())
        if self.paced_version != terms["form_version"] or answers < MEASURED_FROM:
            return
        median, reward = median_of(self.pace), terms["reward_points"]
        needed = needed_points(median)
        if needed != self.told_points and max(needed, self.told_points) > reward:
            self.trigger_event(
                self.PayMeasured,
                form_version=self.paced_version,
                answers=answers,
                median_seconds=median,
                reward_points=reward,
                needed_points=needed,
                back_pay_points=self.back_pay_to(needed),
                timestamp=at,
            )

    def write_back_pay(self, payments: Sequence[BackPay], at: datetime) -> None:
        """Writes what a group has paid beside rewards."""
        if not payments:
            return
        changes: Counter[str] = Counter()
        for one in payments:
            changes[_alike(one.before, one.share_percent)] -= 1
            changes[_alike(one.before + one.points, one.new_share_percent)] += 1
        self.trigger_event(self.BackPaid, paid=dict(changes), timestamp=at)


def sum_of(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Both added up, without what comes to nothing."""
    total = {**counts, **{name: counts.get(name, 0) + count for name, count in more.items()}}
    return {name: count for name, count in total.items() if count > 0}
