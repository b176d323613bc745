"""Of the pay of a task that was passed on, a share goes to who passed it on, in the same posting."""

from datetime import timedelta
from uuid import UUID

import pytest

from chassis.command import Command, Insert
from minijob_contracts.points import PointsHeld, PointsReceived, PointsShared
from minijob_contracts.submissions import SubmissionAccepted
from points_ledger import application
from points_ledger.application import Kept
from points_ledger.domain import MemberAccount, OrderEscrow, account_id
from points_ledger.publishing import to_contract
from points_ledger.subscribers import on_submission_accepted
from tests.points_ledger.world import AT, CLIENT, ORDER, Ledger, agreed, fund, owed_by, pay, refused

RICH = 50_000


@pytest.fixture
def ledger() -> Ledger:
    ledger = Ledger()
    ledger.funded(reward_jpy=RICH, deposit_jpy=2 * RICH)
    return ledger


def passed_on(
    number: int, points: int = 100, kept: int = 20, doer: str = "bob", asker: str = "ann"
) -> Command:
    return application.pay(ORDER, UUID(int=number), doer, points, AT, kept=Kept(asker, kept))


def free(ledger: Ledger, *members: str) -> list[int]:
    return [ledger.account(member).balance for member in members]


def waiting(ledger: Ledger, doer: str = "bob") -> list[tuple[str, str, int]]:
    """To whom, by which row and how many points of the doer wait for a person."""
    open_reviews = ledger.account(doer).reviews
    found = [event for event in ledger.events if isinstance(event, MemberAccount.SetAside)]
    return [(one.to_member, one.row, one.points) for one in found if one.review_id in open_reviews]


def test_the_doer_is_granted_all_and_leaves_the_share_to_one_who_had_no_account(ledger: Ledger) -> None:
    before = len(ledger.events)
    assert refused(ledger.do(passed_on(1))) == []
    assert free(ledger, "bob", "ann") == [80, 20]
    kinds = [type(event).__name__ for event in ledger.events[before:]]
    assert sorted(kinds) == ["Granted", "Paid", "Received", "Shared"]
    books = ledger.books()
    assert (books["points"]["member:ann"], sum(books["points"].values())) == (20, 0)
    assert ledger.account("ann").member_id == "ann"


@pytest.mark.parametrize(("said", "kept"), [(200, 20), (21, 20), (20, 20), (0, 0)])
def test_the_doer_never_gets_less_than_four_fifths_whatever_was_said(
    ledger: Ledger, said: int, kept: int
) -> None:
    ledger.do(passed_on(1, 104, said))
    assert free(ledger, "bob", "ann") == [104 - kept, kept]


def test_said_twice_it_is_paid_once(ledger: Ledger) -> None:
    ledger.do(passed_on(1), passed_on(1))
    ledger.do(passed_on(1))
    assert free(ledger, "bob", "ann") == [80, 20]


def test_what_is_told_of_the_share_names_no_task(ledger: Ledger) -> None:
    task = str(UUID(int=1))
    ledger.do(passed_on(1), passed_on(2, 3_000, 600))
    told = [to_contract(event) for event in ledger.events]
    shared = [one for one in told if isinstance(one, PointsShared | PointsReceived | PointsHeld)]
    assert len(shared) == 3
    assert not [one for one in shared if task in str(one) or str(UUID(int=2)) in str(one)]


def test_above_500_points_a_day_between_two_the_share_waits_and_the_doers_pay_does_not(
    ledger: Ledger,
) -> None:
    ledger.do(passed_on(1, 2_000, 400), passed_on(2, 800, 101))
    assert free(ledger, "bob", "ann") == [1_600 + 699, 400]
    assert waiting(ledger) == [("ann", "between-two-in-a-day", 101)]


def test_what_the_doer_leaves_to_another_is_not_counted_as_earned_above_the_limit(ledger: Ledger) -> None:
    ledger.do(passed_on(1, 3_100, 100))
    assert (free(ledger, "bob", "ann"), ledger.account("bob").held) == ([3_000, 100], 0)
    ledger.do(passed_on(2, 100, 20))
    assert ledger.account("bob").held == 100 - 20
    assert free(ledger, "ann") == [120]


def test_out_of_a_stopped_account_nothing_passes_until_a_person_says_so(ledger: Ledger) -> None:
    ledger.do(pay(9, "bob", 10), application.stop("stop", "bob", "fraud", AT), passed_on(1))
    assert (free(ledger, "bob", "ann"), waiting(ledger)) == ([90, 0], [("ann", "account-stopped", 20)])
    [review] = ledger.account("bob").reviews
    ledger.do(application.lapse_review(UUID(review), "bob", "ann", AT + timedelta(hours=72)))
    assert (free(ledger, "bob", "ann"), ledger.account("bob").held) == ([110, 0], 0)


def test_a_person_releases_a_share_to_one_who_had_no_account(ledger: Ledger) -> None:
    ledger.do(passed_on(1, 3_000, 600))
    [review] = ledger.account("bob").reviews
    decided = application.decide_review("k", UUID(review), "bob", "ann", "release", "seen", "op", AT)
    assert refused(ledger.do(decided)) == []
    assert (free(ledger, "bob", "ann"), ledger.account("ann").member_id) == ([2_400, 600], "ann")


def test_an_account_that_the_watch_has_stopped_keeps_nobody_from_being_paid(ledger: Ledger) -> None:
    ledger.do(pay(9, "ann", 10))
    stopped = {"originator_id": account_id("ann"), "reason": "wrong"}
    ledger.store.commit([], [], [Insert("stopped_streams", stopped)])
    assert refused(ledger.do(passed_on(1))) == []
    assert (free(ledger, "bob"), waiting(ledger)) == ([80], [("ann", "account-stopped", 20)])


def test_one_who_has_left_gets_nothing_and_the_doer_keeps_all(ledger: Ledger) -> None:
    left = AT + timedelta(days=40)
    ledger.do(pay(9, "ann", 10), application.erase("erase", "ann", AT))
    ledger.do(application.pay(ORDER, UUID(int=1), "bob", 100, left, kept=Kept("ann", 20)))
    assert free(ledger, "bob") == [100]


def test_nothing_passes_between_accounts_that_have_become_one(ledger: Ledger) -> None:
    ledger.do(pay(8, "ann", 10), pay(9, "bob", 10))
    assert refused(ledger.do(agreed("merge", "ann", "bob"))) == []
    ledger.do(passed_on(1))
    assert not [event for event in ledger.events if isinstance(event, MemberAccount.Shared)]
    assert free(ledger, "bob") == [120]


def test_what_passed_between_two_before_a_merge_counts_after_it(ledger: Ledger) -> None:
    ledger.do(pay(7, "amy", 10), pay(8, "ann", 10), passed_on(1, 2_000, 400))
    assert refused(ledger.do(agreed("merge", "ann", "amy"))) == []
    ledger.do(passed_on(2, 800, 101, asker="amy"))
    assert waiting(ledger) == [("amy", "between-two-in-a-day", 101)]


def test_what_is_owed_keeps_its_share_until_the_money_is_there() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=50)
    ledger.do(passed_on(1))
    assert free(ledger, "bob", "ann") == [0, 0]
    ledger.do(fund(200, attempt=2), *(application.pay_owed(one, AT) for one in owed_by(ledger)))
    assert free(ledger, "bob", "ann") == [80, 20]
    assert ledger.escrow().owed_kept == {}


def test_what_was_owed_before_tasks_could_be_passed_on_is_all_the_doers() -> None:
    state: dict[str, object] = {"reference": "r"}
    OrderEscrow.Owed.upcast_v1_v2(state)
    assert state["kept"] is None


def test_the_event_of_an_accepted_answer_names_who_passed_the_task_on(ledger: Ledger) -> None:
    accepted = SubmissionAccepted(
        assignment_id=UUID(int=1),
        order_id=ORDER,
        task_id=UUID(int=2),
        member_id="bob",
        lease=1,
        base_points=100,
        rate_percent=100,
        share_percent=100,
        bonus_points=0,
        points=100,
        asked_by_member_id="ann",
        asked_by_points=20,
    )
    ledger.do(on_submission_accepted(accepted))
    assert free(ledger, "bob", "ann") == [80, 20]
    assert ledger.escrow().client_id == CLIENT
