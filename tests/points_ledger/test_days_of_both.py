"""What the surviving account earns moves the day of all normal points, those of merged accounts too."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from chassis.clock import now
from chassis.command import Command
from points_ledger import application
from points_ledger.domain import MemberAccount, day_of, normal_expiry
from points_ledger.service import due_forwards
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.replica import funded
from tests.points_ledger.shop import ANN, BOB, SHOP, linked, merged, points, post
from tests.points_ledger.test_one_id import merge, split_off
from tests.points_ledger.world import (
    AT,
    ORDER,
    Ledger,
    capture,
    hold,
    link,
    pay,
    prefund,
    refund,
    spend,
    void,
)
from tests.points_ledger.world import spend_id as id_of

WORK, OF_M1 = "normal/work", "normal/work/,m1"
SUMMER = datetime.fromisoformat("2027-08-10T00:00:00+09:00")
AFTER = datetime.fromisoformat("2027-11-02T00:00:00+09:00")
"""After the old day, 31 October 2027, and before the one that is earned in summer, 31 July 2028."""
BACK = timedelta(days=5)


def earn(member: str, at: datetime, amount: int = 5) -> Command:
    return application.pay(ORDER, uuid4(), member, amount, at)


def forward(member: str, into: str, at: datetime) -> Command:
    return application.forward(member, into, at)


def review(ledger: Ledger) -> UUID:
    [aside] = [event for event in ledger.events if isinstance(event, MemberAccount.SetAside)]
    return UUID(aside.review_id)


@pytest.fixture
def spent() -> Ledger:
    """m1 has spent 30 of 100 points and has 20 held, m2 has 50, m3 has 10; m1 is merged into m2."""
    ledger = Ledger()
    ledger.funded(reward_jpy=9_000, deposit_jpy=20_000)
    ledger.do(link(), prefund(), pay(1, "m1", 100), pay(2, "m2", 50), pay(3, "m3", 10))
    ledger.do(spend("s", 30), hold("h", 20, lasts_seconds=400 * 86_400), merge())
    return ledger


def test_a_refund_after_the_old_day_comes_back_for_as_long_as_what_was_earned_since(spent: Ledger) -> None:
    spent.do(earn("m2", SUMMER), refund(id_of("s"), "r", at=AFTER), forward("m1", "m2", AFTER + BACK))
    assert spent.account("m2").lots == {WORK: 55, OF_M1: 80}
    assert spent.account("m2").normal_expires_on == "2028-07-31"


@pytest.mark.parametrize("ended", ["void", "rest of a capture", "expired"])
def test_what_was_held_does_not_lapse_when_the_member_has_earned_on(spent: Ledger, ended: str) -> None:
    at = AFTER if ended != "expired" else AT + timedelta(days=401)
    ends = {
        "void": void("h", AFTER),
        "rest of a capture": capture("h", 1, AFTER),
        "expired": application.expire_hold(application.slip_id(application.HOLD, "shop-1", "h"), "m1", at),
    }
    spent.do(earn("m2", SUMMER), ends[ended], forward("m1", "m2", at + BACK))
    assert spent.account("m2").lots == {WORK: 55, OF_M1: 50 + (19 if ended == "rest of a capture" else 20)}


def test_nothing_comes_back_to_life_when_all_had_died_before_the_member_earned_on(spent: Ledger) -> None:
    spent.do(earn("m2", AFTER), refund(id_of("s"), "r", at=AFTER), void("h", AFTER))
    assert spent.account("m1").lots == {"limited/refund/2027-12-02//": 30}
    assert spent.account("m2").lots == {WORK: 5}


def test_what_had_died_before_the_merge_stays_dead() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=9_000, deposit_jpy=20_000)
    ledger.do(link(), pay(1, "m1", 100), spend("s", 100), pay(2, "m2", 50), earn("m2", SUMMER))
    ledger.do(merge(at=AFTER), earn("m2", AFTER), refund(id_of("s"), "r", at=AFTER))
    assert ledger.account("m1").lots == {"limited/refund/2027-12-02//": 100}


def test_late_pay_to_the_merged_account_after_its_old_day_does_not_end_what_was_taken_before(
    spent: Ledger,
) -> None:
    spent.do(earn("m2", SUMMER), earn("m1", AFTER), refund(id_of("s"), "r", at=AFTER))
    assert spent.account("m1").lots == {WORK: 35}


def test_pay_for_judging_an_appeal_to_the_merged_account_does_not_either(spent: Ledger) -> None:
    judged = UUID(int=901)
    spent.do(
        earn("m2", SUMMER),
        application.fill_fund("arbitration", 30, 30, "2027-08", SUMMER),
        application.note_appeal(judged, "m3", SUMMER),
        application.ask_for_peers(ORDER, judged, "m3", 30, SUMMER),
        application.pay_peer(ORDER, judged, "m1", 5, "arbitration", AFTER),
        refund(id_of("s"), "r", at=AFTER),
    )
    assert spent.account("m1").lots == {WORK: 35}


def test_a_spent_up_account_gives_its_later_day_to_the_surviving_one() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=9_000, deposit_jpy=20_000)
    ledger.do(link(), pay(2, "m2", 50), earn("m1", SUMMER, 10))
    ledger.do(spend("s", 10, SUMMER), merge(at=SUMMER))
    assert ledger.account("m2").normal_expires_on == "2028-07-31"


@pytest.mark.parametrize("second", [AT, SUMMER])
def test_in_a_row_of_merges_the_last_one_moves_the_days_of_all(spent: Ledger, second: datetime) -> None:
    spent.do(merge("m2", "m3", second), earn("m3", SUMMER), refund(id_of("s"), "r", at=AFTER))
    spent.do(forward("m1", "m2", AFTER + BACK), forward("m2", "m3", AFTER + BACK))
    assert spent.account("m3").lots == {WORK: 15, "normal/work/,m2": 50, "normal/work/,m1/,m2": 80}
    assert {spent.account(name).normal_expires_on for name in ("m1", "m2", "m3")} == {"2028-07-31"}


def test_after_a_split_what_was_taken_before_the_merge_lives_on(spent: Ledger) -> None:
    spent.do(earn("m2", SUMMER), split_off(at=SUMMER), refund(id_of("s"), "r", at=AFTER), void("h", AFTER))
    assert spent.account("m1").lots == {WORK: 100}
    assert (spent.account("m1").normal_expires_on, spent.account("m1").normal_run) == ("2028-07-31", 1)
    later = datetime.fromisoformat("2028-08-01T00:00:00+09:00")
    spent.do(spend("s-2", 100, AFTER), earn("m2", AFTER), refund(id_of("s-2"), "r-2", at=later))
    assert spent.account("m1").lots == {"limited/refund/2028-08-31//": 100}


def test_nothing_of_a_merged_account_is_written_down_as_expired_when_it_gives_back(spent: Ledger) -> None:
    spent.do(void("h"), earn("m2", SUMMER), application.give_back("m3", "m1", AFTER))
    assert spent.account("m1").lots == {WORK: 20}


def test_what_waits_for_a_person_goes_back_to_a_merged_giver_whose_points_live_on() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=9_000, deposit_jpy=20_000)
    ledger.do(*(pay(number, f"m{number}", 700) for number in (1, 2, 3)))
    ledger.do(application.split("sp", "m1", [("m3", 600)], ["m1", "m3"], AT), merge(), earn("m2", SUMMER))
    ledger.do(application.decide_review("k", review(ledger), "m1", "m3", "return", "no", "op", AFTER))
    assert ledger.account("m1").lots == {WORK: 600}


def test_a_stored_event_says_that_the_day_has_followed_and_only_once(spent: Ledger) -> None:
    spent.do(earn("m2", SUMMER), void("h", AFTER), refund(id_of("s"), "r", at=AFTER))
    followed = [event for event in spent.events if isinstance(event, MemberAccount.DayFollowed)]
    assert [(one.member_id, one.into, one.expires_on) for one in followed] == [("m1", "m2", "2028-07-31")]


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_what_was_taken_before_the_merge_lives_on(
    ledger: Replica,
) -> None:
    long_ago = now() - timedelta(days=370)
    order_id = funded(ledger, reward_jpy=500, deposit_jpy=1_000)
    for member in (ANN, BOB):
        ledger.do(application.pay(order_id, uuid4(), member.id, 100, long_ago))
        linked(ledger, 0, member)
    taken = application.spend(SHOP.id, "ann", 40, "s-1", long_ago)
    held = application.hold(SHOP.id, "ann", 60, "h-1", 400 * 86_400, long_ago)
    ledger.do(taken, held, *(_merged_by(operator, long_ago) for operator in ("op-1", "op-2")))
    ledger.do(application.pay(order_id, uuid4(), "bob", 1, now() - timedelta(days=60)))
    spent = application.slip_id(application.SPEND, SHOP.id, "s-1")
    holding = application.slip_id(application.HOLD, SHOP.id, "h-1")
    assert post(ledger, "/v1/points/refunds", SHOP, spend_id=str(spent), reference="r-1").status_code == 201
    assert post(ledger, f"/v1/points/holds/{holding}/void", SHOP).status_code == 200
    assert ledger.due(due_forwards, now()) == 1
    shown = points(ledger, ANN)
    assert (shown["available"], shown["held"]) == (201, 0)
    assert shown["normal_expires_on"] == normal_expiry(now() - timedelta(days=60)) > day_of(now())
    entries = ledger.ask("GET", "/v1/me/points/entries", BOB).json()["items"]
    assert sum(line["points"] for line in entries) == 201


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_a_merged_account_without_points_brings_its_later_day(ledger: Replica) -> None:
    order_id = funded(ledger, reward_jpy=500, deposit_jpy=1_000)
    ledger.do(application.pay(order_id, uuid4(), "bob", 100, now() - timedelta(days=100)))
    linked(ledger, 50, ANN)
    assert (
        post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=50, reference="s").status_code == 201
    )
    assert points(ledger, BOB)["normal_expires_on"] < normal_expiry(now())
    merged(ledger)
    assert points(ledger, BOB)["normal_expires_on"] == normal_expiry(now())


def _merged_by(operator: str, at: datetime) -> Command:
    return application.merge(operator, "ann", "bob", "one person", operator, at)
