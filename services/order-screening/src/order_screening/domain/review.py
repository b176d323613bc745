"""A case that needs a person: which decisions it takes, whose, and when they are due."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from chassis.errors import NotFound, Refused, Unavailable

Judgement = Literal["pass", "fix", "human", "refuse"]
Decision = Literal["approve", "ask_changes", "refuse"]

TWO_OPERATORS = frozenset({"S1"})
_WEIGHED_BY_OPERATORS = frozenset({"S1", "S2"})
DUE_AFTER = timedelta(hours=24)


class UnknownCase(NotFound):
    """Nothing waits for a decision under this id."""


class CaseDecided(Refused):
    """The case is closed; a decision stands until a new version is screened or the client appeals."""


class OperatorDecided(Refused):
    """An operator decides once in a case, appeal included; another one has to decide now."""


class ChangesNeeded(Refused):
    """A rule is broken that a rewrite mends, so the client has to change the text; it cannot be approved."""


class NothingToAppeal(Refused):
    """No operator has decided against this version, or the client has appealed before."""


class NotDueYet(Unavailable):
    """The time for this decision runs on."""


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


def due_again(opened_at: datetime | None, days: int, at: datetime) -> datetime:
    """When a case is due anew after `days` in which nobody decided. Raises NotDueYet."""
    if opened_at is None or at < opened_at + days * DUE_AFTER:
        raise NotDueYet("the time for this decision runs on")
    return opened_at + (days + 1) * DUE_AFTER


class Case:
    """The rules of deciding, for an aggregate's state: `approvals`, `approved_by`, `decided`.

    barred: who may not decide, because they decided before the client appealed.
    """

    def __init__(
        self, approvals: int, approved_by: Sequence[str], decided: bool, barred: Sequence[str] = ()
    ) -> None:
        self.approvals, self.approved_by, self.decided, self.barred = approvals, approved_by, decided, barred

    @property
    def is_open(self) -> bool:
        """Whether it waits for an operator."""
        return bool(self.approvals) and not self.decided

    def check(self, operator_id: str, decision: Decision, approvable: bool) -> None:
        """Raises UnknownCase, CaseDecided, OperatorDecided or ChangesNeeded."""
        if not self.approvals:
            raise UnknownCase("nothing waits for a decision here")
        if self.decided:
            raise CaseDecided("this case is decided")
        if operator_id in self.approved_by or operator_id in self.barred:
            raise OperatorDecided("you have decided in this case; another operator has to")
        if decision == "approve" and not approvable:
            raise ChangesNeeded("a rewrite mends what was found; ask the client for changes")

    def is_last(self, decision: Decision) -> bool:
        """Whether this decision closes the case: every one but an approval that needs another."""
        return decision != "approve" or len(self.approved_by) + 1 >= self.approvals
