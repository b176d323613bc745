"""A case that needs a person: which decisions it takes, and whose."""

from collections.abc import Iterable, Sequence
from typing import Literal

from chassis.errors import NotFound, Refused

Judgement = Literal["pass", "fix", "human", "refuse"]
Decision = Literal["approve", "ask_changes", "refuse"]

TWO_OPERATORS = frozenset({"S1"})
_WEIGHED_BY_OPERATORS = frozenset({"S1", "S2"})


class UnknownCase(NotFound):
    """Nothing waits for a decision under this id."""


class CaseDecided(Refused):
    """The case is closed; a decision stands until a new version is screened."""


class OperatorDecided(Refused):
    """An operator decides once in a case; another one has to decide now."""


class ChangesNeeded(Refused):
    """A rule is broken that a rewrite mends, so the client has to change the text; it cannot be approved."""


def approvals_needed(rules: Iterable[str]) -> int:
    """How many operators have to approve when these rules made a case: two for special care, else one."""
    return 2 if TWO_OPERATORS & set(rules) else 1


def must_be_mended(findings: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a `fix` stands among (rule, verdict, where) of what was found: no operator can approve it away.

    S3 where S1 or S2 was found at the same place is not meant: the policy leaves those to the operators,
    compulsory or not. An S3 at another place is the client's to mend.
    """
    found = list(findings)
    weighed = {where for rule, _, where in found if rule in _WEIGHED_BY_OPERATORS}
    return any(verdict == "fix" and not (rule == "S3" and where in weighed) for rule, verdict, where in found)


class Case:
    """The rules of deciding, for an aggregate's state: `approvals`, `approved_by`, `decided`."""

    def __init__(self, approvals: int, approved_by: Sequence[str], decided: bool) -> None:
        self.approvals, self.approved_by, self.decided = approvals, approved_by, decided

    def check(self, operator_id: str, decision: Decision, approvable: bool) -> None:
        """Raises UnknownCase, CaseDecided, OperatorDecided or ChangesNeeded."""
        if not self.approvals:
            raise UnknownCase("nothing waits for a decision here")
        if self.decided:
            raise CaseDecided("this case is decided")
        if operator_id in self.approved_by:
            raise OperatorDecided("you have decided in this case; another operator has to")
        if decision == "approve" and not approvable:
            raise ChangesNeeded("a rewrite mends what was found; ask the client for changes")

    def is_last(self, decision: Decision) -> bool:
        """Whether this decision closes the case: every one but an approval that needs another."""
        return decision != "approve" or len(self.approved_by) + 1 >= self.approvals
