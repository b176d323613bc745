"""Options that end the work: who may declare them, what they cost at most, and when they pause an order."""

from typing import Any

import pytest

from minijob_contracts.orders import OrderApproved, OrderChangesAsked, OrderOpened, OrderPaused
from minijob_contracts.screenings import PersonalQuestion, PersonalQuestionsFound
from minijob_contracts.submissions import TooManyScreenedOut
from task_catalog import application
from task_catalog.api.models import rewritten
from task_catalog.domain import quote
from task_catalog.subscribers import on_personal_questions_found, on_too_many_screened_out
from tests.task_catalog.test_documents import wrong
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

COOK = {
    "id": "cook",
    "kind": "single",
    "text": "Do you cook?",
    "options": ["yes", "no"],
    "screens_out": ["no"],
}


def asked(**changes: Any) -> list[str]:
    return wrong(questions=[{**COOK, **changes}])


def screening(catalog: Catalog) -> None:
    """A live order of which one answer ends the work."""
    catalog.draft(questions=[COOK])
    catalog.submit()
    catalog.clear()
    [approved] = catalog.said(OrderApproved)
    catalog.do(application.fund(ORDER_ID, 1, approved.total_jpy, AT))


def too_many(version: int = 1) -> TooManyScreenedOut:
    return TooManyScreenedOut(
        order_id=ORDER_ID, accepted=3, version=version, screened_out=26, ended=29, exits=26
    )


def test_options_of_a_choice_may_end_the_work_if_one_is_left() -> None:
    assert asked() == []
    assert asked(kind="multi", options=["a", "b", "c"], screens_out=["a", "c"]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"screens_out": ["maybe"]},
        {"screens_out": ["yes", "no"]},
        {"screens_out": ["no", "no"]},
        {"kind": "text", "options": [], "screens_out": ["no"]},
        {"kind": "rating", "options": [], "screens_out": ["1"]},
    ],
)
def test_other_exits_are_refused_by_name(changes: dict[str, Any]) -> None:
    assert asked(**changes) == ["questions[0].screens_out"]


@pytest.mark.parametrize(
    ("tasks", "answers", "reward", "reserve"), [(1, 5, 10, 500), (30, 5, 10, 1_500), (1, 1, 1, 100)]
)
def test_the_quote_sets_aside_the_dearest_exit_for_each_place_and_at_least_fifty(
    tasks: int, answers: int, reward: int, reserve: int
) -> None:
    form = document(questions=[COOK], answers_per_task=answers, reward_points=reward)
    costs = quote(tasks, form)
    rewards = tasks * answers * reward
    assert (costs["reward_jpy"], costs["screen_out_reserve_jpy"]) == (rewards, reserve)
    assert costs["fee_jpy"] == -(-(rewards + reserve) // 5)
    assert costs["total_jpy"] == rewards + reserve + costs["fee_jpy"]
    assert quote(tasks, document())["screen_out_reserve_jpy"] == 0


def test_the_reserve_is_asked_for_and_members_get_the_form_that_ends(catalog: Catalog) -> None:
    screening(catalog)
    [approved] = catalog.said(OrderApproved)
    assert (approved.screen_out_reserve_jpy, approved.reward_jpy) == (150, 15)
    [opened] = catalog.said(OrderOpened)
    assert opened.document.questions[0].screens_out == ["no"]


@pytest.mark.parametrize("by", ["policy", "review"])
def test_a_personal_question_that_ends_the_work_goes_back_whoever_has_passed_it(
    catalog: Catalog, by: str
) -> None:
    catalog.draft(questions=[COOK])
    catalog.submit()
    found = [PersonalQuestion(question="cook", decline="Prefer not to answer")]
    catalog.do(
        on_personal_questions_found(PersonalQuestionsFound(order_id=ORDER_ID, version=1, questions=found))
    )
    catalog.do(application.clear(ORDER_ID, 1, by, AT))
    assert catalog.order.state == "changes_asked"
    [asked] = catalog.said(OrderChangesAsked)
    assert [(one.rule, one.where) for one in asked.findings] == [("S3", "questions[0].text")]
    mended = rewritten(document(questions=[COOK]), catalog.order.findings)
    assert mended["questions"][0]["screens_out"] == []
    assert catalog.said(OrderApproved) == []


def test_too_many_exits_pause_the_order_and_say_why_and_its_client_resumes_it(catalog: Catalog) -> None:
    screening(catalog)
    catalog.do(on_too_many_screened_out(too_many()))
    assert (catalog.order.state, catalog.order.paused_for) == ("paused", "screen_outs")
    assert [one.reason for one in catalog.said(OrderPaused)] == ["screen_outs"]
    catalog.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    assert catalog.order.state == "live"
    catalog.do(on_too_many_screened_out(too_many()))
    assert len(catalog.said(OrderPaused)) == 2


def test_what_is_said_of_an_older_version_or_of_a_paused_order_changes_nothing(catalog: Catalog) -> None:
    screening(catalog)
    catalog.do(on_too_many_screened_out(too_many(version=2)))
    assert catalog.order.state == "live"
    catalog.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    catalog.do(on_too_many_screened_out(too_many()))
    assert catalog.order.paused_for == "client"


def test_a_further_version_keeps_what_exits_and_dearer_rewards_have_locked(catalog: Catalog) -> None:
    screening(catalog)
    plain = document(questions=[{**COOK, "screens_out": []}], reward_points=4)
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, plain, AT))
    catalog.clear(version=2)
    [_, approved] = catalog.said(OrderApproved)
    assert (approved.reward_jpy, approved.screen_out_reserve_jpy, approved.total_jpy) == (20, 150, 204)
    catalog.do(application.fund(ORDER_ID, 1, approved.total_jpy, AT))
    cheap = document(questions=[{**COOK, "screens_out": []}], reward_points=3)
    catalog.do(application.edit("f", b"", "c1", ORDER_ID, 2, cheap, AT))
    catalog.clear(version=3)
    assert (catalog.order.live_version, len(catalog.said(OrderApproved))) == (3, 2)
    assert application.quote_of(catalog.order)["total_jpy"] == 204
