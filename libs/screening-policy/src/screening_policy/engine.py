"""Screens an order: the verdict, the rewrites that mend it, and the order with the rewrites made."""

import copy
import json
import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from screening_policy.findings import findings_in, without_rewrite
from screening_policy.items import ItemScreener
from screening_policy.opinion.demands import demanded
from screening_policy.opinion.judging import suspected
from screening_policy.rules import all_rules
from screening_policy.scene import Pause, scene_of
from screening_policy.settings import HELD_BACK, MISSING_RULES, Rules
from screening_policy.shape import understood
from screening_policy.verdict import Finding, ItemVerdict, Verdict, not_screened, raised, worst

_CELL = re.compile(r"items\[(\d+)\]\.(.*)", re.DOTALL)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def screen(order: Mapping[str, Any], rules: Rules | None = None, pause: Pause | None = None) -> Verdict:
    """The verdict on an order (JSON of the public API; links, audience and items may be missing).

    The same order under the same rules always gets the same verdict. Rows of `items` get their
    own, which leave the order's alone. What is not understood makes the order `human` at best.
    `pause` is called between places; what it raises ends the screening.
    """
    rules = rules or Rules()
    order, problems = understood(order)
    findings = [not_screened(where, what) for where, what in problems]
    findings += _found(order, rules, pause)
    if any(finding.verdict == "fix" for finding in findings):
        mended = _apply(order, findings)
        after = _found(mended, rules, pause)
        left = {(f.rule, f.where) for f in after if f.verdict == "fix"}
        elsewhere = {rule for rule, _ in left - {(f.rule, f.where) for f in findings}}
        rules_before = {f.rule for f in findings}
        suspects = worst(findings) == "fix" and any(
            f.verdict != "fix" or f.rule not in rules_before for f in after
        )
        findings = [
            without_rewrite(f)
            if f.verdict == "fix" and (suspects or f.rule in elsewhere or (f.rule, f.where) in left)
            else f
            for f in findings
        ]
    items = None
    if "items" in order:
        screener = ItemScreener(order, rules, pause)
        items = tuple(screener.screen(row, index) for index, row in enumerate(order["items"]))
    return Verdict(worst(findings), rules.ruleset, tuple(findings), items)


def screen_item(order: Mapping[str, Any], row: Mapping[str, str], index: int) -> ItemVerdict:
    """The verdict on one row; for many rows of one order an `ItemScreener` is faster."""
    return ItemScreener(order).screen(row, index)


def apply_rewrites(order: Mapping[str, Any], verdict: Verdict) -> dict[str, Any]:
    """A copy of the order in which every rewrite that the verdict offers is made."""
    rows = [finding for item in verdict.items or () for finding in item.findings]
    return _apply(order, [*verdict.findings, *rows])


def at_best_human(verdict: Verdict) -> Verdict:
    """The verdict while the engine is not to be relied upon alone: nothing passes without a person."""
    why = HELD_BACK or ", ".join(MISSING_RULES)
    if not why:
        return verdict
    reason = f"まだ自動では判断できないため、担当者が確認します / Not decided automatically yet: {why}"
    return raised(verdict, Finding("policy", "human", "", (0, 0), "", reason))


def _found(order: Mapping[str, Any], rules: Rules, pause: Pause | None) -> list[Finding]:
    scene = scene_of(order, rules.floor_points_per_minute, pause)
    return findings_in(scene, all_rules(), lambda seen: chain(suspected(seen), demanded(seen)))


def _apply(order: Mapping[str, Any], findings: list[Finding]) -> dict[str, Any]:
    mended = copy.deepcopy(dict(order))
    own = {rule.id: rule.apply for rule in all_rules()}
    last = {rule.id for rule in all_rules() if rule.reshapes}
    plain = [finding for finding in findings if finding.rule not in last]
    for finding in (*plain, *reversed([finding for finding in findings if finding.rule in last])):
        if finding.rewrite is None:
            continue
        apply = own.get(finding.rule)
        if apply is None or not apply(mended, finding.where, finding.rewrite):
            _write(mended, finding.where, finding.rewrite)
    return mended


def _write(order: dict[str, Any], where: str, text: str) -> None:
    """Put `text` at the place that a finding names."""
    if cell := _CELL.fullmatch(where):
        order["items"][int(cell[1])][cell[2]] = text
        return
    steps: list[Any] = [name or int(index) for name, index in _STEP.findall(where)]
    holder: Any = order
    try:
        for step in steps[:-1]:
            holder = holder[step]
        holder[steps[-1]]  # a key of the client's own may look like a path; then nothing is mended
    except (LookupError, TypeError):
        return
    holder[steps[-1]] = json.loads(text) if where == "reward_points" else text
