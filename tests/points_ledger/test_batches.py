"""Batches of a partner: one result for each row, nothing twice, and nothing at all when it must be whole."""

from typing import Any
from uuid import uuid4

import pytest

from chassis.principal import Principal
from tests.points_ledger.replica import Ledger, events
from tests.points_ledger.shop import BOB, RIVAL, SHOP, free_and_held, linked, post, prefunded

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
PATH = "/v1/points/batches"


def spend(reference: str, points: object = 5, member_id: str = "ann") -> dict[str, Any]:
    return {"op": "spend", "member_id": member_id, "points": points, "reference": reference}


@pytest.mark.parametrize("atomic", [True, False])
def test_rows_are_done_in_order_and_may_follow_from_one_another(ledger: Ledger, atomic: bool) -> None:
    linked(ledger, 100)
    prefunded(ledger)
    first = post(ledger, PATH, SHOP, atomic=True, rows=[spend("till-1", 10)]).json()
    spend_id = first["results"][0]["id"]
    hold = {"op": "hold", "member_id": "ann", "points": 20, "reference": "till-2"}
    placed = post(ledger, PATH, SHOP, atomic=atomic, rows=[hold]).json()["results"][0]
    rows = [
        {"op": "grant", "member_id": "ann", "points": 50, "reference": "gift-1"},
        spend("till-3", 120),
        {"op": "refund", "spend_id": spend_id, "reference": "back-1"},
        {"op": "capture", "hold_id": placed["id"], "points": 15},
    ]
    answer = post(ledger, PATH, SHOP, atomic=atomic, rows=rows)
    assert answer.status_code == 200, answer.text
    assert answer.json()["done"] == 4
    assert free_and_held(ledger) == (100 - 10 - 20 + 50 - 120 + 10 + 5, 0)


@pytest.mark.parametrize("atomic", [True, False])
def test_a_batch_that_is_sent_again_does_nothing_twice(ledger: Ledger, atomic: bool) -> None:
    linked(ledger, 100)
    rows = [spend(f"till-{n}") for n in range(10)]
    answers = [post(ledger, PATH, SHOP, key, atomic=atomic, rows=rows) for key in ("k1", "k1", "k2")]
    assert answers[0].json() == answers[1].json() == answers[2].json()
    other_way = post(ledger, PATH, SHOP, "k3", atomic=not atomic, rows=rows)
    ids = [[result["id"] for result in answer.json()["results"]] for answer in (answers[0], other_way)]
    assert ids[0] == ids[1]
    assert free_and_held(ledger) == (50, 0)


@pytest.mark.parametrize("atomic", [True, False])
def test_a_key_stands_for_one_batch(ledger: Ledger, atomic: bool) -> None:
    linked(ledger, 100)
    rows = [spend("till-1"), spend("till-2")]
    assert post(ledger, PATH, SHOP, "k1", atomic=atomic, rows=rows).json()["done"] == 2
    others = (
        (atomic, [*rows, spend("till-3")]),
        (atomic, [spend("till-4"), spend("till-5")]),
        (not atomic, rows),
    )
    for is_whole, other_rows in others:
        other = post(ledger, PATH, SHOP, "k1", atomic=is_whole, rows=other_rows)
        assert (other.status_code, other.json()["type"]) == (409, "urn:minijob:problem:key-reused")
    assert free_and_held(ledger) == (90, 0)


def test_a_wrong_row_leaves_the_others_alone(ledger: Ledger) -> None:
    linked(ledger, 20)
    linked(ledger, 5, member=BOB, shop=RIVAL)
    rows = [
        spend("till-1"),
        spend("till-2", 0),
        spend("till-3", 100),
        spend("till-4", 5, "bob"),
        spend("till-1", 6),
        {"op": "steal", "reference": "x"},
        {"op": "capture", "hold_id": "00000000-0000-0000-0000-000000000001"},
        {"op": "refund", "reference": "back"},
        spend("till-5"),
    ]
    answer = post(ledger, PATH, SHOP, atomic=False, rows=rows).json()
    assert [result["status"] for result in answer["results"]] == [
        201,
        422,
        409,
        404,
        409,
        422,
        404,
        422,
        201,
    ]
    assert [result["index"] for result in answer["results"]] == list(range(9))
    wheres = [[error["where"] for error in result["errors"]] for result in answer["results"]]
    assert (wheres[1], wheres[5], wheres[7]) == (["points"], ["op"], ["spend_id"])
    assert answer["results"][2]["code"] == "not-enough-points"
    assert (answer["done"], free_and_held(ledger)) == (2, (10, 0))


@pytest.mark.parametrize(
    ("row", "status", "told"),
    [
        (spend("bad", 0), 422, "rows[2].points"),
        ({"op": "steal"}, 422, "rows[2].op"),
        (spend("bad", 1_000), 409, "rows[2]"),
        (spend("bad", 5, "bob"), 409, "rows[2]"),
        (spend("till-0", 6), 409, "rows[2]"),
    ],
)
def test_a_wrong_row_of_an_atomic_batch_refuses_all_and_is_named(
    ledger: Ledger, row: dict[str, Any], status: int, told: str
) -> None:
    linked(ledger, 100)
    before = len(events(ledger))
    rows = [spend("till-0"), spend("till-1"), row, spend("till-2")]
    answer = post(ledger, PATH, SHOP, atomic=True, rows=rows)
    assert answer.status_code == status, answer.text
    assert told in answer.json()["detail"] + str(answer.json()["errors"])
    assert len(events(ledger)) == before
    assert free_and_held(ledger) == (100, 0)
    assert post(ledger, PATH, SHOP, atomic=True, rows=[spend("till-0")]).status_code == 200


@pytest.mark.parametrize(("rows", "where"), [([], "rows"), ([{}] * 8_001, "rows"), ("x", "rows")])
def test_a_batch_has_one_to_eight_thousand_rows(ledger: Ledger, rows: object, where: str) -> None:
    answer = post(ledger, PATH, SHOP, atomic=False, rows=rows)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where)


@pytest.mark.parametrize("atomic", [True, False])
def test_eight_thousand_rows_come_in_one_call(ledger: Ledger, atomic: bool) -> None:
    members = [str(uuid4()) for _ in range(4)]
    for member in members:
        linked(ledger, 3_000, member=Principal("member", member))
    rows = [spend(str(uuid4()), 1, members[n % 4]) for n in range(8_000)]
    answer = post(ledger, PATH, SHOP, "k1", atomic=atomic, rows=rows)
    assert (answer.status_code, answer.json()["done"]) == (200, 8_000)
    stored = len(events(ledger))
    assert post(ledger, PATH, SHOP, "k1", atomic=atomic, rows=rows).json() == answer.json()
    assert len(events(ledger)) == stored


def test_one_wrong_row_at_the_end_of_eight_thousand_undoes_all_in_time(ledger: Ledger) -> None:
    members = [Principal("member", name) for name in ("ann", "bob", "cid")]
    for member in members:
        linked(ledger, 2_700, member)
    rows = [spend(f"till-{n}", 1, members[n % 3].id) for n in range(7_999)]
    rows.append(spend("last", 5_000))
    answer = post(ledger, PATH, SHOP, atomic=True, rows=rows)
    assert (answer.status_code, "rows[7999]" in answer.json()["detail"]) == (409, True)
    assert answer.elapsed.total_seconds() < 20  # which is what the gateway waits
    assert [free_and_held(ledger, member) for member in members] == [(2_700, 0)] * 3
