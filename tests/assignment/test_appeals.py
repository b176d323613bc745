"""A rejection, the member's appeal, the client's answer and the peers: who is paid, by whom, and once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from assignment import application
from assignment.domain import (
    AlreadyDecided,
    AlreadyJudged,
    AlreadyTaken,
    AppealNotCovered,
    Assignment,
    JudgesHere,
    MemberAppeals,
    NotAppealable,
    NotDueYet,
    NothingToJudge,
    OneAppealAtATime,
    OrderBudget,
    UnknownOrder,
    appeals_stream,
)
from chassis.command import Aggregates, Command, Insert, Stream
from minijob_contracts.submissions import (
    AppealDecided,
    AppealOpened,
    BonusAwarded,
    OrderDrained,
    PeerPaid,
    PeersAsked,
    SubmissionAccepted,
    SubmissionRejected,
)
from tests.assignment.test_reviews import said, waiting
from tests.assignment.world import (
    AT,
    World,
    accept,
    appeal,
    close,
    dispute,
    ids,
    lease,
    opened,
    over,
    reject,
    replayed,
    status,
    statuses,
)

WEEK, NINE_DAYS = AT + timedelta(days=7), AT + timedelta(days=9)


def stand_by(
    key: str, row: int = 0, at: datetime = AT, client: str = "client-1", peers: bool = True
) -> Command:
    return application.stand_by(key, b"", dispute("ann", row), client, at, peers_may_see=peers)


def take_back(key: str, row: int = 0, client: str = "client-1") -> Command:
    return application.take_back(key, b"", dispute("ann", row), client, AT)


def covered(row: int = 0, yes: bool = True) -> Command:
    return application.note_arbitration(dispute("ann", row).assignment_id, yes, AT)


def seat(peer: str, row: int = 0, at: datetime = AT, key: str = "") -> Command:
    return application.take_seat(key or f"seat/{peer}/{row}/{at}", b"", [dispute("ann", row)], peer, at)


def judge(peer: str, winner: Any, row: int = 0, at: datetime = AT) -> Command:
    return application.judge(f"judge/{peer}/{row}/{at}", b"", dispute("ann", row), peer, winner, at)


def decide(key: str, winner: str, row: int = 0) -> Command:
    verdict = application.Verdict(winner, "operator", "op-1", "answer_is_right")
    return application.decide_appeal(key, b"", dispute("ann", row), verdict, AT)


def rejected(tasks: int = 1, points: int = 1_000) -> World:
    world = waiting(tasks=tasks, points=points)
    world.step(*(reject(f"r{row}", "ann", row) for row in range(min(tasks, 3))))
    return world


def judging(*winners: Any) -> World:
    """A rejection that peers look at; these have judged."""
    world = rejected()
    world.step(appeal("a", "ann", 0), stand_by("s"), covered())
    for number, winner in enumerate(winners):
        world.step(seat(f"p{number}"), judge(f"p{number}", winner))
    return world


def test_a_rejection_pays_nothing_and_locks_the_reward_and_three_peers() -> None:
    world = waiting()
    told = ids(world.one(reject("r", "ann", 0)))
    assert (told["state"], told["points"], told["share_percent"]) == ("rejected", 0, 0)
    [one] = said(world, SubmissionRejected)
    assert (one.share_percent, one.points, one.appeal_by) == (0, 10, WEEK)
    budget = world.budget()
    assert (budget.reserved, budget.spent, budget.rejected, budget.contested) == (10, 0, 1, 1)
    assert isinstance(world.one(lease("l", "ann", [0], exact=True)), AlreadyTaken)
    assert world.slots(0).taken == 1


def test_a_rejection_that_the_reserve_for_appeals_does_not_cover_is_refused() -> None:
    world = waiting(tasks=3, world=opened(tasks=3, places=1, acceptance="client", appeals=59))
    assert statuses([world.one(reject("r0", "ann", 0))]) == [200]
    assert isinstance(world.one(reject("r1", "ann", 1)), AppealNotCovered)
    assert isinstance(world.one(accept("p1", "ann", 1, percent=50)), AppealNotCovered)
    world.step(over("ann", 0))
    assert statuses([world.one(reject("r2", "ann", 1))]) == [200]


def test_without_an_appeal_it_is_final_after_seven_days_and_the_place_is_free() -> None:
    world = rejected()
    assert isinstance(world.one(over("ann", 0, WEEK - timedelta(seconds=1))), NotDueYet)
    world.step(over("ann", 0), over("ann", 0))
    assert [(one.winner, one.by) for one in said(world, AppealDecided)] == [("client", "window")]
    budget = world.budget()
    assert (budget.reserved, budget.rejected, budget.lost, budget.contested) == (0, 0, 1, 0)
    assert world.slots(0).taken == 0
    assert isinstance(world.one(appeal("a", "ann", 0)), NotAppealable)
    assert status(world.one(lease("l", "ben", [0]))) == 201
    assert isinstance(world.one(lease("l2", "ann", [0], exact=True)), AlreadyTaken)


@pytest.mark.parametrize(("at", "allowed"), [(WEEK - timedelta(seconds=1), True), (WEEK, False)])
def test_a_member_may_appeal_within_seven_days(at: datetime, allowed: bool) -> None:
    world = rejected()
    result = world.one(appeal("a", "ann", 0, at))
    assert isinstance(result, NotAppealable) is not allowed
    assert [one.answer_by for one in said(world, AppealOpened)] == [at + timedelta(days=9)] * allowed


def test_an_appeal_is_opened_once_and_what_the_member_says_is_in_no_event() -> None:
    world = rejected()
    results = world.step(appeal("a", "ann", 0), appeal("a", "ann", 0), appeal("b", "ann", 0))
    assert statuses(results) == [201, 201, 409]
    [kept] = [row for row in world.rows if isinstance(row, Insert) and row.table == "appeals_v1"]
    assert "noun" in kept.values["plea"]
    assert all(b"in this sentence" not in stored.state for stored in world.store.events)


def test_what_is_paid_in_full_cannot_be_appealed() -> None:
    world = waiting(tasks=2)
    world.step(accept("k", "ann", 0))
    assert [type(one) for one in world.step(appeal("a", "ann", 0), appeal("b", "ann", 1))] == [
        NotAppealable
    ] * 2


def test_a_client_that_does_not_answer_in_nine_days_pays() -> None:
    world = rejected()
    world.step(appeal("a", "ann", 0))
    assert isinstance(world.one(over("ann", 0, NINE_DAYS - timedelta(seconds=1))), NotDueYet)
    assert isinstance(world.one(stand_by("late", at=NINE_DAYS)), AlreadyDecided)
    world.step(over("ann", 0, NINE_DAYS))
    assert [(one.winner, one.by) for one in said(world, AppealDecided)] == [("member", "silence")]
    [paid] = said(world, SubmissionAccepted)
    assert (paid.points, paid.share_percent) == (10, 100)
    budget = world.budget()
    assert (budget.reserved, budget.spent, budget.accepted, budget.rejected) == (0, 10, 1, 0)


@pytest.mark.parametrize("peers", [True, False], ids=["peers", "an operator"])
def test_what_nobody_judges_in_fourteen_days_is_paid(peers: bool) -> None:
    world = rejected()
    world.step(appeal("a", "ann", 0), stand_by("s", peers=peers))
    fortnight = AT + timedelta(days=14)
    assert isinstance(world.one(over("ann", 0, fortnight - timedelta(seconds=1))), NotDueYet)
    world.step(over("ann", 0, fortnight))
    assert [(one.winner, one.by) for one in said(world, AppealDecided)] == [("member", "silence")]
    assert [one.points for one in said(world, SubmissionAccepted)] == [10]


def test_who_was_shown_an_answer_of_an_order_takes_no_task_of_it() -> None:
    world = rejected(tasks=2)
    world.step(appeal("a", "ann", 0), stand_by("s"), covered(), seat("p0"))
    assert isinstance(world.one(lease("l", "p0", [1], exact=True)), JudgesHere)


def test_a_client_may_pay_after_all_until_peers_look_at_it() -> None:
    world = rejected()
    assert isinstance(world.one(take_back("t0", client="client-2")), UnknownOrder)
    assert ids(world.one(take_back("t1")))["points"] == 10
    assert isinstance(world.one(take_back("t2")), AlreadyDecided)
    other = judging()
    assert isinstance(other.one(take_back("t")), AlreadyDecided)


def test_three_peers_for_the_member_and_the_client_pays_them_and_the_answer() -> None:
    world = judging("member", "client", "member")
    assert [(one.winner, one.by) for one in said(world, AppealDecided)] == [("member", "peers")]
    paid = said(world, PeerPaid)
    assert [(one.peer_member_id, one.points, one.paid_by) for one in paid] == [
        (f"p{number}", 10, "escrow") for number in range(3)
    ]
    assert [one.points for one in said(world, SubmissionAccepted)] == [10]
    assert (world.budget().spent, world.budget().peer_points) == (10, 30)
    world.step(close())
    [drained] = said(world, OrderDrained)
    assert (drained.accepted, drained.points, drained.bonus_points) == (1, 10, 30)


def test_three_peers_for_the_client_and_arbitration_pays_them_never_the_member() -> None:
    world = judging("client", "client", "member")
    assert {one.paid_by for one in said(world, PeerPaid)} == {"arbitration"}
    assert said(world, SubmissionAccepted) == []
    budget = world.budget()
    assert (budget.spent, budget.peer_points, budget.lost, budget.reserved) == (0, 0, 1, 0)
    world.step(close())
    assert [(one.accepted, one.points, one.bonus_points) for one in said(world, OrderDrained)] == [(0, 0, 0)]


def test_peers_are_asked_for_once_the_client_stands_by_it_and_only_when_they_can_be_paid() -> None:
    world = rejected()
    world.step(appeal("a", "ann", 0), stand_by("s"))
    assert [(one.peers, one.points) for one in said(world, PeersAsked)] == [(3, 10)]
    assert status(world.one(seat("p0"))) == 204
    world.step(covered(yes=False), covered())
    assert status(world.one(seat("p1"))) == 204
    assert ids(world.one(decide("d", "member")))["points"] == 10
    assert said(world, PeerPaid) == []


def test_what_peers_may_not_see_goes_to_an_operator() -> None:
    world = rejected()
    world.step(appeal("a", "ann", 0), stand_by("s", peers=False))
    assert said(world, PeersAsked) == []
    assert ids(world.one(decide("d", "client")))["points"] == 0
    [ended] = world.of(Assignment.ContestEnded)
    assert (ended.by, ended.operator_id, ended.reason) == ("operator", "op-1", "answer_is_right")
    assert isinstance(world.one(decide("d2", "member")), AlreadyDecided)


def test_an_operator_decides_what_peers_leave_and_who_has_judged_is_paid() -> None:
    world = judging("client")
    world.step(decide("d", "member"))
    assert [(one.peer_member_id, one.paid_by) for one in said(world, PeerPaid)] == [("p0", "escrow")]
    assert world.budget().peer_points == 10


def test_three_peers_at_a_time_and_none_twice() -> None:
    world = judging()
    results = world.step(*(seat(f"p{number}") for number in range(4)), seat("ann"))
    assert statuses(results) == [201, 201, 201, 204, 204]
    hour = AT + timedelta(hours=1)
    assert status(world.one(seat("p9", at=hour))) == 201
    assert isinstance(world.one(judge("p1", "member", at=hour)), NothingToJudge)
    world.step(judge("p9", "client", at=hour))
    assert isinstance(world.one(judge("p9", "member", at=hour + timedelta(minutes=1))), AlreadyJudged)
    assert status(world.one(seat("p9", at=hour, key="again"))) == 204


def test_who_was_given_no_seat_judges_nothing() -> None:
    world = judging()
    assert isinstance(world.one(judge("p7", "client")), NothingToJudge)
    assert world.assignment("ann", 0).judged == {}


def test_an_answer_approved_in_part_can_be_appealed_too() -> None:
    world = waiting()
    world.step(accept("k", "ann", 0, percent=40), appeal("a", "ann", 0))
    [one] = said(world, SubmissionRejected)
    assert (one.share_percent, one.points) == (40, 6)
    world.step(over("ann", 0, NINE_DAYS))
    [rest] = said(world, BonusAwarded)
    assert (rest.points, world.assignment("ann", 0).paid, world.assignment("ann", 0).share_percent) == (
        6,
        10,
        100,
    )
    budget = world.budget()
    assert (budget.spent, budget.reserved, budget.bonus, budget.paid) == (10, 0, 6, {"10/100": 1})
    world.step(close())
    assert [(one.accepted, one.points, one.bonus_points) for one in said(world, OrderDrained)] == [(1, 4, 6)]


def test_a_raise_after_a_won_appeal_pays_the_whole_answer_up() -> None:
    world = waiting(points=15)
    world.step(accept("k", "ann", 0, percent=40), appeal("a", "ann", 0), over("ann", 0, NINE_DAYS))
    order = world.budget().id
    world.step(application.raise_reward(order, 15, 15, AT))
    world.step(application.back_pay(dispute("ann", 0).assignment_id, order, 10, 15, AT))
    assert world.assignment("ann", 0).paid == 15


def test_what_an_appeal_adds_to_is_paid_up_before_the_order_is_drained() -> None:
    world = waiting(points=15)
    order, ann = world.budget().id, dispute("ann", 0).assignment_id
    paid_up = application.end_back_pay(order, 15, 1, AT)
    world.step(accept("k", "ann", 0, percent=40), application.raise_reward(order, 15, 15, AT), close())
    world.step(application.back_pay(ann, order, 4, 15, AT))
    assert isinstance(world.one(paid_up), NotDueYet)
    world.step(take_back("t"))
    assert isinstance(world.one(paid_up), NotDueYet)
    world.step(application.back_pay(ann, order, 12, 15, AT), paid_up)
    assert world.assignment("ann", 0).paid == 15
    [drained] = said(world, OrderDrained)
    assert drained.points + drained.bonus_points == 15


def test_an_order_is_not_drained_before_the_last_window_has_closed() -> None:
    world = rejected()
    world.step(close())
    assert said(world, OrderDrained) == []
    world.step(over("ann", 0))
    assert len(said(world, OrderDrained)) == 1


@pytest.mark.parametrize("is_appealed", [True, False])
def test_an_answer_that_was_erased_is_paid(is_appealed: bool) -> None:
    world = rejected()
    if is_appealed:
        world.step(appeal("a", "ann", 0))
    world.step(application.end_erased(dispute("ann", 0), AT))
    assert [one.points for one in said(world, SubmissionAccepted)] == [10]


def lost_before(number: int) -> Command:
    """An earlier appeal of ann, which was lost."""
    stream = appeals_stream("ann")

    def decide(found: Aggregates) -> None:
        found[stream].begin(UUID(int=number), AT)
        found[stream].end(UUID(int=number), False, AT)

    return Command(f"lost/{number}", [Stream(MemberAppeals, stream)], decide)


@pytest.mark.parametrize(("lost", "refused"), [(4, False), (5, True)])
def test_after_five_lost_of_the_last_ten_a_member_has_one_appeal_open_at_a_time(
    lost: int, refused: bool
) -> None:
    world = rejected(tasks=2)
    world.step(*(lost_before(number) for number in range(lost)))
    first, second = world.step(appeal("a0", "ann", 0), appeal("a1", "ann", 1))
    assert status(first) == 201
    assert isinstance(second, OneAppealAtATime) is refused
    world.step(take_back("t", 0))
    assert status(world.one(appeal("again", "ann", 1))) == (201 if refused else 409)


def test_appeals_that_are_won_cost_nothing() -> None:
    world = rejected(tasks=3)
    world.step(appeal("a0", "ann", 0), take_back("t0", 0))
    assert replayed(world.store, MemberAppeals, appeals_stream("ann")).last == [True]
    assert statuses(world.step(appeal("a1", "ann", 1), appeal("a2", "ann", 2))) == [201, 201]


def test_the_budget_says_what_it_holds_for_peers_and_never_pays_more() -> None:
    world = judging("member", "member", "client")
    budget: OrderBudget = world.budget()
    assert budget.peer_points <= budget.appeals
