"""Each refused write leaves a line: who, what and why, and nothing personal."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from chassis.principal import Principal
from tests.points_ledger.replica import OPERATOR, Ledger
from tests.points_ledger.shop import ANN, SHOP, linked, post

pytestmark = pytest.mark.servers


def lines(ledger: Ledger, **page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ledger.ask("GET", "/v1/ledger/refusals", OPERATOR, params=page).json()[
        "items"
    ]
    return found


def test_every_kind_of_refusal_of_a_money_route_leaves_one_line(ledger: Ledger) -> None:
    linked(ledger, points=10)
    spend = {"member_id": "ann", "points": 11, "reference": "till-1"}
    for body, code, why in (
        (spend, "not-enough-points", "fewer points"),
        (spend | {"points": 0}, "invalid", "points"),
        (spend | {"points": 1.5}, "invalid", "points"),
        (spend | {"yen": 5}, "invalid", "yen"),
        (spend | {"member_id": "eve", "points": 1}, "no-such-member", "no such member"),
    ):
        assert not post(ledger, "/v1/points/spends", SHOP, **body).is_success
        [line] = lines(ledger, limit=1)
        assert (line["who"], line["what"], line["code"]) == (
            "partner:shop-1",
            "POST /v1/points/spends",
            code,
        )
        assert why in line["why"]
    assert len(lines(ledger)) == 5
    assert post(ledger, "/v1/points/spends", SHOP, **spend | {"points": 1}).is_success
    assert len(lines(ledger)) == 5


def test_rows_that_a_batch_refuses_are_among_them_and_a_forbidden_caller_too(ledger: Ledger) -> None:
    linked(ledger, points=10)
    rows = [
        {"op": "spend", "member_id": "ann", "points": points, "reference": f"r{points}"}
        for points in (5, 50, 0)
    ]
    post(ledger, "/v1/points/batches", SHOP, atomic=False, rows=rows)
    post(ledger, "/v1/points/batches", SHOP, atomic=True, rows=rows)
    assert post(ledger, "/v1/points/spends", ANN, member_id="ann", points=1).status_code == 403
    codes = [line["code"] for line in lines(ledger)]
    assert sorted(codes) == ["forbidden", "invalid", "invalid", "not-enough-points"]


LONG = b"9" * 5_000


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{", "body"),
        (b"\xff", "body"),
        (b"[" * 100_000, "body"),
        (b'{"points": ' + LONG + b"}", "points"),
        (b'{"rows": [{"points": 1}, {"points": -' + LONG + b"}]}", "rows[1].points"),
    ],
    ids=["cut", "bytes", "deep", "long", "long in a row"],
)
def test_a_body_that_cannot_be_read_is_told_and_leaves_a_line(
    ledger: Ledger, body: bytes, where: str
) -> None:
    refused = ledger.ask("POST", "/v1/points/spends", SHOP, "key", content=body)
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    [line] = lines(ledger)
    assert (line["who"], line["what"]) == ("partner:shop-1", "POST /v1/points/spends")
    assert where in line["why"] + "body"


def test_a_body_above_the_limit_leaves_a_line_whether_it_says_its_length_or_not(ledger: Ledger) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000_000

    for body in (b"x" * 20_000_000, pieces()):
        refused = ledger.ask("POST", "/v1/points/spends", SHOP, "key", content=body)
        assert (refused.status_code, refused.json()["type"]) == (413, "urn:minijob:problem:too-large")
    told = [(line["who"], line["what"], line["code"]) for line in lines(ledger)]
    assert told == [("partner:shop-1", "POST /v1/points/spends", "too-large")] * 2


def test_the_pages_go_back_to_the_first_line(ledger: Ledger) -> None:
    for _ in range(3):
        post(ledger, "/v1/points/spends", SHOP, points=1)
    page = ledger.ask("GET", "/v1/ledger/refusals?limit=2", OPERATOR).json()
    rest = ledger.ask("GET", f"/v1/ledger/refusals?limit=2&cursor={page['next_cursor']}", OPERATOR).json()
    assert (len(page["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)


@pytest.mark.parametrize("cursor", ["0", "-1", "1e3", str(2**63), "9" * 30])
def test_a_cursor_that_cannot_be_one_is_refused_by_name(ledger: Ledger, cursor: str) -> None:
    wrong = ledger.ask("GET", "/v1/ledger/refusals", OPERATOR, params={"cursor": cursor})
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "cursor")


def test_lines_of_the_gateway_stand_among_the_others_and_come_from_it_alone(ledger: Ledger) -> None:
    line = {"at": "2026-11-28T00:00:00Z", "who": "key:0123", "what": "POST /v1/points/spends"}
    line |= {"code": "unauthorized", "why": "the API key is unknown or was revoked"}
    gateway = Principal("operator", "gateway")
    for caller, given, status in (
        (gateway, [line, line], 204),
        (gateway, [], 204),
        (OPERATOR, [line], 403),
        (SHOP, [line], 403),
        (gateway, [line] * 501, 422),
        (gateway, [line | {"who": "x" * 301}], 422),
    ):
        assert ledger.ask("POST", "/v1/ledger/refusals", caller, json={"lines": given}).status_code == status
    kept = [one for one in lines(ledger) if one["who"] == "key:0123"]
    assert [(one["code"], one["why"]) for one in kept] == [
        ("unauthorized", "the API key is unknown or was revoked")
    ] * 2
