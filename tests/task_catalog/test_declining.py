"""Members may decline every question that screening has found personal, whatever its client wrote."""

from typing import Any

from minijob_contracts.orders import OrderOpened, OrderSubmitted
from minijob_contracts.screenings import PersonalQuestion, PersonalQuestionsFound
from task_catalog import application
from task_catalog.subscribers import on_personal_questions_found
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

CHOICE = {"id": "sex", "kind": "single", "text": "Your sex?", "options": ["female", "male"], "required": True}
OPEN = {"id": "income", "kind": "number", "text": "Your income?", "required": True}
PLAIN = {"id": "brand", "kind": "single", "text": "Which one?", "options": ["A", "B"], "required": True}
WORDS = "Prefer not to answer"


def personal(catalog: Catalog, version: int = 1, **declines: str) -> None:
    questions = [PersonalQuestion(question=id, decline=words) for id, words in declines.items()]
    catalog.do(
        on_personal_questions_found(
            PersonalQuestionsFound(order_id=ORDER_ID, version=version, questions=questions)
        )
    )


def opened(catalog: Catalog, *questions: dict[str, Any], **declines: str) -> dict[str, Any]:
    """The questions that members get, by id."""
    catalog.draft(questions=list(questions))
    catalog.submit()
    personal(catalog, **declines)
    catalog.clear()
    catalog.fund(1)
    [form] = catalog.said(OrderOpened)
    return {question.id: question for question in form.document.questions}


def test_a_choice_gets_an_option_and_an_open_question_is_left_to_the_member(catalog: Catalog) -> None:
    form = opened(catalog, CHOICE, OPEN, PLAIN, sex=WORDS, income=WORDS)
    assert form["sex"].options == ["female", "male", WORDS]
    assert (form["income"].required, form["income"].decline) == (False, WORDS)
    assert (form["brand"].options, form["brand"].decline) == (["A", "B"], None)
    [submitted] = catalog.said(OrderSubmitted)
    assert submitted.document.questions[0].options == ["female", "male"]


def test_what_needs_special_care_is_opened_with_the_words_that_agree_to_it(catalog: Catalog) -> None:
    catalog.draft(questions=[CHOICE, OPEN])
    catalog.submit()
    asked = [
        PersonalQuestion(question="sex", decline=WORDS),
        PersonalQuestion(question="income", decline=WORDS, consent="I agree"),
    ]
    found = PersonalQuestionsFound(order_id=ORDER_ID, version=1, questions=asked)
    catalog.do(on_personal_questions_found(found))
    catalog.clear()
    catalog.fund(1)
    [form] = catalog.said(OrderOpened)
    assert [question.consent for question in form.document.questions] == [None, "I agree"]


def test_an_option_of_the_client_that_declines_is_enough(catalog: Catalog) -> None:
    own = {**CHOICE, "options": ["female", "male", "No answer"]}
    form = opened(catalog, own, sex="No answer")
    assert (form["sex"].options, form["sex"].decline) == (own["options"], "No answer")


def test_what_was_found_in_an_older_version_says_nothing_of_a_newer_one(catalog: Catalog) -> None:
    catalog.draft(questions=[CHOICE])
    catalog.submit()
    personal(catalog, sex=WORDS)
    assert catalog.order.declines == {"sex": WORDS}
    catalog.do(application.flag(ORDER_ID, 1, "fix", "policy", [], AT))
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(questions=[PLAIN]), AT))
    personal(catalog, version=1, sex=WORDS)
    assert catalog.order.declines == {}
