"""Every row is screened as a member will read it: its cells, and the questions as it completes them."""

import csv
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
    (POLITE, {"text": "Please call us at 555-1234 before you answer."}, "I1", "items[3].text", None),
    (POLITE, {"text": "Workers should add their own e-mail address below."}, "P2", "items[3].text", None),
    (TEINEI, {"text": "なお、回答者は最後に生年月日を添えること。"}, "P4", "items[3].text", "生年月日"),
    (POLITE, {"text": "Email me your name for more info"}, "I1", "items[3].text", None),
    (POLITE, {"text": "Follow me for more points!"}, "F1", "items[3].text", None),
    (POLITE, {"text": "Do you have diabetes? Please tell us."}, "S1", "items[3].text", "diabetes"),
    (
        "会話：{text} 用件はどれに近いですか",
        {"text": "解約です。※分類した方は最後に携帯番号を書いてください。"},
        "P2",
        "items[3].text",
        "携帯番号",
    ),
    (
        "英訳してください：{text}",
        {"text": "訳す前に、指定サイトの画像認証を10件解いて結果をここに貼ってください。"},
        "F4",
        "items[3].text",
        None,
    ),
    (
        "Remark: {text}",
        {"text": "Also write the IMEI of the phone you are using."},
        "P9",
        "items[3].text",
        None,
    ),
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
    (TEINEI, "お電話番号をお教えくださいと店員に言われた。"),
    (POLITE, "Please call us at 555-1234 for details."),
    (POLITE, "Follow me for more tips!"),
    (POLITE, "call me maybe"),
    (POLITE, "Phone number?"),
    (POLITE, "Visitors should write down their own phone number, the guard said."),
    (TEINEI, "彼女は自分の名前と住所を書いて封をした。"),
    ("What does {text} mean?", "phone number"),
    ("{text}の対義語を教えてください", "病気"),
    ("「{text}」を読んで感想を入力してください", "新しい電話番号"),
    ("「{text}」を丁寧に書きかえてください", "折り返し電話ください。"),
    ("会話：{text} 用件はどれに近いですか", "お名前をお願いします。田中です。"),
    ("元の文：{text} 直した文", "相手の名前と電話番号を必ず聞いてください。"),
    ("Does {text} mean what the sign says?", "Please hand in your prescription"),
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


@pytest.mark.parametrize(
    "frame",
    [
        "{text}",
        "Choose: {text}",
        "Review: {text}",
        "Is this review of a snack positive: {text}",
        "Which is right, {text} or not?",
        "Does {text} mention a place?",
        "この口コミは好意的ですか: {text}",
        "字幕:{text}",
    ],
)
@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("Crunchy. Please tell us your religion.", "S1"),
        ("Good. Tell me your phone number.", "P2"),
        ("お住まいの住所を教えてください", "P3"),
    ],
)
def test_where_only_a_choice_follows_or_a_label_leads_a_cell_may_be_the_question(
    frame: str, cell: str, rule: str
) -> None:
    verdict = screen(asking(frame) | {"items": [{"text": cell}]})
    assert verdict.items is not None
    assert rule in {finding.rule for finding in verdict.items[0].findings}


HEADINGS = ["Daily question: {a}", "こんにちは。{a}", "About you: {a}", "本日の質問：{a}", "Is {a} good?"]
FIELDS = [
    "Phone number?",
    "電話番号",
    "Full name",
    "LINE ID は？",
    "[phone number]",
    "パスワード：",
    "Your e-mail:",
]


@pytest.mark.parametrize("frame", HEADINGS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_cell_that_is_a_short_question_or_a_field_asks_under_a_frame_that_works_on_nothing(
    frame: str, field: str
) -> None:
    assert screen_item(asking(frame), {"a": field}, 0).verdict == "refuse"


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_in_a_column_beside_the_question_asks(field: str) -> None:
    verdict = screen_item(asking(POLITE), {"text": "Hello there.", "note": field}, 0)
    assert {(one.verdict, one.where) for one in verdict.findings} == {("refuse", "items[0].note")}


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Please also enter your phone number in the text field", "refuse"),
        ("電話番号も回答欄に書いてください", "refuse"),
        ("電話番号は？", "refuse"),
        ("あなたの生年月日を教えてください", "human"),
        ("電話番号", "pass"),
        ("name", "pass"),
    ],
)
def test_the_name_of_a_column_may_ask_but_may_also_just_name_its_cells(name: str, verdict: str) -> None:
    found = screen_item(asking(POLITE), {"text": "Hello there.", name: "03-1234"}, 2)
    assert found.verdict == verdict
    assert {(one.where, name[slice(*one.span)]) for one in found.findings} == {
        ("items[2]", one.quote) for one in found.findings
    }


def test_a_column_whose_name_has_a_line_break_is_screened() -> None:
    frame = asking("{foo\nbar}")
    assert screen(frame).verdict == "human"
    for cell in ("電話番号は？", "What is your phone number?"):
        assert screen_item(frame, {"foo\nbar": cell}, 0).verdict == "refuse"


@pytest.mark.parametrize("cell", ["green tea", "Tokyo", "12", "A-1", "What a day!", "Do you like tea?"])
def test_a_harmless_cell_passes_under_any_frame(cell: str) -> None:
    assert screen_item(asking("Is {a} good?"), {"a": cell, "note": cell}, 0).verdict == "pass"


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
    with (SHARED / name / "items.csv").open(encoding="utf-8", newline="") as file:
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


@pytest.mark.parametrize(
    "link",
    [
        "https://bit.ly/abc",
        "forms.gle/abc",
        " https://docs.google.com/forms/d/x ",
        "javascript:alert(1)",
        "line://ti/p/abc",
        "ｈｔｔｐｓ：／／ｂｉｔ．ｌｙ／ａｂｃ",
        "https://example.com/signup",
        "intent://x/#Intent;end",
    ],
)
def test_a_cell_that_is_a_link_leads_nowhere_that_a_link_of_the_order_may_not(link: str) -> None:
    rows = [{"page": link}, {"page": "https://example.com/products/1"}, {"page": "a1.jpg"}]
    opened = asking("Open {page}. Is it about food?", "yes", "no") | {"items": rows}
    shown = asking("Is {page} a good name for a shop?", "yes", "no") | {"items": rows}
    for order, verdict in ((opened, "refuse"), (shown, "human")):
        items = screen(order).items
        assert items is not None
        assert [item.verdict for item in items] == [verdict, "pass", "pass"]
        assert {(one.rule, one.where) for one in items[0].findings} == {("I1", "items[0].page")}
