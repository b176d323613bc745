"""What is not understood of an order is never passed; unknown texts are read like the others."""

import math

import pytest

from screening_policy import ItemScreener, Rules, problems_of, screen
from tests.screening_policy.orders import asking, harmless

QUESTION = {"id": "q1", "kind": "text", "text": "Which colour do you like best?", "required": False}
MALFORMED: list[tuple[object, str]] = [
    ([], ""),
    ({}, "questions"),
    ({"foo": 1}, "questions"),
    ({"title": "x", "question": [QUESTION]}, "questions"),
    (harmless(questions=[]), "questions"),
    (harmless(questions="What?"), "questions"),
    (harmless(questions=["電話番号を教えてください"]), "questions[0]"),
    (harmless(questions=[QUESTION | {"text": ["電話番号を教えてください"]}]), "questions[0].text"),
    (harmless(questions=[QUESTION | {"options": "電話番号"}]), "questions[0].options"),
    (harmless(questions=[QUESTION | {"options": [{"text": "電話番号"}]}]), "questions[0].options[0]"),
    (harmless(questions=[QUESTION | {"required": "no"}]), "questions[0].required"),
    (harmless(title=["x"]), "title"),
    (harmless(links="https://bit.ly/x"), "links"),
    (harmless(links=[{"url": "https://bit.ly/x"}]), "links[0]"),
    (harmless(audience=["wheelchair users"]), "audience"),
    (harmless(audience={"age_min": 60, "age_max": 20}), "audience.age_min"),
    (harmless(items=["abc"]), "items[0]"),
    (harmless(reward_points="1"), "reward_points"),
    (harmless(reward_points=True), "reward_points"),
    (harmless(estimated_minutes=math.inf), "estimated_minutes"),
    (harmless(estimated_minutes=math.nan), "estimated_minutes"),
    (harmless(estimated_minutes=-5), "estimated_minutes"),
]


@pytest.mark.parametrize(("order", "where"), MALFORMED)
def test_a_part_that_is_not_understood_needs_a_person(order: object, where: str) -> None:
    assert where in {place for place, _ in problems_of(order)}
    verdict = screen(order)  # type: ignore[arg-type]
    assert verdict.verdict == "human"
    assert ("policy", where) in {(finding.rule, finding.where) for finding in verdict.findings}


def test_what_is_understood_beside_it_is_still_judged() -> None:
    order = harmless(questions=[QUESTION | {"text": "What is your phone number?"}], links="none")
    assert screen(order).verdict == "refuse"


def test_a_row_that_is_no_object_needs_a_person_and_leaves_the_others_alone() -> None:
    order = asking("Is this message polite? {text}") | {"items": ["abc", {"text": "Hello there."}]}
    items = screen(order).items
    assert items is not None
    assert [item.verdict for item in items] == ["human", "pass"]
    assert ItemScreener(order, Rules()).screen("abc", 4).verdict == "human"  # type: ignore[arg-type]


def test_an_order_that_leaves_out_what_it_may_is_understood() -> None:
    assert problems_of({"questions": [{"text": "Which colour do you like?"}]}) == []
    assert problems_of(harmless(links=None, audience=None, reward_points=None)) == []


@pytest.mark.parametrize("field", ["help", "hint", "placeholder", "description"])
def test_an_unknown_text_of_a_question_is_read_like_the_question(field: str) -> None:
    verdict = screen(harmless(questions=[QUESTION | {field: "電話番号"}]))
    assert [(one.rule, one.where) for one in verdict.findings] == [("P2", f"questions[0].{field}")]
    assert screen(harmless(questions=[QUESTION | {field: "One word will do."}])).verdict == "pass"


def test_an_unknown_text_of_an_order_is_read_like_its_instructions() -> None:
    verdict = screen(harmless(notes={"end": ["Please add your phone number."]}))
    assert [(one.rule, one.where) for one in verdict.findings] == [("P2", "notes.end[0]")]


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\u0301", "", "\u3164"])
def test_a_text_of_nothing_visible_gets_a_verdict(text: str) -> None:
    verdict = screen(asking(text, title=text, instructions=text))
    assert verdict.verdict == "human"
    assert {finding.rule for finding in verdict.findings} == {"F0", "B2"}
