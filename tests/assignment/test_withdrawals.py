"""A member takes back what an answer tells of them: what is erased, who is paid, and what the client gets."""

from datetime import timedelta

import pytest

from assignment import application
from assignment.domain import (
    AlreadyTaken,
    AlreadyWithdrawn,
    Assignment,
    NotDueYet,
    NothingToWithdraw,
    OtherVersion,
    UnknownAssignment,
    UnknownOrder,
)
from chassis.command import Command, Delete, Insert
from minijob_contracts.submissions import (
    AnswerWithdrawn,
    AppealDecided,
    OrderDrained,
    OrderFilled,
    PeerPaid,
    SubmissionAccepted,
)
from tests.assignment.test_appeals import stand_by
from tests.assignment.test_reviews import said
from tests.assignment.world import (
    AT,
    ORDER,
    World,
    accept,
    after,
    appeal,
    close,
    dispute,
    ids,
    lease,
    opened,
    over,
    reject,
    status,
    submit,
    task,
    withdraw,
)


def answered(automatic: bool = True, member: str = "ann", points: int = 1_000, places: int = 2) -> World:
    world = opened(points=points, places=places)
    world.step(lease(f"l{member}", member, [0]), submit(f"s{member}", member, 0, automatic=automatic))
    return world


def drained() -> World:
    world = answered()
    world.one(close())
    assert world.budget().drained
    return world


def returned(world: World) -> list[int]:
    return [one.returned_points for one in said(world, AnswerWithdrawn)]


def acknowledge(key: str, version: int, client: str = "client-1") -> Command:
    return application.acknowledge(key, b"", ORDER, client, version, AT)


def test_what_is_accepted_stays_paid_and_its_client_gets_it_back() -> None:
    world = answered()
    before = world.budget()
    assert ids(world.one(withdraw("w", "ann", 0))) == {
        "assignment_id": str(world.assignment("ann", 0).id),
        "state": "accepted",
        "points": 10,
    }
    budget = world.budget()
    assert (budget.spent, budget.accepted) == (before.spent, before.accepted) == (10, 1)
    assert returned(world) == [10]
    assert said(world, AnswerWithdrawn)[0].client_id == "client-1"
    assert len(said(world, SubmissionAccepted)) == 1


def test_what_waits_is_paid_in_full_at_once() -> None:
    world = answered(automatic=False)
    assert ids(world.one(withdraw("w", "ann", 0)))["points"] == 10
    [accepted] = world.of(Assignment.Accepted)
    assert (accepted.by, accepted.points) == ("withdrawal", 10)
    assert (world.budget().undecided, world.budget().spent, returned(world)) == (0, 10, [10])
    assert status(world.one(accept("a", "ann", 0))) == 409


def test_what_is_rejected_and_contested_is_paid() -> None:
    world = answered(automatic=False)
    world.step(reject("r", "ann", 0), appeal("p", "ann", 0))
    world.one(withdraw("w", "ann", 0))
    [decided] = said(world, AppealDecided)
    assert (decided.winner, decided.by) == ("member", "withdrawal")
    assert (world.assignment("ann", 0).state, world.budget().contested, returned(world)) == (
        "accepted",
        0,
        [10],
    )


def test_the_rest_of_what_was_approved_in_part_is_paid_too_and_goes_back_with_it() -> None:
    world = answered(automatic=False)
    world.step(accept("a", "ann", 0, percent=40), withdraw("w", "ann", 0))
    assert (world.budget().spent, world.budget().reserved, returned(world)) == (10, 0, [10])


def test_peers_who_have_judged_are_paid_by_the_platform() -> None:
    world = answered(automatic=False)
    world.step(reject("r", "ann", 0), appeal("p", "ann", 0), stand_by("y"))
    world.one(application.note_arbitration(world.assignment("ann", 0).id, True, AT))
    one = dispute("ann", 0)
    world.step(
        application.take_seat("t", b"", [one], "pat", AT),
        application.judge("j", b"", one, "pat", "client", AT),
    )
    world.one(withdraw("w", "ann", 0))
    assert [peer.paid_by for peer in said(world, PeerPaid)] == ["arbitration"]
    assert world.budget().peer_points == 0


def test_what_was_rejected_for_good_is_erased_and_stays_unpaid() -> None:
    world = answered(automatic=False)
    world.step(reject("r", "ann", 0), over("ann", 0))
    taken = world.slots(0).taken
    assert ids(world.one(withdraw("w", "ann", 0)))["state"] == "rejected"
    assert (world.budget().spent, returned(world), world.slots(0).taken) == (0, [0], taken)


def test_the_work_on_the_clients_items_stays_and_the_key_of_the_digest_goes() -> None:
    world = answered()
    written = len(world.rows)
    world.one(withdraw("w", "ann", 0, erased=("q2", "q3"), q2="ill", q3="a photo"))
    rows = world.rows[written:]
    gone = {row.table for row in rows if isinstance(row, Delete)}
    assert gone == {"answers_v1", "photos_v1", "reductions_v1", "appeals_v1"}
    [answer, mark] = [row for row in rows if isinstance(row, Insert)]
    assert (answer.values["answers"], answer.values["digest_key"]) == ({"q1": "yes"}, b"")
    assert mark.table == "withdrawn_v1"


def test_an_answer_of_which_nothing_is_left_is_gone() -> None:
    world = answered()
    written = len(world.rows)
    world.one(withdraw("w", "ann", 0))
    rows = world.rows[written:]
    assert [row.table for row in rows if isinstance(row, Insert)] == ["withdrawn_v1"]
    assert "guarded_v1" in {row.table for row in rows if isinstance(row, Delete)}


def test_twice_is_once_and_another_key_is_refused() -> None:
    world = answered()
    first, again, other = world.step(
        withdraw("w", "ann", 0), withdraw("w", "ann", 0), withdraw("v", "ann", 0)
    )
    assert ids(again) == ids(first)
    assert isinstance(other, AlreadyWithdrawn)
    assert isinstance(world.one(withdraw("u", "ann", 0)), AlreadyWithdrawn)
    assert returned(world) == [10]


def test_only_what_the_member_has_answered_is_taken_back() -> None:
    world = opened()
    world.one(lease("l", "ann", [0]))
    assert isinstance(world.one(withdraw("w", "ann", 0)), NothingToWithdraw)
    stranger = application.Dispute(dispute("ann", 0).assignment_id, ORDER, task(0), "bob")
    command = application.withdraw("x", b"", stranger, ("q1",), None, AT)
    assert isinstance(world.one(command), UnknownAssignment)
    with pytest.raises(NothingToWithdraw):
        withdraw("y", "ann", 0, erased=())


def test_what_came_in_since_it_was_read_is_asked_for_again() -> None:
    world = answered()
    command = application.withdraw("w", b"", dispute("ann", 0), ("q1",), None, AT)
    assert isinstance(world.one(command), NotDueYet)
    assert status(world.one(withdraw("w", "ann", 0))) == 200


def test_after_a_breach_nothing_comes_back_that_was_erased() -> None:
    world = answered()
    for key, command in {
        "stop": application.safety_stop(ORDER, 1, AT),
        "ended": application.end_watch(ORDER, 1, True, AT),
    }.items():
        command.key = key
        world.one(command)
    written = len(world.rows)
    assert isinstance(world.one(withdraw("w", "ann", 0)), NothingToWithdraw)
    assert world.rows[written:] == []


def test_a_stopped_version_can_be_withdrawn() -> None:
    world = answered(automatic=False)
    stop = application.safety_stop(ORDER, 1, AT)
    stop.key = "stop"
    world.step(stop, withdraw("w", "ann", 0))
    assert (world.assignment("ann", 0).withdrawn, world.budget().spent) == (True, 10)


def test_the_place_is_collected_again_where_free_money_pays_for_it() -> None:
    world = opened(points=20, places=2)
    for name in ("ann", "bob"):
        world.step(lease(f"l{name}", name, [0]), submit(f"s{name}", name, 0, automatic=False))
        world.step(accept(f"a{name}", name, 0, percent=50), over(name, 0))
    assert world.budget().spent == 10
    world.one(withdraw("w", "ann", 0))
    assert (world.slots(0).taken, world.budget().places) == (1, 3)
    assert isinstance(world.one(lease("again", "ann", [0], exact=True)), AlreadyTaken)
    world.one(withdraw("v", "bob", 0))
    assert (world.slots(0).taken, world.budget().places) == (1, 3)
    world.step(lease("l", "cat", [0]), submit("s", "cat", 0))
    budget = world.budget()
    assert (budget.spent, budget.accepted, len(said(world, OrderFilled))) == (20, 3, 2)


def test_money_that_another_place_needs_collects_nothing_again() -> None:
    world = answered(points=20)
    world.one(withdraw("w", "ann", 0))
    assert (world.slots(0).taken, world.budget().places, returned(world)) == (1, 2, [10])


def test_a_closed_order_collects_nothing_again() -> None:
    world = opened(points=100, places=2)
    world.step(lease("l1", "ann", [0]), submit("s1", "ann", 0), lease("l2", "bob", [0]), close())
    world.one(withdraw("w", "ann", 0))
    assert (world.slots(0).taken, world.budget().places, returned(world)) == (2, 2, [10])
    assert world.budget().export_version == 1


def test_the_last_answer_that_waits_drains_a_closed_order_when_it_is_withdrawn() -> None:
    world = answered(automatic=False)
    world.step(close(), withdraw("w", "ann", 0))
    [last] = said(world, OrderDrained)
    assert (last.accepted, last.points, returned(world)) == (1, 10, [10])


def test_after_the_end_the_export_has_a_new_version_that_the_client_acknowledges() -> None:
    world = drained()
    world.one(withdraw("w", "ann", 0, after(60)))
    budget = world.budget()
    assert (budget.export_version, budget.acknowledged_version) == (2, 1)
    assert budget.acknowledge_by == after(60) + timedelta(days=14)
    assert (returned(world), budget.spent, world.slots(0).taken) == ([0], 10, 1)
    assert isinstance(world.one(acknowledge("a", 1)), OtherVersion)
    assert isinstance(world.one(acknowledge("b", 2, "client-2")), UnknownOrder)
    assert ids(world.one(acknowledge("c", 2))) == {"order_id": str(ORDER), "version": 2}
    assert ids(world.one(acknowledge("d", 2)))["version"] == 2
    budget = world.budget()
    assert (budget.acknowledged_version, budget.acknowledge_by) == (2, None)


def test_a_second_withdrawal_gives_no_more_time_for_the_first() -> None:
    world = opened()
    for name in ("ann", "bob"):
        world.step(lease(f"l{name}", name, [0]), submit(f"s{name}", name, 0))
    world.one(close())
    world.step(withdraw("w", "ann", 0, AT), withdraw("v", "bob", 0, AT + timedelta(days=13)))
    budget = world.budget()
    assert (budget.export_version, budget.acknowledge_by) == (3, AT + timedelta(days=14))


def test_an_order_without_withdrawals_has_nothing_to_acknowledge() -> None:
    world = drained()
    assert ids(world.one(acknowledge("a", 1)))["version"] == 1
    assert isinstance(world.one(acknowledge("b", 2)), OtherVersion)
