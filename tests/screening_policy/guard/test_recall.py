"""What the guard finds and what it leaves alone, on examples written one by one.

The held-back half was written before the guard, from the policy alone, and is never read while tuning.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from screening_policy.guard import KINDS, guard

HERE = Path(__file__).parent
HALVES = ("tuned", "held_back")
RECALL, FALSE_MASKS = 0.98, 0.02


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


def told(row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """(kind, whether it is hidden to the last letter under its own kind) of each thing in a text."""
    text, findings = row["text"], guard(row["text"]).findings
    for thing in row["found"]:
        letters = {at for at in range(*thing["span"]) if text[at].isalnum()}
        hidden, kinds = set[int](), Counter[str]()
        for one in findings:
            part = letters & set(range(*one.span))
            hidden |= part
            kinds[one.kind] += len(part)
        yield thing["kind"], hidden == letters and kinds.most_common(1)[0][0] == thing["kind"]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("by", ["kind", "notation"])
def test_what_identifies_somebody_is_found_in_every_kind_and_notation(half: str, by: str) -> None:
    found, all_of = Counter[str](), Counter[str]()
    for row in rows(f"{half}_positive"):
        for kind, hidden in told(row):
            group = kind if by == "kind" else row["notation"]
            all_of[group] += 1
            found[group] += hidden
    assert {group: found[group] / n for group, n in all_of.items() if found[group] < RECALL * n} == {}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_twelve_of_every_kind(half: str) -> None:
    kinds = Counter(thing["kind"] for row in rows(f"{half}_positive") for thing in row["found"])
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 12


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_answers_are_left_alone(half: str) -> None:
    answers = [row["text"] for row in rows(f"{half}_clean")]
    touched = [text for text in answers if guard(text).findings or guard(text).held]
    assert len(touched) <= FALSE_MASKS * len(answers), touched


def test_there_are_a_thousand_ordinary_answers_and_none_is_there_twice() -> None:
    answers = [row["text"] for half in HALVES for row in rows(f"{half}_clean")]
    assert len(answers) >= 1_000
    assert len(set(answers)) == len(answers)
