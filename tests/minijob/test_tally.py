"""Places are counted from outside, so that a platform that gives too many is found out."""

from typing import Any

import pytest

from minijob.replay.tally import Tally


def lease(task: str, member: str) -> dict[str, Any]:
    return {"assignment_id": f"{task}/{member}", "task": {"task_id": task}}


@pytest.fixture
def tally() -> Tally:
    """One task with a lease and an accepted answer."""
    made = Tally()
    made.accepted("t", made.leased(lease("t", "m1")))
    made.leased(lease("t", "m2"))
    return made


def test_leases_and_accepted_answers_within_the_places_are_nothing_to_tell(tally: Tally) -> None:
    assert tally.beyond(2, {"t": 1}) == 0
    assert tally.differing({"t": 1}) == 0


def test_a_lease_too_many_counts_although_it_is_given_back(tally: Tally) -> None:
    tally.ended("t", tally.leased(lease("t", "m3")))
    assert tally.beyond(2, {"t": 1}) == 1


def test_the_same_lease_said_again_counts_once(tally: Tally) -> None:
    tally.leased(lease("t", "m2"))
    assert tally.beyond(2, {"t": 1}) == 0


def test_a_returned_lease_makes_room(tally: Tally) -> None:
    tally.ended("t", "t/m2")
    tally.leased(lease("t", "m3"))
    assert tally.beyond(2, {"t": 1}) == 0


def test_a_lease_of_another_task_than_was_asked_for_counts_there(tally: Tally) -> None:
    tally.leased(lease("u", "m3"))
    assert tally.beyond(1, {"t": 1}) == 1


def test_answers_beyond_the_places_count_although_no_member_saw_them(tally: Tally) -> None:
    assert tally.beyond(2, {"t": 5, "u": 3}) == 4


def test_tasks_with_answers_that_nobody_gave_or_without_given_ones_differ(tally: Tally) -> None:
    assert tally.differing({"t": 2}) == 1
    assert tally.differing({"u": 1}) == 2
    assert tally.accepted_answers == 1
