"""The reserve for exits, and what an escrow could not pay at once: owed, then paid from a top-up, once."""

from collections.abc import Iterator
from random import Random
from uuid import UUID

import pytest

from chassis.cache import Cache
from chassis.command import Command
from minijob_contracts.points import EscrowFunded, EscrowSettled, GrantRefused, PointsGranted
from points_ledger import application
from points_ledger.domain import MemberAccount
from tests.points_ledger.world import AT, CLIENT, ORDER, Ledger, fund, owed_by, pay, refused, settle


def exit_of(number: int, points: int = 2, member_id: str = "m1") -> Command:
    return application.pay_exit(ORDER, UUID(int=1_000 + number), member_id, points, AT)


def bonus(number: int, points: int) -> Command:
    return application.pay_bonus(ORDER, UUID(int=5_000 + number), "m1", points, AT)


def debts(ledger: Ledger) -> list[Command]:
    """A command for all that was ever owed: each decides by itself whether it is its turn."""
    return [application.pay_owed(one, AT) for one in owed_by(ledger)]


def deposited(jpy: int = 1_000) -> Ledger:
    ledger = Ledger()
    ledger.do(application.deposit(CLIENT, jpy, "bank", AT))
    return ledger


def granted(ledger: Ledger) -> list[str]:
    return [event.reference for event in ledger.events if isinstance(event, MemberAccount.Granted)]


def test_the_reserve_is_locked_beside_the_rewards_and_pays_exits_with_the_fee_on_what_was_paid() -> None:
    ledger = deposited()
    ledger.do(fund(100, reserve_jpy=50))
    [funded] = ledger.said(EscrowFunded)
    assert (funded.reward_jpy, funded.screen_out_reserve_jpy, funded.fee_jpy) == (100, 50, 30)
    assert funded.total_jpy == 180
    ledger.do(*(pay(number) for number in range(10)), *(exit_of(10 + number) for number in range(25)))
    ledger.do(exit_of(50))
    assert [said.reason for said in ledger.said(GrantRefused)] == ["escrow_short"]
    assert ledger.escrow().paid_jpy == 150


def test_what_exits_did_not_need_goes_back_with_its_fee() -> None:
    ledger = deposited()
    ledger.do(fund(100, reserve_jpy=50), pay(1), exit_of(2), application.drain(ORDER, 2, 12, AT))
    ledger.do(settle(ledger))
    [settled] = ledger.said(EscrowSettled)
    assert (settled.paid_answers, settled.paid_points, settled.fee_jpy, settled.returned_jpy) == (
        2,
        12,
        3,
        165,
    )
    assert ledger.books()["jpy"][f"escrow:{ORDER}"] == ledger.escrow().left_jpy == 0


def test_a_quote_that_only_adds_exits_locks_the_difference() -> None:
    ledger = deposited()
    ledger.do(fund(100), fund(100, attempt=2, reserve_jpy=50))
    assert ledger.books()["jpy"][f"client:{CLIENT}"] == 820
    assert (ledger.escrow().reward_jpy, ledger.escrow().reserve_jpy) == (100, 50)


def test_the_line_of_an_exit_says_that_it_is_one_and_others_are_stored_as_before() -> None:
    ledger = deposited()
    ledger.do(fund(100, reserve_jpy=50), pay(1), exit_of(2, 3))
    made = [event.made_of for event in ledger.events if isinstance(event, MemberAccount.Granted)]
    assert made == [[10, 100, 100, 0], [0, 100, 100, 0, 3]]


def test_what_the_escrow_cannot_pay_is_owed_and_keeps_it_from_being_settled() -> None:
    ledger = deposited()
    ledger.do(fund(15), pay(1), pay(2), application.drain(ORDER, 1, 10, AT))
    assert ledger.escrow().owed == {str(UUID(int=1_002)): 10}
    assert refused(ledger.do(settle(ledger))) == ["PaymentsMissing"]
    assert not ledger.escrow().settled


def test_a_top_up_pays_the_oldest_first_and_as_many_as_it_covers() -> None:
    ledger = deposited()
    ledger.do(fund(10), pay(1), pay(2), pay(3, points=3), pay(4, points=1))
    assert granted(ledger) == [str(UUID(int=1_001))]
    assert refused(ledger.do(*debts(ledger))) == ["NotCovered"] * 3
    ledger.do(fund(20, attempt=2))
    assert refused(ledger.do(*debts(ledger))) == ["NotCovered"] * 2
    assert granted(ledger) == [str(UUID(int=1_000 + number)) for number in (1, 2)]
    ledger.do(fund(24, attempt=3), *debts(ledger))
    assert granted(ledger) == [str(UUID(int=1_000 + number)) for number in (1, 2, 3, 4)]
    assert ledger.escrow().owed == {}
    assert ledger.books()["jpy"][f"escrow:{ORDER}"] == ledger.escrow().left_jpy


def test_a_smaller_debt_that_would_be_covered_waits_for_the_older_one() -> None:
    ledger = deposited()
    ledger.do(fund(10), pay(1), pay(2), pay(3, points=1), fund(15, attempt=2))
    newer = debts(ledger)[1]
    assert refused(ledger.do(newer)) == ["NotCovered"]
    ledger.do(fund(25, attempt=3), *debts(ledger))
    assert ledger.escrow().owed == {}


def test_what_comes_after_a_debt_does_not_overtake_it() -> None:
    ledger = deposited()
    ledger.do(fund(15), pay(1), pay(2), pay(3, points=1))
    assert list(ledger.escrow().owed.values()) == [10, 1]


def test_an_order_that_has_ended_is_topped_up_while_something_is_owed_and_then_no_more() -> None:
    ledger = deposited()
    ledger.do(fund(10), pay(1), pay(2), application.drain(ORDER, 2, 20, AT))
    ledger.do(fund(20, attempt=2), *debts(ledger))
    ledger.do(fund(40, attempt=3))
    assert refused(ledger.do(settle(ledger))) == []
    [settled] = ledger.said(EscrowSettled)
    assert (settled.paid_points, settled.fee_jpy, settled.returned_jpy) == (20, 4, 0)


def test_a_debt_is_paid_once_whatever_is_said_again_and_however_often_it_dies_in_between() -> None:
    ledger = deposited()
    said = [fund(10), pay(1), pay(2), bonus(1, 5), fund(30, attempt=2)]
    ledger.do(*said)
    for _ in range(3):
        for command in [*said, *debts(ledger), *debts(ledger)]:
            ledger.cache = Cache(1_000)  # a process that begins anew
            ledger.do(command)
    assert len(granted(ledger)) == len(set(granted(ledger))) == 3
    assert ledger.account().balance == ledger.escrow().paid_jpy == 25
    assert ledger.escrow().bonus_jpy == 5


def steps_of(random: Random, paid: list[int]) -> Iterator[Command]:
    """Accepts, shares, exits and bonuses of an order; paid: what they come to."""
    for number in range(random.randrange(30)):
        points = random.randrange(1, 8)
        kind = random.choice(["answer", "share", "exit", "bonus", "stop"])
        if kind == "bonus":
            paid[2] += points
            yield bonus(number, points)
            continue
        paid[0] += 1
        paid[1] += points
        yield exit_of(number, points) if kind == "exit" else pay(number, f"m{number % 3}", points)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_paid_owed_and_topped_up_nothing_exceeds_the_quote_and_nothing_is_left(
    seed: int,
) -> None:
    random, ledger, paid = Random(seed), deposited(10_000), [0, 0, 0]
    quoted_jpy, attempt = 0, 0
    work = list(steps_of(random, paid))
    while work or ledger.escrow().owed or not attempt:
        attempt += 1
        rewards, reserve = random.randrange(1, 60) * attempt, random.randrange(30) * attempt
        quoted_jpy = max(quoted_jpy, rewards + reserve)
        some, work = work[:8], work[8:]
        group = [fund(rewards, attempt=attempt, fee_jpy=200 * attempt, reserve_jpy=reserve), *some]
        random.shuffle(group)
        ledger.do(*group)
        ledger.do(*debts(ledger))
        escrow = ledger.escrow()
        assert escrow.paid_jpy <= escrow.payable_jpy <= quoted_jpy
    ledger.do(application.drain(ORDER, paid[0], paid[1], AT, paid[2]), settle(ledger))
    ledger.do(settle(ledger))
    [settled] = ledger.said(EscrowSettled)
    assert settled.paid_points == paid[1] + paid[2]
    assert settled.fee_jpy <= ledger.escrow().fee_jpy
    assert ledger.books()["jpy"][f"escrow:{ORDER}"] == ledger.escrow().left_jpy == 0
    assert sum(said.points for said in ledger.said(PointsGranted)) == settled.paid_points
