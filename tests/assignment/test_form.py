"""Answers fit the form or are refused by the name of the question."""

from typing import Any

import pytest

from assignment.domain import check_answers, keyed_digest
from chassis.errors import Invalid
from minijob_contracts.orders import Question


def form(**question: Any) -> list[dict[str, Any]]:
    return [Question(id="q1", text="?", **question).model_dump()]


SINGLE = form(kind="single", options=["yes", "no"])
MULTI = form(kind="multi", options=["a", "b", "c"], max=2)
RATING = form(kind="rating", min=1, max=7)
NUMBER = form(kind="number", min=0, max=100)
TEXT = form(kind="text", max=10)


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (SINGLE, "yes"),
        (MULTI, ["a"]),
        (MULTI, ["c", "a"]),
        (RATING, 7),
        (form(kind="rating"), 5),
        (NUMBER, 0),
        (NUMBER, 99.5),
        (TEXT, "ありがとう"),
    ],
)
def test_an_answer_that_fits_is_taken_as_it_is(questions: list[dict[str, Any]], answer: Any) -> None:
    assert check_answers(questions, {"q1": answer}) == {"q1": answer}


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (SINGLE, "maybe"),
        (SINGLE, 1),
        (SINGLE, ["yes"]),
        (MULTI, "a"),
        (MULTI, ["a", "a"]),
        (MULTI, ["a", "b", "c"]),
        (MULTI, ["a", "d"]),
        (MULTI, [["a"]]),
        (RATING, 0),
        (RATING, 8),
        (RATING, 3.0),
        (RATING, True),
        (RATING, "3"),
        (form(kind="rating"), 6),
        (NUMBER, -0.1),
        (NUMBER, 101),
        (NUMBER, "5"),
        (NUMBER, False),
        (form(kind="number"), float("nan")),
        (form(kind="number"), float("inf")),
        (form(kind="number"), 10**400),
        (TEXT, "  \n"),
        (TEXT, "x" * 11),
        (TEXT, {"text": "x"}),
        (form(kind="text"), "x" * 4_001),
    ],
)
def test_an_answer_that_does_not_fit_names_its_question(questions: list[dict[str, Any]], answer: Any) -> None:
    with pytest.raises(Invalid) as refused:
        check_answers(questions, {"q1": answer})
    assert [error.where for error in refused.value.errors] == ["answers.q1"]


@pytest.mark.parametrize("empty", [{}, {"q1": None}, {"q1": ""}, {"q1": []}])
def test_an_empty_answer_is_none(empty: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="is required"):
        check_answers(SINGLE, empty)
    assert check_answers(form(kind="single", options=["yes"], required=False), empty) == {}


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        check_answers(SINGLE, {"q2": "yes", "q3": None})
    assert [error.where for error in refused.value.errors] == ["answers.q2", "answers.q3", "answers.q1"]


def test_a_zero_has_no_sign_because_a_database_keeps_none() -> None:
    [zero] = check_answers(form(kind="number"), {"q1": -0.0}).values()
    assert str(zero) == "0.0"


def test_a_digest_depends_on_key_and_answers_but_not_on_their_order() -> None:
    one = keyed_digest(b"key", {"q1": "yes", "q2": ["a", "b"]})
    assert one == keyed_digest(b"key", {"q2": ["a", "b"], "q1": "yes"})
    assert one != keyed_digest(b"other", {"q1": "yes", "q2": ["a", "b"]})
    assert one != keyed_digest(b"key", {"q1": "yes", "q2": ["b", "a"]})
