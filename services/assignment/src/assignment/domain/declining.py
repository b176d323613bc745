"""How often members decline the questions of an order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.screen_outs import ScreenOuts
from assignment.domain.totals import Declines, Moves

DECLINED_PERCENT_MOST, DECLINED_OF_ANSWERS = 40, 30


class Declining(ScreenOuts):
    """The part of an OrderBudget that counts declines, by version and question."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, int] = {}
        self.declined: dict[str, int] = {}
        self.too_declined: list[str] = []

    class Declined(Event):
        """Of so many answers to a version, how many decline which question; of one Writer group."""

        TOPIC = "OrderBudget.Declined"
        form_version: int
        answers: int
        declined: dict[str, int]

        def apply(self, aggregate: "Declining") -> None:
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

        def apply(self, aggregate: "Declining") -> None:
            aggregate.too_declined.append(f"{self.form_version}/{self.question}")

    def note_declines(self, version: int, questions: Sequence[str], at: datetime) -> None:
        """One more answer to a form that can be declined, and which of its questions it declines."""
        self._move(at)
        assert self.batch is not None
        noted = (*self.batch.declines, Declines(version, tuple(questions)))
        self.batch = replace(self.batch, declines=noted)

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
