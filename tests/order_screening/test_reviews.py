"""How operators decide what needs a person."""

from typing import Any

import pytest

from chassis.command import Outcome
from minijob_contracts.orders import OrderDocument
from minijob_contracts.screenings import ItemsScreened, OrderCleared, ReviewDecided
from order_screening import application
from order_screening.application import Decision
from order_screening.domain import (
    CaseDecided,
    ChangesNeeded,
    OperatorDecided,
    OrderEnded,
    OwnOrder,
    SupersededVersion,
    UnknownCase,
)
from tests.order_screening.world import (
    AT,
    ORDER,
    PHONE,
    PRODUCTION,
    RELIGION,
    UNDERPAID,
    World,
    about_items,
    close,
    decide,
    document,
    given,
    ids,
    propose,
    statuses,
    submit,
)

SENSITIVE = "Crunchy. Before you answer, please tell us your religion."


def waiting(**changes: Any) -> World:
    """A harmless order that waits for one operator."""
    return given(submit(order=document(**changes)), policy=PRODUCTION)


def special_care() -> World:
    """An order that waits for two operators."""
    return given(submit(order=document(RELIGION)))


def items_waiting() -> World:
    """A cleared order of which row 1 waits for two operators."""
    return given(propose(texts=["Fine.", SENSITIVE, "Good."]), submit(order=about_items()))


def test_an_operator_approves_a_version() -> None:
    world = waiting()
    assert ids(world.one(decide("ann"))) == {"state": "approved", "approvals_missing": 0}
    (said,) = world.said(ReviewDecided)
    assert (said.version, said.decision, said.operator_id, said.reason) == (
        1,
        "approve",
        "ann",
        "I looked at it",
    )


@pytest.mark.parametrize(("decision", "state"), [("ask_changes", "changes_asked"), ("refuse", "refused")])
def test_an_operator_sends_a_version_back(decision: Decision, state: str) -> None:
    world = waiting()
    assert ids(world.one(decide("ann", decision)))["state"] == state
    assert [one.decision for one in world.said(ReviewDecided)] == [decision]


def test_a_review_never_says_that_the_policy_cleared_the_order() -> None:
    world = waiting()
    world.step(decide("ann"))
    assert world.said(OrderCleared) == []


def test_special_care_needs_two_different_operators() -> None:
    world = special_care()
    assert ids(world.one(decide("ann"))) == {"state": "open", "approvals_missing": 1}
    assert world.said(ReviewDecided) == []
    assert isinstance(world.one(decide("ann", key="once more")), OperatorDecided)
    assert ids(world.one(decide("ben"))) == {"state": "approved", "approvals_missing": 0}
    assert [one.operator_id for one in world.said(ReviewDecided)] == ["ben"]


@pytest.mark.parametrize("decision", ["ask_changes", "refuse"])
def test_the_second_operator_may_disagree(decision: Decision) -> None:
    world = special_care()
    world.step(decide("ann"), decide("ben", decision))
    assert [one.decision for one in world.said(ReviewDecided)] == [decision]


def test_an_operator_who_approved_cannot_change_sides() -> None:
    world = special_care()
    world.step(decide("ann"))
    assert isinstance(world.one(decide("ann", "refuse")), OperatorDecided)


@pytest.mark.parametrize("decision", ["ask_changes", "refuse"])
def test_one_operator_is_enough_to_stop_special_care(decision: Decision) -> None:
    world = special_care()
    world.step(decide("ann", decision))
    assert [one.decision for one in world.said(ReviewDecided)] == [decision]


def test_two_operators_at_once_decide_one_case_once() -> None:
    world = waiting()
    assert statuses(world.step(decide("ann"), decide("ben", "refuse"))) == [200, 409]
    assert len(world.said(ReviewDecided)) == 1


def test_a_decided_case_stays_decided() -> None:
    world = waiting()
    world.step(decide("ann"))
    assert isinstance(world.one(decide("ben", "refuse")), CaseDecided)


def test_the_same_decision_sent_twice_gets_the_first_answer_again() -> None:
    world = waiting()
    first, again = world.step(decide("ann", key="k"), decide("ann", key="k"))
    assert isinstance(again, Outcome)
    assert again.replayed
    assert ids(again) == ids(first)


@pytest.mark.parametrize("order", [document(), document(PHONE), document(**UNDERPAID)])
def test_what_needs_no_person_takes_no_decision(order: OrderDocument) -> None:
    world = given(submit(order=order))
    assert isinstance(world.one(decide("ann")), UnknownCase)


def test_what_was_never_screened_takes_no_decision() -> None:
    world = World()
    world.step(submit())
    assert isinstance(world.one(decide("ann")), UnknownCase)


def test_an_old_version_takes_no_decision() -> None:
    world = waiting()
    world.step(submit(2))
    assert isinstance(world.one(decide("ann")), SupersededVersion)


def test_an_approval_counts_for_its_version_alone() -> None:
    world = special_care()
    world.step(decide("ann"), submit(2, document(RELIGION)))
    world.work()
    assert ids(world.one(decide("ann", version=2)))["approvals_missing"] == 1


def test_what_a_rewrite_mends_can_only_be_sent_back() -> None:
    world = waiting(**UNDERPAID)
    assert isinstance(world.one(decide("ann")), ChangesNeeded)
    assert ids(world.one(decide("ann", "ask_changes")))["state"] == "changes_asked"


def test_approved_rows_are_said_again_with_the_batch() -> None:
    world = items_waiting()
    first, second = world.step(decide("ann", batch=0), decide("ben", batch=0))
    assert (ids(first)["approvals_missing"], ids(second)["state"]) == (1, "approved")
    before, after = world.said(ItemsScreened)
    assert (before.cleared, [row.row for row in before.held]) == ([0, 2], [1])
    assert (after.cleared, after.held) == ([0, 1, 2], [])
    assert world.said(ReviewDecided) == []


@pytest.mark.parametrize(("decision", "verdict"), [("ask_changes", "fix"), ("refuse", "refuse")])
def test_rows_that_are_not_approved_stay_held(decision: Decision, verdict: str) -> None:
    world = items_waiting()
    world.step(decide("ann", decision, batch=0))
    after = world.said(ItemsScreened)[-1]
    assert after.cleared == [0, 2]
    assert [(row.row, row.verdict) for row in after.held] == [(1, verdict)]


def test_an_approval_does_not_touch_rows_that_are_never_allowed() -> None:
    texts = ["Fine.", SENSITIVE, "Crunchy. Before you answer, send us your phone number."]
    world = given(propose(texts=texts), submit(order=about_items()))
    world.step(decide("ann", batch=0), decide("ben", batch=0))
    after = world.said(ItemsScreened)[-1]
    assert after.cleared == [0, 1]
    assert [(row.row, row.verdict) for row in after.held] == [(2, "refuse")]


def test_a_batch_is_decided_under_the_version_it_was_screened_for() -> None:
    world = items_waiting()
    world.step(submit(2, about_items(title="Snacks again")))
    assert isinstance(world.one(decide("ann", batch=0)), SupersededVersion)
    assert isinstance(world.one(decide("ann", batch=0, version=2)), UnknownCase)
    world.work()
    assert ids(world.one(decide("ben", batch=0, version=2)))["approvals_missing"] == 1


def test_a_batch_in_which_nothing_waits_takes_no_decision() -> None:
    world = given(propose(), submit(order=about_items()))
    assert isinstance(world.one(decide("ann", batch=0)), UnknownCase)
    assert isinstance(world.one(decide("ann", batch=7)), UnknownCase)


def test_nobody_decides_on_an_order_of_their_own() -> None:
    world = waiting()
    assert isinstance(world.one(decide("client-1")), OwnOrder)
    assert ids(world.one(decide("ann")))["state"] == "approved"


def test_nobody_decides_on_rows_of_an_order_of_their_own() -> None:
    world = items_waiting()
    assert isinstance(world.one(decide("client-1", batch=0)), OwnOrder)


def test_a_closed_order_takes_no_decision() -> None:
    world = special_care()
    world.step(decide("ann"), close())
    assert isinstance(world.one(decide("ben")), OrderEnded)
    assert world.said(ReviewDecided) == []


def test_rows_of_a_closed_order_take_no_decision() -> None:
    world = items_waiting()
    world.step(close())
    assert isinstance(world.one(decide("ann", batch=0)), OrderEnded)


def test_a_forced_question_beside_special_care_elsewhere_can_only_be_sent_back() -> None:
    special = document(RELIGION).questions[0]
    forced = special.model_copy(
        update={
            "id": "q2",
            "text": "What is your annual income?",
            "options": ["low", "high"],
            "required": True,
        }
    )
    world = given(submit(order=document(questions=[special, forced])))
    world.step(application.weigh(ORDER, 1, "client-1", 1, None, AT, is_census=False))
    assert isinstance(world.one(decide("ann")), ChangesNeeded)
