"""Answers that a client approves in part, and bonuses: what is paid, what counts, and what is refused."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from assignment.application.submissions import DECIDE_WITHIN
from assignment.domain import (
    AlreadyDecided,
    Assignment,
    BonusGiven,
    BonusTooLarge,
    NotAccepted,
    OrderBudget,
    OrderEnded,
    ReviewCapReached,
    UnknownOrder,
)
from chassis.command import Command, Insert
from minijob_contracts.submissions import OrderDrained, SubmissionAccepted
from tests.assignment.world import (
    AT,
    World,
    accept,
    accept_by_silence,
    appeal,
    award,
    close,
    ids,
    lease,
    opened,
    over,
    reject,
    statuses,
    submit,
)


def waiting(tasks: int = 1, points: int = 1_000, reward: int = 10, world: World | None = None) -> World:
    """An order each of whose tasks has an answer of ann that waits."""
    world = world or opened(tasks=tasks, places=1, points=points, acceptance="client", reward_points=reward)
    for row in range(tasks):
        world.step(lease(f"l{row}", "ann", [row]), submit(f"s{row}", "ann", row, automatic=False))
    return world


def said(world: World, kind: type[Any]) -> list[Any]:
    return [one for one in world.said if isinstance(one, kind)]


@pytest.mark.parametrize(("reward", "percent", "points"), [(10, 50, 5), (10, 99, 10), (7, 8, 1), (1, 8, 1)])
def test_a_share_is_paid_rounded_up_and_the_rest_waits_for_an_appeal(
    reward: int, percent: int, points: int
) -> None:
    world = waiting(points=reward, reward=reward)
    told = ids(world.one(accept("k", "ann", 0, percent=percent)))
    assert (told["points"], told["share_percent"], told["state"]) == (points, percent, "accepted")
    [paid] = said(world, SubmissionAccepted)
    assert (paid.base_points, paid.share_percent, paid.points) == (reward, percent, points)
    budget = world.budget()
    assert (budget.reserved, budget.spent, budget.in_part, budget.undecided) == (
        reward - points,
        points,
        1,
        0,
    )
    world.step(over("ann", 0))
    assert (world.budget().reserved, world.budget().contested) == (0, 0)


def test_the_reason_is_kept_beside_the_answer_and_in_no_event() -> None:
    world = waiting()
    world.step(accept("k", "ann", 0, percent=50))
    [kept] = [row for row in world.rows if isinstance(row, Insert) and row.table == "reductions_v1"]
    assert (kept.values["percent"], kept.values["code"], kept.values["question"]) == (50, "wrong", "q1")
    assert all(b"names no noun" not in stored.state for stored in world.store.events)


def test_of_an_order_three_or_thirty_of_a_hundred_answers_may_be_approved_in_part() -> None:
    world = waiting(tasks=20)
    results = [world.one(accept(f"p{row}", "ann", row, percent=50)) for row in range(4)]
    assert statuses(results) == [200, 200, 200, 409]
    assert isinstance(results[3], ReviewCapReached)


def test_the_cap_grows_with_the_answers_that_were_decided() -> None:
    world = waiting(tasks=40)
    whole = [accept(f"w{row}", "ann", row) for row in range(12)]
    world.step(*whole)
    results = world.step(*(accept(f"p{row}", "ann", row, percent=50) for row in range(12, 20)))
    # Of a client's answers in 30 days only one in ten, and of twelve to twenty that is less than three.
    assert statuses(results).count(200) == 3


def test_the_cap_of_a_client_is_over_all_its_answers_of_thirty_days() -> None:
    world = waiting(tasks=45)
    world.step(*(accept(f"w{row}", "ann", row) for row in range(39)))
    results = world.step(*(accept(f"p{row}", "ann", row, percent=50) for row in range(39, 44)))
    assert statuses(results) == [200, 200, 200, 200, 409]
    later = AT + timedelta(days=31)
    # A month later the former ones count no more; but silence has approved what is left.
    assert isinstance(world.one(accept("p44", "ann", 44, percent=50, at=later)), AlreadyDecided)


def test_a_group_counts_what_it_decides_itself() -> None:
    world = waiting(tasks=10)
    results = world.step(*(accept(f"p{row}", "ann", row, percent=50) for row in range(10)))
    assert statuses(results) == [200, 200, 200] + [409] * 7
    assert (world.budget().in_part, world.budget().spent) == (3, 15)


def test_what_silence_has_approved_by_then_is_not_approved_in_part() -> None:
    world = waiting()
    late = accept("k", "ann", 0, percent=50, at=AT + DECIDE_WITHIN)
    assert isinstance(world.one(late), AlreadyDecided)
    world.step(accept_by_silence("ann", 0, AT + DECIDE_WITHIN))
    assert world.budget().spent == 10


def test_only_the_client_of_the_order_approves_in_part_or_gives_a_bonus() -> None:
    world = waiting()
    assert isinstance(world.one(accept("k", "ann", 0, "client-2", percent=50)), UnknownOrder)
    world.step(accept("k2", "ann", 0))
    assert isinstance(world.one(award("b", "ann", 0, 1, client="client-2")), UnknownOrder)


def test_a_bonus_is_paid_out_of_what_no_place_needs() -> None:
    world = waiting(tasks=2, points=20)
    world.step(accept("k0", "ann", 0, percent=50), over("ann", 0))
    assert isinstance(world.one(award("b1", "ann", 0, 6)), BonusTooLarge)
    assert statuses([world.one(award("b2", "ann", 0, 5))]) == [201]
    assert isinstance(world.one(award("b3", "ann", 0, 1, bonus=1)), BonusTooLarge)
    world.step(close(), accept("k1", "ann", 1))
    assert said(world, OrderDrained) == [
        OrderDrained(order_id=world.budget().id, accepted=2, points=15, bonus_points=5)
    ]


def test_places_that_may_still_be_taken_keep_their_money() -> None:
    world = waiting(tasks=1, points=40)
    world.step(accept("k0", "ann", 0))
    assert isinstance(world.one(award("b1", "ann", 0, 1)), BonusTooLarge)


def test_a_bonus_is_given_once_for_its_id_and_for_its_key() -> None:
    world = waiting(tasks=2, points=20)
    world.step(accept("k0", "ann", 0, percent=10), over("ann", 0))
    results = world.step(award("b", "ann", 0, 2), award("b", "ann", 0, 2), award("c", "ann", 0, 2))
    assert statuses(results) == [201, 201, 409]
    assert isinstance(results[2], BonusGiven)
    assert (len(world.of(Assignment.BonusAwarded)), world.budget().bonus) == (1, 2)


def test_the_same_name_for_bonuses_of_two_answers_means_two_bonuses() -> None:
    world = waiting(tasks=3, points=30)
    world.step(accept("k0", "ann", 0, percent=10), accept("k1", "ann", 1), over("ann", 0))
    world.step(award("b", "ann", 0, 2), award("c", "ann", 1, 2))
    assert len({one.bonus_id for one in world.of(Assignment.BonusAwarded)}) == 2


def test_only_an_accepted_answer_of_an_order_with_open_work_gets_a_bonus() -> None:
    world = waiting(tasks=2, points=1_000)
    assert isinstance(world.one(award("b0", "ann", 0, 1)), NotAccepted)
    world.step(accept("k0", "ann", 0), accept("k1", "ann", 1), close())
    assert isinstance(world.one(award("b1", "ann", 0, 1)), OrderEnded)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_races_nothing_is_promised_twice_or_beyond_the_money(seed: int) -> None:
    chance, rows = Random(seed), range(8)
    world = waiting(tasks=len(rows), points=100)
    commands: list[Command] = [close(), award("same", "ann", 0, 3), award("same", "ann", 0, 3)]
    for row in rows:
        commands += [
            accept(f"w{row}", "ann", row),
            accept(f"p{row}", "ann", row, percent=chance.randint(8, 99)),
            reject(f"r{row}", "ann", row),
            appeal(f"a{row}", "ann", row),
            accept_by_silence("ann", row, AT + DECIDE_WITHIN),
            *(award(f"b{row}/{n}", "ann", row, chance.randint(1, 9), bonus=n % 2) for n in range(3)),
        ]
    chance.shuffle(commands)
    commands += [over("ann", row) for row in rows] + [over("ann", row, AT + timedelta(9)) for row in rows]
    while commands:
        size = chance.randint(1, 9)
        world.step(*commands[:size])
        commands = commands[size:]
        budget = world.budget()
        assert budget.reserved + budget.spent <= budget.funded
        assert budget.in_part + budget.rejected + budget.lost <= 3
    budget, paid = world.budget(), world.of(Assignment.Accepted)
    assert len(paid) == len({one.originator_id for one in paid}) == len(rows) - budget.lost
    assert (budget.reserved, budget.rejected, budget.contested) == (0, 0, 0)
    bonuses = [*world.of(Assignment.BonusAwarded), *world.of(Assignment.Restored)]
    [drained] = world.of(OrderBudget.Drained)
    assert (drained.accepted, drained.points) == (len(paid), sum(one.points for one in paid))
    assert drained.bonus == sum(one.points for one in bonuses)
    assert len(world.of(OrderBudget.Drained)) == 1
