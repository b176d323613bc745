"""The screening policy as this service applies it: what could not be screened waits for a person."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import screening_policy
from screening_policy import MISSING_RULES, RULESET, Finding, ItemScreener, ItemVerdict, Verdict

log = logging.getLogger(__name__)

Document = Mapping[str, Any]
Row = Mapping[str, Any]

FINDINGS_BYTES = 160_000
_SEVERITY = ("refuse", "human", "fix", "pass")
_DETAIL = ((100, 2_000), (20, 400), (3, 100), (1, 40), (0, 0))
_NOT_SCREENED = "This could not be screened automatically, so a person has to look at it"


@dataclass(frozen=True, slots=True)
class Policy:
    """The pure policy, made safe to rely on: nothing that it does not pass is ever cleared.

    may_clear: its `pass` counts although rules are missing, which is for local mode alone; elsewhere `human`
    is the best that anything gets until the policy is complete.
    """

    may_clear: bool

    @property
    def ruleset(self) -> str:
        """The name of the rules in force."""
        return RULESET

    def order(self, document: Document) -> Verdict:
        """The verdict on an order without its items."""
        try:
            verdict = screening_policy.screen(document)
        except Exception:
            log.exception("an order could not be screened")
            verdict = Verdict("human", RULESET, (_not_screened(""),), None)
        return self._bounded(verdict)

    def rows(self, document: Document, first_row: int, rows: Sequence[Row]) -> tuple[ItemVerdict, ...]:
        """The verdict on each row, `first_row` being the place of the first one in the order."""
        verdicts = tuple(_row_by_row(document, first_row, rows))
        return self._bounded(Verdict("human", RULESET, (), verdicts)).items or ()

    def _bounded(self, verdict: Verdict) -> Verdict:
        return verdict if self.may_clear else screening_policy.at_best_human(verdict)


def dry_run(policy: Policy, document: Document, items: Sequence[Row] | None) -> dict[str, Any]:
    """The verdict on an order and its items as JSON, with the rules that nobody has checked yet."""
    verdict = policy.order(document).to_json()
    if items is not None:
        verdict["items"] = [one.to_json() for one in policy.rows(document, 0, items)]
    return verdict | {"not_checked": list(MISSING_RULES)}


def fitted(found: Sequence[Sequence[Finding]]) -> list[list[dict[str, Any]]]:
    """The findings as stored, worst first: all of them, or with as much detail as fits into one event."""
    shown: list[list[dict[str, Any]]] = []
    for count, characters in _DETAIL:
        shown = [[_shown(one, characters) for one in _worst_first(some)[:count]] for some in found]
        if len(json.dumps(shown, ensure_ascii=False).encode(errors="replace")) <= FINDINGS_BYTES:
            break
    return shown


def _row_by_row(document: Document, first_row: int, rows: Sequence[Row]) -> Iterator[ItemVerdict]:
    try:
        screener = ItemScreener(document)
    except Exception:
        log.exception("the items of an order could not be screened")
        yield from (_row_not_screened(index) for index in range(first_row, first_row + len(rows)))
        return
    for index, row in enumerate(rows, first_row):
        try:
            found = screener.screen(row, index)
        except Exception:
            log.exception("an item could not be screened")
            found = _row_not_screened(index)
        yield found


def _row_not_screened(index: int) -> ItemVerdict:
    return ItemVerdict(index, "human", (_not_screened(f"items[{index}]"),))


def _not_screened(where: str) -> Finding:
    return Finding("policy", "human", where, (0, 0), "", _NOT_SCREENED, None)


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _SEVERITY.index(finding.verdict))


def _shown(finding: Finding, characters: int) -> dict[str, Any]:
    rewrite = finding.rewrite
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "where": finding.where[: characters + 60],
        "span": list(finding.span),
        "quote": finding.quote[:characters],
        "reason": finding.reason[: characters + 100],
        "rewrite": rewrite if rewrite is not None and len(rewrite) <= characters * 10 else None,
    }
