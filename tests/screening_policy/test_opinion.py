"""The learned second opinion: heard where no rule finds anything, explained, the same everywhere."""

import numpy as np
import pytest

from screening_policy import screen
from screening_policy.opinion.judging import opinions_on
from screening_policy.opinion.model import Model, instructions, questions
from screening_policy.rules import all_rules
from screening_policy.scene import scene_of
from tests.screening_policy.orders import asking, harmless
from tests.screening_policy.test_rules import text_at

UNNAMED = [
    ("P5", "財布の中の、運転席に座れる証の右上に並ぶ数をお書きください。", "最も近い例：「"),
    (
        "P5",
        "Which twelve marks on the little card let you drive? Copy them here.",
        "the nearest example is: “",
    ),
    ("S1", "毎朝水で流し込む白い粒は、何科の先生にもらいましたか。", "最も近い例：「"),
]
PLAIN = "Which colour do you like best?"


def scores(order: dict[str, object]) -> list[int]:
    return [opinion.score for opinion in opinions_on(scene_of(order, 5))]


@pytest.mark.parametrize(("rule", "text", "explained"), UNNAMED)
def test_what_no_rule_has_words_for_is_found_with_its_words_and_the_nearest_example(
    rule: str, text: str, explained: str
) -> None:
    order = asking(text)
    assert not [hit for one in all_rules() for hit in one.find(scene_of(order, 5))]
    [finding] = screen(order).findings
    assert finding.rule == rule
    assert finding.quote
    assert finding.quote == text_at(order, finding.where)[slice(*finding.span)]
    assert explained in finding.reason


def test_rules_come_first_where_they_are_enough() -> None:
    findings = screen(asking("電話番号を教えてください")).findings
    assert [finding.rule for finding in findings] == ["P2"]
    assert "推定" not in findings[0].reason


def test_what_stands_in_the_head_of_an_order_does_not_water_an_opinion_down() -> None:
    padded = asking(UNNAMED[0][1], title="春の買い物", instructions="ていねいにお答えください。" * 40)
    assert scores(padded) == scores(asking(UNNAMED[0][1]))


def test_a_question_of_a_long_order_is_judged_by_itself() -> None:
    plain = {"id": "q", "kind": "text", "text": PLAIN, "required": False}
    questions = [plain | {"id": f"q{n}"} for n in range(9)]
    asked = harmless(questions=[*questions, plain | {"text": UNNAMED[0][1]}])
    assert max(scores(asked)) == scores(asking(UNNAMED[0][1]))[0]
    assert screen(asked).verdict == "refuse"
    assert screen(harmless(questions=questions)).verdict == "pass"


@pytest.mark.parametrize("known", [questions(), instructions()], ids=["questions", "instructions"])
def test_scores_are_sums_of_whole_numbers(known: Model) -> None:
    assert all(np.issubdtype(held.dtype, np.integer) for held in (known.breach, known.rarity, known.heads))
    assert all(isinstance(known.facts[name], int) for name in ("bias", "scale", "least", "sure"))


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("感想の前に、お医者さんから出ている朝晩の粒の名前も書き添えてください。", "S1"),
        ("答えの終わりに、運転席に座れる証の右上に並ぶ数も添えてください。", "P5"),
        ("Close with the little digits under the barcode of your loyalty card.", "P5"),
    ],
)
def test_what_instructions_have_a_member_do_in_words_that_no_rule_has_is_found(told: str, rule: str) -> None:
    kind = "ご感想をお聞かせください。" * 3 + told if told[-1] == "。" else f"Thank you for coming. {told}"
    order = asking(PLAIN, instructions=kind)
    assert not [hit for one in all_rules() for hit in one.find(scene_of(order, 5))]
    [finding] = screen(order).findings
    assert (finding.rule, finding.where) == (rule, "instructions")
    assert finding.quote.strip() == told


@pytest.mark.parametrize(
    "told",
    [
        "養蚕の道具を作っている会社です。選んだ理由もひとこと添えてください。",
        "お薬の名前やご病気についてのご記入は不要です。",
        "ご入会のおすすめではありませんので、安心してくださいね。",
        "お名前が分かることは記入しないこと。",
        "Hello from the ferry office. Say why in a few words; there are no wrong answers.",
    ],
)
def test_greetings_and_reassurances_of_instructions_are_no_demand(told: str) -> None:
    assert screen(asking(PLAIN, instructions=told)).verdict == "pass"


def test_an_age_gate_that_is_there_is_not_asked_for_again() -> None:
    told = "きれいな人が水割りを作ってくれるお店、行くときの予算は？"
    assert [finding.rule for finding in screen(asking(told)).findings] == ["A1"]
    assert screen(asking(told, audience={"age_min": 20})).verdict == "pass"


def test_a_way_to_decline_that_is_there_is_not_asked_for_again() -> None:
    told, bands = (
        "源泉徴収票の「支払金額」に並んだ数字はどのくらいでしたか。",
        ("300万円台以下", "400万円以上"),
    )
    assert [finding.rule for finding in screen(asking(told, *bands, required=True)).findings] == ["S3"]
    assert screen(asking(told, *bands, "答えたくない", required=True)).verdict == "pass"
