"""The limits between two, and on what comes back, are those of people, whatever the accounts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest

from chassis.command import Command, Outcome
from points_ledger import application
from points_ledger.domain.rules import Cap
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.shop import ANN, BOB, merged, post
from tests.points_ledger.test_one_id import merge, split_off, work
from tests.points_ledger.world import AT, OTHER_SHOP, Ledger, gift, link, pay, prefund, refused

KEYS = count()
ALL = [f"m{number}" for number in range(1, 6)]
RULES = application.UseRules(caps=(Cap("regulars", "regular", 100, 100), Cap("golden", "gold", 200, 200)))


@pytest.fixture
def five() -> Ledger:
    """Five members with 1,000 points for work each."""
    ledger = Ledger()
    ledger.funded(reward_jpy=50_000, deposit_jpy=100_000)
    ledger.do(*(pay(number, name, 1_000) for number, name in enumerate(ALL)))
    return ledger


def split(giver: str, to: str, points: int, hands: Sequence[str] = ALL) -> Command:
    return application.split(f"split/{next(KEYS)}", giver, [(to, points)], hands, AT)


def waits(ledger: Ledger, command: Command) -> str:
    """The row against a split; empty when it passed."""
    [outcome] = ledger.do(command)
    assert isinstance(outcome, Outcome), outcome
    return getattr(ledger.events[-1], "row", "") if outcome.ids["set_aside"] else ""


def test_what_was_sent_to_a_merged_account_counts_as_sent_to_the_survivor(five: Ledger) -> None:
    five.do(split("m3", "m1", 400), merge("m1", "m2"))
    assert waits(five, split("m3", "m2", 100)) == ""
    assert waits(five, split("m3", "m2", 1)) == "between-two-in-a-day"


def test_what_a_merged_account_sent_counts_as_sent_by_the_survivor(five: Ledger) -> None:
    five.do(split("m1", "m3", 400), merge("m1", "m2"))
    assert waits(five, split("m2", "m3", 101)) == "between-two-in-a-day"


def test_what_passed_between_two_accounts_each_counts_together_after_both_were_merged(five: Ledger) -> None:
    five.do(split("m1", "m3", 250), split("m2", "m4", 250), merge("m1", "m2"), merge("m3", "m4"))
    assert waits(five, split("m2", "m4", 1)) == "between-two-in-a-day"


@pytest.mark.parametrize(
    ("way", "merges", "last"),
    [
        ([("m1", "m3")], [("m1", "m2")], ("m3", "m2")),
        ([("m3", "m1")], [("m1", "m2")], ("m2", "m3")),
        ([("m3", "m1"), ("m2", "m4")], [("m1", "m2")], ("m4", "m3")),
        ([("m1", "m3")], [("m1", "m2"), ("m2", "m5")], ("m3", "m5")),
        ([("m1", "m3"), ("m3", "m4")], [("m1", "m2")], ("m4", "m2")),
    ],
    ids=["sender merged", "receiver merged", "hand between merged", "merged twice", "through two"],
)
def test_value_that_comes_back_to_another_account_of_its_sender_waits(
    five: Ledger, way: list[tuple[str, str]], merges: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    five.do(*(split(giver, to, 10) for giver, to in way), *(merge(*one) for one in merges))
    assert waits(five, split(*last, 10)) == "round-trip"


def test_after_a_split_off_each_stands_for_what_it_sent_itself(five: Ledger) -> None:
    five.do(split("m1", "m3", 400), merge("m1", "m2"), split_off("m1", "m2"))
    assert waits(five, split("m2", "m3", 400)) == ""
    assert waits(five, split("m3", "m1", 10)) == "round-trip"


def test_a_split_waits_until_the_view_knows_which_accounts_are_one(five: Ledger) -> None:
    five.do(split("m3", "m1", 10), merge("m1", "m2"))
    assert refused(five.do(split("m2", "m4", 10, hands=[]))) == ["NotLoaded"]


def test_what_a_partner_granted_to_a_merged_account_counts_in_the_survivors_day(five: Ledger) -> None:
    five.do(link("m1"), link("m2"), prefund(10_000), application.cap("cap", "shop-1", 100, 10_000, AT))
    five.do(gift("g1", 60), gift("g2", 30, member_id="m2"), merge("m1", "m2"), merge("m2", "m3"))
    assert refused(five.do(gift("g3", 11, member_id="m3"))) == ["CapReached"]
    assert refused(five.do(gift("g4", 10, member_id="m3"))) == []
    tomorrow = gift("g5", 100, member_id="m3", at=AT + timedelta(days=1))
    assert refused(five.do(tomorrow)) == []


def test_what_a_partner_granted_goes_back_out_of_the_day_with_the_account_that_is_split_off(
    five: Ledger,
) -> None:
    five.do(link("m1"), link("m2"), prefund(10_000), application.cap("cap", "shop-1", 100, 10_000, AT))
    five.do(gift("g1", 60), merge("m1", "m2"), split_off("m1", "m2"))
    results = five.do(gift("g2", 100, member_id="m2"), gift("g3", 41), gift("g4", 40))
    assert refused(results) == ["CapReached"]


def ranked(member: str, rank: str) -> Command:
    return application.set_rank(f"rank/{next(KEYS)}", member, rank, "by hand", AT)


def spends(ledger: Ledger, points: int) -> bool:
    command = application.spend(OTHER_SHOP, "m2", points, f"s-{next(KEYS)}", AT, RULES)
    return refused(ledger.do(command)) == []


@pytest.mark.parametrize(
    ("of_merged", "of_survivor", "may_use"),
    [("gold", "", 200), ("", "gold", 200), ("gold", "regular", 100), ("regular", "gold", 100), ("", "", 100)],
)
def test_of_the_ranks_that_were_set_for_both_the_stricter_counts(
    five: Ledger, of_merged: str, of_survivor: str, may_use: int
) -> None:
    five.do(link("m2", OTHER_SHOP), *(ranked("m1", rank) for rank in [of_merged] if rank))
    five.do(*(ranked("m2", rank) for rank in [of_survivor] if rank), merge("m1", "m2"))
    assert not spends(five, may_use + 1)
    assert spends(five, may_use)


def test_a_rank_set_after_the_merge_is_for_both_and_a_split_takes_only_its_own_along(five: Ledger) -> None:
    five.do(link("m2", OTHER_SHOP), ranked("m1", "regular"), ranked("m2", "gold"), merge("m1", "m2"))
    five.do(ranked("m2", "gold"))
    assert spends(five, 150)
    five.do(split_off("m1", "m2"))
    assert (five.account("m1").ranks, five.account("m2").ranks) == (["regular"], ["gold"])


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_points_that_come_back_to_the_senders_other_account_wait(ledger: Replica) -> None:
    for member in ("ann", "bob", "cy"):
        work(ledger, member, 100)
    shares = [{"member_id": "bob", "points": 10}]
    assert post(ledger, "/v1/me/points/splits", ANN, shares=shares).json()["set_aside"] == 0
    assert merged(ledger, "ann", "cy").is_success
    back = post(ledger, "/v1/me/points/splits", BOB, shares=[{"member_id": "cy", "points": 5}])
    assert back.json()["set_aside"] == 5
