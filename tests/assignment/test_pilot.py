"""The pilot: what its answers show, and that its verdict is said by itself and once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from nltk.metrics.agreement import AnnotationTask

from assignment.domain import OrderBudget
from assignment.quality import Answer, measured
from assignment.quality.pilot import alpha, declined
from assignment.views.pilots import QUIET_SECONDS
from chassis.clock import now
from chassis.codec import Stored
from minijob_contracts.orders import OrderClosed, PilotStarted, Quality, Question
from tests.assignment.platform import Platform, member
from tests.assignment.world import CODEC, document

SINGLE = {"id": "q1", "kind": "single", "text": "Is {word} a noun?", "required": True}
NO_DECLINE = {**SINGLE, "options": ["yes", "no"]}


def order(**changes: Any) -> dict[str, Any]:
    return document(**changes).model_dump()


def given(*labels: str, seconds: float = 30, version: int = 1) -> list[Answer]:
    """The labels of each task as a word: "yn" is one task with yes and no."""
    names = {"y": "yes", "n": "no"}
    return [
        Answer(task, version, {"q1": names[letter]}, seconds)
        for task, letters in enumerate(labels)
        for letter in letters
    ]


@pytest.mark.parametrize(
    "units",
    [
        ["aab", "abb", "bbb", "aaa"],
        ["aaaa", "bbbb", "cccc"],
        ["ab", "ba", "ab", "ba"],
        ["abcab", "aabbc", "ccccc", "ab", "a"],
        ["aaaab", "aaaaa", "aaaaa"],
    ],
)
def test_agreement_is_krippendorffs_alpha(units: list[str]) -> None:
    pairable = [unit for unit in units if len(unit) > 1]
    triples = [
        (f"coder {number}", task, label)
        for task, unit in enumerate(pairable)
        for number, label in enumerate(unit)
    ]
    assert alpha(units) == pytest.approx(AnnotationTask(triples).alpha())


def test_one_label_in_all_is_agreement_and_single_answers_say_nothing() -> None:
    assert alpha(["aa", "aaa"]) == 1.0
    assert alpha(["a", "b"]) is None
    assert alpha([]) is None


def test_a_pilot_in_which_all_is_well_fails_nothing() -> None:
    found = measured(order(), given("yy", "nn", "yy"), reported=0)
    assert found == {
        "accepted": 6,
        "agreement": {"q1": 1.0},
        "declines": {"q1": 0.0},
        "median_minutes": 0.5,
        "reports": 0.0,
        "failed": [],
    }


def test_members_who_differ_fail_the_stated_bound_and_no_other() -> None:
    split = given("yn", "yn", "yy", "nn")
    assert measured(order(), split, 0)["failed"] == ["agreement"]
    lower = order(quality=Quality(agreement_min=0.0))
    assert measured(lower, split, 0)["failed"] == []
    assert measured(order(quality=Quality(agreement_min=None)), given("yn", "yn"), 0)["failed"] == []


@pytest.mark.parametrize(
    "question",
    [
        Question(id="q1", kind="single", text="Do you like {word}?", options=["yes", "no"], opinion=True),
        Question(id="q1", kind="single", text="Do you like tea?", options=["yes", "no"]),
        Question(id="q1", kind="rating", text="How do you like {word}?"),
    ],
)
def test_opinions_and_questions_about_no_item_need_no_agreement(question: Question) -> None:
    found = measured(order(questions=[question]), given("yn", "yn"), 0)
    assert (found["agreement"], found["failed"]) == ({}, [])


@pytest.mark.parametrize(("times", "failed"), [(78, []), (79, ["minutes"])])
def test_work_may_take_thirty_percent_longer_than_estimated(times: float, failed: list[str]) -> None:
    assert measured(order(estimated_minutes=1), given("yy", "nn", seconds=times), 0)["failed"] == failed


@pytest.mark.parametrize(("reported", "failed"), [(1, []), (2, ["reports"])])
def test_one_report_in_a_hundred_is_borne(reported: int, failed: list[str]) -> None:
    assert measured(order(), given(*["yy", "nn"] * 25), reported)["failed"] == failed


@pytest.mark.parametrize(("declining", "failed"), [(3, []), (4, ["declines"])])
@pytest.mark.parametrize("option", ["Prefer not to answer", "答えたくない"])
def test_three_declines_in_ten_are_borne_on_each_question(
    declining: int, failed: list[str], option: str
) -> None:
    question = Question(id="q1", kind="single", text="Which?", options=["yes", "no", option])
    answers = [Answer(task, 1, {"q1": option if task < declining else "yes"}, 30) for task in range(10)]
    assert measured(order(questions=[question]), answers, 0)["failed"] == failed


@pytest.mark.parametrize(
    ("changes", "answer", "is_decline"),
    [
        ({"required": False}, None, True),
        ({"required": False, "kind": "text"}, None, False),
        ({"required": False, "kind": "text"}, "I prefer not to answer", False),
        ({"kind": "multi"}, ["yes", "回答しない"], True),
        ({}, "Don't know", False),
        ({}, "no", False),
    ],
)
def test_declining_is_more_than_having_nothing_to_say(
    changes: dict[str, Any], answer: Any, is_decline: bool
) -> None:
    assert declined({**NO_DECLINE, **changes}, answer) is is_decline


def test_answers_to_a_former_version_are_not_measured() -> None:
    former, newest = given("yn", "yn", seconds=500), given("yy", "nn", version=2)
    assert measured(order(), [*former, *newest], 0)["failed"] == []


def decisions(platform: Platform, order_id: UUID) -> list[OrderBudget.PilotDecided]:
    log = "SELECT originator_id, originator_version, topic, state FROM events WHERE originator_id = %(id)s"
    with platform.running.engine.connect() as tx:
        stored = [Stored(*row) for row in tx.exec_driver_sql(log, {"id": order_id})]
    events = [CODEC.decode(one)[0] for one in stored]
    return [event for event in events if isinstance(event, OrderBudget.PilotDecided)]


@pytest.mark.servers
class TestAtTheTimer:
    def test_a_pilot_is_decided_once_and_only_when_its_last_place_is_answered(
        self, platform: Platform
    ) -> None:
        order_id, tasks = platform.open_order(tasks=3, places=2)
        platform.tell(PilotStarted(order_id=order_id, version=1, tasks=3))
        for task in tasks:
            platform.ask_due(now())
            assert decisions(platform, order_id) == []
            for name in ("ann", "ben"):
                platform.answer(member(name), task, {"q1": "yes"})
        platform.ask_due(now())
        platform.ask_due(now())
        [decided] = decisions(platform, order_id)
        assert (decided.tasks, decided.accepted, decided.failed) == (3, 6, [])
        assert decided.agreement == {"q1": 1.0}

    def test_members_who_disagree_are_named_as_the_measure_that_failed(self, platform: Platform) -> None:
        order_id, tasks = platform.open_order(tasks=4, places=2)
        platform.tell(PilotStarted(order_id=order_id, version=1, tasks=4))
        for task in tasks:
            platform.answer(member("ann"), task, {"q1": "yes"})
            platform.answer(member("ben"), task, {"q1": "no"})
        platform.ask_due(now())
        [decided] = decisions(platform, order_id)
        assert decided.failed == ["agreement"]

    def test_places_that_nobody_takes_do_not_hold_a_pilot_for_ever(self, platform: Platform) -> None:
        order_id, tasks = platform.open_order(tasks=2, places=3)
        platform.tell(PilotStarted(order_id=order_id, version=1, tasks=2))
        for name, task in [("ann", tasks[0]), ("ben", tasks[0]), ("ann", tasks[1])]:
            platform.answer(member(name), task, {"q1": "yes"})
        later = now() + timedelta(seconds=QUIET_SECONDS + 5)
        platform.ask_due(later)
        assert decisions(platform, order_id) == []
        platform.answer(member("ben"), tasks[1], {"q1": "yes"})
        platform.ask_due(now())
        assert decisions(platform, order_id) == []
        platform.ask_due(later)
        [decided] = decisions(platform, order_id)
        assert (decided.accepted, decided.failed) == (4, [])

    def test_somebody_at_work_holds_the_verdict(self, platform: Platform) -> None:
        order_id, [task] = platform.open_order(places=3)
        platform.tell(PilotStarted(order_id=order_id, version=1, tasks=1))
        for name in ("ann", "ben"):
            platform.answer(member(name), task, {"q1": "yes"})
        platform.lease(member("cat"), task_id=task)
        platform.ask_due(now() + timedelta(seconds=QUIET_SECONDS + 5))
        assert decisions(platform, order_id) == []

    def test_an_order_that_is_all_pilot_is_measured_even_when_it_was_filled_and_closed(
        self, platform: Platform
    ) -> None:
        order_id, [task] = platform.open_order(places=2)
        platform.tell(PilotStarted(order_id=order_id, version=1, tasks=1))
        for name in ("ann", "ben"):
            platform.answer(member(name), task, {"q1": "yes"})
        platform.tell(OrderClosed(order_id=order_id, version=1, reason="complete"))
        platform.ask_due(now())
        [decided] = decisions(platform, order_id)
        assert (decided.tasks, decided.accepted) == (1, 2)

    def test_an_order_without_a_pilot_or_that_is_closed_is_not_decided(self, platform: Platform) -> None:
        plain, [task] = platform.open_order(places=1)
        closed, [other] = platform.open_order(places=2)
        platform.tell(PilotStarted(order_id=closed, version=1, tasks=1))
        platform.answer(member("ann"), task, {"q1": "yes"})
        platform.answer(member("ann"), other, {"q1": "yes"})
        platform.tell(OrderClosed(order_id=closed, version=1, reason="client"))
        platform.ask_due(now())
        assert decisions(platform, plain) == decisions(platform, closed) == []
