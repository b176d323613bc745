"""A member who leaves has 30 days to spend what is left, then it lapses; every stream stays replayable."""

from datetime import timedelta

import pytest

from chassis.clock import now
from points_ledger.domain import day_of, days_later
from points_ledger.rebuild import rebuild_views
from points_ledger.service import due_lapses
from tests.points_ledger.replica import Ledger, funded, pay
from tests.points_ledger.shop import ANN, SHOP, free_and_held, linked, points, post

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
