"""Accepting every offered rewrite mends whatever the engine says can be mended: over the tuned corpus."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screening_policy import apply_rewrites, screen

TUNED = Path(__file__).resolve().parents[2] / "libs/screening-policy/corpus/tuned"
FEWEST = 150
NOT_PROVED = {("tf-0227", 1)}
"""Rows are not screened again before a rewrite is offered; this one asks for a day, whatever stands in it."""


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, order) of each example that is to be mended, as an order or in one of its rows."""
    for file in sorted(TUNED.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            example = json.loads(line)
            if example["verdict"] == "fix" or "fix" in example.get("item_verdicts", []):
                yield example["id"], example["order"]


@pytest.fixture(scope="module")
def mended() -> dict[str, tuple[Any, Any]]:
    """The verdicts before and after, of those that the engine means to mend."""
    found = {}
    for id, order in examples():
        before = screen(order)
        if before.verdict == "fix" or any(row.verdict == "fix" for row in before.items or ()):
            found[id] = before, screen(apply_rewrites(order, before))
    return found


def test_there_is_enough_to_mend(mended: dict[str, tuple[Any, Any]]) -> None:
    assert len(mended) >= FEWEST


def test_every_order_that_is_to_be_mended_passes_after_one_action(mended: dict[str, tuple[Any, Any]]) -> None:
    left = {
        id: [(one.rule, one.where) for one in after.findings]
        for id, (before, after) in mended.items()
        if before.verdict == "fix" and after.verdict != "pass"
    }
    assert left == {}


def test_every_row_that_is_to_be_mended_passes_with_it(mended: dict[str, tuple[Any, Any]]) -> None:
    left = {
        (id, was.row): row.verdict
        for id, (before, after) in mended.items()
        for was, row in zip(before.items or (), after.items or (), strict=True)
        if was.verdict == "fix" and row.verdict != "pass"
    }
    assert left.keys() == NOT_PROVED
