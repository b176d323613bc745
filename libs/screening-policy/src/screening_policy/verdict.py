"""Verdicts and findings, as they are handed out."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Judgement = Literal["pass", "fix", "human", "refuse"]

_SEVERITY: tuple[Judgement, ...] = ("pass", "fix", "human", "refuse")


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: `quote` stands at `span` (code points) of the text that the client wrote at `where`.

    `rewrite` is set for `fix` alone: the new text for that place, or what the rule says it adds there.
    """

    rule: str
    verdict: Judgement
    where: str
    span: tuple[int, int]
    quote: str
    reason: str
    rewrite: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return asdict(self) | {"span": list(self.span)}


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """What one row gets; `row` is its number in the order, from 0."""

    row: int
    verdict: Judgement
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The row's verdict as JSON values."""
        return {"row": self.row, "verdict": self.verdict, "findings": [f.to_json() for f in self.findings]}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What exactly this order gets under the rule set named; `items` is None when the order carried none."""

    verdict: Judgement
    ruleset: str
    findings: tuple[Finding, ...] = ()
    items: tuple[ItemVerdict, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """The verdict as JSON values; `items` is there only when the order carried items."""
        shown: dict[str, Any] = {
            "verdict": self.verdict,
            "ruleset": self.ruleset,
            "findings": [finding.to_json() for finding in self.findings],
        }
        if self.items is not None:
            shown["items"] = [item.to_json() for item in self.items]
        return shown


def worst(findings: Iterable[Finding]) -> Judgement:
    """The verdict that these findings make together."""
    return max((finding.verdict for finding in findings), key=_SEVERITY.index, default="pass")


def not_screened(where: str, reason: str) -> Finding:
    """The finding on what could not be screened: a person has to look at it."""
    told = f"自動では確認できないため、担当者が確認します / A person must look at it, because it {reason}"
    return Finding("policy", "human", where, (0, 0), "", told)


def raised(verdict: Verdict, finding: Finding) -> Verdict:
    """The verdict and those of its rows, raised to `human` by a finding unless they are as bad already."""
    items = verdict.items
    if items is not None:
        items = tuple(
            replace(item, verdict="human", findings=(*item.findings, finding))
            if _is_better(item.verdict)
            else item
            for item in items
        )
    if not _is_better(verdict.verdict):
        return replace(verdict, items=items)
    return replace(verdict, verdict="human", findings=(*verdict.findings, finding), items=items)


def _is_better(judgement: Judgement) -> bool:
    return _SEVERITY.index(judgement) < _SEVERITY.index("human")
