"""What operators decide about an order, and how it ends before any member has seen it."""

from typing import Any

import pytest

from chassis.command import Outcome
from minijob_contracts.orders import OrderChangesAsked, OrderClosed, OrderSubmitted
from minijob_contracts.screenings import Finding, OrderFlagged, ReviewAppealed, ReviewDecided
from task_catalog import application
from task_catalog.subscribers import on_order_flagged, on_review_appealed, on_review_decided
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

PAY = Finding(rule="F5", verdict="fix", where="reward_points", reason="below the floor", rewrite="15")


def reviewed(catalog: Catalog, decision: Any) -> None:
    """An order that the policy would have mended, which a person had to see first."""
    catalog.draft(reward_points=1)
    catalog.add("red")
    catalog.submit()
    catalog.do(
        on_order_flagged(
            OrderFlagged(order_id=ORDER_ID, version=1, verdict="human", ruleset="1", findings=[PAY])
        )
    )
    assert catalog.order.state == "in_review"
    catalog.do(application.screen_items(ORDER_ID, 1, 0, [0], [], AT))
    said = ReviewDecided(
        order_id=ORDER_ID, version=1, decision=decision, operator_id="ann", reason="Pay more"
    )
    catalog.do(on_review_decided(said))


def test_an_operator_who_asks_for_changes_leaves_the_rewrites_that_screening_offered(
    catalog: Catalog,
) -> None:
    reviewed(catalog, "ask_changes")
    [asked] = catalog.said(OrderChangesAsked)
    assert [(one.rule, one.reason) for one in asked.findings] == [
        ("F5", "below the floor"),
        ("review", "Pay more"),
    ]
    order = catalog.order
    mended = application.rewritten(order.document, order.findings)
    accepted = catalog.do(application.accept_rewrites("a", b"", "c1", ORDER_ID, 1, mended, AT))
    assert isinstance(accepted, Outcome)
    assert [event.document.reward_points for event in catalog.said(OrderSubmitted)] == [1, 15]


def test_a_refusal_says_what_was_found_and_why_a_person_refused(catalog: Catalog) -> None:
    reviewed(catalog, "refuse")
    assert catalog.order.state == "refused"
    assert [one["rule"] for one in catalog.order.findings] == ["F5", "review"]


def test_what_is_submitted_is_the_version_whose_columns_were_looked_for(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    submit = application.submit("s", b"", "c1", ORDER_ID, AT)
    question = {"id": "q1", "kind": "text", "text": "Is {word} a {thing}?"}
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(questions=[question]), AT))
    refused = catalog.do(submit)
    assert getattr(refused, "status", 0) == 422
    assert "thing" in str(refused)
    assert (catalog.order.state, catalog.said(OrderSubmitted)) == ("draft", [])


def test_rewrites_that_name_a_column_which_no_item_has_are_not_submitted(catalog: Catalog) -> None:
    reviewed(catalog, "ask_changes")
    question = {"id": "q1", "kind": "text", "text": "Is {word} a {thing}?"}
    mended = document(questions=[question])
    refused = catalog.do(application.accept_rewrites("a", b"", "c1", ORDER_ID, 1, mended, AT))
    assert getattr(refused, "status", 0) == 422
    assert (catalog.order.state, catalog.order.order_version) == ("changes_asked", 1)


@pytest.mark.parametrize("who", ["client", "operator"])
def test_an_order_whose_rows_all_wait_for_a_person_can_be_ended(catalog: Catalog, who: str) -> None:
    catalog.draft()
    catalog.add("red", "table")
    catalog.submit()
    catalog.clear()
    catalog.screen(0, [], held=2, verdict="human")
    assert catalog.order.state == "approved"
    close, stop = application.close("x", b"", "c1", ORDER_ID, AT), application.stop("x", b"", ORDER_ID, AT)
    catalog.do(close if who == "client" else stop)
    catalog.screen(0, [0, 1])
    assert catalog.order.state == "closed"
    assert [(event.version, event.reason) for event in catalog.said(OrderClosed)] == [(1, who)]


def test_an_order_that_is_closed_in_review_is_said_to_be_closed(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.do(application.flag(ORDER_ID, 1, "human", "policy", [], AT))
    catalog.do(application.close("x", b"", "c1", ORDER_ID, AT))
    assert [event.order_id for event in catalog.said(OrderClosed)] == [ORDER_ID]


def appealed(version: int = 1) -> ReviewAppealed:
    return ReviewAppealed(order_id=ORDER_ID, version=version, due_at=AT)


@pytest.mark.parametrize(
    ("decision", "state"), [("approve", "funding"), ("ask_changes", "changes_asked"), ("refuse", "refused")]
)
def test_an_appeal_puts_a_refused_order_back_into_review_and_is_decided_once_more(
    catalog: Catalog, decision: Any, state: str
) -> None:
    reviewed(catalog, "refuse")
    catalog.do(on_review_appealed(appealed()))
    assert catalog.order.state == "in_review"
    again = ReviewDecided(
        order_id=ORDER_ID, version=1, decision=decision, operator_id="ben", reason="Seen", on_appeal=True
    )
    catalog.do(on_review_decided(again))
    assert catalog.order.state == state


def test_an_appeal_for_a_version_that_was_edited_since_changes_nothing(catalog: Catalog) -> None:
    reviewed(catalog, "ask_changes")
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(), AT))
    catalog.do(on_review_appealed(appealed()))
    assert catalog.order.state == "draft"
