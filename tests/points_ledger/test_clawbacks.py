"""Points are taken back for fraud alone, by two operators, and the member may appeal once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis.clock import now
from chassis.principal import Principal
from points_ledger import application
from points_ledger.application import HOLD, slip_id
from points_ledger.service import due_give_backs, due_payouts
from tests.points_ledger.replica import Ledger, funded, pay
from tests.points_ledger.shop import ANN, BOB, SHOP, free_and_held, linked, merged, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
ONE, TWO, THREE = (Principal("operator", f"op-{n}") for n in (1, 2, 3))


def proposed(ledger: Ledger, reference: str, by: Principal = ONE, **more: Any) -> httpx2.Response:
    return post(ledger, "/v1/members/ann/clawbacks", by, reference=reference, reason="farmed", **more)


def decided(ledger: Ledger, id: str, by: Principal, decision: str = "confirm") -> httpx2.Response:
    return post(ledger, f"/v1/clawbacks/{id}/decision", by, decision=decision, reason="seen")


def paid(ledger: Ledger, points: int = 40) -> str:
    assignment_id = uuid4()
    ledger.do(pay(funded(ledger), "ann", points, assignment_id))
    return str(assignment_id)


def mine(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ledger.ask("GET", "/v1/me/points/clawbacks", ANN).json()["items"]
    return found


def test_two_operators_take_what_is_left_and_the_rest_is_a_claim_that_the_member_sees(
    ledger: Ledger,
) -> None:
    reference = paid(ledger)
    linked(ledger, points=0)
    assert post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=30, reference="s").is_success
    case = proposed(ledger, reference).json()
    assert (case["state"], free_and_held(ledger), mine(ledger)) == ("proposed", (10, 0), [])
    alone = decided(ledger, case["clawback_id"], ONE)
    assert (alone.status_code, alone.json()["type"].rpartition(":")[2]) == (409, "decided-twice")
    assert decided(ledger, case["clawback_id"], TWO).json() == {"state": "taken", "taken": 10, "claim": 30}
    assert free_and_held(ledger) == (0, 0)
    [told] = mine(ledger)
    assert (told["taken"], told["claim"], told["may_appeal"]) == (10, 30, True)
    assert decided(ledger, case["clawback_id"], THREE).status_code == 409


def test_an_appeal_is_decided_by_a_third_and_a_reversal_gives_back_the_very_points(ledger: Ledger) -> None:
    case = proposed(ledger, paid(ledger)).json()["clawback_id"]
    appeal = f"/v1/me/points/clawbacks/{case}/appeal"
    assert post(ledger, appeal, ANN).status_code == 409
    decided(ledger, case, TWO)
    assert post(ledger, appeal, BOB).status_code == 404
    assert post(ledger, appeal, ANN).json()["state"] == "appealed"
    assert post(ledger, appeal, ANN).status_code == 409
    path = f"/v1/clawbacks/{case}/appeal-decision"
    for by in (ONE, TWO):
        assert post(ledger, path, by, decision="reverse", reason="mistaken").status_code == 409
    told = post(ledger, path, THREE, decision="reverse", reason="mistaken")
    assert (told.json()["state"], free_and_held(ledger)) == ("reversed", (40, 0))
    lines = ledger.ask("GET", "/v1/me/points/entries", ANN).json()["items"]
    assert [line["kind"] for line in lines] == ["clawback_reversed", "clawed_back", "granted"]
    [only] = mine(ledger)
    assert (only["state"], only["may_appeal"]) == ("reversed", False)


def test_what_is_upheld_stays_taken_and_is_the_end(ledger: Ledger) -> None:
    case = proposed(ledger, paid(ledger)).json()["clawback_id"]
    decided(ledger, case, TWO)
    post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN)
    path = f"/v1/clawbacks/{case}/appeal-decision"
    assert post(ledger, path, THREE, decision="uphold", reason="seen").json()["state"] == "upheld"
    assert free_and_held(ledger) == (0, 0)
    assert post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN).status_code == 409


def test_a_partners_grant_goes_back_to_the_partner_and_a_reversal_is_paid_by_it_again(
    ledger: Ledger,
) -> None:
    linked(ledger, points=0)
    prefunded(ledger, 100)
    gift = {"member_id": "ann", "points": 60, "reference": "g"}
    assert post(ledger, "/v1/points/grants", SHOP, **gift).is_success
    assert proposed(ledger, "g").status_code == 404
    case = proposed(ledger, "g", partner_id="shop-1").json()["clawback_id"]
    decided(ledger, case, TWO)
    assert partner_balance(ledger) == 100
    post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN)
    post(ledger, f"/v1/clawbacks/{case}/appeal-decision", THREE, decision="reverse", reason="mistaken")
    assert (partner_balance(ledger), free_and_held(ledger)) == (40, (60, 0))


def test_no_cap_of_a_day_stands_in_the_way_of_a_reversal(ledger: Ledger) -> None:
    linked(ledger, points=0)
    prefunded(ledger, 1_000)
    gift = {"member_id": "ann", "points": 60, "reference": "g"}
    assert post(ledger, "/v1/points/grants", SHOP, **gift).is_success
    case = proposed(ledger, "g", partner_id="shop-1").json()["clawback_id"]
    decided(ledger, case, TWO)
    post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN)
    ledger.do(application.cap("cap", "shop-1", 60, 60, now()))
    told = post(ledger, f"/v1/clawbacks/{case}/appeal-decision", THREE, decision="reverse", reason="mistaken")
    assert (told.status_code, free_and_held(ledger)) == (200, (60, 0))


def appealed(ledger: Ledger, reference: str) -> str:
    """A grant of the shop that was taken back, over which the member has appealed."""
    case = str(proposed(ledger, reference, partner_id="shop-1").json()["clawback_id"])
    assert decided(ledger, case, TWO).json()["state"] == "taken"
    assert post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN).is_success
    return case


def reversed_by(ledger: Ledger, case: str, by: Principal = THREE) -> httpx2.Response:
    return post(ledger, f"/v1/clawbacks/{case}/appeal-decision", by, decision="reverse", reason="mistaken")


def given(ledger: Ledger, points: int, reference: str) -> httpx2.Response:
    return post(ledger, "/v1/points/grants", SHOP, member_id="ann", points=points, reference=reference)


def test_a_reversal_is_not_refused_for_what_the_partner_has_spent_meanwhile(ledger: Ledger) -> None:
    linked(ledger, points=0)
    prefunded(ledger, 100)
    assert given(ledger, 60, "g").is_success
    case = appealed(ledger, "g")
    assert given(ledger, 90, "other").is_success
    assert reversed_by(ledger, case).json()["state"] == "reversed"
    assert (partner_balance(ledger), free_and_held(ledger)) == (-50, (150, 0))
    short = given(ledger, 1, "next")
    assert (short.status_code, short.json()["type"].rpartition(":")[2]) == (409, "partner-short")
    prefunded(ledger, 50)
    assert given(ledger, 1, "next-2").status_code == 409
    prefunded(ledger, 1)
    assert given(ledger, 1, "next-3").is_success
    assert partner_balance(ledger) == 0


def test_a_grant_and_a_reversal_of_one_group_are_both_paid(ledger: Ledger) -> None:
    linked(ledger, points=0)
    prefunded(ledger, 100)
    assert given(ledger, 60, "g").is_success
    case = UUID(appealed(ledger, "g"))
    ledger.do(
        application.grant("shop-1", "ann", 90, "other", "normal", "", "", [], now()),
        application.decide_appeal("k", case, "ann", "shop-1", True, "mistaken", THREE.id, now()),
        application.grant("shop-1", "ann", 11, "third", "normal", "", "", [], now()),
    )
    assert (partner_balance(ledger), free_and_held(ledger)) == (-50, (150, 0))


def test_a_refund_is_not_refused_for_an_empty_prefund_or_a_payable_that_was_paid_out(ledger: Ledger) -> None:
    linked(ledger, points=0)
    prefunded(ledger, 40)
    assert given(ledger, 40, "g").is_success
    spent = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=40, reference="s").json()
    assert ledger.due(due_payouts, now() + timedelta(days=32)) == 1
    assert post(ledger, "/v1/points/refunds", SHOP, spend_id=spent["spend_id"], reference="r").is_success
    assert (partner_balance(ledger), free_and_held(ledger)) == (0, (40, 0))


def test_what_is_no_case_is_not_found_and_stays_what_it_is(ledger: Ledger) -> None:
    linked(ledger, 100)
    hold, next_one = (slip_id(HOLD, SHOP.id, reference) for reference in ("h", "next"))
    placed = {"member_id": "ann", "points": 10, "reference": "h"}
    assert post(ledger, "/v1/points/holds", SHOP, **placed).json()["hold_id"] == str(hold)
    for id in (hold, next_one):
        about = f"/v1/clawbacks/{id}"
        answers = [
            post(ledger, f"/v1/me/points/clawbacks/{id}/appeal", ANN),
            post(ledger, f"{about}/decision", ONE, decision="confirm", reason="seen"),
            post(ledger, f"{about}/appeal-decision", ONE, decision="reverse", reason="seen"),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert post(ledger, "/v1/points/holds", SHOP, **placed | {"reference": "next"}).status_code == 201
    for id in (hold, next_one):
        assert post(ledger, f"/v1/points/holds/{id}/capture", SHOP).json()["captured"] == 10


def partner_balance(ledger: Ledger) -> int:
    return int(ledger.ask("GET", "/v1/ledger/balances/partner:shop-1", ONE).json()["balances"]["jpy"])


def test_a_dismissed_case_takes_nothing_and_is_opened_again_by_others(ledger: Ledger) -> None:
    reference = paid(ledger)
    case = proposed(ledger, reference).json()["clawback_id"]
    assert proposed(ledger, reference, TWO).status_code == 409
    assert decided(ledger, case, TWO, "dismiss").json()["state"] == "dismissed"
    assert free_and_held(ledger) == (40, 0)
    for by in (ONE, TWO):
        assert proposed(ledger, reference, by).json()["type"].rpartition(":")[2] == "decided-twice"
    assert proposed(ledger, reference, THREE).status_code == 201
    for by in (ONE, TWO, THREE):
        assert decided(ledger, case, by).json()["type"].rpartition(":")[2] == "decided-twice"
    found = ledger.ask("GET", "/v1/clawbacks?state=proposed", ONE).json()["items"]
    assert [(one["clawback_id"], one["member_id"]) for one in found] == [(case, "ann")]


def test_nobody_proposes_or_decides_a_case_about_points_of_their_own(ledger: Ledger) -> None:
    reference, own = paid(ledger), Principal("operator", "ann")
    assert proposed(ledger, reference, own).json()["type"].rpartition(":")[2] == "own-case"
    case = proposed(ledger, reference).json()["clawback_id"]
    assert decided(ledger, case, own, "dismiss").json()["type"].rpartition(":")[2] == "own-case"
    assert decided(ledger, case, TWO).json()["state"] == "taken"


def test_nothing_is_taken_back_after_thirty_days(open_ledger: Callable[..., Ledger]) -> None:
    ledger = open_ledger()
    reference, late = paid(ledger), now() + timedelta(days=31)
    case = application.propose_clawback(
        "k", "ann", reference, 40, "work", "", now(), "balance", "farmed", "op-1", late
    )
    [refused] = ledger.do(case)
    assert "30 days" in str(refused)


def test_a_case_about_an_account_that_was_merged_since_takes_from_the_survivor_once(ledger: Ledger) -> None:
    reference = paid(ledger)
    ledger.do(pay(funded(ledger), "bob", 50))
    case = proposed(ledger, reference).json()["clawback_id"]
    assert merged(ledger).is_success
    assert decided(ledger, case, TWO).json() == {"state": "taken", "taken": 40, "claim": 0}
    assert free_and_held(ledger, BOB) == (50, 0)
    again = post(ledger, "/v1/members/bob/clawbacks", ONE, reference=reference, reason="farmed")
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "case-moved")
    assert decided(ledger, case, THREE).status_code == 409
    [told] = ledger.ask("GET", "/v1/me/points/clawbacks", BOB).json()["items"]
    assert (told["clawback_id"], told["taken"]) == (case, 40)


def test_a_grant_to_a_merged_account_is_clawed_back_under_either_id_and_the_survivor_may_appeal(
    ledger: Ledger,
) -> None:
    reference = paid(ledger)
    ledger.do(pay(funded(ledger), "bob", 50))
    merged(ledger)
    by_survivor = post(ledger, "/v1/members/bob/clawbacks", ONE, reference=reference, reason="farmed")
    case = by_survivor.json()["clawback_id"]
    assert proposed(ledger, reference, TWO).status_code == 409
    decided(ledger, case, TWO)
    assert post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", BOB).json()["state"] == "appealed"
    path = f"/v1/clawbacks/{case}/appeal-decision"
    assert post(ledger, path, THREE, decision="reverse", reason="mistaken").json()["state"] == "reversed"
    assert free_and_held(ledger, BOB) == (90, 0)


def test_what_was_taken_of_a_survivor_comes_back_to_whose_it_was_after_they_are_split(ledger: Ledger) -> None:
    reference = paid(ledger)
    ledger.do(pay(funded(ledger), "bob", 50))
    merged(ledger)
    case = proposed(ledger, reference).json()["clawback_id"]
    decided(ledger, case, TWO)
    assert post(ledger, "/v1/members/ann/split-off", ONE, reason="two persons").json()["missing"] == 40
    post(ledger, f"/v1/me/points/clawbacks/{case}/appeal", ANN)
    post(ledger, f"/v1/clawbacks/{case}/appeal-decision", THREE, decision="reverse", reason="mistaken")
    assert ledger.due(due_give_backs, now()) == 1
    assert (free_and_held(ledger), free_and_held(ledger, BOB)) == ((40, 0), (50, 0))
