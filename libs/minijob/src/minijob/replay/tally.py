"""Places of tasks as the members saw them taken: a measurement from outside the platform."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any


class Tally:
    """Counts, per task, leases that were granted and have not ended without an accepted answer.

    `answers` has the accepted answers of each task.
    """

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        self._most: Counter[str] = Counter()

    @property
    def accepted_answers(self) -> int:
        """Of all tasks."""
        return self.answers.total()

    def leased(self, lease: Mapping[str, Any]) -> str:
        """The platform granted a lease; the same one said again counts once. Returns the assignment."""
        task_id, assignment_id = str(lease["task"]["task_id"]), str(lease["assignment_id"])
        self._taken[task_id].add(assignment_id)
        self._most[task_id] = max(self._most[task_id], len(self._taken[task_id]))
        return assignment_id

    def ended(self, task_id: str, assignment_id: str) -> None:
        """It was returned or has expired."""
        self._taken[task_id].discard(assignment_id)

    def accepted(self, task_id: str, assignment_id: str) -> None:
        """Its answer was accepted, and keeps the place."""
        self._taken[task_id].add(assignment_id)
        self.answers[task_id] += 1

    def beyond(self, places: int, answers: Mapping[str, int]) -> int:
        """Places taken beyond those of their task: here at any moment, or in the end by `answers`."""
        most = self._most | Counter(answers)
        return sum(max(0, count - places) for count in most.values())

    def differing(self, answers: Mapping[str, int]) -> int:
        """How many tasks hold another number of answers by `answers` than their members gave."""
        return sum(self.answers[task] != answers.get(task, 0) for task in {*self.answers, *answers})
