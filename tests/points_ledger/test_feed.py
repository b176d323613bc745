"""The feed of a partner: in order, replayable, and nothing of anybody else."""

import re
from typing import Any

import pytest

from chassis.clock import now
from points_ledger import application
from points_ledger.domain import account_id
from points_ledger.rebuild import rebuild_views
from points_ledger.views import FEED_TOPICS
from points_ledger.views.lots import said_of
from tests.points_ledger.replica import OPERATOR, Ledger, funded, pay
from tests.points_ledger.shop import ANN, BOB, RIVAL, SHOP, linked, merged, post
from tests.points_ledger.test_publishing import event_of

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def feed(ledger: Ledger, shop: Any = SHOP, after: str = "0", limit: int = 100) -> dict[str, Any]:
    found = ledger.ask("GET", "/v1/points/events", shop, params={"after": after, "limit": limit})
    assert found.status_code == 200, found.text
    told: dict[str, Any] = found.json()
    return told


def types(told: dict[str, Any]) -> list[str]:
    return [item["type"].removeprefix("minijob.") for item in told["items"]]


def spend(ledger: Ledger, shop: Any, reference: str, member_id: str = "ann") -> None:
    answer = post(ledger, "/v1/points/spends", shop, member_id=member_id, points=5, reference=reference)
    assert answer.status_code == 201


def test_a_partner_sees_its_members_from_the_link_on_and_its_own_references(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 100, member=BOB, shop=RIVAL)
    spend(ledger, SHOP, "till-1")
    spend(ledger, RIVAL, "till-2", "bob")
    order_id = funded(ledger)
    ledger.do(pay(order_id, "ann", 10), pay(order_id, "bob", 10))
    told = feed(ledger)
    assert types(told) == ["PointsSpent", "PointsGranted"]
    assert [item["reference"] for item in told["items"]] == ["till-1", None]
    assert {item["data"]["member_id"] for item in told["items"]} == {"ann"}
    assert {item["data"]["member_id"] for item in feed(ledger, RIVAL)["items"]} == {"bob"}


def test_of_a_rivals_deals_with_a_common_member_neither_reference_nor_id_is_told(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 0, shop=RIVAL)
    spend(ledger, RIVAL, "secret")
    [item] = feed(ledger)["items"]
    assert (item["reference"], item["data"]["points"]) == (None, 5)
    assert "spend_id" not in item["data"]
    assert "secret" not in str(item)


def test_after_a_link_has_ended_only_own_references_go_on(ledger: Ledger) -> None:
    linked(ledger, 100)
    hold = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=9, reference="till-1").json()
    assert post(ledger, "/v1/me/points/links/shop-1", ANN, method="DELETE").status_code == 204
    order_id = funded(ledger)
    ledger.do(pay(order_id, "ann", 10))
    assert post(ledger, f"/v1/points/holds/{hold['hold_id']}/void", SHOP).status_code == 200
    assert types(feed(ledger)) == ["PointsHeld", "PointsReleased"]
    linked(ledger, 10)
    assert types(feed(ledger)) == ["PointsHeld", "PointsReleased"]
    ledger.do(pay(order_id, "ann", 10))
    assert types(feed(ledger))[-1] == "PointsGranted"


def test_links_that_begin_and_end_within_one_page_of_events_open_just_those_windows(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.decide(
        pay(order_id, "ann", 1),
        application.link("l1", "ann", "shop-1", now()),
        pay(order_id, "ann", 2),
        application.unlink("u1", "ann", "shop-1", now()),
        pay(order_id, "ann", 3),
        application.link("l2", "ann", "shop-1", now()),
        pay(order_id, "ann", 4),
        application.unlink("u2", "ann", "shop-1", now()),
        pay(order_id, "ann", 5),
    )
    ledger.follow()
    assert [item["data"]["points"] for item in feed(ledger)["items"]] == [2, 4]


def test_the_feed_is_read_piece_by_piece_and_again_from_any_cursor(ledger: Ledger) -> None:
    linked(ledger, 100)
    for number in range(7):
        spend(ledger, SHOP, f"till-{number}")
    whole = feed(ledger)["items"]
    pieces: list[Any] = []
    after = "0"
    while piece := (told := feed(ledger, after=after, limit=3))["items"]:
        pieces += piece
        after = told["next_cursor"]
    assert pieces == whole
    assert [item["sequence"] for item in whole] == sorted(item["sequence"] for item in whole)
    assert feed(ledger, after=whole[3]["cursor"])["items"] == whole[4:]
    assert feed(ledger, after=after)["next_cursor"] == after


def test_a_rebuild_leaves_every_cursor_where_it_was(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 0, shop=RIVAL)
    for number in range(4):
        spend(ledger, (SHOP, RIVAL)[number % 2], f"till-{number}")
    before = [feed(ledger, shop) for shop in (SHOP, RIVAL)]
    rebuild_views(ledger.running.engine, ledger.running.codec, lambda position, newest: None)
    assert [feed(ledger, shop) for shop in (SHOP, RIVAL)] == before
    assert len(before[0]["items"]) == 4


@pytest.mark.parametrize("after", ["-1", "x", "1.5", str(2**63), ""])
def test_a_cursor_that_cannot_be_one_is_refused_by_name(ledger: Ledger, after: str) -> None:
    answer = ledger.ask("GET", "/v1/points/events", SHOP, params={"after": after})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "after")


def test_a_cursor_beyond_the_end_is_one_of_another_feed_and_refused(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 0, member=BOB, shop=RIVAL)
    spend(ledger, SHOP, "till-1")
    [item] = feed(ledger)["items"]
    assert feed(ledger, after=item["cursor"])["items"] == []
    answer = ledger.ask("GET", "/v1/points/events", RIVAL, params={"after": item["cursor"]})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "after")


def test_a_partner_is_told_of_a_merge_with_the_id_that_it_may_use_from_then_on(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 50, member=BOB, shop=RIVAL)
    merged(ledger)
    told = [item for item in feed(ledger)["items"] if item["type"] == "minijob.AccountMerged"]
    [data] = [item["data"] for item in told]
    assert (data["member_id"], data["into_member_id"], told[0]["reference"]) == ("ann", "bob", None)
    assert data["into_account_id"] == str(account_id("bob"))
    spend(ledger, SHOP, "till-1", data["into_member_id"])
    assert "AccountMerged" not in types(feed(ledger, RIVAL))
    assert "ann" not in str(feed(ledger, RIVAL))


def test_a_partner_whose_link_has_ended_is_not_told_who_the_member_is_now(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 50, member=BOB, shop=RIVAL)
    assert post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=9, reference="h").is_success
    assert post(ledger, "/v1/me/points/links/shop-1", ANN, method="DELETE").status_code == 204
    merged(ledger)
    assert types(feed(ledger)) == ["PointsHeld"]
    assert "bob" not in str(feed(ledger))


def test_a_rebuild_leaves_places_where_they_were_after_a_merge_too(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 50, member=BOB)
    merged(ledger)
    ledger.do(pay(funded(ledger), "ann", 3))
    before = feed(ledger)
    rebuild_views(ledger.running.engine, ledger.running.codec, lambda position, newest: None)
    assert feed(ledger) == before
    assert types(before).count("AccountMerged") == 1


def test_a_merge_of_a_release_that_told_no_feed_is_told_by_no_rebuild() -> None:
    told = [re.match(FEED_TOPICS, f"MemberAccount.Merged{version}") for version in ("", "@2", "@3", "@10")]
    assert list(map(bool, told)) == [False, False, True, True]
    assert said_of([event_of("MemberAccount.Merged@2")], [1]) == []


def test_the_feed_is_for_partners_alone(ledger: Ledger) -> None:
    assert ledger.ask("GET", "/v1/points/events", OPERATOR).status_code == 403
