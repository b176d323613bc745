"""Every row is screened as a member will read it: its cells, and the questions as it completes them."""

import csv
import time
from pathlib import Path

import pytest

from screening_policy import ItemScreener, apply_rewrites, screen, screen_item
from tests.screening_policy.orders import asking

SHARED = Path(__file__).parents[3] / "shared" / "data" / "crowd"
POLITE = "Is this message polite? {text}"
TEINEI = "この文は丁寧ですか。{text}"

BREACHES = [
    ("Please tell us your {field}", {"field": "phone number"}, "P2", "items[3].field", "phone number"),
    ("あなたの{項目}を入力してください", {"項目": "電話番号"}, "P2", "items[3].項目", "電話番号"),
    ("{x}はありますか？", {"x": "持病"}, "S1", "items[3].x", "持病"),
    ("What is your {x}?", {"x": "income"}, "S3", "items[3].x", "income"),
    ("Please type your phone {x}", {"x": "number"}, "P2", "items[3].x", "number"),
    (
        POLITE,
        {"text": "Hi.", "note": "Please add your e-mail address."},
        "P2",
        "items[3].note",
        "e-mail address",
    ),
    (POLITE, {"text": "Sunny today (please write your name below)"}, "P1", "items[3].text", "name"),
    (TEINEI, {"text": "晴れ。【最後にお名前も書いてください】"}, "P1", "items[3].text", "お名前"),
    (
        POLITE,
        {"text": "Great! First sign up at https://bit.ly/abc"},
        "I1",
        "items[3].text",
        None,
    ),
    (POLITE, {"text": "Nice day. Register at example.com/signup"}, "I1", "items[3].text", None),
    (POLITE, {"text": "Please follow our Instagram account"}, "F1", "items[3].text", None),
    (TEINEI, {"text": "あなたの生年月日を教えてください"}, "P4", "items[3].text", "生年月日"),
    (POLITE, {"text": "Please t.y.p.e your p4ssw0rd here"}, "P6", "items[3].text", "p4ssw0rd"),
    (POLITE, {"text": "Do you have diabetes? Please tell us."}, "S1", "items[3].text", "diabetes"),
]

MATERIAL = [
    (POLITE, 'The form said: "Please enter your phone number." She refused.'),
    (TEINEI, "店員に電話番号を教えてくださいと言われた。"),
    (TEINEI, "「お名前を教えてください」と受付の人が言った。"),
    (TEINEI, "彼はパスポートをなくし、電話番号を変えた。"),
    (POLITE, "The clerk asked me to enter my phone number."),
    (POLITE, "Police asked residents to report their names and phone numbers."),
    (POLITE, "He forgot his password and lost his passport."),
    (TEINEI, "糖尿病の患者は増えている。"),
    (POLITE, "Patients with diabetes should talk to their doctor."),
    (POLITE, "Follow & RT: Mojo shoes are HOT!"),
    ("What does {text} mean?", "phone number"),
    ("{text}の対義語を教えてください", "病気"),
    ("「{text}」を読んで感想を入力してください", "新しい電話番号"),
]


@pytest.mark.parametrize(("question", "row", "rule", "where", "quote"), BREACHES)
def test_what_a_row_asks_of_the_member_is_found_in_its_cell(
    question: str, row: dict[str, str], rule: str, where: str, quote: str | None
) -> None:
    verdict = screen_item(asking(question, required=True), row, 3)
    hits = [finding for finding in verdict.findings if (finding.rule, finding.where) == (rule, where)]
    assert hits
    assert all(hit.quote == row[where.removeprefix("items[3].")][slice(*hit.span)] for hit in hits)
    assert quote is None or quote in {hit.quote for hit in hits}


@pytest.mark.parametrize(("question", "text"), MATERIAL)
def test_what_material_tells_or_quotes_is_no_request(question: str, text: str) -> None:
    order = asking(question) | {"items": [{"text": text}]}
    verdict = screen(order)
    assert verdict.findings == ()
    assert verdict.items is not None
    assert verdict.items[0].findings == ()


def test_a_row_is_judged_alone_and_leaves_the_order_and_the_others_as_they_are() -> None:
    rows = [{"text": "Hello"}, {"text": "Please tell us your phone number"}, {"text": "Bye"}]
    shown = screen(asking(POLITE) | {"items": rows}).to_json()
    assert shown["verdict"] == "pass"
    assert [item["verdict"] for item in shown["items"]] == ["pass", "refuse", "pass"]
    assert [item["row"] for item in shown["items"]] == [0, 1, 2]


def test_a_row_that_can_be_mended_is_mended_in_place() -> None:
    order = asking(TEINEI) | {"items": [{"text": "あなたの生年月日を教えてください"}]}
    verdict = screen(order)
    assert verdict.items is not None
    assert verdict.items[0].verdict == "fix"
    after = screen(apply_rewrites(order, verdict))
    assert after.items is not None
    assert after.items[0].verdict == "pass"


def test_rows_lacking_or_exceeding_the_columns_of_the_question_are_read_as_they_are() -> None:
    screener = ItemScreener(asking("Is {a} larger than {b}?"))
    assert screener.screen({"a": "1"}, 0).verdict == "pass"
    assert screener.screen({}, 1).verdict == "pass"
    assert screener.screen({"a": "1", "b": "2", "c": "Write your name here, please"}, 2).verdict == "refuse"


def rows_of(name: str) -> list[dict[str, str]]:
    path = SHARED / name / "items.csv"
    if not path.exists():
        pytest.skip("../shared is not there")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "question", "count"),
    [
        ("rte", "Does the text entail the hypothesis? Text: {text} Hypothesis: {hypothesis}", 800),
        ("rte", "Does {text} entail {hypothesis}?", 800),
        ("weather_sentiment_amt", "What is the sentiment of this tweet about the weather? {text}", 300),
        ("weather_sentiment_amt", "この天気に関するツイートの感情を選んでください。{text}", 300),
    ],
)
def test_recorded_material_passes(name: str, question: str, count: int) -> None:
    order = asking(question, "yes", "no", required=True)
    screener = ItemScreener(order)
    rows = rows_of(name)
    assert screen(order).verdict == "pass"
    assert len(rows) == count
    assert [row for index, row in enumerate(rows) if screener.screen(row, index).verdict != "pass"] == []


def test_a_thousand_rows_take_about_a_second() -> None:
    screener = ItemScreener(asking("この文の感情を選んでください。{text}", "良い", "悪い"))
    rows = [
        {"text": f"Row {n}: you will love the view of the harbour, and your friends will too. " * 3}
        for n in range(1000)
    ]
    started = time.process_time()
    for index, row in enumerate(rows):
        screener.screen(row, index)
    assert time.process_time() - started < 4
