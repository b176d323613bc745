"""Which paths are public."""

import pytest

from gateway.routes.table import TABLE, Map, Place, Route

PLACES = Map(TABLE)
ID = "0b6f6ac4-6a52-4d53-8a6f-0f6c3f3a5a11"


def place(path: str) -> Place:
    found = PLACES.find(path)
    assert found is not None
    return found


@pytest.mark.parametrize("route", TABLE, ids=lambda route: f"{route.method} {route.path}")
def test_every_row_is_found_by_its_path(route: Route) -> None:
    assert place(route.path.replace("{id}", ID)).methods[route.method] is route


def test_screening_a_draft_is_no_order_called_screen() -> None:
    assert place("/v1/orders/screen").methods["POST"].service == "order-screening"
    assert place(f"/v1/orders/{ID}").methods["GET"].service == "task-catalog"
    assert PLACES.find("/v1/orders/screen/progress") is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/v1",
        "/v1/orders/",
        "//v1/orders",
        "/v1/orders/..",
        "/v1/orders/.",
        "/v1/orders/../x",
        "/v1/orders/../orders/screen",
        f"/v1/orders/{ID}/../{ID}/progress",
        "/v1/orders/a b",
        "/v1/orders/caf\u00e9",
        "/v1/orders/\u0663",
        "/v1/orders/a\\b",
        "/v1/orders/a\x00b",
        "/v1/orders/a\r\nx-principal: b",
        "/v1/orders/" + "a" * 101,
        f"/v1/orders/{ID}/progress/more",
        "/V1/orders",
        "/health/ready/../../v1/orders",
    ],
)
def test_nothing_else_is_found(path: str) -> None:
    assert PLACES.find(path) is None


def test_every_write_but_the_dry_runs_asks_for_a_key() -> None:
    assert [route.path for route in TABLE if route.method != "GET" and not route.keyed] == [
        "/v1/orders/screen",
        "/v1/orders/quote",
        "/v1/orders/audience",
        "/v1/assignments/{id}/check",
    ]
    assert not any(route.keyed for route in TABLE if route.method == "GET")


def test_only_what_reads_the_whole_ledger_may_take_long() -> None:
    assert [route.path for route in TABLE if route.slow] == [
        "/v1/ledger/payouts",
        "/v1/ledger/trial-balance",
        "/v1/ledger/liability",
        "/v1/ledger/balances/{id}",
        "/v1/ledger/verification",
    ]
