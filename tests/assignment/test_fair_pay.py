"""The floor by the measured median: the order stops, its client tops up, answers are paid up once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment import application
from assignment.application import Candidate, Worker
from assignment.domain import Assignment, OrderBudget, back_pay_id
from assignment.domain.fair_pay import median_of, needed_points, share_of
from assignment.publishing import to_contract
from chassis.cache import Cache
from chassis.clock import now
from chassis.command import Command
from minijob_contracts import Event
from minijob_contracts.orders import OrderClosed, RewardRaised
from minijob_contracts.submissions import BonusAwarded, OrderDrained, PayMeasured
from tests.assignment.platform import Platform, member
from tests.assignment.world import (
    ORDER,
    World,
    accept,
    add_task,
    after,
    appeal,
    award,
    close,
    document,
    expire,
    fund,
    give_back,
    ids,
    lease,
    open_order,
    opened,
    over,
    reject,
    status,
    submit,
    task,
)
from tests.chassis.memory_store import Crash

PLACES = 24


def said(world: World, kind: type[Event]) -> list[Any]:
    found = [to_contract(event) for event in world.events]
    return [event for event in found if isinstance(event, kind)]


def answer(world: World, name: str, seconds: float, began: float = 0) -> None:
    world.step(lease(f"{name}/lease", name, [0], after(began)))
    world.step(submit(f"{name}/submit", name, 0, after(began + seconds)))


def answered(*seconds: float, **changes: Any) -> World:
    """An order that pays 10 points, with one answer that took so long for each of the times."""
    world = opened(places=PLACES, points=PLACES * 10, **changes)
    for number, each in enumerate(seconds):
        answer(world, f"m{number}", each)
    return world


def top_up(points: int) -> Command:
    return application.raise_reward(ORDER, points, PLACES * points, after(1_000))


def unpaid(world: World) -> list[Command]:
    """What the timer would ask for, were its view up to date."""
    raised = world.budget().raised_points
    accepted = {event.originator_id for event in world.of(Assignment.Accepted)}
    work = [assignment_of(world, id) for id in sorted(accepted)]
    return [
        application.back_pay(one.id, ORDER, one.paid, raised, after(2_000))
        for one in work
        if one.paid < share_of(raised, one.share_percent)
    ]


def assignment_of(world: World, id: UUID) -> Assignment:
    events = [event for event in world.events if event.originator_id == id]
    [taken, *_] = [event for event in events if isinstance(event, Assignment.Leased)]
    row = next(row for row in range(5) if task(row) == taken.task_id)
    return world.assignment(taken.member_id, row)


def end(world: World) -> Command:
    budget = world.budget()
    return application.end_back_pay(ORDER, budget.raised_points, budget.accepted, after(3_000))


@pytest.mark.parametrize(
    ("pace", "middle"),
    [({"7": 1}, 7), ({"1": 1, "2": 1}, 2), ({"9": 3, "10": 2}, 9), ({"100": 2, "20": 2}, 60)],
)
def test_the_median_is_in_whole_seconds_rounded_up(pace: dict[str, int], middle: int) -> None:
    assert median_of(pace) == middle


@given(st.lists(st.integers(1, 3_600), min_size=1, max_size=60))
def test_the_median_of_the_counts_is_that_of_the_answers(seconds: list[int]) -> None:
    pace = {str(each): count for each, count in Counter(seconds).items()}
    assert median_of(pace) == ceil(median(seconds))


def test_what_meets_the_floor_is_rounded_up_to_points() -> None:
    assert [needed_points(seconds) for seconds in (1, 12, 13, 120, 121)] == [1, 1, 2, 10, 11]


def test_nine_answers_do_not_tell_and_the_tenth_does() -> None:
    world = answered(*[150] * 9)
    assert said(world, PayMeasured) == []
    answer(world, "m9", 150)
    [measured] = said(world, PayMeasured)
    assert (measured.accepted, measured.median_seconds) == (10, 150)
    assert (measured.reward_points, measured.needed_points, measured.back_pay_points) == (10, 13, 30)


def test_exactly_the_floor_is_enough() -> None:
    assert said(answered(*[120] * 12), PayMeasured) == []
    assert len(said(answered(*[120.2] * 12), PayMeasured)) == 1


def test_half_of_the_answers_tell_not_the_slowest() -> None:
    assert said(answered(*[60] * 7, *[590] * 6), PayMeasured) == []


def test_below_the_floor_nobody_starts_at_once_and_running_work_is_paid_in_full() -> None:
    world = answered(*[150] * 9)
    world.step(lease("runs", "late", [0], after(0)))
    answer(world, "m9", 150)
    refused = world.one(lease("new", "new", [0], after(200), exact=True))
    assert (status(refused), "floor" in str(refused)) == (409, True)
    assert ids(world.one(submit("late/submit", "late", 0, after(300))))["points"] == 10
    assert world.assignment("late", 0).state == "accepted"


def test_running_work_that_was_faster_opens_the_order_again() -> None:
    world = answered(*[121] * 9)
    for number in range(10):
        world.step(lease(f"{number}/lease", f"x{number}", [0], after(0)))
    answer(world, "m9", 121)
    for number in range(9):
        world.step(submit(f"{number}/submit", f"x{number}", 0, after(30)))
    assert [one.needed_points for one in said(world, PayMeasured)] == [11]
    assert status(world.one(lease("early", "new", [0], after(300), exact=True))) == 409
    world.step(submit("9/submit", "x9", 0, after(30)))
    assert [one.needed_points for one in said(world, PayMeasured)] == [11, 7]
    assert status(world.one(lease("late", "new", [0], after(300), exact=True))) == 201


def test_a_top_up_pays_each_accepted_answer_up_once_and_the_order_goes_on() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13))
    assert ids(world.one(lease("new", "new", [0], after(1_100))))["reward_points"] == 13
    for _ in range(3):
        world.step(*unpaid(world), *unpaid(world))
    bonuses = said(world, BonusAwarded)
    assert sorted(one.points for one in bonuses) == [3] * 10
    assert {one.bonus_id for one in bonuses} == {back_pay_id(one.assignment_id, 13) for one in bonuses}
    assert (world.budget().spent, world.budget().bonus) == (130, 30)


def test_who_was_at_work_when_the_reward_rose_is_paid_up_too() -> None:
    world = answered(*[150] * 9)
    world.step(lease("runs", "late", [0], after(0)))
    answer(world, "m9", 150)
    world.step(top_up(13), *unpaid(world))
    world.step(submit("late/submit", "late", 0, after(500)))
    world.step(*unpaid(world))
    assert world.assignment("late", 0).paid == 13
    assert world.budget().spent == 11 * 13


def test_an_order_is_drained_only_when_everybody_is_paid_up() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13), close(after(1_001)))
    assert said(world, OrderDrained) == []
    world.step(*unpaid(world))
    world.step(end(world), end(world))
    [drained] = said(world, OrderDrained)
    assert (drained.accepted, drained.points, drained.bonus_points) == (10, 100, 30)
    assert unpaid(world) == []


def test_a_view_that_is_behind_does_not_end_back_pay() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13), close(after(1_001)), application.end_back_pay(ORDER, 13, 9, after(1_002)))
    world.step(application.end_back_pay(ORDER, 12, 10, after(1_002)))
    assert said(world, OrderDrained) == []


def test_a_share_that_was_approved_is_paid_up_to_that_share() -> None:
    world = opened(places=PLACES, points=PLACES * 10, acceptance="client")
    for number in range(10):
        name = f"m{number}"
        world.step(lease(f"{name}/lease", name, [0], after(0)))
        world.step(submit(f"{name}/submit", name, 0, after(150), automatic=False))
        world.step(accept(f"{name}/accept", name, 0, at=after(200), percent=50 if number < 3 else None))
    [measured] = said(world, PayMeasured)
    assert measured.back_pay_points == 3 * 2 + 7 * 3
    world.step(top_up(13))
    world.step(*unpaid(world))
    assert sorted(world.assignment(f"m{number}", 0).paid for number in range(10)) == [7] * 3 + [13] * 7
    assert unpaid(world) == []


def test_a_bonus_leaves_the_money_for_back_pay_where_it_is() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13), close(after(1_001)))
    free = PLACES * 13 - 10 * 13
    assert status(world.one(award("more", "m0", 0, free + 1))) == 409
    assert status(world.one(award("fits", "m0", 0, free))) == 201
    world.step(*unpaid(world))
    assert world.budget().spent == PLACES * 13


def test_a_second_top_up_pays_the_difference_to_the_first() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13))
    world.step(*unpaid(world))
    world.step(top_up(15))
    world.step(*unpaid(world))
    assert sorted(one.points for one in said(world, BonusAwarded)) == [2] * 10 + [3] * 10
    assert world.budget().spent == 150


def test_new_work_leaves_the_money_for_back_pay_where_it_is() -> None:
    world = answered(*[150] * 10)
    world.step(application.raise_reward(ORDER, 24, 245, after(1_000)))
    assert status(world.one(lease("new", "new", [0], after(1_100), exact=True))) == 409
    world.step(*unpaid(world))
    assert world.budget().spent == 240


def test_no_more_is_paid_up_than_was_funded() -> None:
    world = answered(*[150] * 10)
    world.step(application.raise_reward(ORDER, 50, 245, after(1_000)))
    world.step(*unpaid(world))
    assert world.budget().spent == 245
    assert sum(one.points for one in said(world, BonusAwarded)) == 145


def test_a_further_version_is_measured_by_its_own_answers_and_pays_no_less() -> None:
    world = answered(*[150] * 10)
    world.step(top_up(13))
    text = document(reward_points=11).model_dump()
    world.step(application.open_order(ORDER, 2, "client-1", text, 600, after(1_000)))
    assert ids(world.one(lease("new", "new", [0], after(1_100))))["reward_points"] == 13
    assert len(said(world, PayMeasured)) == 1


ROWS, EACH, MEMBERS = range(4), 4, [f"m{n}" for n in range(6)]
KINDS = ["lease"] * 9 + ["submit"] * 8 + ["return", "expire", "accept", "accept"]
KINDS += ["reject", "reject", "appeal", "over", "raise", "back", "back", "back", "back"]
TURNS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.integers(0, 23), st.integers(0, 23)), min_size=4, max_size=12
        ),
        st.sampled_from([None, None, None, "before", "after"]),
        st.sampled_from([1, 60, 200]),
    ),
    min_size=2,
    max_size=8,
)


@given(st.sampled_from(["automatic", "client"]), TURNS, st.integers(0, 14))
@settings(max_examples=100, deadline=None)
def test_any_interleaving_pays_every_accepted_answer_up_once_and_never_beyond_the_money(
    acceptance: str, turns: Sequence[tuple[int, Any, str | None, int]], closes: int
) -> None:
    world = World()
    places = [add_task(row, EACH) for row in ROWS]
    world.step(open_order(acceptance=acceptance), fund(10 * EACH * len(ROWS)), *places)
    caches, seconds = [world.cache, Cache(1_000)], 0
    for number, (which, actions, crash, passed) in enumerate(turns):
        seconds += passed
        at = after(seconds)
        commands = [_command(world, f"{number}/{index}", one, at) for index, one in enumerate(actions)]
        if number == closes:
            commands.insert(len(commands) // 2, close(at))
        world.cache, world.store.crash_at = caches[which], crash
        try:
            world.step(*commands, *commands[:3])
        except Crash:
            world.store.crash_at = None
    _finish(world, acceptance, after(seconds + 10_000))
    _check_money(world)
    _check_pay(world)


def _command(world: World, key: str, action: tuple[str, int, int], at: datetime) -> Command:
    kind, first, second = action
    wanted = {"submit": "leased", "return": "leased", "expire": "leased"}
    wanted |= {"accept": "submitted", "reject": "submitted", "appeal": "rejected", "over": "rejected"}
    work = [
        (name, row)
        for name in MEMBERS
        for row in ROWS
        if world.assignment(name, row).state == wanted.get(kind, "")
    ]
    name, row = work[first % len(work)] if work else (MEMBERS[first % 6], second % 4)
    match kind:
        case "lease":
            return lease(key, MEMBERS[first % 6], [second % 4, (second + 1) % 4], at, last=second % 5 > 0)
        case "submit":
            return submit(key, name, row, at, automatic=False) if second % 2 else submit(key, name, row, at)
        case "return":
            return give_back(key, name, row, at)
        case "expire":
            return expire(name, row, world.assignment(name, row).lease_count, at)
        case "accept":
            return accept(key, name, row, at=at, percent=50 if second % 4 == 0 else None)
        case "reject":
            return reject(key, name, row, at=at)
        case "appeal":
            return appeal(key, name, row, at)
        case "over":
            return over(name, row, at + timedelta(days=9))
        case "raise":
            points = 11 + first % 6
            return application.raise_reward(ORDER, points, points * EACH * len(ROWS), at)
        case _:
            due = unpaid(world)
            return due[first % len(due)] if due else end(world)


def _finish(world: World, acceptance: str, at: datetime) -> None:
    """Everything that runs ends, the order closes, and the timer does what is left."""
    world.step(close(at))
    for name in MEMBERS:
        for row in ROWS:
            one = world.assignment(name, row)
            if one.state == "leased":
                world.step(expire(name, row, one.lease_count, at + timedelta(hours=1)))
            elif one.state == "submitted":
                world.step(accept(f"end/{name}/{row}", name, row, at=at))
            if one.contest not in ("", "over"):
                world.step(over(name, row, at + timedelta(days=9)))
    while due := unpaid(world):
        world.step(*due)
    world.step(end(world))


def _check_money(world: World) -> None:
    funded = reserved = spent = 0
    for event in world.events:
        match event:
            case OrderBudget.Funded():
                funded = event.points
            case OrderBudget.Moved():
                reserved, spent = reserved + event.reserved, spent + event.spent
        assert reserved >= 0
        assert reserved + spent <= funded


def _check_pay(world: World) -> None:
    budget = world.budget()
    total: dict[UUID, int] = {}
    for event in world.events:
        match event:
            case Assignment.Accepted():
                assert event.originator_id not in total
                total[event.originator_id] = event.points
            case Assignment.BackPaid() | Assignment.Restored():
                total[event.originator_id] += event.points
    for one in (assignment_of(world, id) for id in total):
        assert total[one.id] == one.paid >= share_of(budget.raised_points, one.share_percent)
    assert len({one.bonus_id for one in said(world, BonusAwarded)}) == len(said(world, BonusAwarded))
    [drained] = said(world, OrderDrained)
    assert drained.points + drained.bonus_points == sum(total.values()) == budget.spent
    assert drained.accepted == len(total)
    assert budget.reserved == 0
    after_the_end = world.events[[type(one) for one in world.events].index(OrderBudget.Drained) :]
    assert not [one for one in after_the_end if isinstance(one, Assignment.BackPaid)]


@pytest.mark.servers
class TestAtTheTimer:
    def begin(self, platform: Platform, order_id: UUID, task_id: UUID, name: str, ago: int) -> str:
        """A member who took the task so many seconds ago."""
        taken = application.lease(
            f"{order_id}/{name}",
            b"",
            Worker(name, 30, "東京都"),
            [Candidate(order_id, task_id)],
            now() - timedelta(seconds=ago),
        )
        [outcome] = platform.running.writer.enqueue([taken]).result(10)
        return str(ids(outcome)["assignment_id"])

    def slow(self, platform: Platform, answers: int, ago: int = 150) -> UUID:
        order_id, [task_id] = platform.open_order(places=PLACES, points=PLACES * 10)
        for number in range(answers):
            name = f"m{number}"
            id = self.begin(platform, order_id, task_id, name, ago)
            assert platform.submit(member(name), id, {"q1": "yes"}).status_code == 200
        platform.follow()
        return order_id

    def test_a_card_shows_the_estimate_and_then_the_measured_median(self, platform: Platform) -> None:
        self.slow(platform, 9, ago=90)
        [card] = platform.get(member("new"), "/v1/tasks").json()["items"]
        assert (card["median_seconds"], card["points_per_hour"]) == (None, 600)
        other = self.slow(platform, 10, ago=89)
        cards = platform.get(member("new"), "/v1/tasks").json()["items"]
        [card] = [one for one in cards if one["order_id"] == str(other)]
        assert card["median_seconds"] in (90, 91)
        assert card["points_per_hour"] in (400, 395)

    def test_what_the_client_tops_up_is_paid_out_by_itself_and_then_the_order_is_drained(
        self, platform: Platform
    ) -> None:
        order_id = self.slow(platform, 10)
        [measured] = [one for one in platform.said() if isinstance(one, PayMeasured)]
        assert measured.needed_points == 13
        assert platform.lease(member("new"), order_id=order_id).status_code == 204
        platform.tell(RewardRaised(order_id=order_id, version=1, reward_points=13, reward_jpy=PLACES * 13))
        platform.ask_due(now())
        platform.ask_due(now())
        assert sum(one.points for one in platform.said() if isinstance(one, BonusAwarded)) == 30
        [mine] = platform.get(member("m0"), "/v1/me/submissions").json()["items"]
        assert (mine["state"], mine["points"]) == ("accepted", 13)
        assert platform.get(member("m0"), f"/v1/orders/{order_id}/terms").json()["reward_points"] == 13
        [card] = platform.get(member("new"), "/v1/tasks").json()["items"]
        assert card["reward_points"] == 13
        platform.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
        platform.ask_due(now())
        [drained] = [one for one in platform.said() if isinstance(one, OrderDrained)]
        assert (drained.points, drained.bonus_points) == (100, 30)
