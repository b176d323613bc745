"""One tap reports, and a safety stop pays live leases, hides answers and ends in a decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from assignment import application
from assignment.application import Candidate
from assignment.domain import OrderBudget, OrderStopped, assignment_id
from chassis.command import Command
from minijob_contracts.orders import OrderClosed, Question
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from minijob_contracts.submissions import (
    AssignmentStopped,
    OrderDrained,
    QuestionDeclined,
    StoppedInVain,
    TaskReported,
)
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.world import (
    AT,
    ORDER,
    World,
    after,
    close,
    document,
    lease,
    opened,
    statuses,
    submit,
    task,
)

OLD = "2020-01-01"


def heard(command: Command) -> Command:
    """With a key of its own, as an event that is heard has one."""
    return replace(command, key=uuid4().hex)


def stop(world: World, version: int = 1) -> None:
    world.step(heard(application.safety_stop(ORDER, version, AT)))


def end_watch(breach: bool) -> Command:
    return heard(application.end_watch(ORDER, 1, breach, AT))


def stop_lease(name: str, row: int, number: int = 1, at: datetime = AT) -> Any:
    return application.stop_lease(assignment_id(task(row), name), Candidate(ORDER, task(row)), number, at)


def test_a_stopped_order_gives_no_task_and_takes_no_answer() -> None:
    world = opened(tasks=2)
    world.step(lease("l1", "ann", [0]))
    stop(world)
    assert isinstance(world.one(submit("s1", "ann", 0)), OrderStopped)
    assert statuses([world.one(lease("l2", "ben", [1], exact=True))]) == [409]


@pytest.mark.parametrize(("seconds", "points"), [(0, 5), (59, 5), (61, 10), (3_000, 10)])
def test_a_live_lease_is_paid_by_the_time_at_the_floor_up_to_its_reward(seconds: int, points: int) -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    stop(world)
    world.step(*(stop_lease("ann", 0, at=after(seconds)) for _ in range(2)))
    budget = world.budget()
    assert (budget.live, budget.reserved, budget.spent, budget.stopped) == (0, 0, points, 1)
    assert world.slots(0).taken == 0
    assert world.assignment("ann", 0).state == "stopped"


def test_who_was_stopped_cannot_take_the_task_again_and_be_paid_twice() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    stop(world)
    world.step(stop_lease("ann", 0), end_watch(False))
    assert statuses([world.one(lease("again", "ann", [0], exact=True))]) == [409]
    assert statuses([world.one(lease("ben", "ben", [0], exact=True))]) == [201]


def test_a_lease_is_not_stopped_while_its_version_goes_on_and_can_be_later() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    assert statuses([world.one(stop_lease("ann", 0))]) == [503]
    stop(world)
    assert statuses([world.one(stop_lease("ann", 0))]) == [200]
    assert world.budget().stopped == 1


def test_what_was_answered_before_the_stop_is_paid_as_ever() -> None:
    world = opened(acceptance="client")
    world.step(lease("l", "ann", [0]), submit("s", "ann", 0, automatic=False))
    stop(world)
    world.step(stop_lease("ann", 0))
    budget = world.budget()
    assert (budget.undecided, budget.stopped, budget.spent) == (1, 0, 0)


def test_an_order_is_not_drained_before_an_operator_has_decided() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    stop(world)
    world.step(stop_lease("ann", 0), close())
    assert world.of(OrderBudget.Drained) == []
    world.step(end_watch(True))
    (drained,) = world.of(OrderBudget.Drained)
    assert (drained.accepted, drained.points) == (1, 5)


def in_vain(world: World) -> list[int]:
    return [one.points for one in world.said if isinstance(one, StoppedInVain)]


@pytest.mark.parametrize("together", [True, False], ids=["in one group", "one after the other"])
def test_what_a_false_alarm_has_cost_the_client_is_said_once(together: bool) -> None:
    world = opened(places=3)
    world.step(lease("l1", "ann", [0]), lease("l2", "ben", [0]))
    stop(world)
    commands = [stop_lease("ann", 0), stop_lease("ben", 0, at=after(61)), end_watch(False)]
    for group in [commands] if together else [[one] for one in commands]:
        world.step(*group)
    assert in_vain(world) == [15]
    assert world.budget().stop_pay == {"1": 0}
    world.step(lease("l3", "cat", [0]))
    stop(world)
    world.step(stop_lease("cat", 0), end_watch(False))
    assert in_vain(world) == [15, 5]


def test_a_breach_costs_the_client_and_an_alarm_that_stopped_nobody_costs_nothing() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    stop(world)
    world.step(stop_lease("ann", 0), end_watch(True))
    assert in_vain(world) == []
    other = opened()
    stop(other)
    other.step(end_watch(False))
    assert in_vain(other) == []


def test_a_stop_that_is_heard_twice_or_after_a_breach_is_one() -> None:
    world = opened()
    stop(world)
    stop(world)
    world.step(end_watch(True), end_watch(False))
    stop(world)
    assert len(world.of(OrderBudget.SafetyStopped)) == 1
    assert world.budget().breached_versions == [1]


DECLINE = Question(
    id="q1", kind="single", text="Is {word} a noun?", options=["yes", "no", "Prefer not to answer"]
)


def answered(world: World, answers: list[str]) -> None:
    """One answer for each member, all to the task of row 0."""
    questions = document(questions=[DECLINE]).model_dump()["questions"]
    for number, answer in enumerate(answers):
        name = f"m{number}"
        held = application.Held(ORDER, task(0), name, 1)
        secrets = application.Secrets(b"k", uuid4(), None)
        checked = application.checked(questions, {"q1": answer})
        id = assignment_id(task(0), name)
        world.step(
            lease(f"l{name}", name, [0]),
            application.submit(f"s{name}", b"", id, held, checked, secrets, AT, automatic=True),
        )


def test_a_question_that_too_many_decline_is_said_once() -> None:
    world = opened(places=100, points=10_000, questions=[DECLINE])
    answered(world, ["yes"] * 17 + ["Prefer not to answer"] * 12)
    assert world.of(OrderBudget.TooDeclined) == []
    world = opened(places=100, points=10_000, questions=[DECLINE])
    answered(world, ["yes"] * 18 + ["Prefer not to answer"] * 14)
    (said,) = world.of(OrderBudget.TooDeclined)
    assert (said.question, said.declined, said.answers) == ("q1", 13, 31)


def test_forty_percent_are_not_too_many() -> None:
    world = opened(places=100, points=10_000, questions=[DECLINE])
    answered(world, ["Prefer not to answer"] * 12 + ["yes"] * 18)
    assert world.of(OrderBudget.TooDeclined) == []
    assert world.budget().declined == {"1/q1": 12}


def test_a_form_that_offers_no_way_to_decline_counts_nothing() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), submit("s", "ann", 0))
    assert world.of(OrderBudget.Declined) == []


def taken(platform: Platform, who: Any, order_id: UUID) -> str:
    id: str = platform.lease(who, order_id=order_id).json()["assignment_id"]
    return id


def report(platform: Platform, who: Any, id: str, reason: str = "personal", **options: Any) -> Any:
    body = {"reason": reason, **options.pop("body", {})}
    return platform.post(who, f"/v1/assignments/{id}/report", body, **options)


@pytest.mark.servers
def test_a_member_reports_once_and_hears_the_outcome(platform: Platform) -> None:
    ann = member("ann", since=OLD)
    order_id, _ = platform.open_order()
    id = taken(platform, ann, order_id)
    told = report(platform, ann, id, body={"question": "q1"}, device="device-of-ann", key="k")
    assert told.status_code == 200
    answer_by = datetime.fromisoformat(told.json()["answer_by"])
    assert timedelta(hours=71) < answer_by - datetime.now(UTC) <= timedelta(hours=72)
    again = report(platform, ann, id, body={"question": "q1"}, device="device-of-ann", key="k")
    assert again.json() == told.json()
    assert report(platform, ann, id).status_code == 409
    (said,) = [one for one in platform.said() if isinstance(one, TaskReported)]
    assert (said.reason, said.question, said.established, said.weight_percent) == (
        "personal",
        "q1",
        True,
        100,
    )
    assert said.device is not None
    assert "ann" not in said.device
    platform.follow()
    (mine,) = platform.get(ann, "/v1/me/reports").json()["items"]
    assert (mine["outcome"], mine["decided_at"]) == ("open", None)
    platform.tell(
        WatchDecided(order_id=order_id, version=1, breach=True, stopped=False, operator_id="o", reason="x")
    )
    platform.follow()
    (mine,) = platform.get(ann, "/v1/me/reports").json()["items"]
    assert mine["outcome"] == "breach"


@pytest.mark.servers
def test_a_report_names_what_is_wrong_with_it(platform: Platform) -> None:
    ann = member("ann")
    order_id, _ = platform.open_order()
    id = taken(platform, ann, order_id)
    assert report(platform, ann, id, "rude").status_code == 422
    assert report(platform, ann, id, body={"question": "q9"}).json()["errors"][0]["where"] == "question"
    assert report(platform, ann, id, device="no").status_code == 422
    assert report(platform, member("ben"), id).status_code == 404
    assert report(platform, CLIENT, id).status_code == 403


@pytest.mark.servers
def test_a_young_account_is_not_established_until_its_first_task_is_a_week_old(platform: Platform) -> None:
    order_id, _ = platform.open_order(places=5)
    today = datetime.now(UTC).date().isoformat()
    for name, since in (("ann", today), ("ben", None), ("cid", OLD)):
        who = member(name, since=since)
        assert report(platform, who, taken(platform, who, order_id)).status_code == 200
    said = [one for one in platform.said() if isinstance(one, TaskReported)]
    assert [one.established for one in said] == [False, False, True]
    first = datetime(2026, 1, 1, tzinfo=UTC)
    by = application.reporter(order_id, "s" * 32, None, None, first, 3, first + timedelta(days=8))
    assert (by.established, by.weight, by.device) == (True, 50, None)


@pytest.mark.servers
def test_three_unfounded_reports_lower_the_weight_and_not_the_access(platform: Platform) -> None:
    ann = member("ann", since=OLD)
    weights = []
    for _ in range(4):
        order_id, _ = platform.open_order()
        id = taken(platform, ann, order_id)
        assert report(platform, ann, id).status_code == 200
        weights.append([one for one in platform.said() if isinstance(one, TaskReported)][-1].weight_percent)
        platform.tell(
            WatchDecided(
                order_id=order_id, version=1, breach=False, stopped=False, operator_id="o", reason="fine"
            )
        )
        platform.follow()
    assert weights == [100, 100, 100, 50]
    assert platform.get(ann, "/v1/tasks").status_code == 200


@pytest.mark.servers
def test_a_stop_hides_answers_from_every_client_page_and_a_false_alarm_shows_them_again(
    platform: Platform,
) -> None:
    order_id, tasks = platform.open_order(tasks=2, acceptance="client")
    ann, ben = member("ann"), member("ben")
    platform.answer(ann, tasks[0], {"q1": "yes"})
    platform.answer(ben, tasks[0], {"q1": "no"})
    platform.follow()
    waiting = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    platform.post(CLIENT, f"/v1/submissions/{waiting['submission_id']}/accept")
    platform.follow()
    live = taken(platform, member("cid"), order_id)

    def seen() -> tuple[int, bool, int]:
        submissions = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
        undecided = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
        answer = platform.get(CLIENT, f"/v1/orders/{order_id}/results")
        while answer.status_code == 503:  # crowd-kit is still being imported
            answer = platform.get(CLIENT, f"/v1/orders/{order_id}/results")
        results = answer.json()["items"]
        return len(submissions), undecided is not None, sum(row["answers"] for row in results)

    assert seen() == (1, True, 1)
    hidden = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]["submission_id"]
    platform.tell(SafetyStopped(order_id=order_id, version=1, cause="operator", reason="x"))
    platform.ask_due(datetime.now(UTC))
    assert seen() == (0, False, 0)
    assert platform.post(CLIENT, f"/v1/submissions/{hidden}/accept").status_code == 404
    assert platform.submit(member("cid"), live, {"q1": "yes"}).status_code == 409
    assert platform.get(member("dan"), "/v1/tasks").json()["items"] == []
    assert platform.lease(member("dan")).status_code == 204
    (stopped,) = [one for one in platform.said() if isinstance(one, AssignmentStopped)]
    assert (stopped.member_id, stopped.points) == ("cid", 5)
    platform.tell(
        WatchDecided(order_id=order_id, version=1, breach=False, stopped=True, operator_id="o", reason="x")
    )
    platform.follow()
    assert seen() == (1, True, 1)
    assert platform.lease(member("dan")).status_code == 201


@pytest.mark.servers
def test_after_a_breach_the_answers_are_erased_the_pay_stays_and_the_member_is_told(
    platform: Platform,
) -> None:
    order_id, tasks = platform.open_order()
    ann = member("ann")
    platform.answer(ann, tasks[0], {"q1": "yes"})
    platform.tell(SafetyStopped(order_id=order_id, version=1, cause="operator", reason="x"))
    platform.tell(
        WatchDecided(order_id=order_id, version=1, breach=True, stopped=True, operator_id="o", reason="x"),
        OrderClosed(order_id=order_id, version=1, reason="operator"),
    )
    platform.follow()
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM answers_v1").scalar_one() == 0
    (mine,) = platform.get(ann, "/v1/me/submissions").json()["items"]
    assert (mine["state"], mine["points"], mine["erased"]) == ("accepted", 10, True)
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"] == []
    (drained,) = [one for one in platform.said() if isinstance(one, OrderDrained)]
    assert (drained.accepted, drained.points) == (1, 10)


@pytest.mark.servers
def test_declines_are_said_over_http_too(platform: Platform) -> None:
    order_id, tasks = platform.open_order(places=31, questions=[DECLINE])
    for number in range(31):
        answer = "Prefer not to answer" if number % 2 else "yes"
        assert platform.answer(member(f"m{number}"), tasks[0], {"q1": answer}).status_code == 200
    (said,) = [one for one in platform.said() if isinstance(one, QuestionDeclined)]
    assert (said.order_id, said.question) == (order_id, "q1")
