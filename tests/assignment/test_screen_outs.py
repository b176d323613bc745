"""Answers that end the work early: what is paid and kept, out of which money, and when it is too much."""

from random import Random
from typing import Any

import pytest

from assignment import application
from assignment.application import Ending, Held
from assignment.domain import (
    AlreadySubmitted,
    Assignment,
    BudgetExhausted,
    NotOpen,
    OrderBudget,
    WasScreenedOut,
    assignment_id,
    expected_seconds,
    screened_out_at,
)
from chassis.command import Command, Insert
from chassis.errors import Invalid
from minijob_contracts.orders import OrderResumed, Question
from minijob_contracts.points import EscrowFunded
from minijob_contracts.submissions import (
    AssignmentReturned,
    OrderDrained,
    SubmissionAccepted,
    SubmissionScreenedOut,
    TooManyScreenedOut,
)
from tests.assignment.platform import APPEALS, CLIENT, Platform, member
from tests.assignment.world import (
    AT,
    ORDER,
    World,
    add_task,
    after,
    close,
    document,
    expire,
    give_back,
    ids,
    lease,
    open_order,
    statuses,
    submit,
    task,
)

QUESTIONS = [
    Question(id="cook", kind="single", text="Do you cook?", options=["yes", "no"], screens_out=["no"]),
    Question(id="pans", kind="multi", text="Which pans?", options=["iron", "none"], screens_out=["none"]),
    Question(id="why", kind="text", text="Why?"),
]


def screening(
    tasks: int = 1, places: int = 100, points: int = 1_000, reserve: int = 500, **changes: Any
) -> World:
    """An order whose first two questions may end the work."""
    world = World()
    fund = application.fund_order(ORDER, points, AT, reserve)
    opened = open_order(questions=QUESTIONS, **changes)
    world.step(opened, fund, *(add_task(row, places) for row in range(tasks)))
    return world


def leave(
    name: str, row: int = 0, seconds: float = 30, expected: int = 20, question: str = "cook"
) -> Command:
    held = Held(ORDER, task(row), name, 1)
    ending = Ending(question, expected)
    id = assignment_id(task(row), name)
    return application.screen_out(f"out/{name}/{row}", b"", id, held, ending, after(seconds))


def out(world: World, name: str, row: int = 0, **options: Any) -> Any:
    world.step(lease(f"in/{name}/{row}", name, [row]))
    return world.one(leave(name, row, **options))


def said(world: World, kind: type[Any]) -> list[Any]:
    return [one for one in world.said if isinstance(one, kind)]


def test_the_first_answer_that_ends_the_work_counts_in_the_order_of_the_questions() -> None:
    questions = [one.model_dump() for one in QUESTIONS]
    assert screened_out_at(questions, {"cook": "no", "pans": ["none"]}) == 0
    assert screened_out_at(questions, {"cook": "yes", "pans": ["iron", "none"]}) == 1
    assert screened_out_at(questions, {"cook": "yes", "pans": ["iron"], "why": "none"}) is None
    assert screened_out_at([{"id": "old"}], {"old": "no"}) is None


def test_what_comes_after_the_exit_need_not_be_answered_and_what_comes_before_must() -> None:
    form = document(questions=QUESTIONS, estimated_minutes=1).model_dump()
    assert application.ending_of(form, {"cook": "no"}) == Ending("cook", 20)
    assert application.ending_of(form, {"cook": "yes", "pans": ["none"]}) == Ending("pans", 40)
    with pytest.raises(Invalid) as missing:
        application.ending_of(form, {"pans": ["none"]})
    assert [error.where for error in missing.value.errors] == ["answers.cook"]
    with pytest.raises(Invalid):
        application.ending_of(form, {"cook": "no", "who": "I"})


@pytest.mark.parametrize(
    ("minutes", "question", "questions", "seconds"), [(1, 0, 1, 60), (1, 0, 4, 15), (0.5, 1, 7, 9)]
)
def test_an_exit_is_expected_after_its_share_of_the_estimate(
    minutes: float, question: int, questions: int, seconds: int
) -> None:
    assert expected_seconds(minutes, question, questions) == seconds


def test_an_exit_is_paid_from_the_reserve_and_frees_reward_and_place_and_keeps_no_answer() -> None:
    world = screening()
    told = ids(out(world, "ann", expected=60))
    assert (told["state"], told["points"]) == ("screened_out", 5)
    [exit] = said(world, SubmissionScreenedOut)
    assert (exit.points, exit.reason, exit.member_id, exit.lease) == (5, "screened_out", "ann", 1)
    budget = world.budget()
    assert (budget.live, budget.reserved, budget.spent, budget.exits, budget.exit_points) == (0, 0, 0, 1, 5)
    assert world.slots(0).taken == 0
    assert [row for row in world.rows if isinstance(row, Insert)] == []
    assert said(world, SubmissionAccepted) == []


@pytest.mark.parametrize(
    ("expected", "reward", "points"), [(1, 10, 2), (60, 10, 5), (600, 10, 10), (60, 1, 2)]
)
def test_an_exit_is_worth_the_floor_at_least_two_points_and_at_most_the_reward(
    expected: int, reward: int, points: int
) -> None:
    assert ids(out(screening(reward_points=reward), "ann", expected=expected))["points"] == points


def test_from_ten_exits_on_the_measured_median_to_that_exit_counts() -> None:
    world = screening()
    for number in range(10):
        assert ids(out(world, f"m{number}", seconds=84, expected=12))["points"] == 2
    assert ids(out(world, "ann", seconds=599, expected=12))["points"] == 7
    assert ids(out(world, "ben", seconds=599, expected=12, question="pans"))["points"] == 2


def test_the_same_key_answers_the_same_and_an_ended_task_is_answered_no_more() -> None:
    world = screening()
    first = ids(out(world, "ann"))
    again = world.one(leave("ann"))
    assert ids(again) == first
    assert len(said(world, SubmissionScreenedOut)) == 1
    assert isinstance(world.one(submit("s", "ann", 0)), AlreadySubmitted)


def test_nobody_takes_an_order_again_after_a_screen_out() -> None:
    world = screening(tasks=2)
    out(world, "ann")
    assert isinstance(world.one(lease("a", "ann", [1], exact=True)), WasScreenedOut)
    assert isinstance(world.one(lease("b", "ann", [0, 1], of_one_order=True)), WasScreenedOut)
    assert statuses([world.one(lease("c", "ann", [0, 1]))]) == [204]
    assert statuses([world.one(lease("d", "ben", [1]))]) == [201]


def test_a_further_task_that_was_held_meanwhile_is_given_back_without_a_second_pay() -> None:
    world = screening(tasks=2)
    world.step(lease("0", "ann", [0]), lease("1", "ann", [1]))
    results = world.step(leave("ann", 0), leave("ann", 1))
    assert [(ids(one)["state"], ids(one)["points"]) for one in results] == [
        ("screened_out", 2),
        ("returned", 0),
    ]
    assert [one.reason for one in said(world, AssignmentReturned)] == ["screened_out"]
    assert (world.budget().live, world.budget().reserved, world.budget().exit_points) == (0, 0, 2)


def test_no_more_leases_run_than_the_reserve_could_pay_exits_for() -> None:
    world = screening(reserve=25)
    results = world.step(*(lease(f"k{number}", f"m{number}", [0], exact=True) for number in range(4)))
    assert statuses(results) == [201, 201, 409, 409]
    assert isinstance(results[2], BudgetExhausted)
    world.step(give_back("r", "m0", 0))
    assert statuses([world.one(lease("again", "m2", [0], exact=True))]) == [201]


def test_an_order_that_screens_nobody_out_needs_no_reserve() -> None:
    world = World()
    world.step(open_order(), application.fund_order(ORDER, 100, AT), add_task(0, 5))
    assert statuses([world.one(lease("k", "ann", [0]))]) == [201]


def test_more_than_half_of_fifty_holds_the_order_and_says_so_once() -> None:
    world = screening(points=2_000)
    for number in range(24):
        world.step(lease(f"l{number}", f"a{number}", [0]), submit(f"s{number}", f"a{number}", 0))
    for number in range(25):
        out(world, f"m{number}")
    assert said(world, TooManyScreenedOut) == []
    out(world, "last")
    [told] = said(world, TooManyScreenedOut)
    assert (told.screened_out, told.ended, told.exits, told.accepted, told.version) == (26, 50, 26, 24, 1)
    assert isinstance(world.one(lease("late", "zoe", [0], exact=True)), NotOpen)


def test_half_is_not_more_than_half() -> None:
    world = screening(points=2_000)
    for number in range(30):
        world.step(lease(f"l{number}", f"a{number}", [0]), submit(f"s{number}", f"a{number}", 0))
        out(world, f"m{number}")
    assert said(world, TooManyScreenedOut) == []


def test_after_it_goes_on_the_count_begins_anew() -> None:
    world = screening()
    for number in range(26):
        out(world, f"m{number}")
    world.step(application.pause_order(ORDER, AT))
    resumed = application.resume_order(ORDER, AT)
    resumed.key = "resumed"
    world.step(resumed)
    for number in range(25):
        out(world, f"n{number}")
    assert len(said(world, TooManyScreenedOut)) == 1
    out(world, "last")
    assert len(said(world, TooManyScreenedOut)) == 2


def test_a_reserve_that_pays_no_exit_any_more_holds_the_order_too() -> None:
    world = screening(reserve=11)
    out(world, "ann")
    [told] = said(world, TooManyScreenedOut)
    assert (told.screened_out, told.ended) == (1, 1)


def test_an_order_is_drained_with_its_exits_counted_and_waits_for_who_is_at_work() -> None:
    world = screening()
    world.step(lease("a", "ann", [0]), lease("b", "ben", [0]), submit("s", "ann", 0), close())
    assert said(world, OrderDrained) == []
    world.step(leave("ben", expected=60))
    assert said(world, OrderDrained) == [OrderDrained(order_id=ORDER, accepted=2, points=15)]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_members_do_exits_stay_within_the_reserve_and_the_rest_within_the_rewards(
    seed: int,
) -> None:
    random = Random(seed)
    world = screening(tasks=3, places=4, points=random.randrange(40, 130), reserve=random.randrange(20, 80))
    for number in range(60):
        name, row = f"m{random.randrange(8)}", random.randrange(3)
        match random.choice(["lease", "lease", "submit", "leave", "return"]):
            case "lease":
                command = lease(f"l{number}", name, [row], after(number))
            case "submit":
                command = submit(f"s{number}", name, row, after(number))
            case "leave":
                command = leave(name, row, seconds=number, expected=random.randrange(300))
                command.key = f"{command.key}/{number}"
            case _:
                command = give_back(f"r{number}", name, row, after(number))
        world.one(command)
        budget: OrderBudget = world.budget()
        assert budget.reserved + budget.spent <= budget.funded
        assert budget.exit_points + budget.live * 2 <= budget.reserve
    world.step(close())
    for name in range(8):
        for row in range(3):
            work: Assignment = world.assignment(f"m{name}", row)
            if work.state == "leased":
                world.one(expire(f"m{name}", row, work.lease_count, after(10_000)))
    paid = [*said(world, SubmissionAccepted), *said(world, SubmissionScreenedOut)]
    [drained] = said(world, OrderDrained)
    assert (drained.accepted, drained.points) == (len(paid), sum(one.points for one in paid))


ANN, BEN = member("ann"), member("ben")


def opened(platform: Platform, tasks: int = 1) -> tuple[Any, list[Any]]:
    """An order that screens, with money for exits."""
    order_id, task_ids = platform.open_order(tasks=tasks, questions=QUESTIONS)
    money = {"reward_jpy": 10_000, "fee_jpy": 0, "screen_out_reserve_jpy": 500, "total_jpy": 10_500 + APPEALS}
    money |= {"appeal_reserve_jpy": APPEALS}
    platform.tell(EscrowFunded(order_id=order_id, version=1, tasks=tasks, **money))
    platform.follow()
    return order_id, task_ids


@pytest.mark.servers
def test_a_member_is_told_in_both_languages_and_finds_the_exit_among_the_answers(platform: Platform) -> None:
    order_id, _ = opened(platform, tasks=2)
    taken = platform.lease(ANN, order_id=order_id).json()
    assert all("screens_out" not in question for question in taken["questions"])
    ended = platform.submit(ANN, taken["assignment_id"], {"cook": "no"})
    assert ended.status_code == 200, ended.text
    assert (ended.json()["state"], ended.json()["points"]) == ("screened_out", 2)
    assert "2ポイント" in ended.json()["told"]["ja"]
    assert "2 points" in ended.json()["told"]["en"]
    platform.follow()
    [mine] = platform.get(ANN, "/v1/me/submissions").json()["items"]
    assert (mine["state"], mine["points"], mine["erased"]) == ("screened_out", 2, False)
    assert platform.get(ANN, "/v1/tasks").json()["items"] == []
    assert len(platform.get(BEN, "/v1/tasks").json()["items"]) == 1
    again = platform.lease(ANN, order_id=order_id)
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:was-screened-out")
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert shown["screen_outs"] == {"exits": 1, "points": 2, "reserve": 500}
    assert (shown["accepted"], shown["leased"], shown["spent"]) == (0, 0, 0)
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"] == []


@pytest.mark.servers
def test_a_repeated_exit_answers_the_same_and_other_answers_under_its_key_are_refused(
    platform: Platform,
) -> None:
    order_id, _ = opened(platform)
    taken = platform.lease(ANN, order_id=order_id).json()["assignment_id"]
    first = platform.submit(ANN, taken, {"cook": "no"}, key="k")
    assert platform.submit(ANN, taken, {"cook": "no"}, key="k").json() == first.json()
    whole = {"cook": "yes", "pans": ["iron"], "why": "I like it"}
    assert platform.submit(ANN, taken, whole, key="k").status_code == 409
    assert platform.submit(ANN, taken, whole).json()["type"] == "urn:minijob:problem:already-submitted"


@pytest.mark.servers
def test_an_order_whose_exits_are_too_many_is_shown_to_nobody_until_it_goes_on(platform: Platform) -> None:
    order_id, _ = opened(platform)
    for number in range(26):
        name = member(f"m{number}")
        taken = platform.lease(name, order_id=order_id).json()["assignment_id"]
        assert platform.submit(name, taken, {"cook": "no"}).status_code == 200
    platform.follow()
    assert len([one for one in platform.said() if isinstance(one, TooManyScreenedOut)]) == 1
    assert platform.get(ANN, "/v1/tasks").json()["items"] == []
    assert platform.lease(ANN).status_code == 204
    platform.open_version(order_id, 2)
    platform.tell(OrderResumed(order_id=order_id, version=2))
    platform.follow()
    assert len(platform.get(ANN, "/v1/tasks").json()["items"]) == 1


def test_an_order_that_goes_on_without_money_for_exits_says_so_again() -> None:
    world = screening(reserve=11)
    out(world, "ann")
    world.step(application.pause_order(ORDER, AT))
    resumed = application.resume_order(ORDER, AT)
    resumed.key = "resumed"
    world.step(resumed)
    assert [(one.screened_out, one.exits) for one in said(world, TooManyScreenedOut)] == [(1, 1), (0, 1)]
    assert isinstance(world.one(lease("late", "ben", [0], exact=True)), NotOpen)


@pytest.mark.servers
def test_the_terms_say_that_the_questions_may_end_early_and_not_by_which_answer(platform: Platform) -> None:
    order_id, _ = opened(platform)
    terms = platform.get(ANN, f"/v1/orders/{order_id}/terms").json()
    assert (terms["may_end_early"], terms["exit_points_least"]) == (True, 2)
    plain, _ = platform.open_order()
    assert platform.get(ANN, f"/v1/orders/{plain}/terms").json()["may_end_early"] is False
