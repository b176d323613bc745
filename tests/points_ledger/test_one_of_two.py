"""What stands for both accounts of one member: links and stops, and what of it ends with the merge."""

from datetime import timedelta
from uuid import UUID

import pytest

from points_ledger import application, views
from points_ledger.domain import MemberAccount, account_id
from points_ledger.domain.standing import MAX_LINKS
from tests.points_ledger.replica import OPERATOR
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.shop import ANN, BOB, SHOP, linked, merged, post
from tests.points_ledger.test_one_id import merge, split_off, work
from tests.points_ledger.world import AT, OTHER_SHOP, Ledger, capture, hold, link, pay, refused, spend
from tests.points_ledger.world import SHOP as SHOP_ID

BOTH = ("m1", "m2")


@pytest.fixture
def two() -> Ledger:
    """m1 with 100 points and linked to a shop; m2 with 50 and to another; m3 with 10 and to the first."""
    ledger = Ledger()
    ledger.funded(reward_jpy=5_000, deposit_jpy=10_000)
    ledger.do(link(), link("m2", OTHER_SHOP), link("m3"))
    ledger.do(pay(1, "m1", 100), pay(2, "m2", 50), pay(3, "m3", 10))
    return ledger


def test_a_split_ends_the_links_that_came_with_the_merge_and_no_other(two: Ledger) -> None:
    two.do(merge())
    assert set(two.account("m2").links) == {SHOP_ID, OTHER_SHOP}
    two.do(split_off())
    assert two.account("m2").links == [OTHER_SHOP]
    assert two.account("m1").links == [SHOP_ID]
    assert refused(two.do(application.spend(SHOP_ID, "m2", 1, "s", AT))) == ["NoSuchMember"]


def test_a_link_that_another_merged_account_brought_as_well_stays(two: Ledger) -> None:
    two.do(merge(), merge("m3"))
    two.do(split_off())
    assert set(two.account("m2").links) == {SHOP_ID, OTHER_SHOP}
    two.do(split_off("m3"))
    assert two.account("m2").links == [OTHER_SHOP]


def test_a_link_that_the_member_makes_itself_after_the_merge_stays(two: Ledger) -> None:
    two.do(merge(), link("m2", SHOP_ID), split_off())
    assert set(two.account("m2").links) == {SHOP_ID, OTHER_SHOP}


@pytest.mark.parametrize("asked", BOTH)
def test_a_link_that_the_member_ends_is_ended_at_both_accounts(two: Ledger, asked: str) -> None:
    two.do(merge(), application.unlink("u", asked, SHOP_ID, AT, BOTH))
    assert (two.account("m1").links, two.account("m2").links) == ([], [OTHER_SHOP])
    two.do(split_off())
    assert refused(two.do(spend("s", 1))) == ["NoSuchMember"]


@pytest.mark.parametrize("asked", BOTH)
def test_a_stop_stops_both_accounts(two: Ledger, asked: str) -> None:
    two.do(hold("till-1", 30), merge())
    two.do(application.stop("st", asked, "fraud", AT, BOTH))
    assert refused(two.do(capture("till-1"))) == ["AccountStopped"]
    assert refused(two.do(application.spend(OTHER_SHOP, "m2", 1, "s", AT))) == ["AccountStopped"]
    two.do(application.reopen("re", "m2", "all is well", AT, BOTH))
    assert refused(two.do(capture("till-1"))) == []


def test_a_share_of_a_merged_account_lapses_back_when_the_survivor_is_stopped(two: Ledger) -> None:
    two.do(pay(4, "m1", 600), application.split("sp", "m1", [("m3", 600)], (), AT))
    [review] = two.account("m1").reviews
    two.do(merge(), application.stop("st", "m2", "fraud", AT, BOTH))
    later = AT + timedelta(hours=72)
    two.do(application.lapse_review(UUID(review), "m1", "m3", later))
    assert (two.account("m3").balance, two.account("m1").held) == (10, 0)


def test_a_change_that_does_not_know_of_a_merge_yet_is_to_be_sent_again(two: Ledger) -> None:
    two.do(merge())
    blind = [application.stop("st", member, "fraud", AT) for member in BOTH]
    assert refused(two.do(*blind)) == ["NotLoaded"] * 2
    assert refused(two.do(application.stop("st", "m2", "fraud", AT, BOTH))) == []


def test_a_merge_that_would_lose_a_link_is_refused(two: Ledger) -> None:
    two.do(*(link("m2", f"p{number}") for number in range(MAX_LINKS - 1)))
    stored = len(two.events)
    assert refused(two.do(merge())) == ["TooManyLinks"]
    assert len(two.events) == stored


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_a_stop_and_the_end_of_a_link_reach_the_merged_account(ledger: Replica) -> None:
    linked(ledger, points=100)
    work(ledger, "bob", 50)
    body = {"member_id": "ann", "points": 40, "reference": "h-1", "expires_in_seconds": 600}
    held = post(ledger, "/v1/points/holds", SHOP, **body).json()["hold_id"]
    merged(ledger)
    assert ledger.ask("GET", "/v1/me/points/links", BOB).json() == [{"partner_id": "shop-1"}]
    assert post(ledger, "/v1/members/bob/stop", OPERATOR, reason="fraud").status_code == 204
    assert post(ledger, f"/v1/points/holds/{held}/capture", SHOP).status_code == 423
    assert post(ledger, "/v1/members/ann/reopen", OPERATOR, reason="well").status_code == 204
    assert post(ledger, "/v1/me/points/links/shop-1", ANN, method="DELETE").status_code == 204
    assert ledger.ask("GET", "/v1/me/points/links", BOB).json() == []
    before = ledger.ask("GET", "/v1/points/events?after=0", SHOP).json()["items"]
    work(ledger, "ann", 5)
    assert ledger.ask("GET", "/v1/points/events?after=0", SHOP).json()["items"] == before


@pytest.mark.servers
def test_a_long_row_of_merges_leads_to_its_end(ledger: Replica) -> None:
    why = {"reason": "r", "operator_id": "o", "proposed_by": "p", "is_told": True}
    why |= {"timestamp": AT, "originator_version": 2}
    merges = [
        MemberAccount.Merged(originator_id=account_id(f"x{n}"), member_id=f"x{n}", into=f"x{n + 1}", **why)
        for n in range(30)
    ]
    with ledger.running.engine.connect() as tx:
        views.apply(tx, merges)
        found = views.members_of(tx, "x3")
    assert (found[0], len(found)) == ("x30", 31)
