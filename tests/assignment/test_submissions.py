"""Answers: received once and in time, paid at acceptance only, and never repeated in an event."""

from datetime import timedelta
from typing import Any

import pytest

from assignment import application
from assignment.application import check_same_answers
from assignment.application.submissions import DECIDE_WITHIN
from assignment.domain import (
    AlreadyDecided,
    AlreadySubmitted,
    Assignment,
    FormChanged,
    LeaseEnded,
    LeaseExpired,
    OrderBudget,
    UnknownAssignment,
    UnknownOrder,
    assignment_id,
    keyed_digest,
)
from chassis.command import Insert
from chassis.errors import Invalid, KeyReused
from minijob_contracts.orders import Question
from tests.assignment.world import (
    AT,
    LEASE_SECONDS,
    ORDER,
    World,
    accept,
    accept_by_silence,
    add_task,
    after,
    close,
    expire,
    give_back,
    ids,
    lease,
    opened,
    status,
    submit,
    task,
)


def test_an_answer_is_accepted_and_paid_at_once() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    assert ids(world.one(submit("k2", "ann", 0)))["state"] == "accepted"
    [accepted] = world.of(Assignment.Accepted)
    assert (accepted.points, accepted.base_points, accepted.rate_percent, accepted.by) == (
        10,
        10,
        100,
        "form",
    )
    budget = world.budget()
    assert (budget.live, budget.undecided, budget.accepted) == (0, 0, 1)
    assert (budget.reserved, budget.spent) == (0, 10)


def test_an_event_holds_a_keyed_digest_and_only_the_erasable_row_the_answer() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]), submit("k2", "ann", 0, answer="no"))
    [submitted] = world.of(Assignment.Submitted)
    assert submitted.answer_digest == keyed_digest(b"key of ann", {"q1": "no"})
    rows = {row.table: row.values for row in world.rows if isinstance(row, Insert)}
    assert rows["answers_v1"]["answers"] == {"q1": "no"}
    assert rows["pseudonyms_v1"]["pseudonym"] == "p-ann"
    assert not [stored for stored in world.store.events[4:] if b'"no"' in stored.state]


def test_the_same_key_is_answered_again_without_a_second_answer() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    first = ids(world.one(submit("k2", "ann", 0)))
    assert ids(world.one(submit("k2", "ann", 0))) == first
    assert len(world.of(Assignment.Submitted)) == 1


def test_other_answers_under_the_same_key_are_refused() -> None:
    stored = (b"key", {"q1": "yes"})
    check_same_answers(stored, again({"q1": "yes", "q2": ""}))
    check_same_answers((b"key", {"q3": 0.0}), again({"q3": -0.0}))
    with pytest.raises(KeyReused):
        check_same_answers(stored, again({"q1": "no"}))
    with pytest.raises(KeyReused):
        check_same_answers(None, again({"q1": "yes"}))


def again(answers: dict[str, Any]) -> application.Checked:
    """The same answers, sent a second time."""
    kinds = {"q1": "text", "q2": "text", "q3": "number"}
    questions = [
        Question(id=id, kind=kind, text="?", required=False).model_dump()  # type: ignore[arg-type]
        for id, kind in kinds.items()
    ]
    return application.checked(questions, answers)


def test_a_repeated_answer_is_the_same_when_it_is_masked_to_the_same() -> None:
    stored = (b"key", {"q1": "電話は［電話番号］です"})
    check_same_answers(stored, again({"q1": "電話は090-1234-5678です"}))


def test_a_second_submission_is_refused() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]), submit("k2", "ann", 0))
    assert isinstance(world.one(submit("k3", "ann", 0)), AlreadySubmitted)


@pytest.mark.parametrize("seconds", [LEASE_SECONDS, LEASE_SECONDS + 1])
def test_an_answer_after_its_time_is_refused_before_any_timer_has_run(seconds: int) -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    assert isinstance(world.one(submit("k2", "ann", 0, after(seconds))), LeaseExpired)
    world.step(expire("ann", 0, 1, after(seconds)))
    assert isinstance(world.one(submit("k3", "ann", 0, after(seconds))), LeaseExpired)


def test_what_was_given_back_cannot_be_answered() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]), give_back("k2", "ann", 0))
    assert isinstance(world.one(submit("k3", "ann", 0)), LeaseEnded)


def test_an_answer_cannot_be_given_back() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]), submit("k2", "ann", 0))
    assert isinstance(world.one(give_back("k3", "ann", 0)), AlreadySubmitted)


def test_another_members_assignment_is_unknown() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    with pytest.raises(UnknownAssignment):
        application.held_by(world.assignment("ann", 0), "ben")
    assert isinstance(world.one(submit("k2", "ben", 0)), UnknownAssignment)


def test_answers_that_do_not_fit_are_refused_before_anything_is_asked_of_the_writer() -> None:
    with pytest.raises(Invalid) as refused:
        submit("k", "ann", 0, answer="perhaps")
    assert refused.value.errors[0].where == "answers.q1"


def test_answers_checked_against_another_version_are_sent_again() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    held = application.Held(ORDER, task(0), "ann", 2)
    secrets = application.Secrets(b"key", task(9), None)
    id = assignment_id(task(0), "ann")
    checked = application.checked([], {})
    command = application.submit("k2", b"", id, held, checked, secrets, AT, automatic=True)
    refused = world.one(command)
    assert isinstance(refused, FormChanged)
    assert refused.status == 503


def waiting() -> World:
    """An answer that waits for its client."""
    world = opened(acceptance="client")
    world.step(lease("k1", "ann", [0]))
    assert ids(world.one(submit("k2", "ann", 0, automatic=False)))["state"] == "submitted"
    return world


def test_an_answer_that_the_client_decides_is_paid_when_it_is_accepted() -> None:
    world = waiting()
    assert (world.budget().undecided, world.budget().reserved, world.budget().spent) == (1, 10, 0)
    assert ids(world.one(accept("k3", "ann", 0)))["state"] == "accepted"
    assert (world.budget().undecided, world.budget().reserved, world.budget().spent) == (0, 0, 10)
    assert isinstance(world.one(accept("k4", "ann", 0)), AlreadyDecided)


def test_another_client_decides_nothing() -> None:
    assert isinstance(waiting().one(accept("k3", "ann", 0, client="client-2")), UnknownOrder)


def test_the_member_is_told_when_silence_approves() -> None:
    told = ids(opened_and_leased(acceptance="client").one(submit("k2", "ann", 0, automatic=False)))
    assert told["decide_by"] == (AT + DECIDE_WITHIN).isoformat()
    assert ids(opened_and_leased().one(submit("k2", "ann", 0)))["decide_by"] is None


def opened_and_leased(**changes: Any) -> World:
    world = opened(**changes)
    world.step(lease("k1", "ann", [0]))
    return world


def test_silence_approves_after_three_days() -> None:
    world = waiting()
    early = accept_by_silence("ann", 0, AT + DECIDE_WITHIN - timedelta(seconds=1))
    assert status(world.one(early)) == 503
    world.step(accept_by_silence("ann", 0, AT + DECIDE_WITHIN))
    [accepted] = world.of(Assignment.Accepted)
    assert (accepted.by, world.budget().spent) == ("silence", 10)


def test_silence_changes_nothing_that_was_decided() -> None:
    world = waiting()
    world.step(accept("k3", "ann", 0))
    late = accept_by_silence("ann", 0, AT + DECIDE_WITHIN)
    assert status(world.one(late)) == 200
    assert len(world.of(Assignment.Accepted)) == 1


def test_an_order_is_filled_when_every_place_of_every_task_is_accepted() -> None:
    world = opened(tasks=1, places=2)
    for member in ("ann", "ben"):
        world.step(lease(f"l-{member}", member, [0]), submit(f"s-{member}", member, 0))
    assert [(event.accepted, event.tasks) for event in world.of(OrderBudget.Filled)] == [(2, 1)]
    world.step(add_task(1, 1))
    world.step(lease("k8", "ann", [1]), submit("k9", "ann", 1))
    assert [(event.accepted, event.tasks) for event in world.of(OrderBudget.Filled)] == [(2, 1), (3, 2)]


def test_a_closed_order_without_open_work_is_drained_at_once() -> None:
    world = World()
    world.step(close())
    [drained] = world.of(OrderBudget.Drained)
    assert (drained.accepted, drained.points) == (0, 0)


def test_a_closed_order_is_drained_with_its_last_answer_and_only_once() -> None:
    world = opened(tasks=2)
    world.step(lease("k1", "ann", [0]), lease("k2", "ben", [1]), close())
    assert not world.of(OrderBudget.Drained)
    world.step(submit("k3", "ann", 0))
    assert not world.of(OrderBudget.Drained)
    world.step(give_back("k4", "ben", 1), close())
    [drained] = world.of(OrderBudget.Drained)
    assert (drained.accepted, drained.points) == (1, 10)


def test_an_undecided_answer_holds_the_drain_back() -> None:
    world = waiting()
    world.step(close())
    assert not world.of(OrderBudget.Drained)
    world.step(accept("k3", "ann", 0))
    assert len(world.of(OrderBudget.Drained)) == 1
