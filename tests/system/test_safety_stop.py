"""Three members report an order: within seconds nobody can answer it, and who worked on it is paid."""

import time

import pytest

from tests.system.parties import Parties, open_order, settled, until

pytestmark = [pytest.mark.system, pytest.mark.servers]
STOPPED_WITHIN_SECONDS = 5.0


def test_three_reports_stop_an_order_within_seconds_and_a_breach_erases_it(api: Parties) -> None:
    client, operator = api("client"), api("operator")
    order_id = open_order(client, operator, [f"word{n}" for n in range(4)])
    members = [api("member", member_since="2020-01-01") for _ in range(4)]
    taken = [
        member.ask("POST", "/v1/assignments", json={"order_id": order_id}).json()["assignment_id"]
        for member in members
    ]
    answer = f"/v1/assignments/{taken[0]}/submission"
    assert members[0].ask("POST", answer, json={"answers": {"q1": "yes"}}).json()["state"] == "accepted"
    for number in range(3):
        told = members[number].ask(
            "POST",
            f"/v1/assignments/{taken[number]}/report",
            json={"reason": "personal", "question": "q1"},
            headers={"X-Device-Id": f"device-{number}"},
        )
        assert told.status_code == 200, told.text
    reported_at = time.monotonic()
    until(lambda: members[3].ask("GET", "/v1/me/points").json()["available"] == 5)
    assert time.monotonic() - reported_at < STOPPED_WITHIN_SECONDS
    late = f"/v1/assignments/{taken[3]}/submission"
    assert members[3].ask("POST", late, json={"answers": {"q1": "yes"}}).status_code == 409
    until(lambda: client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "paused")
    assert client.ask("POST", f"/v1/orders/{order_id}/resume").status_code == 409
    assert client.ask("GET", f"/v1/orders/{order_id}/submissions").json()["items"] == []

    def waiting() -> list[dict[str, str]]:
        items = operator.ask("GET", "/v1/order-watches", params={"limit": 50}).json()["items"]
        return [one for one in items if one["order_id"] == order_id and one["stop"]]

    (watch,) = until(waiting)
    verdict = {"breach": True, "rules": ["P1"], "reason": "The words name people"}
    decided = operator.ask("POST", f"/v1/order-watches/{watch['id']}/decision", json=verdict)
    assert decided.json()["breach"] is True
    until(lambda: settled(client, order_id))
    (mine,) = members[0].ask("GET", "/v1/me/reports").json()["items"]
    assert mine["outcome"] == "breach"
    (told_of,) = members[0].ask("GET", "/v1/me/submissions").json()["items"]
    assert (told_of["erased"], members[0].ask("GET", "/v1/me/points").json()["available"]) == (True, 10)
    escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_answers"], escrow["paid_points"], escrow["left_jpy"]) == (4, 25, 0)
    assert operator.ask("GET", "/v1/ledger/verification").json()["equal"]
