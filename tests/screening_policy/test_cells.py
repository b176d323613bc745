"""K1: small cells are found over everything that a client can link, and the way out of them is told."""

from collections.abc import Mapping
from typing import Any

import pytest

from screening_policy import Cells, Counts, Linkable, attributes_of, combinations, finest, k1, limits_of


def order(*texts: str | Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    questions = [
        {"id": f"q{n}", "kind": "single", "text": one, "options": ["A", "B"], "required": False}
        if isinstance(one, str)
        else {"id": f"q{n}", "required": False, **one}
        for n, one in enumerate(texts)
    ]
    return {"title": "Snacks", "instructions": "Choose.", "questions": questions, **changes}


def counts(given: Mapping[str, Any], linkable: Linkable, **shares: int | None) -> Counts:
    """As if every combination had a share of 0 but those named, joined by `__`."""
    cells = [
        Cells(one, shares.get("__".join(one), 0)) for one in combinations(attributes_of(given), linkable)
    ]
    return Counts(1_200, True, tuple(cells))


NOTHING = Linkable()


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("What is your age group?", "age_band"),
        ("年代を教えてください", "age_band"),
        ("生まれた年を選んでください", "age_band"),
        ("What is your gender?", "sex"),
        ("性別", "sex"),
        ("Which prefecture do you live in?", "prefecture"),
        ("お住まいの都道府県", "prefecture"),
        ("Which city do you live in?", "municipality"),
        ("お住まいの市区町村を選んでください", "municipality"),
        ("How many people live in your household?", "household_size"),
        ("世帯人数", "household_size"),
        ("What is your occupation?", "job"),
        ("ご職業をお選びください", "job"),
        ("Which industry do you work in?", "industry"),
        ("業種を選んでください", "industry"),
        ("What is your highest level of education?", "education"),
        ("最終学歴", "education"),
        ("What is your household income?", "income"),
        ("世帯年収を選んでください", "income"),
        ("Are you married?", "family"),
        ("お子様はいますか", "family"),
    ],
)
def test_an_attribute_that_is_asked_is_recognised(text: str, attribute: str) -> None:
    assert attributes_of(order(text)) == (attribute,)


def test_an_age_in_years_is_finer_than_one_chosen_from_options() -> None:
    assert attributes_of(order({"kind": "number", "text": "How old are you?"})) == ("age",)
    assert attributes_of(order("How old are you?")) == ("age_band",)


@pytest.mark.parametrize(
    "text",
    [
        "Which of these snacks do you like best?",
        "都道府県の名産を一つ選んでください",
        "Is this review positive?",
        "どの時間帯に買い物をしますか",
        "Which brand do you remember?",
    ],
)
def test_an_ordinary_question_lists_nothing(text: str) -> None:
    assert attributes_of(order(text)) == ()


def test_an_audience_tells_attributes_of_whoever_answers() -> None:
    assert limits_of(order("?", audience={"age_min": 20, "prefectures": ["東京都"]})) == (
        "age_band",
        "prefecture",
    )
    assert limits_of(order("?", audience={})) == ()


def test_what_follows_from_a_finer_attribute_is_not_counted_twice() -> None:
    assert finest(["region", "age_band", "prefecture", "age"]) == ("age", "prefecture")


def test_an_order_whose_cells_are_large_passes() -> None:
    asked = order("年代を教えてください", "性別")
    assert k1(asked, NOTHING, counts(asked, NOTHING, age_band__sex=5)).verdict == "pass"


def test_more_than_five_percent_in_small_cells_are_refused_with_each_way_out() -> None:
    asked = order({"kind": "number", "text": "How old are you?"}, "Which prefecture do you live in?")
    found = k1(asked, NOTHING, counts(asked, NOTHING, age__prefecture=6, age=6, age__region=9))
    (finding,) = found.findings
    assert (found.verdict, finding.rule, finding.quote) == ("refuse", "K1", "age in years, prefecture")
    assert "6 %" in finding.reason
    assert "ask age band instead of age in years" in finding.reason
    assert "do not ask age in years" in finding.reason
    assert "prefecture;" not in finding.reason.replace("age in years, prefecture", "")
    assert "region" not in finding.reason


def test_where_one_change_is_not_enough_the_client_is_told_so() -> None:
    asked = order("性別", "ご職業")
    found = k1(asked, NOTHING, counts(asked, NOTHING, sex__job=50, sex=50, job=50))
    assert "二つ以上" in found.findings[0].reason


def test_what_earlier_orders_told_is_counted_together_with_what_this_one_asks() -> None:
    linkable = Linkable(("sex", "prefecture"))
    asked = order("ご職業をお選びください")
    assert combinations(attributes_of(asked), linkable) == (
        ("sex", "prefecture", "job"),
        ("sex", "prefecture"),
        ("job",),
    )
    found = k1(asked, linkable, counts(asked, linkable, sex__prefecture__job=8))
    assert found.verdict == "refuse"
    assert found.findings[0].quote == "性別、都道府県、職業"
    assert "続きにしない" in found.findings[0].reason


def test_an_audience_below_twenty_is_refused() -> None:
    asked = order("Which snack?", audience={"age_min": 90})
    found = k1(asked, NOTHING, Counts(0, False, ()))
    assert (found.verdict, found.findings[0].where) == ("refuse", "audience")


@pytest.mark.parametrize(
    "counted", [None, Counts(1_000, True, (Cells(("job",), None),)), Counts(1_000, True, ())]
)
def test_what_was_not_counted_needs_a_person(counted: Counts | None) -> None:
    found = k1(order("ご職業"), NOTHING, counted)
    assert (found.verdict, found.findings[0].rule) == ("human", "K1")


def test_an_earlier_order_that_is_not_known_needs_a_person() -> None:
    asked = order("Which snack?")
    assert k1(asked, Linkable(is_known=False), Counts(1_000, True, ())).verdict == "human"


def test_the_digest_is_that_of_exactly_this_input() -> None:
    asked = order("性別")
    given = counts(asked, NOTHING)
    first = k1(asked, NOTHING, given)
    assert len(first.digest) == 64
    assert k1(asked, NOTHING, given) == first
    others = [
        k1(order("性別", title="Sweets"), NOTHING, given),
        k1(asked, Linkable(("job",)), given),
        k1(asked, NOTHING, None),
        k1(asked, NOTHING, counts(asked, NOTHING, sex=1)),
    ]
    assert len({first.digest, *(one.digest for one in others)}) == 5
