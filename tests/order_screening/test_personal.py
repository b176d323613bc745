"""Which questions are personal and how each is declined is said before the verdict, in its own language."""

from typing import Any

import pytest

from minijob_contracts.orders import OrderDocument, Question
from minijob_contracts.screenings import PersonalQuestionsFound
from order_screening.application import policy
from tests.order_screening.world import LOCAL, document, given, submit

INCOME = Question(id="income", kind="text", text="What is your annual income?", required=False)
SEX = Question(id="sex", kind="single", text="性別を教えてください", options=["男性", "女性"], required=False)
OWN = Question(
    id="own", kind="single", text="Are you married?", options=["Yes", "No", "I would rather not answer"]
)
BRAND = Question(id="brand", kind="single", text="Which brand do you like?", options=["A", "B"])


def asking(*questions: Question) -> OrderDocument:
    return document().model_copy(update={"questions": list(questions)})


def found(order: OrderDocument) -> dict[str, str]:
    world = given(submit(order=order))
    said = world.said()
    assert isinstance(said[0], PersonalQuestionsFound)
    assert len(said) > 1
    return {one.question: one.decline for one in said[0].questions}


def test_optional_personal_questions_may_be_declined_in_their_language_and_others_are_left_alone() -> None:
    assert found(asking(INCOME, SEX, OWN, BRAND)) == {
        "income": "Prefer not to answer",
        "sex": "答えたくない",
        "own": "I would rather not answer",
    }


def test_what_needs_special_care_needs_consent_in_its_language() -> None:
    care = Question(id="care", kind="text", text="持病はありますか", required=False)
    creed = Question(id="creed", kind="single", text="Which religion do you follow?", options=["Zen", "None"])
    [said] = given(submit(order=asking(INCOME, care, creed, BRAND))).said(PersonalQuestionsFound)
    assert {one.question: one.consent for one in said.questions} == {
        "income": None,
        "care": "特に配慮を要する個人情報を尋ねる質問と理解し、回答に同意します",
        "creed": "I understand that this asks for sensitive personal information, and agree to answer it",
    }


def test_special_care_that_is_only_said_around_the_questions_asks_consent_to_each_personal_one() -> None:
    order = asking(INCOME, BRAND).model_copy(
        update={"instructions": "Also write which illness you suffer from."}
    )
    [said] = given(submit(order=order)).said(PersonalQuestionsFound)
    assert [one.question for one in said.questions if one.consent] == ["income"]


def test_nothing_is_said_where_nothing_is_personal() -> None:
    assert given(submit(order=asking(BRAND))).said(PersonalQuestionsFound) == []


def test_where_it_cannot_be_found_out_every_question_may_be_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr(policy, "personal_questions", broken)
    told = LOCAL.personal(asking(INCOME, BRAND).model_dump())
    assert [(one["question"], "consent" in one) for one in told] == [("income", True), ("brand", True)]
