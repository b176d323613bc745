"""Which rows were held, by which rules: what a client reads in the list of held items."""

from typing import Any
from uuid import UUID

import pytest

from minijob_contracts.screenings import Finding, ItemsScreened, OrderCleared, OrderFlagged, RowVerdict
from tests.task_catalog.platform import CSV, MEMBER, OPERATOR, OTHER, Platform
from tests.task_catalog.world import document

pytestmark = pytest.mark.servers


def submitted(standing: Platform, *words: str) -> str:
    order_id = standing.draft()
    standing.upload(order_id, b"word\n" + "\n".join(words).encode(), CSV)
    standing.move(order_id, "submit")
    return order_id


def held(row: int, verdict: Any, *rules: str) -> RowVerdict:
    findings = [Finding(rule=rule, verdict=verdict, where=f"items[{row}]", reason="r") for rule in rules]
    return RowVerdict(row=row, verdict=verdict, findings=findings)


def screened(order_id: str, cleared: list[int], *rows: RowVerdict, version: int = 1) -> ItemsScreened:
    return ItemsScreened(
        order_id=UUID(order_id), version=version, batch=0, ruleset="1", cleared=cleared, held=list(rows)
    )


def listed(standing: Platform, order_id: str, **params: Any) -> dict[str, Any]:
    path = f"/v1/orders/{order_id}/items"
    answer = standing.ask("GET", path, params={"state": "held", **params})
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def test_a_client_reads_which_rows_are_held_and_by_which_rules(standing: Platform) -> None:
    order_id = submitted(standing, "a", "b", "c", "d")
    standing.tell(
        screened(order_id, [1], held(0, "human", "S1", "P2"), held(2, "fix", "F5"), held(3, "refuse"))
    )
    first = listed(standing, order_id, limit=2)
    assert first["items"] == [
        {"row": 0, "verdict": "human", "rules": ["P2", "S1"], "rewrites": []},
        {"row": 2, "verdict": "fix", "rules": ["F5"], "rewrites": []},
    ]
    rest = listed(standing, order_id, limit=2, cursor=first["next_cursor"])
    assert rest == {
        "items": [{"row": 3, "verdict": "refuse", "rules": [], "rewrites": []}],
        "next_cursor": None,
    }


def test_a_row_that_a_person_has_cleared_is_held_no_more(standing: Platform) -> None:
    order_id = submitted(standing, "a", "b")
    standing.tell(screened(order_id, [], held(0, "human", "S1"), held(1, "human", "S1")))
    standing.tell(screened(order_id, [0], held(1, "fix", "S1")))
    assert listed(standing, order_id)["items"] == [
        {"row": 1, "verdict": "fix", "rules": ["S1"], "rewrites": []}
    ]


def test_what_an_older_version_had_held_is_forgotten(standing: Platform) -> None:
    order_id = submitted(standing, "a", "b")
    standing.tell(
        screened(order_id, [1], held(0, "fix", "P2")),
        OrderFlagged(order_id=UUID(order_id), version=1, verdict="fix", ruleset="1", findings=[]),
    )
    standing.ask("PUT", f"/v1/orders/{order_id}", body=document(), headers={"If-Match": "1"})
    standing.settle()
    assert listed(standing, order_id)["items"] == []
    standing.move(order_id, "submit")
    standing.tell(
        OrderCleared(order_id=UUID(order_id), version=2, ruleset="1"),
        screened(order_id, [0], held(1, "human", "S1"), version=2),
    )
    assert [one["row"] for one in listed(standing, order_id)["items"]] == [1]


def test_held_rows_are_the_business_of_the_client_and_of_operators(standing: Platform) -> None:
    path = f"/v1/orders/{submitted(standing, 'a')}/items"
    callers = [OPERATOR, OTHER, MEMBER]
    asked = [standing.ask("GET", path, caller, params={"state": "held"}).status_code for caller in callers]
    assert asked == [200, 404, 403]


@pytest.mark.parametrize(("params", "where"), [({}, "state"), ({"state": "all"}, "state")])
def test_only_held_items_can_be_listed(standing: Platform, params: dict[str, str], where: str) -> None:
    answer = standing.ask("GET", f"/v1/orders/{submitted(standing, 'a')}/items", params=params)
    assert (answer.status_code, where in answer.json()["errors"][0]["where"]) == (422, True)


@pytest.mark.parametrize("cursor", ["x", "9" * 90, "２", ""])
def test_a_cursor_of_held_rows_that_was_not_given_out_is_refused(standing: Platform, cursor: str) -> None:
    path = f"/v1/orders/{submitted(standing, 'a')}/items"
    answer = standing.ask("GET", path, params={"state": "held", "cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "cursor")
