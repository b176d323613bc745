"""Screens a file of orders; no server is asked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import screening_policy
from minijob.lines import answered


def screen_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One verdict for each line; `{"line", "error", "verdict": "human"}` where a line is no order."""
    for told in answered(lines, lambda line: _verdict(_order(line)).to_json()):
        yield {**told, "verdict": "human"} if "error" in told else told


def _order(line: bytes) -> dict[str, Any]:
    order = json.loads(line)
    problems = screening_policy.problems_of(order)
    if problems:
        raise ValueError("; ".join(f"{where or 'an order'} {what}" for where, what in problems))
    checked: dict[str, Any] = order
    return checked


def _verdict(order: dict[str, Any]) -> screening_policy.Verdict:
    try:
        return screening_policy.screen(order)
    except Exception as error:
        finding = screening_policy.not_screened("", f"could not be screened ({type(error).__name__})")
        return screening_policy.Verdict("human", screening_policy.RULESET, (finding,))
