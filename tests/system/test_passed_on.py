"""A task is passed on through the public API: one answers it, both are paid, and the statements say why."""

import pytest

from tests.system.parties import Parties, open_order, settled, until

pytestmark = [pytest.mark.system, pytest.mark.servers]


def test_a_task_is_passed_on_answered_and_paid_to_both(api: Parties) -> None:
    client, operator, ann, ben = api("client"), api("operator"), api("member"), api("member")
    order_id = open_order(client, operator, ["word"], answers_per_task=1)
    held = ann.ask("POST", "/v1/assignments", json={"order_id": order_id}).json()["assignment_id"]
    wanted = {"member_id": ben.id, "keep_percent": 20}
    assert ann.ask("POST", f"/v1/assignments/{held}/offer", json=wanted).json()["keep_points"] == 2
    [offer] = until(lambda: ben.ask("GET", "/v1/me/offers").json()["items"])
    assert (offer["from_member_id"], offer["my_points"]) == (ann.id, 8)
    taken = ben.ask("POST", f"/v1/offers/{held}/take").json()["assignment_id"]
    answer = {"answers": {"q1": "yes"}}
    assert ann.ask("POST", f"/v1/assignments/{held}/submission", json=answer).status_code == 409
    assert ben.ask("POST", f"/v1/assignments/{taken}/submission", json=answer).json()["state"] == "accepted"
    until(lambda: ann.ask("GET", "/v1/me/points").json()["available"] == 2)
    assert ben.ask("GET", "/v1/me/points").json()["available"] == 8
    lines = until(lambda: ben.ask("GET", "/v1/me/points/entries").json()["items"])
    assert sorted(line["points"] for line in lines) == [-2, 10]
    until(lambda: settled(client, order_id))
    assert [one["state"] for one in ann.ask("GET", "/v1/me/passed-on").json()["items"]] == ["accepted"]
    escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_answers"], escrow["paid_points"], escrow["left_jpy"]) == (1, 10, 0)
    assert operator.ask("GET", "/v1/ledger/verification").json()["equal"]
