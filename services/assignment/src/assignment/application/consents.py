"""Where an answer needs special care, it is taken only from a member who agrees to the question (S1)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assignment.application.declines import declined
from assignment.domain import normalised
from chassis.errors import FieldError, Invalid

Question = Mapping[str, Any]


def check_consents(
    questions: Sequence[Question], answers: Mapping[str, Any], consents: Collection[str]
) -> None:
    """Raises Invalid naming each question that is answered, not declined, without the agreement it needs."""
    given = normalised(answers)
    free = {*consents, *declined(questions, given)}
    asked = [one for one in questions if one.get("consent") and one["id"] in given and one["id"] not in free]
    if asked:
        message = "name it here if you agree, or decline it: "
        raise Invalid([FieldError(f"consents.{one['id']}", message + one["consent"]) for one in asked])
