"""Taking tasks: places and money are never exceeded, and a task is taken once by a member."""

from dataclasses import replace

import pytest

from assignment import application
from assignment.application import AllTaken
from assignment.domain import (
    AlreadyTaken,
    Assignment,
    BudgetExhausted,
    ConsentMissing,
    LeaseExpired,
    NotEligible,
    NotOpen,
    TaskFull,
    UnknownTask,
)
from chassis.command import Command
from chassis.errors import Refused
from minijob_contracts.orders import Audience
from tests.assignment.world import (
    AT,
    LEASE_SECONDS,
    ORDER,
    World,
    add_task,
    after,
    close,
    document,
    expire,
    fund,
    give_back,
    ids,
    lease,
    open_order,
    opened,
    status,
    statuses,
    submit,
    task,
)


def test_a_free_task_is_leased_until_its_time_is_over() -> None:
    world = opened()
    taken = ids(world.one(lease("k", "ann", [0])))
    assert taken["task_id"] == str(task(0))
    assert taken["reward_points"] == 10
    assert taken["expires_at"] == after(LEASE_SECONDS).isoformat()
    assert (world.budget().live, world.budget().reserved) == (1, 10)


def test_a_task_has_only_its_places() -> None:
    world = opened(places=2)
    results = world.step(*(lease(f"k{n}", f"m{n}", [0], exact=True) for n in range(3)))
    assert statuses(results) == [201, 201, 409]
    assert isinstance(results[2], TaskFull)


def test_money_that_is_gone_leases_nothing() -> None:
    world = opened(tasks=3, points=20)
    results = world.step(*(lease(f"k{n}", "ann", [n], exact=True) for n in range(3)))
    assert isinstance(results[2], BudgetExhausted)
    assert world.budget().reserved == 20
    world.step(fund(30))
    assert status(world.one(lease("k9", "ann", [2]))) == 201


def test_a_smaller_total_from_the_ledger_is_old_news() -> None:
    world = opened(points=50)
    world.step(fund(40))
    assert world.budget().funded == 50


def test_the_next_candidate_is_tried_when_one_is_taken() -> None:
    world = opened(tasks=2, places=1)
    world.step(lease("k1", "ann", [0]))
    assert ids(world.one(lease("k2", "ben", [0, 1])))["task_id"] == str(task(1))


def test_nothing_open_is_204_and_the_same_key_says_so_again() -> None:
    world = opened()
    assert status(world.one(lease("k", "ann", []))) == 204
    assert status(world.one(lease("k", "ann", [0]))) == 204


def test_when_all_candidates_are_taken_others_may_be_proposed_under_the_same_key() -> None:
    world = opened(tasks=2, places=1)
    world.step(lease("k1", "ann", [0]))
    assert isinstance(world.one(lease("k2", "ben", [0], last=False)), AllTaken)
    assert status(world.one(lease("k2", "ben", [1]))) == 201


def test_a_member_takes_a_task_once() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]))
    assert isinstance(world.one(lease("k2", "ann", [0], exact=True)), AlreadyTaken)
    world.step(submit("k3", "ann", 0))
    assert isinstance(world.one(lease("k4", "ann", [0], exact=True)), AlreadyTaken)


def test_a_returned_task_is_free_again_also_for_the_same_member() -> None:
    world = opened(places=1)
    world.step(lease("k1", "ann", [0]), give_back("k2", "ann", 0))
    assert (world.slots(0).taken, world.budget().reserved, world.budget().live) == (0, 0, 0)
    world.step(lease("k3", "ann", [0]))
    assert [event.lease for event in world.of(Assignment.Leased)] == [1, 2]


def test_a_task_whose_time_is_over_cannot_be_returned_before_any_timer_has_run() -> None:
    world = opened(places=1)
    world.step(lease("k1", "ann", [0]))
    assert isinstance(world.one(give_back("k2", "ann", 0, after(LEASE_SECONDS))), LeaseExpired)
    world.step(expire("ann", 0, 1, after(LEASE_SECONDS)))
    assert (world.assignment("ann", 0).state, world.slots(0).taken) == ("expired", 0)


def test_a_lease_ends_only_when_its_time_is_over() -> None:
    world = opened(places=1)
    world.step(lease("k1", "ann", [0]))
    assert status(world.one(expire("ann", 0, 1, after(LEASE_SECONDS - 1)))) == 503
    assert status(world.one(expire("ann", 0, 1, after(LEASE_SECONDS)))) == 200
    assert (world.assignment("ann", 0).state, world.slots(0).taken) == ("expired", 0)
    assert world.budget().reserved == 0


def test_the_end_of_a_former_lease_does_not_touch_the_next() -> None:
    world = opened(places=1)
    world.step(lease("k1", "ann", [0]), give_back("k2", "ann", 0), lease("k3", "ann", [0]))
    world.step(expire("ann", 0, 1, after(LEASE_SECONDS)))
    assert world.assignment("ann", 0).state == "leased"


def test_nobody_starts_on_a_paused_order_and_resuming_opens_it_again() -> None:
    world = opened()
    world.step(lease("k1", "ann", [0]), paused("e1"))
    assert isinstance(world.one(lease("k2", "ben", [0], exact=True)), NotOpen)
    assert status(world.one(submit("k3", "ann", 0))) == 200
    world.step(resumed("e2"))
    assert status(world.one(lease("k4", "ben", [0], exact=True))) == 201


def paused(key: str) -> Command:
    return replace(application.pause_order(ORDER, AT), key=key)


def resumed(key: str) -> Command:
    return replace(application.resume_order(ORDER, AT), key=key)


@pytest.mark.parametrize(
    ("audience", "age", "allowed"),
    [
        (Audience(), 18, True),
        (Audience(), 17, False),
        (Audience(), None, False),
        (Audience(age_min=40), 39, False),
        (Audience(age_min=40, age_max=49), 49, True),
        (Audience(age_max=29), 30, False),
        (Audience(prefectures=["東京都"]), 30, True),
        (Audience(prefectures=["大阪府"]), 30, False),
    ],
)
def test_only_whom_the_order_is_meant_for_may_start(
    audience: Audience, age: int | None, allowed: bool
) -> None:
    world = opened(audience=audience)
    result = world.one(lease("k", "ann", [0], age=age, of_one_order=True))
    assert status(result) == (201 if allowed else 403)
    assert allowed or isinstance(result, NotEligible | ConsentMissing)


def test_an_order_for_others_is_passed_over_when_any_work_is_asked_for() -> None:
    world = opened(audience=Audience(age_min=40))
    assert status(world.one(lease("k", "ann", [0]))) == 204


def test_one_holds_at_most_twenty_tasks() -> None:
    refused = opened().one(lease("k", "ann", [0], live_leases=20))
    assert isinstance(refused, Refused)
    assert refused.code == "too-many-leases"


@pytest.mark.parametrize("missing", ["form", "budget", "task"])
def test_a_lease_needs_form_budget_and_task_whatever_came_first(missing: str) -> None:
    facts = {"form": open_order(), "budget": fund(100), "task": add_task(0, 1)}
    late = facts.pop(missing)
    world = World()
    world.step(*reversed(list(facts.values())))
    early = world.one(lease("k1", "ann", [0], exact=True))
    assert isinstance(early, NotOpen | BudgetExhausted | UnknownTask)
    world.step(late)
    assert status(world.one(lease("k2", "ann", [0], exact=True))) == 201


def test_a_closed_order_stays_closed_when_its_opening_is_told_again() -> None:
    world = opened()
    world.step(close())
    world.step(application.open_order(ORDER, 2, "client-1", document().model_dump(), LEASE_SECONDS, AT))
    assert world.budget().state == "closed"
