"""Server-sent events of orders and their progress."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from chassis.principal import Principal, verify
from tests.gateway.conftest import SECRET, Door, Open, Services, closed_port

LIVE, DRAFT, SETTLED = (str(uuid4()) for _ in range(3))


@pytest.fixture
def busy(services: Services) -> Services:
    """Three orders, one of them under way."""
    orders = [
        {"order_id": LIVE, "title": "画像の数字を読む", "state": "live"},
        {"order_id": DRAFT, "title": "Not yet", "state": "draft"},
        {"order_id": SETTLED, "title": "Done", "state": "settled"},
    ]
    services["task-catalog"].answers = {"/v1/orders": {"items": orders, "next_cursor": None}}
    for id, accepted in ((LIVE, 12), (SETTLED, 40)):
        services["assignment"].answers[f"/v1/orders/{id}/progress"] = {
            "tasks": 10, "places": 40, "leased": 3, "submitted": 2, "accepted": accepted,
        }  # fmt: skip
        services["points-ledger"].answers[f"/v1/ledger/orders/{id}"] = {
            "funded_jpy": 480, "paid_points": accepted * 10, "left_jpy": 400 - accepted * 10,
            "settled": id == SETTLED,
        }  # fmt: skip
    for service in services.values():
        service.answers["/health/ready"] = {"status": "ok"}
    return services


def events(answer: httpx2.Response) -> Iterator[dict[str, Any]]:
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def look(door: Door) -> dict[str, Any]:
    with door.client.stream("GET", "/status/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return next(events(answer))


def paths(services: Services, name: str) -> list[str]:
    return [seen.path for seen in services[name].seen if seen.path != "/health/ready"]


def test_the_orders_are_shown_with_their_progress(open_door: Open, busy: Services) -> None:
    state = look(open_door())
    assert state["services"] == dict.fromkeys(busy, True)
    live, draft, settled = state["orders"]
    assert live == {
        "order_id": LIVE,
        "title": "画像の数字を読む",
        "state": "live",
        "begun": True,
        "final": False,
        "tasks": 10,
        "places": 40,
        "leased": 3,
        "submitted": 2,
        "accepted": 12,
        "funded_jpy": 480,
        "paid_points": 120,
        "left_jpy": 280,
    }
    assert (draft["title"], draft["accepted"], draft["left_jpy"]) == ("Not yet", None, None)
    assert (settled["accepted"], settled["left_jpy"], settled["final"]) == (40, 0, True)


def test_it_asks_as_an_operator_and_a_settled_order_only_once(open_door: Open, busy: Services) -> None:
    door = open_door(live_seconds=0.05)
    with door.client.stream("GET", "/status/events") as answer:
        changes = events(answer)
        next(changes)
        busy["assignment"].answers[f"/v1/orders/{LIVE}/progress"] = {"accepted": 13}
        assert next(changes)["orders"][0]["accepted"] == 13
    asked = paths(busy, "assignment")
    assert asked.count(f"/v1/orders/{SETTLED}/progress") == 1
    assert asked.count(f"/v1/orders/{LIVE}/progress") >= 2
    assert f"/v1/orders/{DRAFT}/progress" not in asked
    signed = busy["task-catalog"].seen[-1].header("x-principal")[0]
    assert verify(signed, SECRET) == Principal("operator", "status-page")


def test_many_watchers_cost_as_much_as_one(open_door: Open, busy: Services) -> None:
    door = open_door(live_seconds=5)
    assert [look(door) for _ in range(5)] == [look(door)] * 5
    assert len(paths(busy, "task-catalog")) == 1


def test_only_the_newest_orders_are_looked_at(open_door: Open, busy: Services) -> None:
    many = [{"order_id": str(uuid4()), "title": "t", "state": "live"} for _ in range(30)]
    busy["task-catalog"].answers["/v1/orders"] = {"items": many, "next_cursor": None}
    state = look(open_door(live_orders=5))
    assert [order["order_id"] for order in state["orders"]] == [order["order_id"] for order in many[:5]]
    assert len(paths(busy, "assignment")) == 5
    assert busy["task-catalog"].seen[-1].query == "limit=5"


@pytest.mark.parametrize("away", ["assignment", "points-ledger", "order-screening"])
def test_a_service_that_is_away_is_said_and_the_rest_is_shown(
    open_door: Open, busy: Services, away: str
) -> None:
    address = f"http://127.0.0.1:{closed_port()}"
    state = look(open_door(urls={f"{away.replace('-', '_')}_url": address}))
    assert state["services"] == {name: name != away for name in busy}
    live = state["orders"][0]
    assert live["accepted"] == (None if away == "assignment" else 12)
    assert live["left_jpy"] == (None if away == "points-ledger" else 280)


def test_the_last_orders_stay_when_the_catalog_goes_away(open_door: Open, busy: Services) -> None:
    door = open_door(live_seconds=0.05)
    with door.client.stream("GET", "/status/events") as answer:
        changes = events(answer)
        before = next(changes)
        busy["task-catalog"].status = 503
        after = next(changes)
    assert after["services"]["task-catalog"] is False
    assert after["orders"] == before["orders"]


def test_the_last_figures_stay_when_their_service_goes_away(open_door: Open, busy: Services) -> None:
    door = open_door(live_seconds=0.05)
    with door.client.stream("GET", "/status/events") as answer:
        changes = events(answer)
        before = next(changes)
        busy["assignment"].status = 503
        after = next(changes)
    assert after["services"]["assignment"] is False
    assert after["orders"] == before["orders"]


def test_a_service_that_hangs_does_not_hold_up_the_page(open_door: Open, busy: Services) -> None:
    busy["assignment"].delay_seconds = 2.0
    door = open_door(live_wait_seconds=0.2)
    begun = time.monotonic()
    state = look(door)
    assert time.monotonic() - begun < 1.5
    assert state["services"]["assignment"] is False
    assert state["orders"][0]["left_jpy"] == 280


def test_answers_that_make_no_sense_are_passed_over(open_door: Open, busy: Services) -> None:
    busy["assignment"].answers[f"/v1/orders/{LIVE}/progress"] = b"not JSON"
    busy["points-ledger"].answers[f"/v1/ledger/orders/{LIVE}"] = [1, 2]
    live = look(open_door())["orders"][0]
    assert (live["accepted"], live["left_jpy"]) == (None, None)


def test_too_many_watchers_are_told_so(open_door: Open, busy: Services) -> None:
    door = open_door(live_viewers=1, live_seconds=0.05)
    with door.client.stream("GET", "/status/events") as answer:
        changes = events(answer)
        next(changes)
        assert door.client.get("/status/events").status_code == 429
    until = time.monotonic() + 5
    while door.gateway.live._watchers and time.monotonic() < until:
        time.sleep(0.01)
    assert look(door)["orders"]


def test_of_many_who_come_at_once_only_so_many_get_a_place(open_door: Open, busy: Services) -> None:
    busy["task-catalog"].delay_seconds = 0.3
    door = open_door(live_viewers=10)

    async def watch(client: httpx2.AsyncClient) -> int:
        async with client.stream("GET", "/status/events") as answer:
            if answer.status_code == 200:
                await anext(answer.aiter_lines())
            return answer.status_code

    async def all_at_once() -> list[int]:
        limits = httpx2.Limits(max_connections=60)
        async with httpx2.AsyncClient(base_url=door.served.url, timeout=20, limits=limits) as client:
            return await asyncio.gather(*(watch(client) for _ in range(60)))

    assert Counter(asyncio.run(all_at_once())) == {200: 10, 429: 50}
    until = time.monotonic() + 5
    while door.gateway.live._watchers and time.monotonic() < until:
        time.sleep(0.01)
    assert door.gateway.live._watchers == 0


def test_watchers_leave_when_the_server_stops(open_door: Open, busy: Services) -> None:
    door = open_door(live_seconds=0.1)
    with door.client.stream("GET", "/status/events") as answer:
        changes = events(answer)
        next(changes)
        door.served.server.should_exit = True
        assert list(changes) == []
