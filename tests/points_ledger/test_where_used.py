"""Where points may be used: the table by kind, steps of a partner, caps by rank; a refusal names the row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.command import Command, Outcome
from chassis.group import Result
from points_ledger import application
from points_ledger.domain import DEFAULT_RULES, EXCHANGED, Slip
from points_ledger.domain.rules import Cap
from tests.points_ledger.replica import OPERATOR
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.shop import ANN, RIVAL, SHOP, free_and_held, linked, post
from tests.points_ledger.world import AT, Ledger, capture, gift, hold, link, pay, prefund, spend
from tests.points_ledger.world import SHOP as SHOP_ID

TIGHT = replace(DEFAULT_RULES, caps=(Cap("regular", "regular", 50, 80), Cap("gold", "gold", 500, 900)))
NEXT_MONTH = AT + timedelta(days=10)


@pytest.fixture
def small() -> Ledger:
    """A member with 100 normal and 100 limited points, linked to a shop."""
    ledger = Ledger()
    ledger.funded(reward_jpy=1_000, deposit_jpy=5_000)
    ledger.do(link(), prefund(), pay(1, "m1", 100), gift("coupon", 100, "2026-12-31"))
    return ledger


def exchange(reference: str, points: int, rules: application.UseRules = DEFAULT_RULES) -> Command:
    return application.exchange(SHOP_ID, "m1", points, reference, 300, AT, rules)


def said(results: Sequence[Result]) -> list[str]:
    return [str(result) for result in results if not isinstance(result, Outcome)]


def test_limited_points_are_not_for_e_money_and_the_row_is_named(small: Ledger) -> None:
    [refusal] = said(small.do(exchange("x-1", 101)))
    assert refusal.startswith("limited-not-for-e-money:")
    small.do(exchange("x-2", 100))
    assert small.account().lots == {"limited/campaign/2026-12-31//": 100}


def test_more_than_there_is_of_any_kind_is_no_matter_of_the_table(small: Ledger) -> None:
    assert said(small.do(exchange("x-1", 201))) == ["the member has fewer points that can be used here"]


def test_an_exchange_is_captured_as_a_whole_when_the_partner_confirms(small: Ledger) -> None:
    small.do(exchange("x-1", 60))
    id = application.slip_id(EXCHANGED, SHOP_ID, "x-1")
    small.do(application.confirm(SHOP_ID, "m1", id, AT), application.confirm(SHOP_ID, "m1", id, AT))
    assert (small.account().held, small.partner().payable) == (0, 60)
    [after] = said(small.do(application.void(SHOP_ID, "m1", id, AT, EXCHANGED)))
    assert after == "this hold was captured"


def test_an_exchange_that_nobody_confirms_in_time_is_void(small: Ledger) -> None:
    small.do(exchange("x-1", 60))
    id = application.slip_id(EXCHANGED, SHOP_ID, "x-1")
    late = AT + timedelta(seconds=300)
    assert said(small.do(application.confirm(SHOP_ID, "m1", id, late))) == ["this hold has expired"]
    small.do(application.expire_hold(id, "m1", late))
    assert (small.account().held, small.account().balance, small.partner().payable) == (0, 200, 0)


def test_an_exchange_is_neither_captured_as_a_hold_nor_refunded(small: Ledger) -> None:
    small.do(exchange("x-1", 60))
    id = application.slip_id(EXCHANGED, SHOP_ID, "x-1")
    hidden = "no such hold or spend of yours"
    refund = application.refund(SHOP_ID, "m1", id, None, "back", AT)
    assert said(small.do(application.capture(SHOP_ID, "m1", id, 1, AT), refund)) == [hidden, hidden]


@pytest.mark.parametrize(("unit", "points", "fits"), [(50, 100, True), (50, 120, False), (100, 150, False)])
def test_points_are_used_in_the_steps_of_the_partner(
    small: Ledger, unit: int, points: int, fits: bool
) -> None:
    small.do(application.set_unit("unit", SHOP_ID, unit, AT))
    results = said(small.do(spend("s-1", points), hold("h-1", 100)))
    assert results == ([] if fits else [f"unit-{unit}: points are used here in steps of {unit}"])


def test_a_part_is_captured_in_steps_and_the_whole_after_the_unit_has_grown(small: Ledger) -> None:
    small.do(hold("h-1", 30), application.set_unit("unit", SHOP_ID, 50, AT))
    assert said(small.do(capture("h-1", 20))) == ["unit-50: points are used here in steps of 50"]
    again = capture("h-1", 30)
    again.key = "another key"
    assert said(small.do(again)) == []


def test_a_rank_bounds_what_is_used_at_once_and_in_a_month_of_tokyo(small: Ledger) -> None:
    def use(reference: str, points: int, at: object = AT) -> Command:
        return application.spend(SHOP_ID, "m1", points, reference, at, TIGHT)  # type: ignore[arg-type]

    assert said(small.do(use("a", 51))) == ["regular: at most 50 points at once"]
    small.do(use("b", 50))
    assert said(small.do(use("c", 31))) == ["regular: at most 80 points in a month"]
    assert said(small.do(use("d", 30))) == []
    assert said(small.do(use("e", 40, NEXT_MONTH))) == []


def test_asking_for_more_than_there_is_tells_nothing_of_rank_and_uses_elsewhere(small: Ledger) -> None:
    asked = [spend(f"s{points}", points) for points in (999, 10_001, 10**8)]
    rules = replace(DEFAULT_RULES, caps=(Cap("regular-members", "regular", 5, 5),))
    small_cap = application.spend(SHOP_ID, "m1", 10**6, "s", AT, rules)
    assert len(set(said(small.do(*asked, small_cap)))) == 1


def test_what_is_held_counts_until_it_comes_back_and_a_higher_rank_may_use_more(small: Ledger) -> None:
    held = application.hold(SHOP_ID, "m1", 50, "h", 900, AT, TIGHT)
    more = application.hold(SHOP_ID, "m1", 40, "h2", 900, AT, TIGHT)
    assert said(small.do(held, more)) == ["regular: at most 80 points in a month"]
    small.do(application.set_rank("rank", "m1", "gold", "by the campaign", AT))
    more.key = "another key"
    assert said(small.do(more)) == []
    assert {slip.state for slip in small.slips() if isinstance(slip, Slip) and slip.kind == "hold"} == {
        "held"
    }


@pytest.mark.usefixtures("proven")
@pytest.mark.servers
def test_over_http_an_exchange_goes_from_held_to_confirmed_once(
    ledger: Replica,
) -> None:
    linked(ledger, points=100)
    body = {"member_id": ANN.id, "points": 60, "reference": "e-1"}
    first = post(ledger, "/v1/points/exchanges", SHOP, key="k", **body)
    again = post(ledger, "/v1/points/exchanges", SHOP, key="k", **body)
    assert (first.status_code, first.json()) == (201, again.json())
    assert free_and_held(ledger) == (40, 60)
    path = f"/v1/points/exchanges/{first.json()['exchange_id']}"
    assert post(ledger, f"{path}/confirm", RIVAL).status_code == 404
    done = post(ledger, f"{path}/confirm", SHOP).json()
    assert done == {"exchange_id": first.json()["exchange_id"], "captured": 60, "released": 0}
    assert post(ledger, f"{path}/void", SHOP).status_code == 409
    assert free_and_held(ledger) == (40, 0)


@pytest.mark.usefixtures("proven")
@pytest.mark.servers
def test_an_operator_sets_rank_and_unit_and_everybody_sees_the_table(ledger: Replica) -> None:
    linked(ledger, points=100)
    assert post(ledger, "/v1/members/ann/rank", OPERATOR, rank="gold", reason="level 3").status_code == 204
    wrong = post(ledger, "/v1/members/ann/rank", OPERATOR, rank="king", reason="none")
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "rank")
    assert post(ledger, "/v1/partners/shop-1/unit", OPERATOR, unit=50).status_code == 200
    for unit in (30, True, 50.0, "50"):
        wrong = post(ledger, "/v1/partners/shop-1/unit", OPERATOR, unit=unit)
        assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "unit")
    refused = post(ledger, "/v1/points/spends", SHOP, member_id=ANN.id, points=30, reference="s-1")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:use-refused")
    assert refused.json()["detail"].startswith("unit-50")
    shown = ledger.ask("GET", "/v1/points/rules", ANN).json()
    assert [row["row"] for row in shown["bars"]] == ["limited-not-for-e-money", "limited-not-for-others"]
