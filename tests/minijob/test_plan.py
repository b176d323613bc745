"""The order, the uploads and the queue that are made of a recording, and the judgement of its end."""

import json
from dataclasses import replace

import pytest

import screening_policy
from minijob import digits
from minijob.replay import Recording, Report, read_recording
from minijob.replay.members import queue
from minijob.replay.order import cost_jpy, document, uploads
from minijob.replay.recording import Row
from minijob.replay.report import Money, accuracy, broken
from tests.conftest import SHARED

MONEY = Money(
    points_received=40,
    deposited_jpy=60,
    balance_jpy=12,
    paid_points=40,
    paid_answers=4,
    fee_jpy=8,
    left_jpy=0,
)
REPORT = Report(
    items=2,
    answers_recorded=5,
    answers_accepted=4,
    repeats=1,
    accuracy={"majority": None, "dawid_skene": None},
    points_granted=40,
    escrow_left=0,
    over_assigned=0,
    ledger_rebuild_equal=True,
    seconds=1.0,
    pairs_per_second=4.0,
    money=MONEY,
    differing_tasks=0,
)


def _recording(**answers: int) -> Recording:
    """Each worker answers its number of items."""
    given = {worker: [(str(item), "yes") for item in range(count)] for worker, count in answers.items()}
    items: dict[str, Row] = {str(item): {"item": str(item)} for item in range(max(answers.values()))}
    question = "Which label fits item {item}?"
    return Recording("Recorded answers", question, items, given, {}, 0, ["no", "yes"])


def test_the_deposit_covers_all_places_and_the_fee_rounded_up() -> None:
    assert cost_jpy(_recording(one=1)) == 12
    assert cost_jpy(_recording(one=3, two=2)) == 72


def test_big_workers_go_first_and_ids_have_no_white_space() -> None:
    work = queue(_recording(**{"a b": 1, "c": 3, "d": 2}), "run")
    assert [len(one.answers) for one in work] == [3, 2, 1]
    assert {one.member_id for one in work} == {"run-worker-1", "run-worker-2", "run-worker-3"}


def test_uploads_are_whole_lines_below_the_bound() -> None:
    rows = [{"item": str(number), "text": "雨" * number} for number in range(40)]
    pieces = list(uploads(rows, 500))
    assert all(len(piece) <= 500 for piece in pieces)
    assert [json.loads(line) for piece in pieces for line in piece.splitlines()] == rows


@pytest.mark.parametrize("name", ["rte", "weather_sentiment_amt", "fact_eval"])
@pytest.mark.shared
def test_the_orders_of_the_recorded_crowds_pass_screening(name: str) -> None:
    folder = SHARED / "data" / "crowd" / name
    items = folder / "items.csv"
    recording = read_recording(folder / "answers.csv", items=items if items.exists() else None, limit=300)
    order = {**document(recording), "items": list(recording.items.values())}
    verdict = screening_policy.screen(order).to_json()
    assert verdict["verdict"] == "pass", verdict["findings"]
    assert {row["verdict"] for row in verdict["items"]} == {"pass"}


def test_the_sample_passes_screening_and_names_its_members_simulated() -> None:
    recording = digits.sample()
    order = {**document(recording), "items": list(recording.items.values())}
    verdict = screening_policy.screen(order).to_json()
    assert verdict["verdict"] == "pass", verdict["findings"]
    assert {row["verdict"] for row in verdict["items"]} == {"pass"}
    assert "simulated" in recording.title
    assert recording.expected == 150


def test_the_sample_is_the_same_each_time() -> None:
    assert digits.sample() == digits.sample()


def test_a_picture_is_lines_of_blocks() -> None:
    assert digits.picture([[0, 16], [8, 4]]) == "·█\n▒░"


def test_accuracy_counts_the_items_whose_truth_is_known() -> None:
    results = {"items": [{"item": {"item": name}, "labels": {"q1": "1"}} for name in "abc"]}
    assert accuracy(results, {"a": "1", "b": "0", "missing": "1"}) == 0.3333
    assert accuracy(results, {}) is None


def test_a_replay_in_which_everything_holds_has_nothing_broken() -> None:
    assert broken(REPORT, 10) == []


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (replace(REPORT, answers_recorded=6), "4 answers are accepted instead of 5"),
        (
            replace(REPORT, points_granted=41, money=replace(MONEY, paid_points=41, balance_jpy=11)),
            "41 points are granted instead of 40",
        ),
        (
            replace(REPORT, money=replace(MONEY, paid_points=41, balance_jpy=11)),
            "members received 40 points and the escrow paid 41",
        ),
        (replace(REPORT, escrow_left=1), "1 yen are left in the escrow"),
        (replace(REPORT, money=replace(MONEY, balance_jpy=11)), "1 yen of the deposit are neither paid nor"),
        (replace(REPORT, money=replace(MONEY, left_jpy=5)), "-5 yen of the deposit are neither paid nor"),
        (replace(REPORT, over_assigned=1), "1 leases or answers are beyond the places of their task"),
        (replace(REPORT, differing_tasks=1), "1 tasks hold another number of answers than their members"),
        (replace(REPORT, ledger_rebuild_equal=False), "the ledger rebuilt from its events differs"),
    ],
)
def test_what_does_not_hold_is_named(report: Report, said: str) -> None:
    [sentence] = broken(report, 10)
    assert sentence.startswith(said)


def test_the_report_has_exactly_the_promised_figures() -> None:
    assert list(REPORT.to_json()) == [
        "items",
        "answers_recorded",
        "answers_accepted",
        "repeats",
        "accuracy",
        "points_granted",
        "escrow_left",
        "over_assigned",
        "ledger_rebuild_equal",
        "seconds",
        "pairs_per_second",
    ]
