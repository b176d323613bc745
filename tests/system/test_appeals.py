"""A rejection, its appeal and three peers over the public API, from the quote to the settlement."""

from typing import Any

from tests.system.parties import Api, Parties, open_order, progress, settled, until

WHY = {"code": "wrong", "question": "q1", "reason": "The word is a verb here, and the task says so."}
PLEA = "It is used as a noun in this sentence: 'a run'."


def work(member: Api, order_id: str, tasks: int) -> list[str]:
    """Does so many tasks of an order; returns the paths of the work."""
    paths = []
    for _ in range(tasks):
        taken = until(lambda: member.ask("POST", "/v1/assignments", json={"order_id": order_id}))
        path = f"/v1/assignments/{taken.json()['assignment_id']}"
        member.ask("POST", f"{path}/submission", json={"answers": {"q1": "yes"}})
        paths.append(path)
    return paths


def undecided(client: Api, order_id: str) -> str:
    """The path of the answer that waits."""
    shown: Any = until(lambda: client.ask("GET", f"/v1/orders/{order_id}/undecided").json()["submission"])
    return f"/v1/submissions/{shown['submission_id']}"


def test_a_client_that_loses_before_three_peers_pays_them_and_nothing_is_left(api: Parties) -> None:
    client, operator, ann = api("client"), api("operator"), api("member")
    peers = [api("member") for _ in range(3)]
    practice = open_order(client, operator, [f"Word {n}" for n in range(20)], answers_per_task=3)
    for peer in peers:
        work(peer, practice, 20)
    until(lambda: settled(client, practice))
    fee = client.ask("GET", f"/v1/ledger/orders/{practice}").json()["fee_jpy"]
    fill = {"amount_jpy": min(fee, 30), "reference": "for peers"}
    assert operator.ask("POST", "/v1/funds/arbitration/fill", json=fill).status_code == 201

    before = client.ask("GET", "/v1/me/account").json()["balance_jpy"]
    order_id = open_order(client, operator, ["Run"], answers_per_task=1, acceptance="client")
    quote = client.ask("GET", f"/v1/orders/{order_id}").json()["quote"]
    assert (quote["reward_jpy"], quote["appeal_reserve_jpy"], quote["total_jpy"]) == (10, 90, 120)
    [mine] = work(ann, order_id, 1)
    path = undecided(client, order_id)
    assert client.ask("POST", f"{path}/reject", json=WHY).status_code == 200
    assert ann.ask("POST", f"{mine}/appeal", json={"plea": PLEA}).status_code == 201
    assert client.ask("POST", f"{path}/stand-by").json()["state"] == "asked"
    for peer in peers:
        seat = until(lambda peer=peer: _seat(peer))
        assert (seat["answer"], seat["plea"]) == ("yes", PLEA)
        judgement = f"/v1/appeals/{seat['appeal_id']}/judgement"
        assert peer.ask("POST", judgement, json={"winner": "member"}).status_code == 200

    until(lambda: progress(client, order_id)["accepted"] == 1)
    until(lambda: settled(client, order_id))
    escrow = client.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_points"], escrow["paid_answers"], escrow["fee_jpy"]) == (40, 1, 8)
    assert (escrow["left_jpy"], escrow["settled"]) == (0, True)
    assert client.ask("GET", "/v1/me/account").json()["balance_jpy"] == before + 100_000 - 48
    [line] = [
        one
        for one in peers[0].ask("GET", "/v1/me/points/entries").json()["items"]
        if one["work"]["peer_points"]
    ]
    assert (line["points"], line["work"]["peer_points"]) == (10, 10)
    held = {one["fund"]: one["balance_jpy"] for one in operator.ask("GET", "/v1/funds").json()}
    assert held["arbitration"] >= 30


def _seat(peer: Api) -> dict[str, Any]:
    taken = peer.ask("POST", "/v1/appeals")
    return dict(taken.json()) if taken.status_code == 201 else {}
