"""The use-cases of the ledger without a server, and what holds whatever comes in which order."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.command import Command
from minijob_contracts.points import (
    EscrowFunded,
    EscrowRefused,
    EscrowSettled,
    GrantRefused,
    PointsGranted,
)
from minijob_contracts.submissions import SubmissionScreenedOut
from points_ledger import application
from points_ledger.application import Debt, Kept
from points_ledger.domain import MemberAccount
from points_ledger.subscribers import on_submission_screened_out
from tests.points_ledger.world import (
    AT,
    CLIENT,
    ORDER,
    OTHER_ORDER,
    Ledger,
    clawed_back,
    fund,
    owed_by,
    pay,
    refused,
    settle,
)


def test_a_grant_moves_points_to_the_member_and_yen_out_of_the_escrow() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100)
    ledger.do(pay(1, "ann", 30))
    books = ledger.books()
    assert books["points"] == {"issued": -30, "member:ann": 30}
    assert (books["jpy"][f"escrow:{ORDER}"], books["jpy"]["points_backing"]) == (90, 30)


def test_what_the_group_pays_is_one_event_of_the_escrow() -> None:
    ledger = Ledger()
    ledger.funded()
    ledger.do(*(pay(number, points=1) for number in range(50)))
    totals = [event for event in ledger.events if type(event).__qualname__ == "OrderEscrow.Paid"]
    assert [(event.count, event.amount_jpy) for event in totals] == [(50, 50)]


def test_the_fee_is_taken_on_what_was_paid_and_the_rest_goes_back() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100, deposit_jpy=1_000)
    ledger.do(pay(1), pay(2), application.drain(ORDER, 2, 20, AT))
    ledger.do(settle(ledger))
    [said] = ledger.said(EscrowSettled)
    assert (said.paid_points, said.fee_jpy, said.returned_jpy) == (20, 4, 96)
    jpy = ledger.books()["jpy"]
    assert (jpy[f"escrow:{ORDER}"], jpy[f"client:{CLIENT}"], jpy["fees"]) == (0, 976, 4)


def test_what_the_quote_says_is_locked_and_its_fee_is_taken_in_proportion() -> None:
    ledger = Ledger()
    ledger.do(application.deposit(CLIENT, 1_000, "bank", AT), fund(100, fee_jpy=7))
    assert [(said.fee_jpy, said.total_jpy) for said in ledger.said(EscrowFunded)] == [(7, 107)]
    ledger.do(pay(1, points=50), application.drain(ORDER, 1, 50, AT))
    ledger.do(settle(ledger))
    assert [(said.fee_jpy, said.returned_jpy) for said in ledger.said(EscrowSettled)] == [(4, 53)]


def test_the_fee_is_never_above_what_was_locked_for_it() -> None:
    ledger = Ledger()
    ledger.do(application.deposit(CLIENT, 1_000, "bank", AT), fund(3, fee_jpy=1))
    ledger.do(*(pay(number, points=1) for number in range(3)), application.drain(ORDER, 3, 3, AT))
    ledger.do(settle(ledger))
    assert [(said.fee_jpy, said.returned_jpy) for said in ledger.said(EscrowSettled)] == [(1, 0)]


def test_rows_added_later_lock_the_difference_to_the_new_quote() -> None:
    ledger = Ledger()
    ledger.do(application.deposit(CLIENT, 1_000, "bank", AT), fund(100, fee_jpy=7))
    ledger.do(fund(200, attempt=2, fee_jpy=10))
    assert ledger.books()["jpy"][f"client:{CLIENT}"] == 790
    assert ledger.escrow().left_jpy == 210


@pytest.mark.parametrize(
    ("reward_jpy", "fee_jpy", "total_jpy"), [(200, 40, 239), (200, 40, 300), (200, 19, 219)]
)
def test_a_quote_that_contradicts_itself_or_what_is_locked_locks_nothing(
    reward_jpy: int, fee_jpy: int, total_jpy: int
) -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100)
    wrong = application.fund(ORDER, CLIENT, 1, 2, 20, reward_jpy, fee_jpy, total_jpy, AT)
    assert refused(ledger.do(wrong)) == ["QuoteWrong"]
    assert ledger.escrow().left_jpy == ledger.books()["jpy"][f"escrow:{ORDER}"] == 120


def test_nothing_is_locked_for_an_order_whose_work_has_ended() -> None:
    ledger = Ledger()
    ledger.do(application.deposit(CLIENT, 1_000, "bank", AT))
    ledger.do(application.drain(ORDER, 0, 0, AT))
    ledger.do(fund())
    assert ledger.books()["jpy"][f"client:{CLIENT}"] == 1_000


def test_an_order_that_nobody_worked_on_gets_all_of_its_money_back() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100, deposit_jpy=120)
    ledger.do(application.drain(ORDER, 0, 0, AT))
    ledger.do(settle(ledger))
    assert ledger.books()["jpy"][f"client:{CLIENT}"] == 120


def test_an_escrow_with_unpaid_work_cannot_be_settled() -> None:
    ledger = Ledger()
    ledger.funded()
    ledger.do(pay(1), application.drain(ORDER, 2, 20, AT))
    assert refused(ledger.do(settle(ledger))) == ["PaymentsMissing"]
    assert not ledger.escrow().settled


def bonus(number: int, points: int, member_id: str = "m1") -> Command:
    return application.pay_bonus(ORDER, UUID(int=5_000 + number), member_id, points, AT)


def test_a_bonus_is_paid_once_out_of_the_escrow_and_explains_itself() -> None:
    ledger = Ledger()
    ledger.funded()
    ledger.do(pay(1, points=10), bonus(1, 5), bonus(1, 5))
    assert (ledger.account().balance, ledger.escrow().paid_jpy, ledger.escrow().paid_answers) == (15, 15, 1)
    granted = [event for event in ledger.events if isinstance(event, MemberAccount.Granted)]
    assert granted[-1].made_of == [0, 100, 100, 5]
    assert refused(ledger.do(bonus(2, 86))) == []
    assert [said.reason for said in ledger.said(GrantRefused)] == ["escrow_short"]
    assert sum(ledger.books()["jpy"].values()) == 0


def test_a_settlement_waits_for_every_bonus_and_is_not_refused_for_having_been_tried_before() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100)
    ledger.do(pay(1, points=10), bonus(1, 5), application.drain(ORDER, 1, 10, AT, bonus=8))
    assert refused(ledger.do(settle(ledger))) == ["PaymentsMissing"]
    ledger.do(bonus(2, 3))
    assert refused(ledger.do(settle(ledger))) == []
    [said] = ledger.said(EscrowSettled)
    assert (said.paid_answers, said.paid_points, said.fee_jpy, said.returned_jpy) == (1, 18, 4, 98)
    assert ledger.books()["jpy"][f"escrow:{ORDER}"] == 0
    assert ledger.escrow().left_jpy == 0


def test_a_settlement_follows_a_payment_whose_points_were_clawed_back() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100)
    ledger.do(pay(1, points=10), clawed_back("m1", str(UUID(int=1_001)), 10))
    ledger.do(pay(2, points=20), application.drain(ORDER, 2, 30, AT))
    assert refused(ledger.do(settle(ledger))) == []
    assert (ledger.books()["jpy"][f"escrow:{ORDER}"], ledger.books()["jpy"]["fees"]) == (0, 10 + 6)


def test_whoever_is_screened_out_is_paid_once_and_counts_as_paid() -> None:
    ledger = Ledger()
    ledger.funded()
    said = SubmissionScreenedOut(
        assignment_id=UUID(int=9),
        order_id=ORDER,
        task_id=UUID(int=8),
        member_id="m1",
        lease=1,
        version=1,
        reason="quota_full",
        points=2,
    )
    ledger.do(on_submission_screened_out(said), on_submission_screened_out(said))
    assert (ledger.account().balance, ledger.escrow().paid_answers) == (2, 1)
    ledger.do(application.drain(ORDER, 1, 2, AT))
    assert refused(ledger.do(settle(ledger))) == []
    assert ledger.books()["jpy"][f"escrow:{ORDER}"] == 0


def test_an_escrow_is_settled_once() -> None:
    ledger = Ledger()
    ledger.funded()
    ledger.do(pay(1), application.drain(ORDER, 1, 10, AT))
    ledger.do(settle(ledger))
    again = application.settle(ORDER, CLIENT, 99, 990, AT)
    assert refused(ledger.do(again)) == ["EscrowEnded"]
    assert len(ledger.said(EscrowSettled)) == 1


def test_work_after_the_settlement_is_refused_aloud() -> None:
    ledger = Ledger()
    ledger.funded()
    ledger.do(application.drain(ORDER, 0, 0, AT))
    ledger.do(settle(ledger))
    ledger.do(pay(1))
    assert [said.reason for said in ledger.said(GrantRefused)] == ["escrow_settled"]
    assert ledger.said(PointsGranted) == []


def test_a_refused_funding_says_by_how_much_and_a_later_attempt_may_succeed() -> None:
    ledger = Ledger()
    ledger.funded(reward_jpy=100, deposit_jpy=50)
    assert [said.short_by_jpy for said in ledger.said(EscrowRefused)] == [70]
    ledger.do(application.deposit(CLIENT, 70, "bank-2", AT))
    ledger.do(fund(attempt=2))
    assert [said.total_jpy for said in ledger.said(EscrowFunded)] == [120]


def test_two_orders_of_one_client_in_one_group_cannot_lock_the_same_yen() -> None:
    ledger = Ledger()
    ledger.do(
        application.deposit(CLIENT, 120, "bank", AT),
        fund(),
        fund(order_id=OTHER_ORDER),
    )
    assert [said.order_id for said in ledger.said(EscrowFunded)] == [ORDER]
    assert [said.order_id for said in ledger.said(EscrowRefused)] == [OTHER_ORDER]


def any_command(ledger: Ledger, name: str, number: int) -> Command:
    order_id = (ORDER, OTHER_ORDER)[number % 2]
    match name:
        case "deposit":
            return application.deposit(CLIENT, number * 10, f"bank-{number}", AT)
        case "fund":
            reserve_jpy = number % 3 * 10
            return fund(number * 20, order_id, attempt=number, fee_jpy=number * 3, reserve_jpy=reserve_jpy)
        case "passed on":
            kept = Kept("m9", number // 5 + 1)
            return application.pay(
                order_id, UUID(int=1_000 + number), f"m{number % 3}", number + 4, AT, kept=kept
            )
        case "exit":
            return application.pay_exit(order_id, UUID(int=1_000 + number), f"m{number % 3}", number, AT)
        case "debt":
            owed = owed_by(ledger) or [Debt(order_id, "m0", 1, "none", [1, 100, 100, 0], False)]
            return application.pay_owed(owed[number % len(owed)], AT)
        case "drain":
            escrow = ledger.escrow(order_id)
            return application.drain(order_id, escrow.paid_answers + number % 3, escrow.paid_jpy, AT)
        case "settle":
            return settle(ledger, order_id)
    return pay(number, f"m{number % 3}", number % 20 + 1, order_id)


NAMES = st.sampled_from(
    ["deposit", "fund", "pay", "pay", "passed on", "exit", "debt", "debt", "drain", "settle"]
)
STEPS = st.lists(st.tuples(NAMES, st.integers(1, 12)), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_whatever_comes_each_unit_sums_to_zero_and_nobody_owes(groups: list[list[tuple[str, int]]]) -> None:
    ledger = Ledger()
    for group in groups:
        ledger.do(*(any_command(ledger, name, number) for name, number in group))
        books = ledger.books()
        assert [sum(accounts.values()) for accounts in books.values()] == [0, 0]
        assert (
            min((value for name, value in books["points"].items() if name.startswith("member:")), default=0)
            >= 0
        )
        owned = [value for name, value in books["jpy"].items() if name.startswith(("client:", "escrow:"))]
        assert min(owned, default=0) >= 0
        for order_id in (ORDER, OTHER_ORDER):
            escrow = ledger.escrow(order_id)
            assert books["jpy"][f"escrow:{order_id}"] == escrow.left_jpy
            assert escrow.paid_jpy <= escrow.payable_jpy
            assert not (escrow.settled and (escrow.owed or escrow.left_jpy))
        granted = [said.points for said in ledger.said(PointsGranted)]
        assert sum(granted) == -books["points"]["issued"]
        paid = [event.reference for event in ledger.events if type(event).__name__ == "Granted"]
        assert len(paid) == len(set(paid))
