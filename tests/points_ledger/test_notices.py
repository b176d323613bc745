"""Members are told of points that end soon, once for each step, and partners are not."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import now
from minijob_contracts.points import PointsExpiring
from points_ledger import service
from points_ledger.domain import day_of, days_later
from points_ledger.publishing import to_contract
from tests.points_ledger.replica import Ledger, events
from tests.points_ledger.shop import ANN, BOB, RIVAL, SHOP, linked, merged, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def far(days: int) -> str:
    return days_later(day_of(now()), days)


def coupon(ledger: Ledger, days: int, points: int = 10, *partners: str) -> None:
    body = {"member_id": "ann", "points": points, "kind": "limited", "partners": list(partners)}
    body |= {"expires_on": far(days), "reference": f"coupon-{days}-{points}"}
    assert post(ledger, "/v1/points/grants", SHOP, **body).status_code == 201


def said(ledger: Ledger) -> list[PointsExpiring]:
    return [one for event in events(ledger) if isinstance(one := to_contract(event), PointsExpiring)]


def notices(ledger: Ledger, member: Any = ANN) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ledger.ask("GET", "/v1/me/points/notices", member).json()
    return found


def test_each_step_is_said_once_with_points_kind_last_day_and_days_left(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    coupon(ledger, 40)
    for days in (9, 10, 10, 33, 34, 39, 39):
        ledger.due(service.due_notices, now() + timedelta(days=days))
    told = [one.model_dump(mode="json") for one in said(ledger)]
    assert [(one["days_left"], one["expires_on"]) for one in told] == [
        (30, far(40)),
        (7, far(40)),
        (1, far(40)),
    ]
    assert {(one["member_id"], one["kind"], one["points"]) for one in told} == {("ann", "limited", 10)}
    assert told[0].keys() == {"account_id", "member_id", "points", "kind", "expires_on", "days_left"}


def test_days_left_are_counted_when_a_step_comes_late(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    coupon(ledger, 12)
    ledger.due(service.due_notices, now())
    assert [one.days_left for one in said(ledger)] == [12]


def test_a_member_reads_in_both_languages_what_ends_until_it_is_used(ledger: Ledger) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    coupon(ledger, 12, 10, SHOP.id)
    coupon(ledger, 0, 3)
    assert notices(ledger) == []
    assert ledger.due(service.due_notices, now()) == 2
    today, later = notices(ledger)
    assert (today["points"], today["days_left"], today["partners"]) == (3, 0, [])
    assert (later["points"], later["days_left"], later["partners"]) == (10, 12, [SHOP.id])
    year, month, day = far(12).split("-")
    assert later["told"] == {
        "ja": f"10ポイントの有効期限は{year}年{month}月{day}日です。あと12日です。",
        "en": f"10 points can be used until {far(12)}; days left: 12.",
    }
    assert ("本日" in today["told"]["ja"], "today" in today["told"]["en"]) == (True, True)
    post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=13, reference="s")
    assert (notices(ledger), notices(ledger, BOB)) == ([], [])
    assert ledger.ask("GET", "/v1/me/points/notices", SHOP).status_code == 403


def test_accounts_that_are_one_read_the_same(ledger: Ledger) -> None:
    linked(ledger, 0)
    linked(ledger, 10, member=BOB)
    prefunded(ledger)
    coupon(ledger, 12)
    merged(ledger)
    ledger.due(service.due_forwards, now())
    ledger.due(service.due_notices, now())
    assert (
        [one["points"] for one in notices(ledger)] == [one["points"] for one in notices(ledger, BOB)] == [10]
    )


def test_no_partner_reads_a_notice_in_its_feed(ledger: Ledger) -> None:
    linked(ledger, 0)
    linked(ledger, 0, shop=RIVAL)
    prefunded(ledger)
    coupon(ledger, 12)
    ledger.due(service.due_notices, now())
    assert len(said(ledger)) == 1
    for shop in (SHOP, RIVAL):
        feed = ledger.ask("GET", "/v1/points/events", shop).json()["items"]
        assert [one["type"] for one in feed] == ["minijob.PointsGranted"]
