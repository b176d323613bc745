"""An order with a question that may end the work, from its draft to its settlement, over the public API."""

from typing import Any

from tests.system.parties import ORDER, Api, Parties, open_order, progress, settled, until

COOK = {
    "id": "cook",
    "kind": "single",
    "text": "Do you cook at home?",
    "options": ["yes", "no"],
    "screens_out": ["no"],
}
REST = {**ORDER["questions"][0], "text": "Is this word a dish? {word}"}


def answer(member: Api, order_id: str, answers: dict[str, str]) -> Any:
    """What a member who takes a task is told at its end."""
    taken = member.ask("POST", "/v1/assignments", json={"order_id": order_id})
    assert taken.status_code == 201, taken.text
    path = f"/v1/assignments/{taken.json()['assignment_id']}/submission"
    key = taken.json()["assignment_id"]
    told = [member.ask("POST", path, key=key, json={"answers": answers}) for _ in range(2)]
    assert told[0].json() == told[1].json()
    return told[0].json()


def test_who_is_screened_out_is_paid_the_others_fill_the_order_and_nothing_is_left(api: Parties) -> None:
    client, operator = api("client"), api("operator")
    order_id = open_order(client, operator, ["Curry", "Chair"], questions=[COOK, REST])
    quote = client.ask("GET", f"/v1/orders/{order_id}").json()["quote"]
    assert (quote["reward_jpy"], quote["screen_out_reserve_jpy"], quote["total_jpy"]) == (40, 500, 648)
    until(lambda: progress(client, order_id).get("screen_outs", {}).get("reserve") == 500)
    assert client.ask("GET", "/v1/me/account").json()["balance_jpy"] == 100_000 - 648

    gone, *others = (api("member") for _ in range(3))
    ended = answer(gone, order_id, {"cook": "no"})
    assert (ended["state"], ended["points"]) == ("screened_out", 3)
    assert "3" in ended["told"]["ja"]
    assert "3" in ended["told"]["en"]
    again = gone.ask("POST", "/v1/assignments", json={"order_id": order_id})
    assert again.json()["type"] == "urn:minijob:problem:was-screened-out"
    shown = until(
        lambda: progress(client, order_id) if progress(client, order_id)["screen_outs"]["exits"] else 0
    )
    assert shown["screen_outs"] == {"exits": 1, "points": 3, "reserve": 500}

    for member in [*others, *others]:
        assert answer(member, order_id, {"cook": "yes", "q1": "yes"})["state"] == "accepted"
    until(lambda: settled(client, order_id))
    escrow = client.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_points"], escrow["paid_answers"], escrow["fee_jpy"]) == (43, 5, 9)
    assert (escrow["left_jpy"], escrow["settled"]) == (0, True)
    assert client.ask("GET", "/v1/me/account").json()["balance_jpy"] == 100_000 - 52
    [line] = gone.ask("GET", "/v1/me/points/entries").json()["items"]
    assert (line["points"], line["work"]["base_points"], line["work"]["exit_points"]) == (3, 0, 3)
    [mine] = gone.ask("GET", "/v1/me/submissions").json()["items"]
    assert (mine["state"], mine["points"]) == ("screened_out", 3)
