"""A member who leaves has 30 days to spend what is left, then it lapses; every stream stays replayable."""

from datetime import timedelta
from uuid import UUID

import pytest

from chassis.clock import now
from chassis.principal import Principal
from minijob_contracts.submissions import AppealDecided
from points_ledger import application, subscribers
from points_ledger.domain import day_of, days_later
from points_ledger.rebuild import rebuild_views
from points_ledger.service import due_lapses
from tests.points_ledger.replica import Ledger, funded, pay
from tests.points_ledger.shop import ANN, BOB, RIVAL, SHOP, free_and_held, linked, merged, points, post
from tests.points_ledger.test_clawbacks import THREE, TWO, decided, paid, proposed
from tests.points_ledger.world import AT, ORDER, refused
from tests.points_ledger.world import Ledger as World
from tests.points_ledger.world import pay as work

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def test_what_is_not_spent_within_thirty_days_lapses_and_no_partner_sees_the_account(ledger: Ledger) -> None:
    linked(ledger, 100)
    asked = post(ledger, "/v1/me/points", ANN, method="DELETE")
    assert (asked.status_code, asked.json()["lapses_on"]) == (202, days_later(day_of(now()), 30))
    held = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=20, reference="h").json()
    assert post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=30, reference="s").is_success
    assert ledger.due(due_lapses, now() + timedelta(days=30)) == 0
    after = now() + timedelta(days=31)
    assert ledger.due(due_lapses, after) == 1
    assert (free_and_held(ledger), ledger.due(due_lapses, after)) == ((0, 20), 0)
    refused = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=1, reference="late")
    assert refused.status_code == 404
    assert post(ledger, f"/v1/points/holds/{held['hold_id']}/void", SHOP).is_success
    assert ledger.due(due_lapses, after + timedelta(minutes=1)) == 1
    assert free_and_held(ledger) == (0, 0)
    place = ledger.ask("GET", "/v1/points/events", SHOP).json()["next_cursor"]
    ledger.do(pay(funded(ledger), "ann", 5))
    assert ledger.ask("GET", f"/v1/points/events?after={place}", SHOP).json()["items"] == []
    rebuild_views(ledger.running.engine, ledger.running.codec, lambda position, newest: None)
    assert points(ledger, ANN)["available"] == 5
    assert ledger.due(due_lapses, after + timedelta(minutes=2)) == 1


def test_the_first_asking_counts(ledger: Ledger) -> None:
    first, again = (post(ledger, "/v1/me/points", ANN, method="DELETE").json() for _ in range(2))
    assert first == again


@pytest.mark.parametrize("leaving", [ANN, BOB], ids=["the merged one", "the surviving one"])
def test_accounts_that_are_one_leave_together_by_whichever_id(ledger: Ledger, leaving: Principal) -> None:
    linked(ledger, 100)
    linked(ledger, 50, BOB, RIVAL)
    assert merged(ledger).is_success
    asked = post(ledger, "/v1/me/points", leaving, method="DELETE")
    assert (asked.status_code, asked.json()["lapses_on"]) == (202, days_later(day_of(now()), 30))
    after = now() + timedelta(days=31)
    while ledger.due(due_lapses, after):
        after += timedelta(minutes=1)
    assert (free_and_held(ledger), free_and_held(ledger, BOB)) == ((0, 0), (0, 0))
    for shop in (SHOP, RIVAL):
        for member in ("ann", "bob"):
            gone = post(
                ledger, "/v1/points/spends", shop, member_id=member, points=1, reference=f"late-{member}"
            )
            assert gone.status_code == 404


def test_what_was_taken_back_is_decided_before_anything_lapses_and_comes_back_for_thirty_days(
    ledger: Ledger,
) -> None:
    case = proposed(ledger, paid(ledger, 60)).json()["clawback_id"]
    linked(ledger, 40)
    assert decided(ledger, case, TWO).is_success
    assert post(ledger, "/v1/me/points", ANN, method="DELETE").is_success
    assert post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN).is_success
    assert ledger.due(due_lapses, now() + timedelta(days=90)) == 0
    assert post(
        ledger, f"/v1/clawbacks/{case}/appeal-decision", THREE, decision="reverse", reason="right"
    ).is_success
    assert (free_and_held(ledger), ledger.due(due_lapses, now() + timedelta(days=29))) == ((100, 0), 0)
    assert ledger.due(due_lapses, now() + timedelta(days=32)) == 1
    assert free_and_held(ledger) == (0, 0)


def test_nobody_shares_points_with_one_who_has_left() -> None:
    ledger = World()
    ledger.funded(reward_jpy=5_000, deposit_jpy=10_000)
    ledger.do(work(1, "m1", 100), work(2, "m2", 50), application.erase("leave", "m2", AT))
    late = AT + timedelta(days=31)
    share = application.split("s", "m1", [("m2", 10)], (), late)
    assert refused(ledger.do(share)) == ["NotFound"]


@pytest.mark.parametrize("other", ["", "bob"], ids=["own work", "work of a merged account"])
def test_an_appeal_about_work_is_decided_before_anything_lapses(ledger: Ledger, other: str) -> None:
    linked(ledger, 40)
    linked(ledger, 5, BOB, RIVAL)
    work_id, worker = UUID(int=77), "ann"
    if other:
        assert merged(ledger).is_success
    ledger.do(application.note_appeal(work_id, worker, now()))
    assert post(ledger, "/v1/me/points", ANN, method="DELETE").is_success
    assert ledger.due(due_lapses, now() + timedelta(days=90)) == 0
    ledger.do(application.end_appeal(work_id, worker, now()))
    assert ledger.due(due_lapses, now() + timedelta(days=29)) == 0
    assert ledger.due(due_lapses, now() + timedelta(days=32)) >= 1


def test_an_appeal_whose_end_is_heard_of_first_holds_nothing_up_for_longer(ledger: Ledger) -> None:
    linked(ledger, 40)
    assert post(ledger, "/v1/me/points", ANN, method="DELETE").is_success
    ledger.do(application.end_appeal(UUID(int=77), "ann", now()))
    ledger.do(application.note_appeal(UUID(int=77), "ann", now()))
    assert ledger.due(due_lapses, now() + timedelta(days=29)) == 0
    assert ledger.due(due_lapses, now() + timedelta(days=32)) == 1
    assert free_and_held(ledger) == (0, 0)


def test_a_rejection_about_which_nobody_has_appealed_holds_nothing_up() -> None:
    of_work = {"assignment_id": UUID(int=77), "order_id": ORDER, "task_id": ORDER, "member_id": "m1"}
    over = AppealDecided(**of_work, lease=1, winner="client", by="window")  # type: ignore[arg-type]
    assert subscribers.on_appeal_decided(over) is None
