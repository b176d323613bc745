"""Holds, captures, spends, refunds, expiry and clawback, lot by lot."""

from datetime import datetime, timedelta

import pytest

from chassis.command import Command, Outcome
from chassis.errors import Invalid
from points_ledger import application
from points_ledger.domain import Lot, account_id
from tests.points_ledger.world import (
    AT,
    OTHER_SHOP,
    SHOP,
    Ledger,
    capture,
    clawed_back,
    gift,
    hold,
    hold_id,
    link,
    pay,
    prefund,
    refund,
    refused,
    spend,
    spend_id,
    void,
)

WORK, COUPON = "normal/work", "limited/campaign/2026-12-31//shop-1"
NORMAL_END = datetime.fromisoformat("2027-11-01T00:00:00+09:00")
YEAR_END = datetime.fromisoformat("2027-01-01T00:00:00+09:00")


@pytest.fixture
def ledger() -> Ledger:
    """A member with 100 points for work and a coupon of 20, linked to a shop."""
    ledger = Ledger()
    ledger.funded(reward_jpy=1_000, deposit_jpy=5_000)
    ledger.do(link(), prefund(), pay(1, "m1", 100), gift("coupon", 20, "2026-12-31", partners=[SHOP]))
    return ledger


def expire(ledger: Ledger, at: datetime, day: str = "") -> None:
    ledger.do(application.expire_lots(account_id("m1"), day, at))


def test_a_hold_moves_points_aside_and_a_capture_pays_the_partner(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50))
    assert ledger.account().lots == {WORK: 70}
    ledger.do(capture("till-1", 30))
    books = ledger.books()
    assert (books["points"]["member:m1"], books["points"]["held:m1"], books["points"]["redeemed"]) == (
        90,
        0,
        30,
    )
    assert (books["jpy"]["payable:shop-1"], books["jpy"]["points_backing"]) == (30, 90)
    assert ledger.partner().payable == 30


def test_a_partial_capture_gives_the_last_taken_back_at_once(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50))
    ledger.do(capture("till-1", 30))
    assert ledger.account().lots == {WORK: 90}
    ledger.do(hold("till-2", 5), capture("till-2", 1))
    assert (ledger.account().lots, ledger.account().held) == ({WORK: 89}, 0)


def test_a_voided_hold_comes_back_to_its_lots_and_can_never_be_captured(ledger: Ledger) -> None:
    before = ledger.account().lots
    ledger.do(hold("till-1", 50), void("till-1"))
    assert ledger.account().lots == before
    assert refused(ledger.do(capture("till-1"))) == ["HoldEnded"]


def test_a_captured_hold_can_neither_be_voided_nor_captured_otherwise(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50), capture("till-1", 30))
    again = capture("till-1", 20)
    again.key = "another key"
    assert refused(ledger.do(void("till-1"), again)) == ["HoldEnded", "HoldEnded"]
    assert ledger.books()["points"]["redeemed"] == 30


def test_the_same_request_gets_the_same_answer_whatever_its_key(ledger: Ledger) -> None:
    commands = [hold("till-1", 50), capture("till-1", 30), spend("till-2", 5)]
    commands += [refund(spend_id("till-2"), "back-1"), gift("more", 7)]
    first, stored = ledger.do(*commands), len(ledger.events)
    for number, command in enumerate(commands):
        command.key = f"another key {number}"
    again = ledger.do(*commands)
    assert [one.ids for one in again if isinstance(one, Outcome)] == [
        one.ids for one in first if isinstance(one, Outcome)
    ]
    assert len(ledger.events) == stored


def test_a_reference_stands_for_one_request(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50), spend("till-2", 5), gift("more", 7))
    others = [hold("till-1", 51), spend("till-2", 6), gift("more", 8)]
    assert refused(ledger.do(*others)) == ["KeyReused"] * 3
    for number, command in enumerate(others):
        command.key = f"another key {number}"
    assert refused(ledger.do(*others)) == ["ReferenceUsed"] * 3


def test_a_hold_that_is_over_cannot_be_captured_before_and_after_it_is_written(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50, lasts_seconds=60), hold("till-2", 5, lasts_seconds=60))
    over = AT + timedelta(seconds=60)
    assert refused(ledger.do(capture("till-1", at=over))) == ["HoldEnded"]
    ledger.do(application.expire_hold(hold_id("till-1"), "m1", over))
    again = capture("till-1", at=AT)
    again.key = "another key"
    assert refused(ledger.do(again)) == ["HoldEnded"]
    assert (ledger.account().balance, ledger.account().held) == (115, 5)


def test_a_hold_is_not_ended_before_its_time(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50, lasts_seconds=60))
    ledger.do(application.expire_hold(hold_id("till-1"), "m1", AT + timedelta(seconds=59)))
    assert ledger.account().held == 50


def test_more_than_is_held_or_there_is_cannot_be_taken(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50))
    assert refused(ledger.do(capture("till-1", 51))) == ["TooMany"]
    assert refused(ledger.do(spend("till-2", 71), hold("till-3", 71))) == ["NotEnoughPoints"] * 2
    assert refused(ledger.do(spend("till-4", 70))) == []


def test_a_partner_that_is_not_linked_finds_no_member(ledger: Ledger) -> None:
    commands = [
        hold("a", 1, partner_id=OTHER_SHOP),
        spend("b", 1, partner_id=OTHER_SHOP),
        application.grant(OTHER_SHOP, "m1", 1, "c", "normal", "", "", [], AT),
        application.hold(OTHER_SHOP, "nobody", 1, "d", 900, AT),
    ]
    results = ledger.do(*commands)
    assert refused(results) == ["NoSuchMember"] * 4
    assert len({str(result) for result in results}) == 1


def test_another_partners_hold_and_spend_do_not_exist(ledger: Ledger) -> None:
    ledger.do(link(partner_id=OTHER_SHOP), hold("till-1", 50), spend("till-2", 5))
    foreign = [
        application.capture(OTHER_SHOP, "m1", hold_id("till-1"), None, AT),
        application.void(OTHER_SHOP, "m1", hold_id("till-1"), AT),
        application.refund(OTHER_SHOP, "m1", spend_id("till-2"), None, "x", AT),
    ]
    assert refused(ledger.do(*foreign)) == ["NotFound"] * 3


def test_an_ended_link_leaves_the_hold_to_be_captured_and_lets_nothing_else_in(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50), application.unlink("unlink", "m1", SHOP, AT))
    assert refused(ledger.do(hold("till-2", 1), gift("more", 1))) == ["NoSuchMember"] * 2
    assert refused(ledger.do(capture("till-1"))) == []


def test_a_refund_restores_the_very_lots_the_last_taken_first(ledger: Ledger) -> None:
    ledger.do(spend("till-1", 50))
    ledger.do(refund(spend_id("till-1"), "back-1", 35))
    assert ledger.account().lots == {WORK: 100, COUPON: 5}
    ledger.do(refund(spend_id("till-1"), "back-2"))
    assert ledger.account().lots == {WORK: 100, COUPON: 20}
    assert ledger.partner().payable == ledger.books()["jpy"]["payable:shop-1"] == 0


def test_no_more_is_refunded_than_was_taken(ledger: Ledger) -> None:
    ledger.do(spend("till-1", 50), refund(spend_id("till-1"), "back-1", 20))
    assert refused(ledger.do(refund(spend_id("till-1"), "back-2", 31))) == ["TooMany"]
    ledger.do(refund(spend_id("till-1"), "back-3", 30))
    assert refused(ledger.do(refund(spend_id("till-1"), "back-4"))) == ["NotRefundable"]


def test_what_is_only_held_cannot_be_refunded_and_a_capture_only_as_far_as_it_went(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 50))
    assert refused(ledger.do(refund(hold_id("till-1"), "back-1"))) == ["NotRefundable"]
    ledger.do(capture("till-1", 30))
    assert refused(ledger.do(refund(hold_id("till-1"), "back-2", 31))) == ["TooMany"]
    ledger.do(refund(hold_id("till-1"), "back-3"))
    assert ledger.account().lots == {WORK: 100, COUPON: 20}


def test_lots_expire_after_their_last_day_and_their_yen_with_them(ledger: Ledger) -> None:
    expire(ledger, YEAR_END - timedelta(seconds=1))
    assert ledger.account().balance == 120
    expire(ledger, YEAR_END)
    assert ledger.account().lots == {WORK: 100}
    books = ledger.books()
    assert (books["points"]["breakage"], books["jpy"]["breakage"], books["jpy"]["points_backing"]) == (
        20,
        20,
        100,
    )


def test_earning_moves_the_day_of_all_normal_points(ledger: Ledger) -> None:
    assert ledger.account().normal_expires_on == "2027-10-31"
    ledger.do(gift("more", 1, at=AT + timedelta(days=60)))
    assert ledger.account().normal_expires_on == "2027-12-31"
    expire(ledger, NORMAL_END)
    assert ledger.account().lots == {WORK: 100, "normal/partner": 1}


def test_what_has_expired_is_not_woken_up_by_a_grant_that_comes_before_the_job(ledger: Ledger) -> None:
    ledger.do(gift("late", 1, at=NORMAL_END))
    assert ledger.account().lots == {"normal/partner": 1}
    assert ledger.books()["points"]["breakage"] == 120


def test_expired_points_cannot_be_spent_even_before_the_job_has_come(ledger: Ledger) -> None:
    assert refused(ledger.do(spend("late", 1, at=NORMAL_END))) == ["NotEnoughPoints"]
    assert refused(ledger.do(spend("early", 120, at=YEAR_END - timedelta(seconds=1)))) == []


def test_a_hold_across_the_last_day_keeps_its_points_for_the_capture(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 120, YEAR_END - timedelta(seconds=1)))
    expire(ledger, YEAR_END)
    assert refused(ledger.do(capture("till-1", at=YEAR_END))) == []
    assert ledger.books()["points"]["redeemed"] == 120


def test_what_expired_while_it_was_held_lapses_when_the_hold_ends_without_it(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 30, YEAR_END - timedelta(seconds=1)))
    ledger.do(void("till-1", YEAR_END))
    assert ledger.account().lots == {WORK: 100}
    assert ledger.books()["points"]["breakage"] == 20


def test_held_normal_points_of_an_earlier_run_lapse_although_new_ones_were_earned(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 120, NORMAL_END - timedelta(days=330), lasts_seconds=10**8))
    ledger.do(gift("late", 1, at=NORMAL_END))
    ledger.do(void("till-1", NORMAL_END))
    assert ledger.account().lots == {"normal/partner": 1}


def test_a_refund_of_what_expired_meanwhile_has_thirty_days_of_grace(ledger: Ledger) -> None:
    ledger.do(spend("till-1", 50))
    ledger.do(refund(spend_id("till-1"), "back-1", at=YEAR_END))
    grace = "limited/refund/2027-01-31//shop-1"
    assert ledger.account().lots == {WORK: 100, grace: 20}
    expire(ledger, YEAR_END + timedelta(days=31))
    assert ledger.account().lots == {WORK: 100}


def test_a_refund_of_normal_points_of_an_earlier_run_has_grace_too(ledger: Ledger) -> None:
    ledger.do(spend("till-1", 120))
    ledger.do(gift("late", 1, at=NORMAL_END))
    ledger.do(refund(spend_id("till-1"), "back-1", at=NORMAL_END))
    assert ledger.account().lots == {
        "normal/partner": 1,
        "limited/refund/2027-12-01//": 100,
        "limited/refund/2027-12-01//shop-1": 20,
    }


def test_pending_points_cannot_be_used_before_their_day(ledger: Ledger) -> None:
    ledger.do(gift("later", 50, "2026-12-31", "2026-12-01"))
    assert refused(ledger.do(spend("early", 121))) == ["NotEnoughPoints"]
    first = datetime.fromisoformat("2026-12-01T00:00:00+09:00")
    assert refused(ledger.do(spend("then", 121, first))) == []


@pytest.mark.parametrize(
    ("expires_on", "usable_from", "where"),
    [
        ("2026-11-23", "", "expires_on"),
        ("2999-01-01", "", "expires_on"),
        ("2026-12-01", "2026-12-02", "usable_from"),
    ],
)
def test_a_lot_that_could_not_be_used_is_refused_by_the_field(
    ledger: Ledger, expires_on: str, usable_from: str, where: str
) -> None:
    [refusal] = ledger.do(gift("bad", 1, expires_on, usable_from))
    assert isinstance(refusal, Invalid)
    assert refusal.errors[0].where == where


def test_a_partner_grants_no_more_than_it_has_prefunded_in_one_group_too() -> None:
    ledger = Ledger()
    ledger.do(link(), prefund(250))
    assert refused(ledger.do(*(gift(f"g{n}", 100) for n in range(4)))) == ["PartnerShort"] * 2
    assert (ledger.partner().balance, ledger.books()["jpy"]["partner:shop-1"]) == (50, 50)


def test_a_partner_grants_a_member_no_more_in_a_day_than_its_cap(ledger: Ledger) -> None:
    ledger.do(application.cap("cap", SHOP, 100, 150, AT))
    assert refused(ledger.do(gift("a", 81))) == ["CapReached"]
    assert refused(ledger.do(gift("b", 80), gift("c", 1))) == ["CapReached"]
    assert refused(ledger.do(gift("d", 1, at=AT + timedelta(days=1)))) == []


def test_a_partner_grants_no_more_in_a_day_than_its_cap(ledger: Ledger) -> None:
    ledger.do(application.cap("cap", SHOP, 100, 150, AT), link("m2"))
    ledger.do(gift("a", 80))
    assert refused(ledger.do(gift("b", 51, member_id="m2"))) == ["CapReached"]
    assert refused(ledger.do(gift("c", 50, member_id="m2"))) == []


def test_nothing_leaves_a_stopped_account_and_what_is_earned_comes_in(ledger: Ledger) -> None:
    ledger.do(hold("till-1", 10), application.stop("stop", "m1", "fraud is looked into", AT))
    refusals = ledger.do(spend("till-2", 1), hold("till-3", 1), capture("till-1"))
    assert refused(refusals) == ["AccountStopped"] * 3
    ledger.do(pay(2, "m1", 5))
    assert ledger.account().balance == 115
    ledger.do(application.reopen("reopen", "m1", "nothing was found", AT))
    assert refused(ledger.do(spend("till-4", 1))) == []


def claw_back(
    policy: str, points: int = 150, operators: tuple[str, str] = ("a", "b"), days: int = 1
) -> Command:
    at = AT + timedelta(days=days)
    return clawed_back("m1", "ref", points, policy=policy, operators=operators, at=at)


@pytest.mark.parametrize(("policy", "taken"), [("pending", 0), ("balance", 60), ("never", 0)])
def test_points_are_taken_back_as_the_policy_allows_and_the_rest_is_a_claim(
    ledger: Ledger, policy: str, taken: int
) -> None:
    ledger.do(spend("till-1", 60))
    [outcome] = ledger.do(claw_back(policy))
    assert isinstance(outcome, Outcome)
    assert outcome.ids == {"state": "taken", "taken": taken, "claim": 150 - taken}
    assert (ledger.account().balance, ledger.account().claims) == (60 - taken, 150 - taken)
    assert ledger.books()["jpy"]["fees"] == taken


def test_two_operators_take_points_back_within_thirty_days(ledger: Ledger) -> None:
    alone = claw_back("balance", operators=("a", "a"))
    late = claw_back("balance", days=31)
    assert refused(ledger.do(alone)) == ["DecidedTwice"]
    late.key = "later"
    assert refused(ledger.do(late)) == ["ClawbackRefused"]
    assert ledger.account().balance == 120


def test_what_a_partner_had_paid_goes_back_to_the_partner(ledger: Ledger) -> None:
    before = ledger.partner().balance
    ledger.do(clawed_back("m1", "coupon", 20, "campaign", SHOP))
    assert ledger.account().lots == {WORK: 100}
    assert ledger.partner().balance == ledger.books()["jpy"]["partner:shop-1"] == before + 20


def test_an_account_with_many_grants_stays_small(ledger: Ledger) -> None:
    ledger.funded(reward_jpy=2_000, deposit_jpy=5_000)
    for start in range(0, 800, 100):
        ledger.do(*(pay(100 + start + number, "m1", 1) for number in range(100)))
    assert ledger.account().lots == {WORK: 900, COUPON: 20}


def test_a_clock_that_goes_backwards_moves_no_day_back(ledger: Ledger) -> None:
    ledger.do(gift("early", 1, at=AT - timedelta(days=40)))
    assert ledger.account().normal_expires_on == "2027-10-31"


def test_a_lot_is_noticed_only_while_it_is_there_and_ends_on_that_day(ledger: Ledger) -> None:
    account = account_id("m1")
    ledger.do(
        application.notice(account, COUPON, "2026-12-31", 30, AT),
        application.notice(account, WORK, "2026-12-31", 30, AT),
        application.notice(account, Lot("normal", "partner").key, "2027-10-31", 30, AT),
    )
    told = [event for event in ledger.events if type(event).__name__ == "ExpiryNoticed"]
    assert [(event.lot, event.points, event.days) for event in told] == [(COUPON, 20, 30)]
