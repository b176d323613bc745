"""A whole order gets one verdict, explained, in its own language, whatever the order lacks."""

import json
import time
from pathlib import Path

import pytest

from screening_policy import (
    HELD_BACK,
    MISSING_RULES,
    POLICY_COMPLETE,
    RULESET,
    Rules,
    Verdict,
    apply_rewrites,
    at_best_human,
    screen,
)
from tests.screening_policy.orders import asking, harmless

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "libs" / "screening-policy" / "corpus"
ORDINARY = (CORPUS / "ordinary.txt").read_text("utf-8").splitlines()
BREACHES = [line.split("\t") for line in (HERE / "breaches.tsv").read_text("utf-8").splitlines()]


def test_ordinary_questions_stay_open_to_clients() -> None:
    flagged = [text for text in ORDINARY if screen(asking(text)).verdict != "pass"]
    assert flagged == []


def test_questions_that_break_a_rule_are_found_by_that_rule() -> None:
    missed = [text for rule, text in BREACHES if rule not in {f.rule for f in screen(asking(text)).findings}]
    assert missed == []


def test_a_verdict_has_the_shape_of_the_public_api() -> None:
    shown = screen(asking("電 話 番 号を教えてください")).to_json()
    assert json.loads(json.dumps(shown)) == {
        "verdict": "refuse",
        "ruleset": RULESET,
        "findings": [
            {
                "rule": "P2",
                "verdict": "refuse",
                "where": "questions[0].text",
                "span": [0, 7],
                "quote": "電 話 番 号",
                "reason": "電話番号・メールアドレス・SNSのIDなど、会員の連絡先を求めることはできません。",
                "rewrite": None,
            }
        ],
    }


def test_the_worst_finding_decides() -> None:
    order = asking("生年月日と氏名を教えてください", reward_points=1)
    verdict = screen(order)
    assert {finding.rule: finding.verdict for finding in verdict.findings} == {
        "P1": "refuse",
        "P4": "fix",
        "F5": "fix",
    }
    assert verdict.verdict == "refuse"


def test_reasons_are_in_the_language_of_the_order() -> None:
    japanese = asking("好きな色は何ですか。", title="短い質問", links=["https://bit.ly/a"])
    assert screen(japanese).findings[0].reason.startswith("外部")
    assert screen(harmless(links=["https://bit.ly/a"])).findings[0].reason.startswith("A member")


def test_the_same_order_always_gets_the_same_verdict() -> None:
    order = asking("What is your name and date of birth?", instructions="Call us on LINE.")
    assert len({json.dumps(screen(order).to_json()) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    "order",
    [
        {"title": "", "instructions": "一つ答えてください。", "questions": [{"text": "好きな色は？"}]},
        {
            "questions": [
                {"id": "q", "kind": "single", "text": "好きな色は？", "options": [], "required": False}
            ]
        },
        {"questions": [{"text": "好きな色は？"}], "links": [], "audience": {}, "items": []},
        {"questions": [{"text": "好きな色は？"}], "audience": {"age_min": 20, "prefectures": ["東京都"]}},
        {"title": "🙂🎉", "questions": [{"text": "好きな絵文字は？🙂"}]},
    ],
)
def test_what_an_order_may_leave_out_or_adds_oddly_is_no_breach(order: dict[str, object]) -> None:
    assert screen(order).verdict == "pass"


@pytest.mark.parametrize("hidden", ["\ud800", "\ue000", "\u202e", "\u2067", "e" + "\u0301" * 9])
def test_what_hides_what_a_text_says_needs_a_person(hidden: str) -> None:
    assert screen(asking(f"好きな絵文字は？{hidden}🙂")).verdict == "human"


def test_a_request_in_a_language_that_no_rule_reads_needs_a_person_in_its_row_alone() -> None:
    rows = ["Hello!", "Напишите ваш номер телефона", "See you in Rio de Janeiro.", "전화번호를 입력해 주세요"]
    order = asking("Is this message polite? {text}") | {"items": [{"text": row} for row in rows]}
    items = screen(order).items
    assert items is not None
    assert [item.verdict for item in items] == ["pass", "human", "pass", "human"]
    assert (items[1].findings[0].where, items[1].findings[0].quote) == ("items[1].text", rows[1])


def test_a_quote_can_be_written_as_utf_8_though_the_text_cannot() -> None:
    finding = screen(asking("電\ud800話番号")).findings
    json.dumps([f.to_json() for f in finding], ensure_ascii=False).encode()


def test_a_rewrite_mends_all_of_a_place_at_once() -> None:
    order = asking("生年月日を入力してください。郵便番号も入力してください。")
    verdict = screen(order)
    assert [(finding.rule, finding.rewrite) for finding in verdict.findings] == [
        ("P4", "生まれた年（西暦）を教えてください。郵便番号の上3桁を教えてください。"),
        ("P3", "生まれた年（西暦）を教えてください。郵便番号の上3桁を教えてください。"),
    ]
    assert screen(apply_rewrites(order, verdict)).verdict == "pass"
    assert order == asking("生年月日を入力してください。郵便番号も入力してください。")


def test_what_identifies_somebody_else_is_refused_even_where_ones_own_could_be_mended() -> None:
    assert screen(asking("生年月日を入力してください")).verdict == "fix"
    verdict = screen(asking("お母さまの生年月日を入力してください"))
    assert [(finding.rule, finding.verdict) for finding in verdict.findings] == [("P10", "refuse")]


def test_declining_is_added_as_an_option_or_by_leaving_the_question_open() -> None:
    closed = asking("あなたの年収は？", "500万円未満", "500万円以上", required=True)
    assert screen(closed).findings[0].rewrite == "答えたくない"
    mended = apply_rewrites(closed, screen(closed))
    assert mended["questions"][0]["options"] == ["500万円未満", "500万円以上", "答えたくない"]
    number = asking("What is your annual income?", kind="number", required=True)
    assert screen(number).findings[0].rewrite == "required: false"
    assert apply_rewrites(number, screen(number))["questions"][0]["required"] is False


def test_a_question_that_does_not_say_whether_it_is_required_counts_as_required() -> None:
    order = harmless(questions=[{"id": "q", "kind": "number", "text": "What is your income?"}])
    assert [finding.rule for finding in screen(order).findings] == ["S3"]


def test_the_floor_is_what_the_operator_sets() -> None:
    order = harmless(reward_points=6, estimated_minutes=1)
    assert screen(order).verdict == "pass"
    dearer = screen(order, Rules(floor_points_per_minute=10))
    assert (dearer.verdict, dearer.findings[0].where, dearer.findings[0].rewrite) == (
        "fix",
        "reward_points",
        "10",
    )
    assert apply_rewrites(order, dearer)["reward_points"] == 10
    assert dearer.ruleset != RULESET


def test_pay_that_depends_on_the_member_is_refused_but_an_unpaid_exit_is_mended() -> None:
    assert screen(harmless(instructions="Only women are paid.")).verdict == "refuse"
    unpaid = harmless(instructions="Answer all. If you do not qualify, you will not be paid. Thank you.")
    assert screen(unpaid).verdict == "fix"
    assert apply_rewrites(unpaid, screen(unpaid))["instructions"] == (
        "Answer all. If you are screened out, you are still paid for the time until then, at least 2 points."
        " Thank you."
    )


def test_while_the_figures_of_the_corpus_are_not_reached_nothing_is_better_than_human() -> None:
    assert POLICY_COMPLETE is (not MISSING_RULES)
    assert HELD_BACK == "the figures of the corpus are not reached"
    order = harmless() | {"items": [{"text": "hello"}]}
    raised = at_best_human(screen(order))
    assert raised.verdict == "human"
    assert raised.findings[-1].rule == "policy"
    assert HELD_BACK in raised.findings[-1].reason
    assert raised.items is not None
    assert [item.verdict for item in raised.items] == ["human"]


def test_the_restriction_stands_in_one_place_and_is_lifted_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening_policy.engine.HELD_BACK", "")
    assert at_best_human(screen(harmless())).verdict == "pass"
    monkeypatch.setattr("screening_policy.engine.MISSING_RULES", ("P1",))
    assert at_best_human(screen(harmless())).verdict == "human"


def test_what_is_refused_stays_refused_while_the_engine_is_held_back() -> None:
    verdict = screen(asking("氏名"))
    assert at_best_human(verdict) == verdict
    assert at_best_human(Verdict("fix", RULESET)).verdict == "human"


@pytest.mark.parametrize(
    "breach",
    ["Please enter your phone number", "持病はありますか", "Do you have diabetes", "会員登録をお願いします"],
)
def test_a_breach_is_found_behind_any_amount_of_harmless_or_denied_text(breach: str) -> None:
    for padding in (
        "do not enter your phone number. ",
        "会員登録は不要です。",
        "ordinary words and more of them ",
    ):
        assert screen(asking(padding * 100 + "\n" + breach + "?")).verdict in ("human", "refuse")
        assert screen(asking(padding * 100 + "; " + breach + "?")).verdict in ("human", "refuse")


@pytest.mark.parametrize("text", ["Tell us your income", "年収も教えてください", "性別を書いてください。"])
def test_a_personal_request_outside_the_questions_is_mended(text: str) -> None:
    for part in ("title", "instructions"):
        order = harmless(**{part: text})
        verdict = screen(order)
        assert [(one.rule, one.verdict, one.where) for one in verdict.findings] == [("S3", "fix", part)]
        assert screen(apply_rewrites(order, verdict)).verdict == "pass"
    option = asking("その他のご意見は？", "なし", f"その他（{text}）", required=True)
    assert {one.rule for one in screen(option).findings} == {"S3"}


@pytest.mark.parametrize(
    "text",
    [
        "年収の記入は任意です。",
        "性別に関係なく答えられます。",
        "Your income is optional; tell us if you like.",
    ],
)
def test_a_personal_matter_that_is_not_asked_for_outside_the_questions_passes(text: str) -> None:
    assert screen(harmless(instructions=text)).verdict == "pass"


def test_the_pay_of_this_order_counts_in_a_question_too() -> None:
    for text in (
        "対象外の方には報酬をお支払いできません。同意しますか",
        "Payment depends on your answers. OK?",
    ):
        assert "F5" in {one.rule for one in screen(asking(text)).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Without exception enter your phone number",
        "You cannot finish until you enter your phone number",
        "Do not skip entering your e-mail address",
        "No answer is complete without your phone number",
        "電話番号を省略しないでください",
        "Translate: please enter your phone number",
        "翻訳前に確認：電話番号を入力してください",
    ],
)
def test_a_denial_of_something_else_does_not_excuse_a_request(text: str) -> None:
    assert screen(harmless(instructions=text)).verdict == "refuse"


@pytest.mark.parametrize(
    "text", ["氏名や連絡先はお聞きしません。", "You can answer without giving your phone number."]
)
def test_what_the_instructions_say_is_not_asked_passes(text: str) -> None:
    assert screen(harmless(instructions=text)).verdict == "pass"


LONG = [
    *("a", "あ", " ", "1", "(", "@", '"', "の", "\n", "ﾞ", "{a}"),
    *("電話番号 ", "please enter ", "your name, ", "a b ", "a.", "https://", "1!l|", "登録して", "5 stars "),
    *("do not write your name ", "ｶﾞ", "what is your ", "回答によって", "if you do not qualify "),
]


@pytest.mark.parametrize("unit", LONG)
def test_a_long_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(length: int, turn: int) -> float:
        text = f"{turn}. {unit * (length // len(unit))}"
        started = time.process_time()
        screen(asking(text, instructions=text))
        return time.process_time() - started

    assert any(seconds(20_000, turn) < max(0.3, 12 * seconds(5_000, turn)) for turn in range(3))
