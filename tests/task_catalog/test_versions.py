"""A further version of an order on which members work: the former stays live until the new one passes."""

from typing import Any

import pytest

from chassis.command import Outcome
from chassis.errors import Invalid, PreconditionFailed, Refused
from minijob_contracts.orders import (
    OrderApproved,
    OrderClosed,
    OrderOpened,
    OrderSubmitted,
    TaskPublished,
)
from minijob_contracts.points import EscrowRefused
from task_catalog import application
from task_catalog.subscribers import on_escrow_refused
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

FIX = {"rule": "F5", "verdict": "fix", "where": "reward_points", "reason": "low", "rewrite": "4"}


def edit(catalog: Catalog, version: int = 1, **changes: Any) -> Outcome | Exception:
    text = document(**changes)
    return catalog.do(application.edit(catalog.key(), b"", "c1", ORDER_ID, version, text, AT))


def where(catalog: Catalog) -> tuple[str, int, int, str]:
    """State, live version, newest version, and where that is."""
    order = catalog.order
    return order.state, order.live_version, order.order_version, order.next_state


@pytest.fixture
def live(catalog: Catalog) -> Catalog:
    """Two tasks under version 1."""
    catalog.live()
    catalog.publish()
    return catalog


def test_an_edit_of_a_live_order_is_screened_while_the_former_version_stays_live(live: Catalog) -> None:
    assert isinstance(edit(live, title="Hues"), Outcome)
    assert where(live) == ("live", 1, 2, "screening")
    assert [event.version for event in live.said(OrderSubmitted)] == [1, 2]
    assert [event.version for event in live.said(OrderOpened)] == [1]


def test_it_takes_over_when_it_and_every_row_under_it_have_passed(live: Catalog) -> None:
    edit(live, title="Hues")
    live.clear(version=2)
    assert where(live) == ("live", 1, 2, "approved")
    live.screen(0, [0, 1], version=2)
    assert where(live) == ("live", 2, 2, "")
    opened = live.said(OrderOpened)
    assert [(event.version, event.document.title) for event in opened] == [(1, "Colours"), (2, "Hues")]
    assert len(live.said(OrderApproved)) == 1


@pytest.mark.parametrize("state", ["live", "paused"])
def test_a_paused_order_that_is_edited_stays_paused(live: Catalog, state: str) -> None:
    if state == "paused":
        live.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    edit(live, title="Hues")
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    assert where(live) == (state, 2, 2, "")


@pytest.mark.parametrize(
    ("verdict", "state"), [("fix", "changes_asked"), ("human", "in_review"), ("refuse", "refused")]
)
def test_a_further_version_that_does_not_pass_leaves_the_live_one_alone(
    live: Catalog, verdict: str, state: str
) -> None:
    edit(live, title="Hues")
    live.do(application.flag(ORDER_ID, 2, verdict, "policy", [FIX], AT))
    assert where(live) == ("live", 1, 2, state)
    assert edit(live, version=2, title="Colours again")
    live.clear(version=3)
    live.screen(0, [0, 1], version=3)
    assert where(live) == ("live", 3, 3, "")


def test_its_rewrites_are_accepted_like_those_of_a_first_version(live: Catalog) -> None:
    edit(live, reward_points=1)
    live.do(application.flag(ORDER_ID, 2, "fix", "policy", [FIX], AT))
    mended = application.rewritten(live.order.document, live.order.findings)
    live.do(application.accept_rewrites("a", b"", "c1", ORDER_ID, 2, mended, AT))
    assert where(live) == ("live", 1, 3, "screening")
    assert live.order.document["reward_points"] == 4


def test_a_dearer_version_waits_for_its_money(live: Catalog) -> None:
    edit(live, reward_points=6)
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    assert where(live) == ("live", 1, 2, "funding")
    assert [event.total_jpy for event in live.said(OrderApproved)] == [36, 72]
    live.do(application.fund(ORDER_ID, 2, 72, AT))
    assert where(live) == ("live", 2, 2, "")


def test_a_dearer_version_without_money_says_what_is_missing_and_asks_again(live: Catalog) -> None:
    edit(live, reward_points=6)
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    live.do(on_escrow_refused(EscrowRefused(order_id=ORDER_ID, version=2, tasks=2, short_by_jpy=36)))
    assert where(live) == ("live", 1, 2, "unfunded")
    assert live.order.short_by_jpy == 36
    live.submit()
    live.do(application.fund(ORDER_ID, 2, 72, AT))
    assert where(live) == ("live", 2, 2, "")


def test_a_cheaper_version_needs_no_money(live: Catalog) -> None:
    edit(live, reward_points=2, estimated_minutes=0.3)
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    assert where(live) == ("live", 2, 2, "")


def test_a_version_under_which_tasks_would_be_held_goes_back_to_the_client(live: Catalog) -> None:
    edit(live, title="Hues")
    live.clear(version=2)
    live.screen(0, [0], held=1, version=2)
    assert where(live) == ("live", 1, 2, "changes_asked")
    assert "1 rows that may be tasks already" in live.order.findings[0]["reason"]


def test_a_task_that_a_person_has_to_see_again_holds_the_version_until_then(live: Catalog) -> None:
    edit(live, title="Hues")
    live.clear(version=2)
    live.screen(0, [0], held=1, version=2, verdict="human")
    assert where(live) == ("live", 1, 2, "approved")
    live.screen(0, [0, 1], version=2)
    assert where(live) == ("live", 2, 2, "")


def test_rows_cleared_under_the_live_version_become_tasks_while_another_is_screened(catalog: Catalog) -> None:
    catalog.live()
    edit(catalog, title="Hues")
    catalog.clear(version=2)
    catalog.screen(0, [0], held=1, version=2)
    catalog.publish()
    assert catalog.rows_published() == [0, 1]
    assert {task.version for task in catalog.said(TaskPublished)} == {1}


def test_rows_that_came_after_the_edit_wait_for_the_version_under_which_they_pass(live: Catalog) -> None:
    edit(live, title="Hues")
    live.add("blue")
    live.screen(1, [2], version=2)
    live.publish()
    assert live.rows_published() == [0, 1]
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    live.fund(3)
    live.publish()
    assert live.rows_published() == [0, 1, 2]
    assert where(live) == ("live", 2, 2, "")


def test_a_filled_order_waits_for_a_version_on_its_way_and_closes_without_one(live: Catalog) -> None:
    edit(live, title="Hues")
    live.do(application.complete(ORDER_ID, 2, AT))
    assert live.order.state == "live"
    live.do(application.flag(ORDER_ID, 2, "refuse", "policy", [], AT))
    assert live.order.state == "closed"
    assert [event.reason for event in live.said(OrderClosed)] == ["complete"]


def test_what_would_break_running_work_is_refused_by_name(live: Catalog) -> None:
    refused = edit(live, answers_per_task=6)
    assert isinstance(refused, Invalid)
    assert refused.errors[0].where == "answers_per_task"
    missing = edit(live, purpose="")
    assert isinstance(missing, Invalid)
    assert missing.errors[0].where == "purpose"
    question = {"id": "q1", "kind": "text", "text": "Is {word} a {thing}?"}
    assert isinstance(edit(live, questions=[question]), Invalid)
    assert where(live) == ("live", 1, 1, "")


def test_two_edits_of_the_same_version_do_not_both_count(live: Catalog) -> None:
    edit(live, title="Hues")
    assert isinstance(edit(live, title="Shades"), PreconditionFailed)


def test_a_closed_order_is_not_edited(live: Catalog) -> None:
    edit(live, title="Hues")
    live.do(application.close("x", b"", "c1", ORDER_ID, AT))
    assert isinstance(edit(live, version=2), Refused)
    live.clear(version=2)
    live.screen(0, [0, 1], version=2)
    assert where(live) == ("closed", 1, 2, "")
    assert len(live.said(OrderOpened)) == 1
