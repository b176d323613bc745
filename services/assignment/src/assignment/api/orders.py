"""What each page of a client begins with: whose order it is, and what of an answer may leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assignment import application, views
from assignment.api.memory import Memory
from chassis.http import Edge

Questions = Mapping[str, Mapping[str, Any]]

SHOWN_KINDS = frozenset({"single", "multi", "rating", "number"})
"""Kinds in which nobody can write anything; all others wait for the answer guard, except in local mode."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The questions of an order by version and id. is_local: whether free text may leave."""

    questions: Mapping[int, Questions]
    is_local: bool

    def shown(self, version: int) -> Questions:
        """The questions of one version whose answers may leave."""
        return {id: one for id, one in self.questions[version].items() if self._may_leave(one)}

    def withheld(self) -> list[str]:
        """The ids that are free text in any of the versions."""
        found = [
            id for form in self.questions.values() for id, one in form.items() if not self._may_leave(one)
        ]
        return list(dict.fromkeys(found))

    def comparable(self, version: int, answers: Mapping[str, Any], wanted: Questions) -> dict[str, Any]:
        """The answers of one version to questions that are wanted and were of the same kind then."""
        form = self.questions[version]
        return {
            id: answer
            for id, answer in answers.items()
            if id in wanted and id in form and form[id]["kind"] == wanted[id]["kind"]
        }

    def _may_leave(self, question: Mapping[str, Any]) -> bool:
        return self.is_local or question["kind"] in SHOWN_KINDS


async def order_of(edge: Edge, order_id: UUID, client_id: str | None) -> views.Progress:
    """Raises UnknownOrder when it is not known or, with `client_id`, another client's."""
    found = await edge.database.read(lambda tx: views.progress(tx, order_id, client_id))
    if found is None:
        raise application.UnknownOrder("there is no such order")
    return found


async def forms_of(edge: Edge, memory: Memory, order: views.Progress, versions: Iterable[int]) -> Forms:
    """The newest form of an order and those of the versions."""
    questions = {}
    for version in sorted({order.form_version, *versions}):
        document = await memory.document(edge, order.order_id, version)
        questions[version] = {question["id"]: question for question in document["questions"]}
    return Forms(questions, edge.settings.is_local)
