"""What goes back to a member who is split off: exactly what came from them and was not used."""

from datetime import timedelta

import pytest

from chassis.clock import now
from chassis.command import Command, Outcome
from points_ledger import application
from points_ledger.service import due_give_backs, due_holds
from tests.points_ledger.replica import OPERATOR
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.shop import ANN, BOB, SHOP, linked, merged, points, post
from tests.points_ledger.test_one_id import merge, split_off, work
from tests.points_ledger.world import AT, OTHER_SHOP, Ledger, link, pay, refused

WORK = "normal/work"


@pytest.fixture
def three() -> Ledger:
    """m1 with 100 points, m2 with 50 and linked to a shop, m3 with 30."""
    ledger = Ledger()
    ledger.funded(reward_jpy=5_000, deposit_jpy=10_000)
    ledger.do(link("m2", OTHER_SHOP), pay(1, "m1", 100), pay(2, "m2", 50), pay(3, "m3", 30))
    return ledger


def spend(points: int) -> Command:
    return application.spend(OTHER_SHOP, "m2", points, f"s-{points}", AT)


def given_back(ledger: Ledger, member: str) -> tuple[object, object]:
    """Points that go back at the split, and those that are missing."""
    [outcome] = ledger.do(split_off(member))
    assert isinstance(outcome, Outcome)
    return outcome.ids["points"], outcome.ids["missing"]


def test_what_the_survivor_earned_itself_stays_with_it(three: Ledger) -> None:
    three.do(merge(), spend(120), pay(9, "m2", 200))
    assert given_back(three, "m1") == (30, 70)
    assert three.account("m2").lots == {WORK: 200}


def test_own_points_leave_before_those_of_merged_members(three: Ledger) -> None:
    three.do(merge(), spend(50))
    assert given_back(three, "m1") == (100, 0)


@pytest.mark.parametrize("first", ["m1", "m3"])
def test_of_several_merged_members_each_gets_its_own(three: Ledger, first: str) -> None:
    three.do(merge("m1"), merge("m3"))
    expected = {"m1": (100, 0), "m3": (30, 0)}
    second = {"m1": "m3", "m3": "m1"}[first]
    assert given_back(three, first) == expected[first]
    assert given_back(three, second) == expected[second]
    assert three.account("m2").lots == {WORK: 50}


def test_a_row_of_merges_is_undone_from_its_end(three: Ledger) -> None:
    three.do(merge("m1", "m2"), merge("m2", "m3"))
    assert refused(three.do(split_off("m1", "m2"))) == ["AccountMerged"]
    three.do(split_off("m2", "m3"), split_off("m1", "m2"))
    assert [three.account(name).lots for name in ("m1", "m2", "m3")] == [{WORK: 100}, {WORK: 50}, {WORK: 30}]


def test_what_is_held_at_the_split_goes_back_when_it_is_free(three: Ledger) -> None:
    three.do(merge(), application.hold(OTHER_SHOP, "m2", 120, "h", 900, AT))
    assert given_back(three, "m1") == (30, 70)
    held = application.slip_id(application.HOLD, OTHER_SHOP, "h")
    three.do(application.void(OTHER_SHOP, "m2", held, AT))
    three.do(application.give_back("m1", "m2", AT), application.give_back("m1", "m2", AT + timedelta(1)))
    assert (three.account("m1").lots, three.account("m2").lots) == ({WORK: 100}, {WORK: 50})


def test_a_refund_after_the_split_goes_back_to_whose_points_were_spent(three: Ledger) -> None:
    three.do(merge(), spend(120))
    given_back(three, "m1")
    spent = application.slip_id(application.SPEND, OTHER_SHOP, "s-120")
    three.do(application.refund(OTHER_SHOP, "m2", spent, 80, "back", AT))
    three.do(application.give_back("m1", "m2", AT))
    assert (three.account("m1").lots, three.account("m2").lots) == ({WORK: 100}, {WORK: 10})


def test_points_that_are_shared_are_the_receivers_own(three: Ledger) -> None:
    three.do(merge(), application.split("sp", "m2", [("m3", 120)], ["m1"], AT))
    assert three.account("m3").lots == {WORK: 150}
    assert given_back(three, "m1") == (30, 70)


def test_counters_are_what_they_were_after_merging_and_splitting_many_times(three: Ledger) -> None:
    three.do(link("m1", OTHER_SHOP), application.spend(OTHER_SHOP, "m1", 10, "own", AT), spend(5))
    for _ in range(3):
        three.do(merge())
        assert three.account("m2").used_in_month(AT) == 15
        assert three.account("m2").earned_on_day(AT) == 150
        three.do(split_off())
    for name, used, earned in (("m1", 10, 100), ("m2", 5, 50)):
        assert three.account(name).used_in_month(AT) == used
        assert three.account(name).earned_on_day(AT) == earned


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_what_was_held_at_the_split_comes_back_by_itself(ledger: Replica) -> None:
    work(ledger, "ann", 100)
    linked(ledger, points=50, member=BOB)
    merged(ledger)
    post(
        ledger, "/v1/points/holds", SHOP, member_id="bob", points=120, reference="h-1", expires_in_seconds=60
    )
    split = post(ledger, "/v1/members/ann/split-off", OPERATOR, reason="two persons").json()
    assert (split["points"], split["missing"]) == (30, 70)
    assert ledger.due(due_give_backs, now()) == 0
    ledger.due(due_holds, now() + timedelta(seconds=61))
    assert ledger.due(due_give_backs, now()) == 1
    assert ledger.due(due_give_backs, now()) == 0
    assert (points(ledger, ANN)["available"], points(ledger, BOB)["available"]) == (100, 50)
