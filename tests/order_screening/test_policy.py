"""What is kept of a verdict when it has more findings than an event can hold."""

import json

from order_screening.application import Policy
from order_screening.application.policy import FINDINGS_BYTES, TEXT_MAX, fitted
from order_screening.domain import approvals_needed, must_be_mended
from screening_policy import Finding

QUESTION = {"title": "a", "questions": [{"text": "Is this message polite? {text}", "required": False}]}


def finding(rule: str = "P2", verdict: str = "refuse", text: str = "電話番号", rewrite: str = "") -> Finding:
    return Finding(rule, verdict, "title", (0, len(text)), text, "名前は聞けません", rewrite or None)  # type: ignore[arg-type]


def size(shown: object) -> int:
    return len(json.dumps(shown, ensure_ascii=False).encode())


def test_what_fits_is_kept_whole() -> None:
    found = [[finding(), finding("P3", "fix", "住所", "お住まいの都道府県")]]
    assert fitted(found) == [[one.to_json() for one in found[0]]]


def test_what_does_not_fit_keeps_each_row_and_its_worst_finding() -> None:
    rows = [[finding("F5", "fix", "あ" * 300), finding("P2", "refuse", "い" * 300)] * 5 for _ in range(200)]
    shown = fitted(rows)
    assert size([[one.to_json() for one in row] for row in rows]) > FINDINGS_BYTES >= size(shown)
    assert [row[0]["rule"] for row in shown] == ["P2"] * 200


def test_what_can_never_fit_is_kept_without_its_findings() -> None:
    shown = fitted([[finding(text="𠮷" * 100)]] * 2_000)
    assert shown == [[]] * 2_000


def test_special_care_needs_two_operators() -> None:
    assert approvals_needed(["P3", "S1"]) == 2
    assert approvals_needed(["S2", "policy"]) == 1


def test_what_a_rewrite_mends_cannot_be_approved() -> None:
    assert must_be_mended([("S2", "human", "title"), ("P3", "fix", "title")])
    assert not must_be_mended([("S2", "human", "title"), ("policy", "human", "")])


def test_no_way_to_decline_beside_special_care_is_for_the_operators_to_weigh() -> None:
    first, second = "questions[0].text", "questions[1].text"
    assert not must_be_mended([("S1", "human", first), ("S3", "fix", first)])
    assert must_be_mended([("policy", "human", first), ("S3", "fix", first)])
    assert must_be_mended([("S1", "human", first), ("S3", "fix", first), ("F5", "fix", "reward_points")])
    assert must_be_mended([("S1", "human", first), ("S3", "fix", second)])


def test_a_text_longer_than_the_rules_are_made_for_waits_for_a_person() -> None:
    long = {"title": "a", "instructions": "b" * (TEXT_MAX + 1), "questions": [{"text": "Which colour?"}]}
    verdict = Policy(may_clear=True).order(long)
    assert (verdict.verdict, [one.rule for one in verdict.findings]) == ("human", ["policy"])
    rows = Policy(may_clear=True).rows(QUESTION, 0, [{"text": "b" * (TEXT_MAX + 1)}, {"text": "Fine."}])
    assert [row.verdict for row in rows] == ["human", "pass"]


def test_what_is_not_screened_in_time_waits_for_a_person() -> None:
    hurried = Policy(may_clear=True, seconds=-1.0)
    assert hurried.order(QUESTION).verdict == "human"
    rows = hurried.rows(QUESTION, 7, [{"text": "Fine."}, {"text": "Please tell us your name."}])
    assert [(row.row, row.verdict, row.findings[0].rule) for row in rows] == [
        (7, "human", "policy"),
        (8, "human", "policy"),
    ]
