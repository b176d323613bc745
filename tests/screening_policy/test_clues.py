"""Clues: words of several kinds that together ask for what none of them names."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from screening_policy import around, screen
from screening_policy.clues import Clue, told_around
from screening_policy.patterns import compiled
from screening_policy.scene import scene_of
from tests.screening_policy.orders import asking

KEY = Clue(("shed", "number", r"\b(?:what|write)\b"), unless="colour")


def clues() -> Iterator[tuple[str, Clue]]:
    """Every clue of every module, by its name."""
    for found in pkgutil.iter_modules(around.__path__):
        module = importlib.import_module(f"{around.__name__}.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, Clue):
                yield f"{found.name}.{name}", value


def found(clue: Clue, text: str, *options: str, **order: str) -> list[tuple[str, str]]:
    scene = scene_of(asking(text, *options, **order), 5)
    return [
        (hit.place.where, hit.place.reading.text[hit.start : hit.end]) for hit in told_around(scene, clue)
    ]


@pytest.mark.parametrize("clue", [pytest.param(clue, id=name) for name, clue in clues()])
def test_no_clue_is_found_in_nothing_nor_lets_everything_off(clue: Clue) -> None:
    for part in clue.parts:
        assert not re.search(compiled(part), "\x00")
    assert not re.search(compiled(clue.unless), "\x00")


def test_a_clue_needs_words_of_every_kind_in_any_order() -> None:
    assert found(KEY, "Write the number on the shed.") == [("questions[0].text", "shed")]
    assert found(KEY, "What number has your shed?") == [("questions[0].text", "shed")]
    assert found(KEY, "Write about your shed.") == []


def test_a_clue_is_let_off_where_it_is_denied_only_talked_about_or_quoted_to_be_worked_on() -> None:
    assert found(KEY, "Do not write the number of the shed.") == []
    assert found(KEY, "What colour is the number of your shed?") == []
    assert found(KEY, 'Translate "What number has the shed?"') == []


def test_a_clue_of_a_question_may_be_completed_by_its_options() -> None:
    of_question = Clue(KEY.parts, KEY.unless, scope="question")
    assert found(KEY, "What do you know?", "The number of the shed", "Nothing") == []
    assert found(of_question, "What do you know?", "The number of the shed", "Nothing") == [
        ("questions[0].options[0]", "shed")
    ]


def test_a_clue_of_an_order_may_lie_in_instructions_and_question() -> None:
    of_order = Clue(KEY.parts, KEY.unless, scope="order")
    told = found(of_order, "What is the number?", instructions="Go to the shed.")
    assert told == [("instructions", "shed")]


def test_words_in_a_long_quotation_that_is_only_worked_on_ask_for_nothing() -> None:
    quoted = "「口座番号と暗証番号を書いて、窓口までお持ちください。」"
    assert screen(asking(f"次の文を二つの文に書き直してください。{quoted}")).verdict == "pass"
    assert screen(asking(f"次の文の指示に従い、あなたの答えを書いてください。{quoted}")).verdict == "refuse"


@pytest.mark.parametrize("text", [
    "「私の名前と住所と電話番号は次のとおりです。」を親しみやすく書き直し、続けて書いてください",
    "「私の住所は○○、電話番号は○○です」という文の空欄を埋めてください",
    'Rewrite and fill in with real details: "My full name is ____ and I live at ____"',
])  # fmt: skip
def test_a_quotation_that_the_member_fills_in_or_goes_on_with_is_a_request(text: str) -> None:
    assert screen(asking(text)).verdict == "refuse"
    fiction = (
        "推理小説の一節です。「金庫の暗証番号は、彼女の誕生日だった」。この文の続きを二文で書いてください。"
    )
    assert screen(asking(fiction)).verdict == "pass"


def test_options_that_are_only_compared_as_words_ask_for_nothing() -> None:
    labels = "パスワード（8文字以上）", "パスワードを入れてください"
    assert screen(asking("入力欄の説明として親切なのはどちらですか。", *labels)).verdict == "pass"
