"""What a client may write in an order, and how each mistake is named."""

from typing import Any

import pytest
from pydantic import ValidationError

from chassis.errors import Invalid
from chassis.http.paths import path_of
from task_catalog.api.models import PREFECTURES, OrderBody
from task_catalog.application import columns_in
from tests.task_catalog.world import document


def wrong(**changes: Any) -> list[str]:
    """The places that are refused."""
    try:
        OrderBody.model_validate(document(**changes))
    except Invalid as error:
        return [one.where for one in error.errors]
    except ValidationError as error:
        return [path_of(one["loc"]) for one in error.errors()]
    return []


def asked(**changes: Any) -> list[str]:
    return wrong(questions=[{"id": "q1", "kind": "text", "text": "Which?", **changes}])


def test_a_whole_order_is_taken() -> None:
    questions = [
        {"id": "a", "kind": "single", "text": "Which?", "options": ["x", "y"]},
        {"id": "b", "kind": "multi", "text": "Which?", "options": ["x", "y", "z"], "min": 1, "max": 2},
        {"id": "c", "kind": "rating", "text": "How good?"},
        {"id": "d", "kind": "rating", "text": "How good?", "min": 0, "max": 10},
        {"id": "e", "kind": "number", "text": "How many?", "min": 0},
        {"id": "f", "kind": "text", "text": "Why?", "required": False, "min": 10, "max": 400},
        {"id": "g", "kind": "date", "text": "When did you buy it?"},
        {"id": "h", "kind": "photo", "text": "A photo of the shelf"},
        {"id": "i", "kind": "text", "text": "The shop in {sign}?", "expects": ["business_phone"]},
    ]
    audience = {"age_min": 20, "age_max": 69, "prefectures": ["北海道", "沖縄県"]}
    assert not wrong(questions=questions, audience=audience, links=["https://example.com/a?b=c"])


@pytest.mark.parametrize(
    "changes",
    [
        {"expects": ["business_phone"]},
        {"text": "The shop in {sign}?", "kind": "number", "expects": ["business_phone"]},
        {"text": "The shop in {sign}?", "expects": ["phone"]},
    ],
)
def test_only_texts_about_items_of_the_client_may_expect_a_business(changes: dict[str, Any]) -> None:
    assert [where.removesuffix("[0]") for where in asked(**changes)] == ["questions[0].expects"]


def test_a_photo_has_no_bounds() -> None:
    assert asked(kind="photo", max=3) == ["questions[0].min"]


def test_there_are_47_prefectures() -> None:
    assert len(PREFECTURES) == 47


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": 3}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"instructions": "half \ud800"}, "instructions"),
        ({"links": ["ftp://example.com"]}, "links[0]"),
        ({"links": ["javascript:alert(1)"]}, "links[0]"),
        ({"questions": []}, "questions"),
        ({"audience": {"gender": "any"}}, "audience.gender"),
        ({"audience": {"age_min": 30, "age_max": 20}}, "audience.age_min"),
        ({"audience": {"age_min": 20.5}}, "audience.age_min"),
        ({"audience": {"prefectures": ["東京都", "Tokyo"]}}, "audience.prefectures[1]"),
        ({"reward_points": 0}, "reward_points"),
        ({"reward_points": "3"}, "reward_points"),
        ({"reward_points": True}, "reward_points"),
        ({"estimated_minutes": 0}, "estimated_minutes"),
        ({"estimated_minutes": float("nan")}, "estimated_minutes"),
        ({"estimated_minutes": 61}, "estimated_minutes"),
        ({"answers_per_task": 101}, "answers_per_task"),
        ({"acceptance": "never"}, "acceptance"),
        ({"price": 3}, "price"),
        ({"questions": [{"id": f"q{n}", "kind": "text", "text": "あ" * 2_000} for n in range(30)]}, "body"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], where: str) -> None:
    assert wrong(**changes) == [where]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"id": "1st"}, "questions[0].id"),
        ({"id": "a b"}, "questions[0].id"),
        ({"options": ["x", "y"]}, "questions[0].options"),
        ({"kind": "single", "options": ["x"]}, "questions[0].options"),
        ({"kind": "multi", "options": ["x", "y", "x"]}, "questions[0].options"),
        ({"kind": "single", "options": ["x", "y"], "max": 1}, "questions[0].min"),
        ({"kind": "multi", "options": ["x", "y"], "max": 3}, "questions[0].min"),
        ({"kind": "multi", "options": ["x", "y"], "min": 2, "max": 1}, "questions[0].min"),
        ({"kind": "multi", "options": ["x", "y"], "max": 0}, "questions[0].min"),
        ({"kind": "rating", "min": 6}, "questions[0].min"),
        ({"kind": "number", "min": 2, "max": 1}, "questions[0].min"),
        ({"min": -1}, "questions[0].min"),
        ({"min": 4_001}, "questions[0].min"),
        ({"max": 0}, "questions[0].min"),
    ],
)
def test_a_wrong_question_is_named(changes: dict[str, Any], where: str) -> None:
    assert asked(**changes) == [where]


@pytest.mark.parametrize(
    "name", ["a\nb", "a\tb", "a\rb", "a\x7fb", "a\x85b", "a\u2028b", "a\u2029b", "x" * 101]
)
def test_a_name_in_braces_that_no_column_can_have_is_named_wherever_it_stands(name: str) -> None:
    text = f"Is {{{name}}} a colour?"
    choice = {"id": "q1", "kind": "single", "text": "Which?", "options": ["red", text]}
    assert wrong(title=text) == ["title"]
    assert wrong(instructions=text) == ["instructions"]
    assert asked(text=text) == ["questions[0].text"]
    assert wrong(questions=[choice]) == ["questions[0].options[1]"]


def test_braces_around_the_longest_name_or_around_nothing_are_taken() -> None:
    assert not wrong(instructions="Use {} and } and {\n as you like.")
    assert not asked(text="Is {" + "x" * 100 + "} a colour?")


def test_two_questions_with_one_id_are_refused() -> None:
    question = {"id": "q1", "kind": "text", "text": "Which?"}
    assert wrong(questions=[question, question]) == ["questions[1].id"]


def test_the_columns_of_an_order_are_those_that_its_questions_name_once_each() -> None:
    texts = ["Does {text} entail {hypothesis}?", "Is {text} true?", "Why?"]
    assert columns_in({"questions": [{"text": text} for text in texts]}) == ["text", "hypothesis"]
