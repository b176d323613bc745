"""A task is passed on: either of the two answers it, never both, and the doer gets four fifths or more."""

from collections.abc import Sequence
from typing import Any

import pytest

from assignment import application
from assignment.application import Candidate, Offer, Worker
from assignment.domain import (
    AlreadyTaken,
    Assignment,
    CannotPassOn,
    FormChanged,
    LeaseEnded,
    NotEligible,
    NotOpen,
    OfferEnded,
    UnknownAssignment,
    UnknownOffer,
)
from chassis.command import Command
from minijob_contracts.orders import Audience, Question, Segment
from minijob_contracts.submissions import (
    AssignmentExpired,
    AssignmentLeased,
    AssignmentReturned,
    SubmissionAccepted,
    TaskDelegated,
)
from tests.assignment.world import (
    AT,
    LEASE_SECONDS,
    ORDER,
    World,
    accept,
    after,
    assignment_id,
    close,
    document,
    expire,
    give_back,
    ids,
    lease,
    opened,
    reject,
    status,
    statuses,
    submit,
    task,
)


def offered(member: str, row: int = 0) -> Offer:
    return Offer(assignment_id(task(row), member), Candidate(ORDER, task(row)))


def offer(
    key: str, member: str, to: str, percent: int = 20, at: Any = AT, owner: str = "", version: int = 1
) -> Command:
    """version: of the form that was looked at."""
    id = offered(owner or member).assignment_id
    return application.offer(key, b"", id, version, member, to, percent, at)


def take(key: str, member: str, of: str, at: Any = AT, age: int | None = 30, live: int = 0) -> Command:
    worker = Worker(member, age, "東京都")
    return application.take_over(key, b"", offered(of), worker, at, live_leases=live)


def drop(key: str, member: str, of: str, at: Any = AT) -> Command:
    return application.drop_offer(key, b"", offered(of).assignment_id, member, at)


def passed_on(percent: int = 20, **options: Any) -> World:
    """Ann has leased the task and passed it on to Ben."""
    world = opened(**options)
    results = world.step(lease("l", "ann", [0]), offer("o", "ann", "ben", percent), take("t", "ben", "ann"))
    assert statuses(results) == [201, 200, 201]
    return world


def said(world: World, kind: type[Any]) -> list[Any]:
    return [event for event in world.said if isinstance(event, kind)]


def test_who_is_asked_takes_the_task_with_its_place_and_its_reward() -> None:
    world = opened(places=1, points=10)
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    taken = ids(world.one(take("t", "ben", "ann", after(300))))
    assert (taken["assignment_id"], taken["reward_points"]) == (str(assignment_id(task(0), "ben")), 10)
    assert taken["expires_at"] == after(300 + LEASE_SECONDS).isoformat()
    assert (world.budget().live, world.budget().reserved, world.slots(0).taken) == (1, 10, 1)
    [told] = said(world, TaskDelegated)
    assert (told.member_id, told.to_member_id, told.keep_percent) == ("ann", "ben", 20)
    assert [event.asked_by_member_id for event in said(world, AssignmentLeased)] == [None, "ann"]


def test_the_doer_is_paid_and_the_event_says_what_the_other_one_keeps() -> None:
    world = passed_on()
    assert status(world.one(submit("s", "ben", 0))) == 200
    [accepted] = said(world, SubmissionAccepted)
    assert (accepted.member_id, accepted.points) == ("ben", 10)
    assert (accepted.asked_by_member_id, accepted.asked_by_points) == ("ann", 2)
    assert (world.budget().spent, world.budget().live, world.budget().accepted) == (10, 0, 1)


@pytest.mark.parametrize(("points", "percent", "kept"), [(10, 19, 1), (4, 20, 0), (5, 20, 1), (99, 20, 19)])
def test_what_is_kept_is_rounded_down(points: int, percent: int, kept: int) -> None:
    world = passed_on(percent, reward_points=points)
    world.step(submit("s", "ben", 0))
    [accepted] = said(world, SubmissionAccepted)
    assert accepted.asked_by_points == kept
    assert accepted.points - kept >= 0.8 * accepted.points


def test_of_a_part_that_is_approved_the_same_share_is_kept() -> None:
    world = passed_on(reward_points=100)
    world.step(submit("s", "ben", 0, automatic=False), accept("a", "ben", 0, percent=50))
    [accepted] = said(world, SubmissionAccepted)
    assert (accepted.points, accepted.asked_by_points) == (50, 10)


def test_a_rejection_is_the_doers() -> None:
    world = passed_on()
    world.step(submit("s", "ben", 0, automatic=False), reject("r", "ben", 0))
    assert (world.assignment("ben", 0).state, world.assignment("ann", 0).state) == ("rejected", "passed_on")


def test_never_do_both_answer() -> None:
    world = passed_on(places=5)
    refused = [world.one(submit("s1", "ann", 0)), world.one(lease("l2", "ann", [0], exact=True))]
    refused.append(world.one(give_back("g", "ann", 0)))
    assert [type(one) for one in refused] == [LeaseEnded, AlreadyTaken, LeaseEnded]
    world.step(give_back("g2", "ben", 0))
    assert type(world.one(lease("l3", "ann", [0], exact=True))) is AlreadyTaken


def test_until_it_is_taken_the_task_stays_with_its_holder_and_then_the_offer_is_over() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    assert status(world.one(submit("s", "ann", 0))) == 200
    assert type(world.one(take("t", "ben", "ann"))) is OfferEnded
    [accepted] = said(world, SubmissionAccepted)
    assert (accepted.member_id, accepted.asked_by_points) == ("ann", 0)


def test_in_one_group_only_the_first_of_answer_and_take_over_counts() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    assert statuses(world.step(take("t", "ben", "ann"), submit("s", "ann", 0))) == [201, 409]


def test_nobody_but_who_is_asked_takes_it() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    assert type(world.one(take("t", "eve", "ann"))) is UnknownOffer
    assert type(world.one(offer("o2", "eve", "eva", owner="ann"))) is UnknownAssignment
    world.step(offer("o3", "ann", "eve"))
    assert type(world.one(take("t2", "ben", "ann"))) is UnknownOffer
    assert status(world.one(take("t3", "eve", "ann"))) == 201


def test_an_offer_is_taken_back_or_declined_and_an_old_one_does_not_come_back_with_a_new_lease() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    assert statuses(world.step(drop("d", "ben", "ann"), take("t", "ben", "ann"))) == [204, 404]
    world.step(offer("o2", "ann", "ben"))
    assert statuses(world.step(drop("d2", "ann", "ann"), drop("d3", "ann", "ann"))) == [204, 409]
    assert type(world.one(drop("d4", "eve", "ann"))) is UnknownOffer
    world.step(offer("o3", "ann", "ben"), give_back("g", "ann", 0), lease("l2", "ann", [0]))
    assert type(world.one(take("t2", "ben", "ann"))) is UnknownOffer


def test_the_lease_of_who_asks_ends_the_offer() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    assert type(world.one(take("t", "ben", "ann", after(LEASE_SECONDS)))) is OfferEnded


def test_who_takes_over_must_be_one_for_whom_the_order_is_meant_and_who_may_begin_it() -> None:
    world = opened(audience=Audience(age_min=40))
    world.step(lease("l", "ann", [0], age=50), offer("o", "ann", "ben"))
    assert [type(world.one(take(f"t{age}", "ben", "ann", age=age))) for age in (39, None)] == [
        NotEligible
    ] * 2
    world.step(application.pause_order(ORDER, AT))
    assert type(world.one(take("t", "ben", "ann", age=50))) is NotOpen
    assert world.assignment("ann", 0).state == "leased"


def test_who_has_the_task_already_does_not_take_it_over() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), lease("l2", "ben", [0]), offer("o", "ann", "ben"))
    assert type(world.one(take("t", "ben", "ann"))) is AlreadyTaken
    world.step(give_back("g", "ben", 0))
    assert status(world.one(take("t2", "ben", "ann"))) == 201


def test_who_is_paid_for_a_late_answer_to_a_task_does_not_take_it_over() -> None:
    world = opened(places=2)
    world.step(lease("l", "ben", [0]), expire("ben", 0, 1, after(LEASE_SECONDS)))
    later = after(LEASE_SECONDS + 60)
    world.step(lease("m", "ann", [0], later), lease("n", "eve", [0], later))
    told = ids(world.one(submit("s", "ben", 0, later, worker=Worker("ben", 30, "東京都"))))
    assert told["state"] == "late"
    world.step(offer("o", "ann", "ben", at=later))
    assert type(world.one(take("t", "ben", "ann", later))) is AlreadyTaken


def test_whoever_is_not_asked_learns_nothing_of_a_task_by_how_it_is_refused() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), lease("m", "eve", [0]))
    refusals = world.step(
        take("1", "eve", "ann", live=20), take("2", "eve", "ann"), take("3", "eve", "ann", age=17)
    )
    assert [type(one) for one in refusals] == [UnknownOffer] * 3


def test_a_lease_of_another_form_than_was_looked_at_is_not_offered() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]))
    assert type(world.one(offer("o", "ann", "ben", version=2))) is FormChanged


def test_it_is_passed_on_once() -> None:
    world = passed_on()
    assert type(world.one(offer("o2", "ben", "eve"))) is CannotPassOn


def test_a_form_that_has_changed_is_not_passed_on() -> None:
    world = opened()
    world.step(lease("l", "ann", [0]), offer("o", "ann", "ben"))
    text = document(title="Another title").model_dump()
    world.step(application.open_order(ORDER, 2, "client-1", text, LEASE_SECONDS, AT))
    assert type(world.one(take("t", "ben", "ann"))) is CannotPassOn


def test_what_is_not_delivered_counts_for_who_asked_and_frees_the_place() -> None:
    world = passed_on(places=1)
    world.step(expire("ben", 0, 1, after(LEASE_SECONDS)))
    [expired] = said(world, AssignmentExpired)
    assert (expired.member_id, expired.asked_by_member_id) == ("ben", "ann")
    assert (world.budget().live, world.budget().reserved, world.slots(0).taken) == (0, 0, 0)
    world.step(lease("l2", "ben", [0], after(700)), give_back("g", "ben", 0, after(700)))
    [returned] = said(world, AssignmentReturned)
    assert returned.asked_by_member_id is None


def test_a_closed_order_drains_with_the_answer_of_who_took_it_over() -> None:
    world = passed_on()
    world.step(close(), submit("s", "ben", 0))
    assert world.budget().drained


def question(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": "q1",
        "kind": "single",
        "text": "Is {word} a noun?",
        "options": ["yes", "no"],
    }
    return Question(**(base | changes)).model_dump()


def asking(*questions: dict[str, Any]) -> dict[str, Any]:
    """The document of an order with these questions."""
    return document().model_dump() | {"questions": questions}


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Do you like nouns?"},
        {"text": "Do you like {word}?", "opinion": True},
        {"decline": "no"},
        {"kind": "photo", "options": [], "text": "A photo of {word}"},
        {"screens_out": ["no"]},
    ],
)
def test_what_only_the_member_can_answer_is_not_passed_on(changes: dict[str, Any]) -> None:
    with pytest.raises(CannotPassOn, match="question q2"):
        application.check_checkable(asking(question(), question(id="q2") | changes))


def test_a_member_of_a_segment_is_not_told_of_by_an_offer() -> None:
    segment = Segment(source="shop", name="People who bought coffee this month")
    with pytest.raises(CannotPassOn, match="segment"):
        application.check_checkable(document(audience=Audience(segment=segment)).model_dump())


def test_choices_and_entries_about_an_item_can_be_passed_on() -> None:
    copied = question(id="q2", kind="text", options=[], text="Copy {word}")
    application.check_checkable(asking(question(), copied))


def test_a_group_of_offers_and_takes_keeps_places_and_money() -> None:
    world = opened(tasks=1, places=3, points=30)
    world.step(*(lease(f"l{name}", name, [0]) for name in "abc"))
    pairs: Sequence[tuple[str, str]] = [("a", "x"), ("b", "x"), ("c", "y")]
    world.step(*(offer(f"o{of}", of, to) for of, to in pairs))
    results = world.step(*(take(f"t{of}", to, of) for of, to in pairs))
    assert statuses(results) == [201, 409, 201]
    assert (world.budget().live, world.budget().reserved, world.slots(0).taken) == (3, 30, 3)
    holders = [name for name in "abcxy" if world.assignment(name, 0).state == "leased"]
    assert holders == ["b", "x", "y"]
    assert len(world.of(Assignment.PassedOn)) == 2


def test_nobody_under_18_takes_a_task_over() -> None:
    world = opened(audience=Audience(age_min=15))
    world.step(lease("l", "ann", [0]), offer("o", "ann", "kai"))
    assert isinstance(world.one(take("t", "kai", "ann", age=17)), NotEligible)
    assert world.assignment("ann", 0).state == "leased"
