"""A partner's API key at the running platform: its cap, its end, and what the audit knows of both."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from local_platform.platform import Platform
from tests.system.parties import Api, Parties, until

pytestmark = [pytest.mark.system, pytest.mark.servers]


def prepared(operator: Api, partner: Api, member: Api) -> None:
    deposit = {"amount_jpy": 10_000, "reference": uuid4().hex}
    assert operator.ask("POST", f"/v1/partners/{partner.id}/deposits", json=deposit).status_code == 201
    assert member.ask("POST", "/v1/me/points/links", json={"partner_id": partner.id}).status_code == 201


def granted(partner: Api, key: str, member: Api, points: int) -> httpx2.Response:
    body = {"member_id": member.id, "points": points, "reference": uuid4().hex}
    headers = {"Authorization": f"Bearer {key}"}
    return partner.ask("POST", "/v1/points/grants", json=body, headers=headers)


def refusals(operator: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = operator.ask("GET", "/v1/ledger/refusals?limit=100").json()["items"]
    return found


def test_a_key_with_a_cap_is_refused_by_the_ledger_and_a_revoked_one_at_the_door_and_both_are_in_the_audit(
    platform: Platform, api: Parties
) -> None:
    operator, partner, member = api("operator"), api("partner"), api("member")
    prepared(operator, partner, member)
    made = operator.ask("POST", "/v1/api-keys", json={"role": "partner", "id": partner.id}).json()
    cap = {"api_key_id": made["api_key_id"], "day_points": 50}
    assert operator.ask("POST", f"/v1/partners/{partner.id}/key-caps", json=cap).status_code == 200
    assert granted(partner, made["key"], member, 50).status_code == 201
    above = granted(partner, made["key"], member, 1)
    assert (above.status_code, above.json()["detail"].partition(":")[0]) == (409, "key-day")
    assert operator.ask("POST", f"/v1/api-keys/{made['api_key_id']}/revoke").status_code == 200
    assert granted(partner, made["key"], member, 1).status_code == 401

    def lines() -> list[tuple[str, str]]:
        own = (f"partner:{partner.id}", f"key:{made['api_key_id']}")
        return [(one["who"], one["code"]) for one in refusals(operator) if one["who"] in own]

    until(lambda: len(lines()) == 2)
    assert lines() == [
        (f"key:{made['api_key_id']}", "unauthorized"),
        (f"partner:{partner.id}", "cap-reached"),
    ]


def test_a_terminal_tells_late_what_it_sold_and_whose_card_it_read(platform: Platform, api: Parties) -> None:
    operator, partner, member = api("operator"), api("partner"), api("member")
    prepared(operator, partner, member)
    card = uuid4().hex
    assert member.ask("POST", "/v1/me/points/cards", json={"card_id": card}).status_code == 409
    body = {"member_id": member.id}
    assert partner.ask("POST", f"/v1/points/cards/{card}/vouch", json=body).status_code == 204
    assert member.ask("POST", "/v1/me/points/cards", json={"card_id": card}).status_code == 201
    until(lambda: partner.ask("GET", f"/v1/points/cards/{card}").status_code == 200)
    happened = (datetime.now(UTC) - timedelta(hours=5)).replace(microsecond=0)
    row = {"member_id": partner.ask("GET", f"/v1/points/cards/{card}").json()["member_id"]}
    rows = [
        {**row, "op": "grant", "points": 30, "reference": "g"},
        {**row, "op": "spend", "points": 20, "reference": "s", "occurred_at": happened.isoformat()},
    ]
    told = partner.ask("POST", "/v1/points/batches", json={"atomic": True, "rows": rows})
    assert (told.status_code, told.json()["done"]) == (200, 2)

    def spent() -> list[datetime]:
        lines = member.ask("GET", "/v1/me/points/entries").json()["items"]
        return [datetime.fromisoformat(one["occurred_at"]) for one in lines if one["kind"] == "spent"]

    until(lambda: spent() == [happened])
    assert member.ask("GET", "/v1/me/points/notices").json() == []
