"""One ID: two accounts of one member become one balance, and are split again with a full trail."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest

from chassis.clock import now
from chassis.command import Command
from points_ledger import application
from points_ledger.domain import MemberAccount
from points_ledger.service import due_forwards, due_holds
from tests.points_ledger.replica import OPERATOR, funded
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.replica import pay as paid
from tests.points_ledger.shop import ANN, BOB, COLLEAGUE, RIVAL, SHOP, linked, merged, points, post, vouched
from tests.points_ledger.world import (
    AT,
    ORDER,
    OTHER_SHOP,
    Ledger,
    agreed,
    capture,
    gift,
    hold,
    link,
    pay,
    prefund,
    refund,
    refused,
    spend,
    spend_id,
)
from tests.points_ledger.world import SHOP as SHOP_ID

WORK, COUPON = "normal/work", "limited/campaign/2026-12-31//"
WORK_OF_M1, COUPON_OF_M1 = f"{WORK}/,m1", f"{COUPON}/,m1"
KEYS = count()


@pytest.fixture
def small() -> Ledger:
    """m1 with 100 points for work and a coupon of 20 at a shop; m2 with 50 at another shop."""
    ledger = Ledger()
    ledger.funded(reward_jpy=5_000, deposit_jpy=10_000)
    ledger.do(link(), link("m2", OTHER_SHOP), prefund(), pay(1, "m1", 100), pay(2, "m2", 50))
    ledger.do(gift("coupon", 20, "2026-12-31"))
    return ledger


def merge(member: str = "m1", into: str = "m2", at: datetime = AT) -> Command:
    return agreed(f"merge/{next(KEYS)}", member, into, at)


def split_off(member: str = "m1", survivor: str = "m2", at: datetime = AT) -> Command:
    return application.split_off(f"split/{next(KEYS)}", member, survivor, "two persons", "op-1", at)


def forward(at: datetime = AT) -> Command:
    return application.forward("m1", "m2", at)


def test_a_merge_leaves_one_balance_with_the_lots_and_links_of_both(small: Ledger) -> None:
    small.do(merge())
    assert small.account("m2").lots == {WORK: 50, WORK_OF_M1: 100, COUPON_OF_M1: 20}
    assert (small.account("m1").balance, small.account("m1").merged_into) == (0, "m2")
    assert set(small.account("m2").links) == {SHOP_ID, OTHER_SHOP}
    assert small.books()["points"]["member:m2"] == 170
    assert sum(small.books()["points"].values()) == 0


def test_nobody_loses_a_day_by_a_merge(small: Ledger) -> None:
    spring = datetime.fromisoformat("2027-04-01T00:00:00+09:00")
    small.do(pay(3, "m1", 10), application.pay(ORDER, uuid4(), "m1", 10, spring))
    small.do(merge(at=spring))
    assert small.account("m2").normal_expires_on == "2028-03-31"


def test_a_merged_account_refuses_what_its_owner_or_a_partner_asks(small: Ledger) -> None:
    small.do(merge())
    asked = [
        hold("h", 1),
        spend("s", 1),
        gift("g", 1),
        application.link("l", "m1", OTHER_SHOP, AT),
        application.set_rank("r", "m1", "gold", "x", AT),
        application.split("sp", "m2", [("m1", 1)], (), AT),
        merge("m1", "m3"),
        merge("m2", "m1"),
    ]
    results = refused(small.do(*asked))
    assert results == ["AccountMerged"] * 6 + ["NotFound", "AccountMerged"]
    assert len({str(one) for one in small.do(hold("h2", 1), spend("s2", 1))}) == 1


def test_what_is_held_can_still_be_captured_and_the_rest_follows(small: Ledger) -> None:
    small.do(hold("till-1", 60))
    small.do(merge())
    assert small.account("m2").balance == 110
    small.do(capture("till-1", 20))
    small.do(forward(AT + timedelta(seconds=1)))
    assert (small.account("m1").balance, small.account("m1").held) == (0, 0)
    assert small.account("m2").balance == 150


def test_late_pay_and_refunds_of_a_merged_account_reach_the_surviving_one(small: Ledger) -> None:
    small.do(spend("till-1", 30))
    small.do(merge())
    small.do(pay(9, "m1", 7), refund(spend_id("till-1"), "back-1"))
    small.do(forward(AT + timedelta(seconds=1)))
    assert small.account("m2").lots == {WORK: 50, WORK_OF_M1: 107, COUPON_OF_M1: 20}
    stored = len(small.events)
    small.do(forward(AT + timedelta(seconds=2)))
    assert len(small.events) == stored


def test_the_limits_of_day_and_month_are_those_of_both(small: Ledger) -> None:
    small.do(spend("till-1", 30), merge())
    assert small.account("m2").used_in_month(AT) == 30
    assert small.account("m2").earned_on_day(AT) == 150


def test_a_split_gives_back_what_came_and_is_still_there(small: Ledger) -> None:
    small.do(merge())
    spent = application.spend(OTHER_SHOP, "m2", 80, "s", AT)
    small.do(spent)
    assert small.account("m2").lots == {WORK_OF_M1: 90}
    [outcome] = small.do(split_off())
    assert outcome.ids == {"member_id": "m1", "points": 90, "missing": 30}  # type: ignore[union-attr]
    assert (small.account("m1").lots, small.account("m2").lots) == ({WORK: 90}, {})
    assert refused(small.do(split_off(), spend("s-2", 90))) == ["NotMerged"]
    trail = [type(event).__name__ for event in small.events if isinstance(event, MemberAccount.Merged)]
    assert trail == ["Merged"]


def test_points_that_died_since_the_merge_do_not_come_back(small: Ledger) -> None:
    small.do(merge())
    later = datetime.fromisoformat("2027-12-01T00:00:00+09:00")
    small.do(application.pay(ORDER, uuid4(), "m2", 500, later))
    [outcome] = small.do(split_off(at=later))
    assert outcome.ids["points"] == 0  # type: ignore[union-attr]
    assert (small.account("m1").lots, small.account("m2").lots) == ({}, {WORK: 500})


def test_accounts_are_merged_and_split_as_often_as_it_takes(small: Ledger) -> None:
    for _ in range(3):
        small.do(merge())
        small.do(split_off())
    assert (small.account("m1").balance, small.account("m2").balance) == (120, 50)
    assert small.account("m1").lots == {WORK: 100, COUPON: 20}


def test_a_stopped_account_is_not_merged(small: Ledger) -> None:
    small.do(application.stop("s", "m1", "fraud", AT))
    assert refused(small.do(merge(), merge("m2", "m1"))) == ["AccountStopped"] * 2


def test_it_takes_two_operators_to_merge(small: Ledger) -> None:
    def asked(number: int, operator: str, into: str = "m2") -> Command:
        return application.merge(f"asked/{number}", "m1", into, "one person", operator, AT)

    assert refused(small.do(asked(1, "op-1"))) == []
    assert small.account("m1").merged_into == ""
    assert refused(small.do(asked(2, "op-1"))) == ["SecondOperator"]
    small.do(asked(3, "op-2"))
    [merged] = [event for event in small.events if isinstance(event, MemberAccount.Merged)]
    assert (merged.into, merged.proposed_by, merged.operator_id) == ("m2", "op-1", "op-2")


def test_a_proposal_to_merge_is_for_one_survivor_alone_and_used_up_by_the_merge(small: Ledger) -> None:
    small.do(pay(7, "m3", 1))
    small.do(*(application.merge(f"k/{into}", "m1", into, "r", f"op-{into}", AT) for into in ("m2", "m3")))
    assert small.account("m1").merged_into == ""
    small.do(application.merge("k/again", "m1", "m3", "r", "op-m2", AT), split_off("m1", "m3"))
    small.do(application.merge("k/new", "m1", "m3", "r", "op-m4", AT))
    assert small.account("m1").merged_into == ""


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_one_operator_alone_does_not_merge(ledger: Replica) -> None:
    work(ledger, "ann", 5)
    work(ledger, "bob", 5)
    path, body = "/v1/members/ann/merge", {"into": "bob", "reason": "one person"}
    proposed = post(ledger, path, OPERATOR, **body)
    assert (proposed.status_code, proposed.json()["state"]) == (202, "proposed")
    again = post(ledger, path, OPERATOR, **body)
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:second-operator")
    assert points(ledger, BOB)["available"] == 5
    assert post(ledger, path, COLLEAGUE, **body).json()["state"] == "merged"
    assert points(ledger, BOB)["available"] == 10


def work(ledger: Replica, member_id: str, amount: int) -> None:
    order_id = funded(ledger, reward_jpy=amount, deposit_jpy=amount * 2)
    ledger.do(paid(order_id, member_id, amount))


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_both_ids_show_one_balance_and_one_history(ledger: Replica) -> None:
    linked(ledger, points=100)
    linked(ledger, points=50, member=BOB, shop=RIVAL)
    done = merged(ledger)
    assert done.json() == {"member_id": "ann", "into": "bob", "state": "merged"}
    assert points(ledger, ANN) == points(ledger, BOB)
    assert points(ledger, BOB)["available"] == 150
    lines = [ledger.ask("GET", "/v1/me/points/entries", who).json()["items"] for who in (ANN, BOB)]
    assert lines[0] == lines[1]
    assert [(line["kind"], line["points"]) for line in lines[0]] == [
        ("merged", 0),
        ("granted", 50),
        ("granted", 100),
    ]
    asked = {"member_id": "ann", "points": 1, "reference": "s-1"}
    refusal = post(ledger, "/v1/points/spends", SHOP, **asked)
    assert (refusal.status_code, refusal.json()["type"]) == (409, "urn:minijob:problem:account-merged")
    assert "bob" not in refusal.text
    assert post(ledger, "/v1/points/spends", SHOP, **{**asked, "member_id": "bob"}).status_code == 201


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_what_comes_later_follows_and_a_split_is_told(ledger: Replica) -> None:
    linked(ledger, points=100)
    work(ledger, "bob", 50)
    body = {"member_id": "ann", "points": 40, "reference": "h-1", "expires_in_seconds": 60}
    assert post(ledger, "/v1/points/holds", SHOP, **body).status_code == 201
    merged(ledger)
    assert (points(ledger, BOB)["available"], points(ledger, BOB)["held"]) == (110, 40)
    work(ledger, "ann", 5)
    ledger.due(due_holds, now() + timedelta(seconds=61))
    assert points(ledger, BOB)["available"] == 155
    assert ledger.due(due_forwards, now()) == 1
    assert ledger.due(due_forwards, now()) == 0
    split = post(ledger, "/v1/members/ann/split-off", OPERATOR, "s1", reason="two persons")
    repeated = post(ledger, "/v1/members/ann/split-off", OPERATOR, "s1", reason="two persons")
    assert (repeated.status_code, repeated.json()) == (200, split.json())
    assert split.json() == {"member_id": "ann", "points": 105, "missing": 0}
    assert (points(ledger, ANN)["available"], points(ledger, BOB)["available"]) == (105, 50)
    again = post(ledger, "/v1/members/ann/split-off", OPERATOR, reason="two persons")
    assert again.status_code == 404


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_an_account_is_not_merged_into_itself_or_nobody(ledger: Replica) -> None:
    work(ledger, "ann", 5)
    itself = post(ledger, "/v1/members/ann/merge", OPERATOR, into="ann", reason="one")
    assert (itself.status_code, itself.json()["errors"][0]["where"]) == (422, "into")
    assert post(ledger, "/v1/members/ann/merge", OPERATOR, into="zoe", reason="one").status_code == 404
    assert post(ledger, "/v1/members/ann/merge", SHOP, into="bob", reason="one").status_code == 403


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_a_card_stands_for_one_member_at_a_time_and_a_shop_learns_only_of_its_own(ledger: Replica) -> None:
    linked(ledger, points=10)
    work(ledger, "bob", 5)
    linked(ledger, 0, member=BOB)
    path, body = "/v1/me/points/cards", {"card_id": "tok-77"}
    vouched(ledger, "tok-77")
    assert post(ledger, path, ANN, **body).status_code == 201
    taken = post(ledger, path, BOB, **body)
    assert (taken.status_code, taken.json()["type"]) == (409, "urn:minijob:problem:card-taken")
    assert ledger.ask("GET", "/v1/points/cards/tok-77", SHOP).json() == {"member_id": "ann"}
    assert ledger.ask("GET", "/v1/points/cards/tok-77", RIVAL).status_code == 404
    assert post(ledger, f"{path}/tok-77", BOB, method="DELETE").status_code == 404
    assert post(ledger, f"{path}/tok-77", ANN, method="DELETE").status_code == 204
    assert ledger.ask("GET", "/v1/points/cards/tok-77", SHOP).status_code == 404
    vouched(ledger, "tok-77", BOB)
    assert post(ledger, path, BOB, **body, kind="app").status_code == 201
    assert ledger.ask("GET", path, BOB).json() == [{"card_id": "tok-77", "kind": "app"}]


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_cards_of_a_merged_account_stand_for_the_surviving_one(ledger: Replica) -> None:
    linked(ledger, points=10)
    work(ledger, "bob", 5)
    vouched(ledger, "tok-77")
    post(ledger, "/v1/me/points/cards", ANN, card_id="tok-77")
    merged(ledger)
    assert ledger.ask("GET", "/v1/points/cards/tok-77", SHOP).json() == {"member_id": "bob"}
    assert post(ledger, "/v1/me/points/cards/tok-77", BOB, method="DELETE").status_code == 204
    assert ledger.ask("GET", "/v1/me/points/cards", BOB).json() == []


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_lines_of_two_accounts_at_one_time_and_version_are_all_on_some_page(ledger: Replica) -> None:
    order_id = funded(ledger, reward_jpy=100)
    ledger.do(*(application.pay(order_id, uuid4(), member, 10, AT) for member in ("ann", "bob")))
    merged(ledger)
    path = "/v1/me/points/entries"
    page = ledger.ask("GET", path, BOB, params={"limit": 1}).json()
    seen = page["items"]
    while page["next_cursor"]:
        page = ledger.ask("GET", path, BOB, params={"limit": 1, "cursor": page["next_cursor"]}).json()
        seen += page["items"]
    assert seen == ledger.ask("GET", path, BOB).json()["items"]
    assert [line["kind"] for line in seen].count("granted") == 2
