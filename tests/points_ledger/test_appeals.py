"""Peers of an appeal are paid by who has lost: the escrow, or what arbitration has set aside."""

from itertools import permutations
from uuid import UUID, uuid5

import pytest

from chassis.command import Command
from minijob_contracts.points import ArbitrationAnswered, EscrowFunded, EscrowSettled, PointsGranted
from points_ledger import application
from points_ledger.domain import FUNDS_STREAM, Funds, MemberAccount
from tests.points_ledger.world import AT, CLIENT, ORDER, Ledger, agreed, fund, pay, refused, settle

WORK = UUID(int=901)


def asked(points: int = 30, work: UUID = WORK) -> Command:
    return application.ask_for_peers(ORDER, work, "m1", points, AT)


def peer(name: str, paid_by: str, points: int = 10, work: UUID = WORK) -> Command:
    return application.pay_peer(ORDER, work, name, points, paid_by, AT)


@pytest.fixture
def ledger() -> Ledger:
    """An order with a reserve of 90 yen for appeals, two appeals of m1, and 50 yen in arbitration."""
    ledger = Ledger()
    ledger.do(
        application.deposit(CLIENT, 1_000, "bank", AT),
        fund(100, appeals_jpy=90),
        application.fill_fund("arbitration", 50, 50, "2026-11", AT),
        application.note_appeal(WORK, "m1", AT),
        application.note_appeal(UUID(int=902), "m1", AT),
    )
    return ledger


def arbitration(ledger: Ledger) -> Funds:
    return ledger.replayed(Funds, FUNDS_STREAM)


def test_the_reserve_for_appeals_is_locked_beside_the_rewards_and_said(ledger: Ledger) -> None:
    [funded] = ledger.said(EscrowFunded)
    assert (funded.reward_jpy, funded.appeal_reserve_jpy, funded.fee_jpy) == (100, 90, 38)
    assert funded.total_jpy == 228
    wrong = application.fund(ORDER, CLIENT, 1, 2, 10, 100, 40, 250, AT, 0, 100)
    assert refused(ledger.do(wrong)) == ["QuoteWrong"]


def test_a_client_that_lost_pays_the_peers_out_of_its_escrow_and_nothing_is_left_over(
    ledger: Ledger,
) -> None:
    ledger.do(asked(), pay(1))
    ledger.do(*(peer(name, "escrow") for name in ("p1", "p2", "p3")), application.end_appeal(WORK, "m1", AT))
    ledger.do(application.drain(ORDER, 1, 10, AT, 30), settle(ledger))
    [settled] = ledger.said(EscrowSettled)
    assert (settled.paid_answers, settled.paid_points, settled.fee_jpy) == (1, 40, 8)
    assert settled.returned_jpy == 228 - 40 - 8
    books = ledger.books()
    assert books["jpy"][f"escrow:{ORDER}"] == ledger.escrow().left_jpy == 0
    assert books["jpy"]["fund:arbitration"] == 50
    assert [books["points"][f"member:p{number}"] for number in (1, 2, 3)] == [10, 10, 10]


def test_a_member_that_lost_pays_nothing_arbitration_does(ledger: Ledger) -> None:
    ledger.do(asked(), *(peer(name, "arbitration") for name in ("p1", "p2", "p3")))
    ledger.do(application.end_appeal(WORK, "m1", AT))
    assert (arbitration(ledger).balances["arbitration"], arbitration(ledger).aside) == (20, {})
    books = ledger.books()
    assert (books["jpy"]["fund:arbitration"], books["points"]["member:p2"]) == (20, 10)
    assert books["jpy"][f"escrow:{ORDER}"] == 228
    assert [sum(accounts.values()) for accounts in books.values()] == [0, 0]


def test_what_arbitration_cannot_pay_is_not_offered(ledger: Ledger) -> None:
    ledger.do(asked(), asked(work=UUID(int=902)))
    assert [one.covered for one in ledger.said(ArbitrationAnswered)] == [True, False]
    assert refused(ledger.do(peer("p1", "arbitration", 21, work=UUID(int=902)))) == ["FundShort"]
    assert ledger.said(PointsGranted) == []


def test_what_is_set_aside_pays_nobody_else_until_the_appeal_is_over(ledger: Ledger) -> None:
    other = application.pay_from_fund("arbitration", "m1", 21, "case-9", "op-1", AT)
    ledger.do(asked(), pay(1))
    assert refused(ledger.do(other)) == ["FundShort"]
    ledger.do(application.end_appeal(WORK, "m1", AT))
    again = application.pay_from_fund("arbitration", "m1", 21, "case-10", "op-1", AT)
    assert refused(ledger.do(again)) == []


def test_a_peer_is_paid_once_and_never_out_of_what_is_set_aside_for_another(ledger: Ledger) -> None:
    ledger.do(asked(10), asked(40, work=UUID(int=902)))
    ledger.do(peer("p1", "arbitration"), peer("p1", "arbitration"))
    assert refused(ledger.do(peer("p2", "arbitration"))) == ["FundShort"]
    assert [one.points for one in ledger.said(PointsGranted)] == [10]


def test_what_is_asked_for_after_the_appeal_is_over_sets_nothing_aside(ledger: Ledger) -> None:
    ledger.do(application.end_appeal(WORK, "m1", AT), asked())
    assert [one.covered for one in ledger.said(ArbitrationAnswered)] == [False]
    assert arbitration(ledger).aside == {}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_once_an_appeal_is_decided_nothing_is_set_aside_in_whichever_order_it_was_heard_of(
    order: tuple[int, ...],
) -> None:
    ledger = Ledger()
    ledger.do(
        application.deposit(CLIENT, 1_000, "bank", AT),
        fund(100),
        application.fill_fund("arbitration", 50, 50, "2026-11", AT),
    )
    heard = application.note_appeal(WORK, "m1", AT), asked(), application.end_appeal(WORK, "m1", AT)
    for number in order:
        ledger.do(heard[number])
    assert arbitration(ledger).aside == {}
    assert ledger.account().appeals == {str(WORK): False}
    [answered] = ledger.said(ArbitrationAnswered)
    assert answered.covered == (order.index(1) < order.index(2))


def test_a_peer_whose_pay_is_heard_of_after_the_appeal_is_over_is_paid_too(ledger: Ledger) -> None:
    ledger.do(asked(), peer("p1", "arbitration"), application.end_appeal(WORK, "m1", AT))
    assert refused(ledger.do(peer("p2", "arbitration"))) == []
    assert [one.points for one in ledger.said(PointsGranted)] == [10, 10]
    assert (arbitration(ledger).balances["arbitration"], arbitration(ledger).aside) == (30, {})


def test_being_over_twice_or_without_peers_changes_nothing(ledger: Ledger) -> None:
    ledger.do(asked())
    ledger.do(
        application.end_appeal(UUID(int=903), "m1", AT), application.end_appeal(UUID(int=903), "m1", AT)
    )
    assert arbitration(ledger).aside == {str(WORK): 30}


def test_the_line_of_a_peer_says_what_it_was_for_whoever_paid(ledger: Ledger) -> None:
    ledger.do(asked(), peer("p1", "escrow"), peer("p2", "arbitration"))
    granted = [one for one in ledger.events if isinstance(one, MemberAccount.Granted)]
    assert [one.made_of for one in granted] == [[0, 100, 100, 0, 0, 10]] * 2
    assert granted[0].reference == str(uuid5(WORK, "peer/p1"))


def test_what_a_merged_peer_earned_goes_to_the_account_that_lives_on(ledger: Ledger) -> None:
    ledger.do(pay(1, "p1"), pay(2, "p2"), agreed("k", "p1", "p2"), asked())
    assert refused(ledger.do(peer("p1", "arbitration"))) == []
    assert ledger.books()["points"]["member:p1"] + ledger.books()["points"]["member:p2"] == 30
