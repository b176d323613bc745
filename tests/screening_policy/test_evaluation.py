"""The corpus measures the policy: complete orders, sums alone of the half that nobody tunes against."""

import json
from pathlib import Path

import pytest

from screening_policy import apply_rewrites, screen
from screening_policy.evaluation import (
    Example,
    completed,
    examples_in,
    is_good_enough,
    kept_apart,
    main,
    outcome_of,
)

CORPUS = Path(__file__).parents[2] / "libs" / "screening-policy" / "corpus"
TUNED = list(examples_in(CORPUS / "tuned"))
MOST_MISSED = 0.06
PLAIN = "Which colour do you like?"


def test_every_rewrite_that_is_offered_for_the_tuned_half_passes_when_screened_again() -> None:
    unmended = []
    for example in TUNED:
        verdict = screen(example.order)
        if verdict.verdict == "fix" and screen(apply_rewrites(example.order, verdict)).verdict != "pass":
            unmended.append(example.id)
    assert unmended == []


def test_the_tuned_half_is_judged_as_well_as_it_was() -> None:
    outcomes = [outcome_of(example) for example in TUNED]
    breaches = [outcome for outcome in outcomes if outcome.example.is_breach]
    assert sum(not outcome.is_stopped for outcome in breaches) <= MOST_MISSED * len(breaches)
    assert sum(outcome.is_stopped for outcome in outcomes if not outcome.example.is_breach) <= 24
    assert sum(not outcome.is_exact for outcome in outcomes) <= MOST_MISSED * len(outcomes)


def test_what_an_example_leaves_out_is_filled_in_harmlessly() -> None:
    japanese = completed({"questions": [{"kind": "text", "text": "好きな色は？", "required": True}]})
    english = completed({"questions": [{"kind": "text", "text": "Which colour?", "required": True}]})
    assert (japanese["title"], english["title"]) == ("暮らしについてのアンケート", "A short survey")
    assert screen(japanese).verdict == screen(english).verdict == "pass"
    assert completed({"title": "T", "questions": []})["title"] == "T"


def test_a_half_is_good_enough_only_with_every_figure() -> None:
    def outcome(text: str, verdict: str):
        order = completed({"questions": [{"kind": "text", "text": text, "required": False}]})
        return outcome_of(Example("x", "en", "none", verdict, frozenset(), (), order))

    passes, refused = outcome("Which colour do you like?", "pass"), outcome("Your phone number?", "refuse")
    assert is_good_enough([passes] * 50 + [refused] * 50)
    assert not is_good_enough([passes] * 50 + [refused] * 50 + [outcome("Which colour?", "refuse")] * 3)
    assert not is_good_enough([passes] * 50 + [refused] * 50 + [outcome("Your phone number?", "pass")] * 6)


def test_of_the_held_back_half_no_example_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {
        "id": "secret-1",
        "language": "en",
        "disguise": "none",
        "verdict": "refuse",
        "rules": ["P2"],
        "reason": "",
        "order": {"questions": [{"kind": "text", "text": "Which colour do you like?", "required": True}]},
    }
    for half, name in (("tuned", "tuned-1"), ("held-back", "secret-1")):
        (tmp_path / half).mkdir()
        (tmp_path / half / "a.jsonl").write_text(json.dumps(line | {"id": name}) + "\n", "utf-8")
    assert main([str(tmp_path), "--misses"]) == 1
    shown = capsys.readouterr().out
    assert "tuned-1" in shown
    assert "secret-1" not in shown
    assert "colour" not in shown


def test_what_is_kept_apart_of_the_training_is_counted_but_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"x-{number:04}" for number in range(40)]
    apart, read = (next(n for n in names if kept_apart(n) is wanted) for wanted in (True, False))
    line = {"language": "en", "disguise": "none", "verdict": "refuse", "rules": ["P2"], "reason": ""}
    order = {"questions": [{"kind": "text", "text": PLAIN, "required": True}]}
    (tmp_path / "training").mkdir()
    lines = [json.dumps(line | {"id": name, "order": order}) for name in (apart, read)]
    (tmp_path / "training" / "a.jsonl").write_text("\n".join(lines), "utf-8")
    main([str(tmp_path), "--misses"])
    shown = capsys.readouterr().out
    assert "training, kept apart: 1 examples" in shown
    assert read in shown
    assert apart not in shown
