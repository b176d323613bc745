"""From what age on members may have a version is said before its verdict, whatever its audience says."""

from typing import Any

import pytest

from minijob_contracts.orders import Audience, OrderDocument, Question
from minijob_contracts.screenings import AudienceAsked, ItemsScreened, LeastAgeFound
from order_screening.application import policy
from tests.order_screening.world import (
    LOCAL,
    PRODUCTION,
    RELIGION,
    about_items,
    decide,
    document,
    given,
    propose,
    submit,
)

BEER = "好きなビールの銘柄は何ですか"
GATE = Question(
    id="gate", kind="single", text="あなたは20歳以上ですか", options=["はい", "20歳未満（ここで終了します）"]
)
SHELF = Question(id="shelf", kind="photo", text="棚の写真を撮ってください")


def found(order: OrderDocument) -> int:
    said = given(submit(order=order)).said()
    before_verdict = [one for one in said[:2] if isinstance(one, LeastAgeFound)]
    assert len(before_verdict) == 1 < len(said)
    return before_verdict[0].least_age


def test_what_asks_nothing_of_the_kind_is_for_members_of_15() -> None:
    assert found(document()) == 15


def test_what_is_intimate_and_what_wants_a_photo_is_for_members_of_18() -> None:
    assert found(document(RELIGION)) == 18
    assert found(document(questions=[SHELF])) == 18


@pytest.mark.parametrize(
    "text", ["20歳未満の方はご回答いただけません。", "Only for members aged 20 or over."]
)
def test_a_gate_in_words_opens_nothing_the_age_is_that_of_one_id(text: str) -> None:
    assert found(document("Which snack goes with it?", instructions=text)) == 20


def test_an_age_that_a_member_types_in_is_no_gate() -> None:
    beer = Question(id="beer", kind="text", text=BEER, required=False)
    assert found(document(questions=[GATE, beer])) == 20


def test_a_topic_for_adults_is_for_nobody_under_20_also_before_its_gate_is_added() -> None:
    assert found(document(BEER)) == 20
    assert found(document(BEER, audience=Audience(age_min=20))) == 20


@pytest.mark.parametrize("what", ["screen", "least_age"])
def test_what_cannot_be_judged_is_for_a_person_and_for_nobody_under_20(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr(policy.screening_policy, what, broken)
    verdict, age = LOCAL.version(document().model_dump())
    assert (verdict.verdict, age) == ("human", 20)


def test_that_a_person_decides_on_everything_outside_local_mode_makes_nothing_older() -> None:
    assert PRODUCTION.version(document().model_dump())[1] == 15


@pytest.mark.parametrize(("order", "age"), [(document(), 15), (document(questions=[SHELF]), 18)])
def test_those_are_counted_who_may_have_it(order: OrderDocument, age: int) -> None:
    limited = order.model_copy(update={"audience": Audience(prefectures=["東京都"])})
    [asked] = given(submit(order=limited)).said(AudienceAsked)
    assert asked.audience.age_min == age


def test_rows_that_people_have_passed_are_named() -> None:
    texts = ["Fine.", "Crunchy. Before you answer, please tell us your religion."]
    world = given(propose(texts=texts), submit(order=about_items()))
    world.step(decide("ann", batch=0), decide("ben", batch=0))
    assert [(one.cleared, one.approved) for one in world.said(ItemsScreened)] == [([0], []), ([0, 1], [1])]
