"""No text that a client can write takes more than time in proportion to its length."""

import random
import re
import time
from collections.abc import Iterator

import pytest

from screening_policy import ItemScreener, screen
from screening_policy.rule import Rule
from screening_policy.rules import all_rules
from screening_policy.scene import Scene, scene_of
from tests.screening_policy.orders import asking, of_example

WORD = re.compile(r"[a-z']+|[ァ-ヶー]+|[一-鿿]+|[ぁ-ん]+", re.IGNORECASE)
MOST_SECONDS = 2.5  # about a tenth of it on a quiet machine
TURNS = 3  # a pause of the machine falls into one of them
GRAVE = [
    ("more ", "ください"),
    ("i only ", "いいねください"),
    ("★ more ", "ください会員登録"),
    ("like and follow あ ★", "}a@b "),
    ("extra points 報酬", "レビュー電話番号"),
    ("what is your こちらのフォームで", "教えて~ "),
    ("", "write a b c d e "),
    ("", "name "),
    ("", "電話番号"),
]


def units(rule: Rule) -> Iterator[str]:
    """Some of the rule's own words, alone and in pairs, with and without a space."""
    texts = [place.text for example in rule.found for place in scene_of(of_example(example), 5).places]
    words = sorted({word for text in texts for word in WORD.findall(text)})
    chosen = random.Random(rule.id)
    for _ in range(2):
        one, other = chosen.sample(words, 2)
        yield from (f"{one} ", f"{one}{other}", f"{one} {other} ")


def scene_with(text: str) -> Scene:
    """A question and instructions of this text, read already."""
    scene = scene_of(asking(text, instructions=text), 5)
    assert [place.reading for place in scene.places]
    return scene


def seconds(rule: Rule, scene: Scene) -> float:
    """What the rule takes for the scene."""
    started = time.process_time()
    list(rule.find(scene))
    return time.process_time() - started


def is_even(rule: Rule, short_scene: Scene, long_scene: Scene) -> bool:
    """Whether four times the length takes about four times as long."""
    short, long = seconds(rule, short_scene), seconds(rule, long_scene)
    return long < max(0.1, 12 * short) and long < MOST_SECONDS


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_takes_time_in_proportion_to_what_its_own_words_fill(rule: Rule) -> None:
    for unit in units(rule):
        text = unit * (10_000 // len(unit))
        scenes = scene_with(text[:2_500]), scene_with(text)
        assert any(is_even(rule, *scenes) for _ in range(TURNS)), unit


@pytest.mark.parametrize(("before", "unit"), GRAVE)
def test_texts_that_once_took_minutes_take_time_in_proportion(before: str, unit: str) -> None:
    text = before + unit * (10_000 // len(unit))
    scenes = scene_with(text[:2_500]), scene_with(text)
    for rule in all_rules():
        assert any(is_even(rule, *scenes) for _ in range(TURNS)), rule.id


def test_the_hundredth_row_of_an_order_costs_what_the_first_one_did() -> None:
    screener = ItemScreener(asking("この文の感情を選んでください。{text}", "良い", "悪い"))

    def of_rows(count: int, turn: int) -> float:
        rows = [
            {
                "text": f"{turn}. Row {n}: you will love the view of the harbour, and your friends will too. "
                * 3
            }
            for n in range(count)
        ]
        started = time.process_time()
        for index, row in enumerate(rows):
            screener.screen(row, index)
        return time.process_time() - started

    few, many = (min(of_rows(count, turn) for turn in range(3)) for count in (60, 240))
    assert many < 12 * few


def test_a_pause_can_call_the_screening_off() -> None:
    class Enough(Exception):
        pass

    def pause() -> None:
        raise Enough

    with pytest.raises(Enough):
        screen(asking("Which colour do you like?"), pause=pause)
