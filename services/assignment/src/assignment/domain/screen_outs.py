"""Forms that end early: what an exit is paid, out of which reserve, and when there are too many of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assignment.domain.disputes import Disputes
from assignment.domain.fair_pay import MEASURED_FROM, median_of, needed_points, sum_of
from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.refusals import BudgetExhausted, NotOpen
from assignment.domain.totals import Exit

EXIT_POINTS_LEAST = 2
STARTS = 50


class ScreenOuts(Disputes):
    """The part of an OrderBudget about exits; their money is the reserve, apart from that of rewards.

    exit_pace: of `exits_version`, the newest that has any, by question how many exits took so many seconds.
    dearest: the highest reward so far, above which no exit is paid. began: (ended forms, exits) when members
    could last start; held_for_exits: too many ended early since then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reserve = 0
        self.exits = 0
        self.exit_points = 0
        self.exits_version = 0
        self.exit_pace: dict[str, dict[str, int]] = {}
        self.dearest = 0
        self.began = [0, 0]
        self.held_for_exits = False

    class ScreenedOut(Event):
        """Exits of one group at a question of a version, by the seconds that they took; points in all."""

        TOPIC = "OrderBudget.ScreenedOut"
        form_version: int
        question: str
        seconds: dict[str, int]
        points: int

        def apply(self, aggregate: "ScreenOuts") -> None:
            aggregate.exits += sum(self.seconds.values())
            aggregate.exit_points += self.points
            if self.form_version > aggregate.exits_version:
                aggregate.exits_version, aggregate.exit_pace = self.form_version, {}
            if self.form_version == aggregate.exits_version:
                before = aggregate.exit_pace.get(self.question, {})
                aggregate.exit_pace[self.question] = sum_of(before, self.seconds)

    class TooManyScreenedOut(Event):
        """Nobody starts: more than half of 50 were screened out, or the reserve pays no exit any more."""

        TOPIC = "OrderBudget.TooManyScreenedOut"
        form_version: int
        screened_out: int
        ended: int
        exits: int
        accepted: int

        def apply(self, aggregate: "ScreenOuts") -> None:
            aggregate.held_for_exits = True

    @property
    def _ended(self) -> int:
        """Forms that members have come to the end of, whatever became of the answers."""
        return self.exits + self.undecided + self.accepted + self.rejected + self.lost

    @property
    def dearest_exit(self) -> int:
        """The most that an exit can cost."""
        return max(EXIT_POINTS_LEAST, self.dearest)

    def begin_counting(self) -> None:
        """For the events alone: from now on members may start."""
        self.began, self.held_for_exits = [self._ended, self.exits], False

    def check_exits(self) -> None:
        """Whether the exit of one more lease could be paid. Raises NotOpen or BudgetExhausted."""
        if self.held_for_exits:
            raise NotOpen("too many members were screened out of this order; its client has to change it")
        if self.terms["screens_out"] and self._reserved_for_exits + self.dearest_exit > self.reserve:
            raise BudgetExhausted("what is set aside for members who are screened out is reserved or spent")

    @property
    def _reserved_for_exits(self) -> int:
        pending = sum(one.points for one in self.batch.exits) if self.batch else 0
        return self.exit_points + pending + self._total("live") * self.dearest_exit

    def screen_out(
        self, version: int, question: str, expected_seconds: int, seconds: int, reserved: int, at: datetime
    ) -> int:
        """A lease ended at a question after so many seconds: its reward is free again. Returns what is paid.

        That is the floor for the median time to that exit, for expected_seconds until 10 exits tell, at least
        2 points and no more than the reward.
        """
        pace = self.exit_pace.get(question, {}) if version == self.exits_version else {}
        measured = sum(pace.values()) >= MEASURED_FROM
        worth = needed_points(median_of(pace) if measured else expected_seconds)
        points = max(EXIT_POINTS_LEAST, min(worth, reserved))
        self._move(at, live=-1, reserved=-reserved)
        assert self.batch is not None
        exits = (*self.batch.exits, Exit(version, question, seconds, points))
        self.batch = replace(self.batch, exits=exits)
        return points

    def write_exits(self, exits: Sequence[Exit], at: datetime) -> None:
        """Writes the exits of a group, and whether there are too many by now."""
        for version, question in dict.fromkeys((one.version, one.question) for one in exits):
            alike = [one for one in exits if (one.version, one.question) == (version, question)]
            self.trigger_event(
                self.ScreenedOut,
                form_version=version,
                question=question,
                seconds=dict(Counter(str(one.seconds) for one in alike)),
                points=sum(one.points for one in alike),
                timestamp=at,
            )
        if exits:
            self.hold_for_exits(at)

    def hold_for_exits(self, at: datetime) -> None:
        """Says once that too many were screened out, or that no exit can be paid any more."""
        if self.state == "closed" or self.held_for_exits or not self.terms["screens_out"]:
            return
        ended, exits = self._ended - self.began[0], self.exits - self.began[1]
        too_many = exits > STARTS // 2 and exits > ended // 2
        if too_many or self.exit_points + self.dearest_exit > self.reserve:
            self.trigger_event(
                self.TooManyScreenedOut,
                form_version=self.terms["form_version"],
                screened_out=exits,
                ended=ended,
                exits=self.exits,
                accepted=self.accepted,
                timestamp=at,
            )


def expected_seconds(estimated_minutes: float, question: int, questions: int) -> int:
    """How long a form is expected to take up to a question, counted from 0; each takes as long."""
    return -(-int(estimated_minutes * 60 * (question + 1)) // questions)


def screens_out(document: Mapping[str, Any]) -> bool:
    """Whether some answer ends the work; documents of old orders have no such options."""
    return any(question.get("screens_out") for question in document["questions"])


def screened_out_at(questions: Sequence[Any], answers: Any) -> int | None:
    """The number of the first question with an answer that ends the work; None when there is none."""
    for number, question in enumerate(questions):
        given = answers.get(question["id"])
        chosen = given if isinstance(given, list) else [given]
        if any(one in question.get("screens_out", ()) for one in chosen):
            return number
    return None
