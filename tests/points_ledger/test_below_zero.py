"""No account of yen falls below zero, but where a refund or a reversal takes back what was paid before.

Then it pays nothing out of its own will until it is filled. Orders and their clients are in `test_books`.
"""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.command import Command
from points_ledger import application
from points_ledger.domain import FUNDS_STREAM, Funds, MemberAccount, PartnerAccount, clawback_id
from tests.points_ledger.world import (
    AT,
    ORDER,
    SHOP,
    Ledger,
    agreed,
    clawed_back,
    gift,
    link,
    prefund,
    refund,
    refused,
    spend,
    spend_id,
)

Steps = list[list[tuple[str, int]]]


def steps(*names: str) -> st.SearchStrategy[Steps]:
    """Groups of what may happen, each with a number."""
    step = st.tuples(st.sampled_from(names), st.integers(1, 8))
    return st.lists(st.lists(step, min_size=1, max_size=8), max_size=8)


def of_funds(name: str, number: int, unique: int) -> Command:
    work = UUID(int=number)
    match name:
        case "fill":
            return application.fill_fund("arbitration", number * 7, 10**6, f"f-{unique}", AT)
        case "open":
            return application.note_appeal(work, "m1", AT)
        case "ask":
            return application.ask_for_peers(ORDER, work, "m1", number * 3, AT)
        case "peer":
            return application.pay_peer(ORDER, work, f"p{unique}", number, "arbitration", AT)
        case "over":
            return application.end_appeal(work, "m1", AT)
    return application.pay_from_fund("arbitration", "m1", number * 2, f"p-{unique}", "op-1", AT)


@settings(max_examples=200, deadline=None)
@given(steps("fill", "open", "ask", "ask", "peer", "peer", "over", "pay", "pay"))
def test_a_fund_always_holds_what_it_has_set_aside(groups: Steps) -> None:
    ledger, unique = Ledger(), 0
    ledger.do(link())
    for group in groups:
        unique += 100
        ledger.do(*(of_funds(name, number, unique + n) for n, (name, number) in enumerate(group)))
        funds = ledger.replayed(Funds, FUNDS_STREAM)
        left = funds.balances.get("arbitration", 0)
        assert left == ledger.books()["jpy"]["fund:arbitration"]
        assert left >= sum(funds.aside.values())
        assert min(funds.aside.values(), default=0) >= 0


def of_partner(ledger: Ledger, name: str, number: int, unique: int, at: datetime) -> list[Command]:
    granted, taken, spent = (
        [one.reference for one in ledger.events if isinstance(one, kind)] or ["none"]
        for kind in (MemberAccount.Granted, MemberAccount.ClawedBack, MemberAccount.Spent)
    )
    of_grant, of_case = granted[-number % len(granted)], taken[-number % len(taken)]
    match name:
        case "deposit":
            return [application.deposit_for_partner(SHOP, number * 5, f"bank-{unique}", at)]
        case "grant":
            return [gift(f"g{unique}", number * 4, at=at)]
        case "take back":
            days = {"at": at, "granted_at": at}
            return [clawed_back("m1", of_grant, number * 3, "partner", SHOP, members=["m2"], **days)]
        case "reverse":
            case = clawback_id("m1", SHOP, of_case)
            survivor = ledger.account().merged_into or "m1"
            return [
                application.appeal_clawback(f"a{unique}", case, ["m1"], at),
                application.decide_appeal(f"d{unique}", case, survivor, SHOP, True, "wrong", "op-3", at),
            ]
        case "spend":
            return [spend(f"s{unique}", number * 2, at)]
        case "refund":
            return [refund(spend_id(spent[-number % len(spent)]), f"r{unique}", None, at)]
        case "merge":
            return [agreed(f"m{unique}", "m1", "m2", at)] if number == 1 else []
    return [application.pay_out(SHOP, str(unique), number * 10, at)]


KINDS = (
    *("deposit", "grant", "grant", "take back", "take back", "reverse", "reverse"),
    *("spend", "spend", "refund", "merge", "settle"),
)


@settings(max_examples=200, deadline=None)
@given(steps(*KINDS))
def test_a_partner_owes_only_what_was_reversed_or_refunded_after_it_was_paid(groups: Steps) -> None:
    ledger, unique, at = Ledger(), 0, AT
    ledger.do(link(), link("m2"), prefund(40), gift("g", 30))
    for group in groups:
        at += timedelta(hours=20)
        before, reversed_before = ledger.partner(), restored(ledger)
        commands: list[Command] = []
        for name, number in group:
            unique += 1
            commands += of_partner(ledger, name, number, unique, at)
        ledger.do(*commands)
        partner, books = ledger.partner(), ledger.books()["jpy"]
        assert (partner.balance, partner.payable) == (books[f"partner:{SHOP}"], books[f"payable:{SHOP}"])
        reversed_now = restored(ledger) - reversed_before
        assert partner.balance >= min(before.balance, 0) - reversed_now
        if "refund" not in {name for name, _ in group}:
            assert partner.payable >= min(before.payable, 0)


def restored(ledger: Ledger) -> int:
    """Yen of all reversals, by the postings of members."""
    reversals = [one for one in ledger.events if isinstance(one, MemberAccount.ClawbackReversed)]
    return sum(one.points for one in reversals)


def test_what_is_refunded_after_the_settlement_is_set_off_against_the_next_ones() -> None:
    ledger = Ledger()
    ledger.do(link(), prefund(100), gift("g", 100), spend("s", 40), application.pay_out(SHOP, "10", 40, AT))
    assert refused(ledger.do(refund(spend_id("s"), "r"))) == []
    ledger.do(spend("t", 30), application.pay_out(SHOP, "11", -10, AT))
    assert ledger.partner().payable == -10
    ledger.do(spend("u", 25), application.pay_out(SHOP, "12", 15, AT))
    paid = [one.amount_jpy for one in ledger.events if isinstance(one, PartnerAccount.PaidOut)]
    assert (paid, ledger.partner().payable) == ([40, 15], 0)
