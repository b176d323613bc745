"""Writes to the ledger that are refused at the door are told to the ledger's audit."""

import asyncio
import time
from typing import Any

import httpx2
import pytest

from chassis.errors import Forbidden
from chassis.principal import Principal, verify
from gateway.routes import Refusals, Upstream
from gateway.settings import GatewaySettings
from points_ledger.api.audit import Kept
from tests.gateway.conftest import NO_DATABASE, SECRET, Door, Open, Services
from tests.gateway.served import Seen, Service

PATH = "/v1/points/spends"
AUDIT = "/v1/ledger/refusals"
GIVEN: dict[str, Any] = {
    "minijob_environment": "local",
    "database_url": NO_DATABASE,
    "principal_secret": SECRET,
}
DEAD_KEY = {"authorization": "Bearer mj_0123456789abcdef_secret", "idempotency-key": "k"}


def told(ledger: Service, least: int = 1) -> list[dict[str, Any]]:
    """The lines that have come; waits for so many."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        lines = [line for seen in asked(ledger) for line in Kept.model_validate_json(seen.body).lines]
        if len(lines) >= least:
            return [line.model_dump() for line in lines]
        time.sleep(0.02)
    raise AssertionError(f"{least} lines were awaited")


def asked(ledger: Service) -> list[Seen]:
    return [seen for seen in ledger.seen if seen.path == AUDIT]


@pytest.fixture
def quick(open_door: Open, services: Services) -> Door:
    services["points-ledger"].status = 204
    return open_door(refusals_seconds=0.05)


def refused(door: Door, headers: dict[str, str], path: str = PATH, **more: Any) -> httpx2.Response:
    return door.client.post(path, headers=headers, **more)


def test_each_refusal_of_the_door_is_a_line_of_who_what_and_why(quick: Door, services: Services) -> None:
    large = b"x" * 10_000_000
    answers = [
        refused(quick, {}),
        refused(quick, quick.write("member", "ann")),
        refused(quick, quick.bearer("partner", "shop-1")),
        refused(quick, quick.write("partner", "shop-1"), content=large),
        refused(quick, quick.write("partner", "shop-1"), content=iter([large])),
    ]
    assert [answer.status_code for answer in answers] == [401, 403, 422, 413, 413]
    lines = told(services["points-ledger"], 5)
    assert [(line["who"], line["code"]) for line in lines] == [
        ("", "unauthorized"),
        ("member:ann", "forbidden"),
        ("partner:shop-1", "invalid"),
        ("partner:shop-1", "too-large"),
        ("partner:shop-1", "too-large"),
    ]
    assert {line["what"] for line in lines} == {f"POST {PATH}"}
    assert lines[2]["why"] == "Idempotency-Key"
    [signed] = asked(services["points-ledger"])[0].header("x-principal")
    assert verify(signed, SECRET) == Principal("operator", "gateway")


def test_a_key_that_does_not_hold_is_named_by_its_id_and_never_by_its_text(
    door_with_keys: Door, services: Services
) -> None:
    services["points-ledger"].status = 204
    assert refused(door_with_keys, DEAD_KEY).status_code == 401
    [line] = told(services["points-ledger"])
    assert (line["who"], line["code"]) == ("key:0123456789abcdef", "unauthorized")
    assert "secret" not in str(line)


def test_reads_other_services_and_what_may_succeed_later_leave_no_line(
    quick: Door, services: Services, open_door: Open
) -> None:
    assert quick.client.get("/v1/points/events").status_code == 401
    assert quick.client.post("/v1/orders").status_code == 401
    assert refused(quick, DEAD_KEY).status_code == 503
    busy = open_door(refusals_seconds=0.05, local_requests_per_minute=1)
    headers = busy.write("partner", "shop-1")
    assert [refused(busy, headers).status_code for _ in range(2)] == [204, 429]
    assert refused(quick, {}).status_code == 401
    assert [line["code"] for line in told(services["points-ledger"])] == ["unauthorized"]


def test_lines_wait_while_the_ledger_is_away_and_come_in_order(open_door: Open, services: Services) -> None:
    ledger = services["points-ledger"]
    ledger.status = 503
    door = open_door(refusals_seconds=0.05, refusals_at_once=2)
    for number in range(3):
        refused(door, door.write("member", f"m-{number}"))
    until = time.monotonic() + 5
    while len(asked(ledger)) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    ledger.seen.clear()
    ledger.status = 204
    assert [line["who"] for line in told(ledger, 3)][-3:] == ["member:m-0", "member:m-1", "member:m-2"]


def test_no_more_than_a_bound_waits(open_door: Open, services: Services) -> None:
    ledger = services["points-ledger"]
    ledger.status = 204
    door = open_door(refusals_seconds=0.3, refusals_most=3)
    for _ in range(5):
        refused(door, {})
    assert len(told(ledger, 3)) == 3
    time.sleep(0.5)
    assert len(told(ledger, 3)) == 3


def test_what_waits_is_told_when_the_gateway_stops(urls: dict[str, str], services: Services) -> None:
    ledger = services["points-ledger"]
    ledger.status = 204

    async def refused_and_stopped() -> None:
        settings = GatewaySettings(**GIVEN, **urls, refusals_seconds=60)
        upstream = Upstream("points-ledger", settings.points_ledger_url, settings)
        refusals = Refusals(upstream, settings)
        refusals.keep("member:ann", "POST /v1/points/spends", Forbidden("no"))
        await refusals.stop()
        upstream.close()

    asyncio.run(refused_and_stopped())
    assert [line["who"] for line in told(ledger)] == ["member:ann"]


def test_a_gateway_takes_no_larger_pieces_than_the_audit(door: Door) -> None:
    with pytest.raises(ValueError, match="refusals_at_once"):
        GatewaySettings(**{**door.gateway.settings.model_dump(), "refusals_at_once": 501})


def test_nobody_outside_reaches_the_route_of_the_audit(door: Door, services: Services) -> None:
    answer = refused(door, door.write("operator", "gateway"), AUDIT, json={"lines": []})
    assert answer.status_code == 405
    assert services["points-ledger"].seen == []
