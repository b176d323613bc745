"""What each page of a client begins with: whose order it is, and what of an answer may leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from assignment import application, views
from assignment.api.memory import Memory
from chassis.http import Edge

Questions = Mapping[str, Mapping[str, Any]]

SHOWN_KINDS = frozenset({"single", "multi", "rating", "number", "date", "photo"})
"""Kinds in which nobody can write anything; of a photo it is the random id. A text leaves when it has passed
the answer guard, any other kind in local mode alone."""


class Given(Protocol):
    """An answer as a view has it."""

    @property
    def form_version(self) -> int: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def guarded(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Forms:
    """The questions of an order by version and id. is_local: whether everything may leave."""

    questions: Mapping[int, Questions]
    is_local: bool

    def wanted(self, version: int) -> Questions:
        """The questions of one version whose answers may leave when they are guarded."""
        return {id: one for id, one in self.questions[version].items() if self._may_leave(one, True)}

    def shown(self, given: Given) -> dict[str, Any]:
        """Of one answer what may leave, by its own form."""
        form = self.questions[given.form_version]
        return {
            id: answer
            for id, answer in given.answers.items()
            if id in form and self._may_leave(form[id], given.guarded)
        }

    def withheld(self, given: Iterable[Given]) -> list[str]:
        """The ids of questions of which an answer stays inside, or would."""
        unguarded = {(one.form_version, id) for one in given if not one.guarded for id in one.answers}
        found = [
            id
            for version, form in self.questions.items()
            for id, one in form.items()
            if not self._may_leave(one, (version, id) not in unguarded)
        ]
        return list(dict.fromkeys(found))

    def comparable(self, given: Given, wanted: Questions) -> dict[str, Any]:
        """Of one answer what may leave, to questions that are wanted and were of the same kind then."""
        form = self.questions[given.form_version]
        return {
            id: answer
            for id, answer in self.shown(given).items()
            if id in wanted and form[id]["kind"] == wanted[id]["kind"]
        }

    def _may_leave(self, question: Mapping[str, Any], guarded: bool) -> bool:
        kind = question["kind"]
        is_fit = kind == "text" and guarded and application.TEXTS_LEAVE
        return self.is_local or kind in SHOWN_KINDS or is_fit


async def order_of(edge: Edge, order_id: UUID, client_id: str | None) -> views.Progress:
    """Raises UnknownOrder when it is not known or, with `client_id`, another client's."""
    found = await edge.database.read(lambda tx: views.progress(tx, order_id, client_id))
    if found is None:
        raise application.UnknownOrder("there is no such order")
    return found


@dataclass(frozen=True, slots=True)
class Export:
    """Which version submissions and results have, and which the client is to acknowledge by when."""

    version: int = 1
    acknowledged_version: int = 1
    acknowledge_by: datetime | None = None


async def export_of(edge: Edge, order: views.Progress) -> Export:
    """Of an order; where nobody has withdrawn an answer there is nothing to look up."""
    if not order.withdrawn:
        return Export()
    budget = await edge.database.aggregate(application.OrderBudget, order.order_id)
    return Export(budget.export_version, budget.acknowledged_version, budget.acknowledge_by)


async def forms_of(edge: Edge, memory: Memory, order: views.Progress, versions: Iterable[int]) -> Forms:
    """The newest form of an order and those of the versions."""
    questions = {}
    for version in sorted({order.form_version, *versions}):
        document = await memory.document(edge, order.order_id, version)
        questions[version] = {question["id"]: question for question in document["questions"]}
    return Forms(questions, edge.settings.is_local)
