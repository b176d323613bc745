"""The screening policy as this service applies it: what could not be screened waits for a person."""

import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import screening_policy
from order_screening.application.personal import declining, personal_questions
from screening_policy import (
    BY_COUNTS,
    MISSING_RULES,
    OF_AGE,
    RULESET,
    Finding,
    ItemScreener,
    ItemVerdict,
    Pause,
    Verdict,
)

log = logging.getLogger(__name__)
warm = cache(screening_policy.warm)
"""Done once in a process, so that no order pays for it with its own time."""

Document = Mapping[str, Any]
Row = Mapping[str, Any]

FINDINGS_BYTES = 160_000
_SEVERITY = ("refuse", "human", "fix", "pass")
_DETAIL = ((100, 2_000), (20, 400), (3, 100), (1, 40), (0, 0))
TEXT_MAX = 50_000
_FAILED = "could not be screened automatically"
_TOO_LONG = "is longer than what can be screened automatically"
_NOT_IN_FORCE = "is judged by rules that two operators have not put in force yet"
_TOO_SLOW = "took too long to be screened automatically"


class TooSlow(Exception):
    """The time for screening is over."""


class TooLong(Exception):
    """A text is longer than the rules are made for."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The pure policy, made safe to rely on: nothing that it does not pass is ever cleared.

    may_clear: its `pass` counts although rules are missing, which is for local mode alone; elsewhere `human`
    is the best that anything gets until the policy is complete. seconds: how long an order, or a batch of
    rows, may take; what is not done by then waits for a person, so that no job is tried again for ever.
    """

    may_clear: bool
    seconds: float = 10.0

    @property
    def ruleset(self) -> str:
        """The name of the rules in force."""
        return RULESET

    def order(self, document: Document) -> Verdict:
        """The verdict on an order without its items."""
        return self.version(document)[0]

    def version(self, document: Document) -> tuple[Verdict, int]:
        """The same, and from what age on members may have it; 20 where that could not be found out."""
        warm()
        try:
            _check_length(document)
            read = _read_by_members(document)
            verdict = screening_policy.screen(read, pause=_until(self.seconds))
            age = screening_policy.least_age(read, verdict.findings)
        except Exception as error:
            verdict, age = Verdict("human", RULESET, (_not_screened("", error),), None), OF_AGE
        return self._bounded(verdict), age

    def personal(self, document: Document) -> list[dict[str, str]]:
        """How each personal question is declined; every question where that could not be found out."""
        try:
            _check_length(document)
            return personal_questions(_read_by_members(document), _until(self.seconds))
        except Exception:
            log.exception("personal questions could not be found; every question may be declined")
            return [declining(one, careful=True) for one in document["questions"]]

    def rows(self, document: Document, first_row: int, rows: Sequence[Row]) -> tuple[ItemVerdict, ...]:
        """The verdict on each row, `first_row` being the place of the first one in the order."""
        warm()
        verdicts = tuple(_row_by_row(document, first_row, rows, _until(self.seconds)))
        return self._bounded(Verdict("human", RULESET, (), verdicts)).items or ()

    def _bounded(self, verdict: Verdict) -> Verdict:
        return verdict if self.may_clear else screening_policy.at_best_human(verdict)

    def gated(self, verdict: Verdict, in_force: str) -> Verdict:
        """While two operators have not put these rules in force, a person decides at best; not locally."""
        if self.may_clear or in_force == verdict.ruleset:
            return verdict
        return screening_policy.raised(verdict, screening_policy.not_screened("", _NOT_IN_FORCE))

    def gated_rows(self, verdicts: tuple[ItemVerdict, ...], in_force: str) -> tuple[ItemVerdict, ...]:
        """The same for rows."""
        return self.gated(Verdict("refuse", RULESET, (), verdicts), in_force).items or ()


def dry_run(policy: Policy, document: Document, items: Sequence[Row] | None) -> dict[str, Any]:
    """The verdict on an order and its items as JSON, with the rules that nobody has checked yet."""
    verdict = policy.order(document).to_json()
    if items is not None:
        verdict["items"] = [one.to_json() for one in policy.rows(document, 0, items)]
    return verdict | {"not_checked": [*MISSING_RULES, *BY_COUNTS]}


def fitted(found: Sequence[Sequence[Finding]]) -> list[list[dict[str, Any]]]:
    """The findings as stored, worst first: all of them, or with as much detail as fits into one event."""
    shown: list[list[dict[str, Any]]] = []
    for count, characters in _DETAIL:
        shown = [[_shown(one, characters) for one in _worst_first(some)[:count]] for some in found]
        if len(json.dumps(shown, ensure_ascii=False).encode(errors="replace")) <= FINDINGS_BYTES:
            break
    return shown


def _row_by_row(
    document: Document, first_row: int, rows: Sequence[Row], pause: Pause
) -> Iterator[ItemVerdict]:
    try:
        _check_length(document)
        screener = ItemScreener(_read_by_members(document), pause=pause)
    except Exception as error:
        for index in range(first_row, first_row + len(rows)):
            yield _row_not_screened(index, error)
        return
    for index, row in enumerate(rows, first_row):
        try:
            _check_length(row)
            found = screener.screen(row, index)
        except Exception as error:
            found = _row_not_screened(index, error)
        yield found


def _read_by_members(document: Document) -> Document:
    """Without what is no text: which order it continues."""
    return {name: value for name, value in document.items() if name != "second_wave_of"}


def _until(seconds: float) -> Pause:
    """A check that raises TooSlow when so much time has gone by."""
    end = time.monotonic() + seconds

    def pause() -> None:
        if time.monotonic() > end:
            raise TooSlow(_TOO_SLOW)

    return pause


def _check_length(value: Any) -> None:
    """Raises TooLong for a text that no door of the platform lets in and no rule is made for."""
    if isinstance(value, str):
        if len(value) > TEXT_MAX:
            raise TooLong(_TOO_LONG)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _check_length(key)
            _check_length(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_length(inner)


def _row_not_screened(index: int, error: Exception) -> ItemVerdict:
    return ItemVerdict(index, "human", (_not_screened(f"items[{index}]", error),))


def _not_screened(where: str, error: Exception) -> Finding:
    if isinstance(error, TooSlow | TooLong):
        log.warning("%s %s", where or "an order", error)
        return screening_policy.not_screened(where, str(error))
    log.error("%s could not be screened", where or "an order", exc_info=error)
    return screening_policy.not_screened(where, _FAILED)


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
