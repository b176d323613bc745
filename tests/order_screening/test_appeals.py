"""A client appeals once, others decide; and each day in which nobody decides is said once."""

from datetime import timedelta

import pytest

from minijob_contracts.orders import OrderDocument
from minijob_contracts.screenings import ItemsScreened, ReviewAppealed, ReviewDecided, ReviewOverdue
from order_screening import application
from order_screening.application import Decision
from order_screening.domain import (
    NotDueYet,
    NothingToAppeal,
    OperatorDecided,
    OrderEnded,
    OwnOrder,
    Register,
    SupersededVersion,
    UnknownOrder,
)
from tests.order_screening.world import (
    AT,
    ORDER,
    PHONE,
    PRODUCTION,
    RELIGION,
    World,
    about_items,
    appeal,
    close,
    decide,
    document,
    given,
    ids,
    propose,
    remind,
    submit,
)

DAY = timedelta(hours=24)


def refused(order: OrderDocument | None = None, decision: Decision = "refuse") -> World:
    """A version against which ann has decided."""
    world = given(submit(order=order), policy=PRODUCTION)
    world.step(decide("ann", decision))
    return world


@pytest.mark.parametrize("decision", ["refuse", "ask_changes"])
def test_a_client_appeals_and_another_operator_decides(decision: Decision) -> None:
    world = refused(decision=decision)
    assert ids(world.one(appeal()))["due_at"] == (AT + DAY).isoformat()
    assert isinstance(world.one(decide("ann", key="again")), OperatorDecided)
    assert ids(world.one(decide("ben")))["state"] == "approved"
    assert [one.on_appeal for one in world.said(ReviewDecided)] == [False, True]
    assert [one.due_at for one in world.said(ReviewAppealed)] == [AT + DAY]


def test_an_appeal_in_special_care_needs_two_operators_who_have_not_decided() -> None:
    world = given(submit(order=document(RELIGION)))
    world.step(decide("ann"), decide("ben", "refuse"), appeal())
    for barred in ("ann", "ben"):
        assert isinstance(world.one(decide(barred, key=f"{barred} again")), OperatorDecided)
    assert ids(world.one(decide("cid")))["approvals_missing"] == 1
    assert isinstance(world.one(decide("cid", key="cid again")), OperatorDecided)
    assert ids(world.one(decide("dan")))["state"] == "approved"


def test_a_client_appeals_once() -> None:
    world = refused()
    world.step(appeal(), decide("ben", "refuse"))
    assert isinstance(world.one(appeal(key="once more")), NothingToAppeal)


def test_two_appeals_at_once_are_one() -> None:
    world = refused()
    first, second = world.step(appeal(key="a"), appeal(key="b"))
    assert ids(first)["version"] == 1
    assert isinstance(second, NothingToAppeal)


def test_only_what_an_operator_decided_against_can_be_appealed() -> None:
    assert isinstance(given(submit(order=document(PHONE))).one(appeal()), NothingToAppeal)
    waiting = given(submit(), policy=PRODUCTION)
    assert isinstance(waiting.one(appeal()), NothingToAppeal)
    waiting.step(decide("ann"))
    assert isinstance(waiting.one(appeal(key="approved")), NothingToAppeal)


def test_only_the_client_appeals_and_only_for_the_newest_version_of_a_live_order() -> None:
    assert isinstance(refused().one(appeal(client="client-2")), UnknownOrder)
    world = refused()
    world.step(submit(2))
    assert isinstance(world.one(appeal()), SupersededVersion)
    world.step(close())
    assert isinstance(world.one(appeal(2, key="closed")), OrderEnded)


def test_an_operator_who_wrote_for_the_client_never_reviews_the_order() -> None:
    world = World(PRODUCTION)
    text = document().model_dump(exclude_none=True)
    world.step(application.submit_order(ORDER, 1, "client-1", text, AT, ["ann"]))
    world.step(application.submit_order(ORDER, 2, "client-1", text, AT))
    world.work()
    assert isinstance(world.one(decide("ann", version=2)), OwnOrder)
    assert ids(world.one(decide("ben", version=2)))["state"] == "approved"


def test_after_a_day_the_order_is_still_closed_and_a_new_time_is_said() -> None:
    world = given(submit(), policy=PRODUCTION)
    assert isinstance(world.one(remind(1, AT + DAY - timedelta(seconds=1))), NotDueYet)
    assert ids(world.one(remind(1, AT + DAY))) == {"late": True}
    (said,) = world.said(ReviewOverdue)
    assert (said.days, said.due_at, said.batch) == (1, AT + 2 * DAY, None)
    assert world.said(ReviewDecided) == []
    assert ids(world.one(decide("ann")))["state"] == "approved"


def test_each_day_is_said_once_and_in_order() -> None:
    world = given(submit(), policy=PRODUCTION)
    late = AT + 3 * DAY
    assert ids(world.one(remind(2, late))) == {"late": False}
    world.step(remind(1, late), remind(1, late))
    world.step(remind(2, late, opened_at=AT + timedelta(seconds=1)))
    assert [one.days for one in world.said(ReviewOverdue)] == [1, 2]


def test_rows_that_wait_are_overdue_too_until_they_are_decided() -> None:
    world = given(propose(texts=["Crunchy. Please tell us your religion."]), submit(order=about_items()))
    assert ids(world.one(remind(1, AT + DAY, batch=0))) == {"late": True}
    world.step(decide("ann", "refuse", batch=0))
    assert ids(world.one(remind(2, AT + 2 * DAY, batch=0))) == {"late": False}
    assert [one.batch for one in world.said(ReviewOverdue)] == [0]


def test_rows_are_appealed_once_and_others_decide_about_them() -> None:
    creed, plain = "Crunchy. Please tell us your religion.", "Crunchy."
    world = given(propose(texts=[creed, plain]), submit(order=about_items()))
    assert isinstance(world.one(appeal(batch=0, key="open")), NothingToAppeal)
    world.step(decide("ann", "refuse", batch=0))
    assert ids(world.one(appeal(batch=0)))["due_at"] == (AT + DAY).isoformat()
    assert isinstance(world.one(decide("ann", batch=0, key="again")), OperatorDecided)
    world.step(decide("ben", batch=0), decide("cid", batch=0))
    assert [(one.cleared, [row.verdict for row in one.held]) for one in world.said(ItemsScreened)] == [
        ([1], ["human"]),
        ([1], ["refuse"]),
        ([0, 1], []),
    ]
    assert isinstance(world.one(appeal(batch=0, key="once more")), NothingToAppeal)


def test_nothing_is_overdue_of_what_was_decided_or_closed() -> None:
    decided = given(submit(), policy=PRODUCTION)
    decided.step(decide("ann"))
    closed = given(submit(), policy=PRODUCTION)
    closed.step(close())
    for world in (decided, closed):
        assert ids(world.one(remind(1, AT + DAY))) == {"late": False}


def test_the_clock_begins_anew_with_an_appeal() -> None:
    world = refused()
    world.step(appeal(at=AT + 3 * DAY))
    opened = AT + 3 * DAY
    assert isinstance(world.one(remind(1, opened + timedelta(hours=1), opened_at=opened)), NotDueYet)
    assert ids(world.one(remind(1, opened + DAY, opened_at=opened))) == {"late": True}


def test_every_decision_is_entered_with_its_reason_in_the_register() -> None:
    world = given(submit(order=document(RELIGION)))
    world.step(decide("ann"), decide("ann", key="refused"), decide("ben", "refuse"))
    entered = world.of(Register.Entered)
    assert [(one.operator_id, one.decision, one.reason) for one in entered] == [
        ("ann", "approve", "I looked at it"),
        ("ben", "refuse", "I looked at it"),
    ]
    assert entered[0].matter == {"order_id": str(ORDER), "version": 1}
