"""What a rule of the policy is: its id, its verdict, how it finds, and the examples that prove it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from screening_policy.scene import Hit, Scene
from screening_policy.verdict import Judgement

Example = str | Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """One row of the policy.

    `reason` is (Japanese, English). `found` and `passes` are examples: a question's text, or the parts of an
    order that differ from a harmless one. A rewrite replaces the text at its place unless
    `apply(order, where, rewrite)` has another use for it, makes the change itself and says True. One that
    `reshapes` the list of questions is made after all others, from the last place backwards, so that places
    keep their names. What a rule that `identifies` finds about somebody else is P10.
    """

    id: str
    verdict: Judgement
    reason: tuple[str, str]
    find: Callable[[Scene], Iterable[Hit]]
    found: tuple[Example, ...]
    passes: tuple[Example, ...]
    identifies: bool = False
    apply: Callable[[dict[str, Any], str, str], bool] | None = None
    reshapes: bool = False
