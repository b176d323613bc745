"""What partners may do with points of members, over HTTP and on the real PostgreSQL."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from chassis.clock import now
from chassis.command import Outcome
from points_ledger import application
from tests.points_ledger.replica import OPERATOR, Ledger, events
from tests.points_ledger.shop import (
    ANN,
    BOB,
    RIVAL,
    SHOP,
    free_and_held,
    linked,
    points,
    post,
    prefunded,
)

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def held(ledger: Ledger, amount: int = 50, reference: str = "till-1") -> str:
    answer = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=amount, reference=reference)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["hold_id"])


def spent(ledger: Ledger, amount: int, reference: str) -> str:
    answer = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=amount, reference=reference)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["spend_id"])


def test_a_hold_is_captured_in_part_and_refunded(ledger: Ledger) -> None:
    linked(ledger, 100)
    hold_id = held(ledger, 50)
    assert free_and_held(ledger) == (50, 50)
    captured = post(ledger, f"/v1/points/holds/{hold_id}/capture", SHOP, points=30)
    assert captured.json() == {"hold_id": hold_id, "captured": 30, "released": 20}
    assert free_and_held(ledger) == (70, 0)
    back = post(ledger, "/v1/points/refunds", SHOP, hold_id=hold_id, points=10, reference="back-1")
    assert (back.status_code, back.json()["points"]) == (201, 10)
    assert free_and_held(ledger) == (80, 0)


def test_a_capture_of_a_hold_that_was_just_placed_finds_it_before_any_view_has(ledger: Ledger) -> None:
    linked(ledger, 100)
    [outcome] = ledger.decide(application.hold("shop-1", "ann", 5, "till-1", 900, now()))
    path = f"/v1/points/holds/{outcome.ids['hold_id']}/capture"
    assert post(ledger, path, SHOP).status_code == 200


def test_a_voided_hold_is_free_again_and_cannot_be_captured(ledger: Ledger) -> None:
    linked(ledger, 100)
    path = f"/v1/points/holds/{held(ledger)}"
    assert post(ledger, f"{path}/void", SHOP).status_code == 200
    refused = post(ledger, f"{path}/capture", SHOP)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:hold-ended")
    assert free_and_held(ledger) == (100, 0)


def test_a_reference_is_done_once_whatever_the_key_and_never_with_another_body(ledger: Ledger) -> None:
    linked(ledger, 100)
    body: dict[str, Any] = {"member_id": "ann", "points": 5, "reference": "till-1"}
    first = post(ledger, "/v1/points/spends", SHOP, "k1", **body)
    again = post(ledger, "/v1/points/spends", SHOP, "k1", **body)
    under_another_key = post(ledger, "/v1/points/spends", SHOP, "k2", **body)
    assert first.json() == again.json() == under_another_key.json()
    other = post(ledger, "/v1/points/spends", SHOP, "k3", **{**body, "points": 6})
    assert (other.status_code, other.json()["type"]) == (409, "urn:minijob:problem:reference-used")
    key_again = post(ledger, "/v1/points/spends", SHOP, "k1", **{**body, "reference": "till-2"})
    assert (key_again.status_code, key_again.json()["type"]) == (409, "urn:minijob:problem:key-reused")
    assert free_and_held(ledger) == (95, 0)


def test_a_reference_of_one_partner_is_nothing_to_another(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 0, shop=RIVAL)
    spent(ledger, 5, "till-1")
    answer = post(ledger, "/v1/points/spends", RIVAL, member_id="ann", points=6, reference="till-1")
    assert answer.status_code == 201
    assert free_and_held(ledger) == (89, 0)


def test_a_partner_learns_nothing_of_members_that_are_not_linked(ledger: Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 10, member=BOB, shop=RIVAL)
    answers = [
        post(ledger, "/v1/points/spends", SHOP, member_id=name, points=1, reference=f"r-{name}")
        for name in ("bob", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]
    hold_id = held(ledger)
    foreign = [
        post(ledger, f"/v1/points/holds/{hold_id}/capture", RIVAL),
        post(ledger, f"/v1/points/holds/{hold_id}/void", RIVAL),
        post(ledger, f"/v1/points/holds/{uuid4()}/void", RIVAL),
        post(ledger, "/v1/points/refunds", RIVAL, hold_id=hold_id, reference="x"),
    ]
    assert {(answer.status_code, answer.json()["detail"]) for answer in foreign} == {
        (404, "no such hold or spend of yours")
    }


@pytest.mark.parametrize("amount", [0, -1, 1.5, "5", 10**30, 10**9 + 1, None, True])
def test_a_wrong_amount_is_refused_by_name(ledger: Ledger, amount: object) -> None:
    body: dict[str, Any] = {"member_id": "ann", "points": amount, "reference": "r"}
    for path in ("holds", "spends", "grants"):
        answer = post(ledger, f"/v1/points/{path}", SHOP, **body)
        assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "points")
    assert events(ledger) == []


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("holds", {"expires_in_seconds": 0}, "expires_in_seconds"),
        ("holds", {"expires_in_seconds": 10**9}, "expires_in_seconds"),
        ("holds", {"member_id": "a b"}, "member_id"),
        ("holds", {"member_id": "m" * 65}, "member_id"),
        ("spends", {"reference": ""}, "reference"),
        ("spends", {"reference": "r" * 101}, "reference"),
        ("spends", {"reference": "a\x00"}, "reference"),
        ("spends", {"amount_jpy": 5}, "amount_jpy"),
        ("grants", {"kind": "limited"}, "expires_on"),
        ("grants", {"kind": "limited", "expires_on": "2020-01-01"}, "expires_on"),
        ("grants", {"kind": "limited", "expires_on": "soon"}, "expires_on"),
        ("grants", {"kind": "normal", "partners": ["shop-1"]}, "partners"),
        ("grants", {"kind": "special"}, "kind"),
        ("grants", {"kind": "limited", "expires_on": "2030-01-01", "partners": ["a,b"]}, "partners[0]"),
    ],
)
def test_a_wrong_field_is_refused_by_name(
    ledger: Ledger, path: str, body: dict[str, Any], where: str
) -> None:
    linked(ledger, 0)
    before = len(events(ledger))
    body = {"member_id": "ann", "points": 5, "reference": "r", **body}
    answer = post(ledger, f"/v1/points/{path}", SHOP, **body)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where), answer.text
    assert len(events(ledger)) == before


def test_a_refund_names_one_spend_or_one_hold(ledger: Ledger) -> None:
    linked(ledger, 100)
    spend_id, hold_id = spent(ledger, 5, "till-1"), held(ledger)
    for named in ({}, {"spend_id": spend_id, "hold_id": hold_id}):
        answer = post(ledger, "/v1/points/refunds", SHOP, reference="back-1", **named)
        assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "spend_id")
    above = post(ledger, "/v1/points/refunds", SHOP, reference="back-1", spend_id=spend_id, points=6)
    assert (above.status_code, above.json()["errors"][0]["where"]) == (422, "points")
    early = post(ledger, "/v1/points/refunds", SHOP, reference="back-2", hold_id=hold_id)
    assert (early.status_code, early.json()["type"]) == (409, "urn:minijob:problem:not-refundable")


def test_a_capture_above_the_hold_is_refused_by_name_and_a_right_one_may_follow(ledger: Ledger) -> None:
    linked(ledger, 100)
    path = f"/v1/points/holds/{held(ledger, 50)}/capture"
    above = post(ledger, path, SHOP, "k1", points=51)
    assert (above.status_code, above.json()["errors"][0]["where"]) == (422, "points")
    assert post(ledger, path, SHOP, "k1", points=50).status_code == 200


def test_a_refused_spend_may_be_sent_again_under_a_new_key_once_there_is_enough(ledger: Ledger) -> None:
    linked(ledger, 10)
    body: dict[str, Any] = {"member_id": "ann", "points": 15, "reference": "till-1"}
    refused = post(ledger, "/v1/points/spends", SHOP, "k1", **body)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:not-enough-points")
    linked(ledger, 10)
    assert post(ledger, "/v1/points/spends", SHOP, "k1", **body).status_code == 409
    assert post(ledger, "/v1/points/spends", SHOP, "k2", **body).status_code == 201


def test_grants_are_paid_from_what_is_prefunded(ledger: Ledger) -> None:
    linked(ledger, 0)
    body: dict[str, Any] = {"member_id": "ann", "points": 60}
    empty = post(ledger, "/v1/points/grants", SHOP, reference="g0", **body)
    assert (empty.status_code, empty.json()["type"]) == (409, "urn:minijob:problem:partner-short")
    prefunded(ledger, 100)
    granted = [post(ledger, "/v1/points/grants", SHOP, reference=f"g{n}", **body).status_code for n in (1, 2)]
    assert granted == [201, 409]
    coupon: dict[str, Any] = {"kind": "limited", "expires_on": "2030-12-31", "partners": ["shop-1"]}
    limited = post(ledger, "/v1/points/grants", SHOP, reference="c", member_id="ann", points=40, **coupon)
    assert limited.status_code in (201, 422)


def test_a_coupon_is_bound_and_pending_points_are_shown_with_their_day(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    year = now().year + 1
    for reference, more in (
        ("a", {"partners": ["shop-1"]}),
        ("b", {"usable_from": f"{year}-01-02"}),
    ):
        body: dict[str, Any] = {
            "member_id": "ann",
            "points": 10,
            "kind": "limited",
            "expires_on": f"{year}-03-31",
            **more,
        }
        assert post(ledger, "/v1/points/grants", SHOP, reference=reference, **body).status_code == 201
    found = points(ledger)
    assert (found["available"], found["bound"], found["pending"]) == (0, 10, 10)
    assert found["upcoming"] == [{"on": f"{year}-01-02", "points": 10}]


def test_caps_are_set_by_an_operator(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger)
    caps = post(ledger, "/v1/partners/shop-1/caps", OPERATOR, member_day_points=50, day_points=1_000)
    assert caps.status_code == 200
    refused = post(ledger, "/v1/points/grants", SHOP, member_id="ann", points=51, reference="g")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:cap-reached")


def test_a_partners_deposit_is_booked_once(ledger: Ledger) -> None:
    body: dict[str, Any] = {"amount_jpy": 500, "reference": "bank-1"}
    answers = [post(ledger, "/v1/partners/shop-1/deposits", OPERATOR, **body) for _ in range(2)]
    other = post(ledger, "/v1/partners/shop-1/deposits", OPERATOR, amount_jpy=1, reference="bank-1")
    assert [answer.status_code for answer in (*answers, other)] == [201, 201, 409]
    assert ledger.ask("GET", "/v1/ledger/balances/partner:shop-1", OPERATOR).json()["balances"] == {
        "jpy": 500
    }


def test_members_link_and_end_links(ledger: Ledger) -> None:
    linked(ledger, 0)
    linked(ledger, 0, shop=RIVAL)
    assert ledger.ask("GET", "/v1/me/points/links", ANN).json() == [
        {"partner_id": "shop-1"},
        {"partner_id": "shop-2"},
    ]
    ended = post(ledger, "/v1/me/points/links/shop-1", ANN, method="DELETE")
    assert ended.status_code == 204
    assert ledger.ask("GET", "/v1/me/points/links", ANN).json() == [{"partner_id": "shop-2"}]
    refused = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=1, reference="r")
    assert refused.status_code == 404


def test_an_operator_stops_and_reopens_an_account(ledger: Ledger) -> None:
    linked(ledger, 10)
    assert post(ledger, "/v1/members/ann/stop", OPERATOR, reason="looked into").status_code == 204
    refused = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=1, reference="a")
    assert (refused.status_code, refused.json()["type"]) == (423, "urn:minijob:problem:account-stopped")
    assert post(ledger, "/v1/members/ann/reopen", OPERATOR, reason="all is well").status_code == 204
    spent(ledger, 1, "b")


@pytest.mark.parametrize("caller", [ANN, OPERATOR])
def test_only_partners_take_points(ledger: Ledger, caller: Any) -> None:
    answer = post(ledger, "/v1/points/spends", caller, member_id="ann", points=1, reference="r")
    assert answer.status_code == 403


def test_of_five_hundred_spends_of_the_last_points_exactly_the_affordable_ones_succeed(
    open_ledger: Callable[..., Ledger],
) -> None:
    one, two = open_ledger(), open_ledger()
    linked(one, 1_000)
    commands = [application.spend("shop-1", "ann", 7, f"till-{n}", now()) for n in range(500)]
    waiting = [(one, two)[n % 2].running.writer.enqueue([command]) for n, command in enumerate(commands)]
    results = [result for future in waiting for result in future.result(60)]
    assert sum(isinstance(result, Outcome) for result in results) == 1_000 // 7
    one.follow()
    assert free_and_held(one) == (1_000 % 7, 0)
