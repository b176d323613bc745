"""Held rows go on in the words that screening offers, in the same action as the order."""

from typing import Any
from uuid import UUID

import pytest

from chassis.command import Outcome
from minijob_contracts.orders import ItemsProposed, OrderApproved, OrderSubmitted
from minijob_contracts.screenings import Finding, ItemsScreened, OrderFlagged, RowVerdict
from task_catalog import application
from task_catalog.domain import RowsChanged
from task_catalog.domain.errors import NoRewrites
from task_catalog.subscribers import on_items_screened, on_order_flagged
from tests.task_catalog.platform import CSV, Platform, funded
from tests.task_catalog.world import AT, ORDER_ID, Catalog

PAY = Finding(rule="F5", verdict="fix", where="reward_points", reason="below the floor", rewrite="15")


def held(row: int, verdict: Any = "fix", text: str | None = "mended") -> RowVerdict:
    finding = Finding(
        rule="P4", verdict=verdict, where=f"items[{row}].word", reason="asks too much", rewrite=text
    )
    return RowVerdict(row=row, verdict=verdict, findings=[finding])


def screened(order_id: UUID, cleared: list[int], *rows: RowVerdict, batch: int = 0) -> ItemsScreened:
    return ItemsScreened(
        order_id=order_id, version=1, batch=batch, ruleset="1", cleared=cleared, held=list(rows)
    )


def submitted(catalog: Catalog, *rows: RowVerdict) -> None:
    """An order of three rows, of which some are held and the others cleared."""
    catalog.draft()
    catalog.add("red", "table", "born")
    catalog.submit()
    cleared = [row for row in range(3) if row not in {one.row for one in rows}]
    catalog.do(on_items_screened(screened(ORDER_ID, cleared, *rows)))


def accept(catalog: Catalog, key: str = "a", document: Any = None) -> Outcome | Exception:
    order = catalog.order
    mended = {
        number: rows
        for number in range(order.batches)
        if (rows := catalog.batch(number).mended(order.order_version))
    }
    text = document or order.document
    command = application.accept_rewrites(
        key, b"", "c1", ORDER_ID, order.order_version, text, AT, (), mended, order.batches
    )
    return catalog.do(command)


def test_order_and_rows_are_mended_and_screened_again_in_one_action(catalog: Catalog) -> None:
    submitted(catalog, held(2))
    catalog.do(
        on_order_flagged(
            OrderFlagged(order_id=ORDER_ID, version=1, verdict="fix", ruleset="1", findings=[PAY])
        )
    )
    order = catalog.order
    told = accept(catalog, document=application.rewritten(order.document, order.findings))
    assert isinstance(told, Outcome)
    assert (told.ids["state"], told.ids["rewritten_rows"]) == ("screening", 1)
    assert [event.document.reward_points for event in catalog.said(OrderSubmitted)] == [3, 15]
    proposed = catalog.said(ItemsProposed)[-1]
    assert (proposed.batch, proposed.first_row, proposed.rows) == (1, 3, [{"word": "mended"}])
    assert (catalog.order.items, catalog.order.rows) == (3, 4)


def test_rows_of_a_live_order_are_mended_without_a_new_version(catalog: Catalog) -> None:
    submitted(catalog, held(2))
    catalog.clear()
    catalog.fund(2)
    told = accept(catalog)
    assert isinstance(told, Outcome)
    assert (told.ids["version"], told.ids["state"], told.ids["rewritten_rows"]) == (1, "live", 1)
    catalog.do(on_items_screened(screened(ORDER_ID, [3], batch=1)))
    assert [event.tasks for event in catalog.said(OrderApproved)] == [2, 3]


def test_an_order_none_of_whose_rows_may_be_tasks_goes_on_with_their_rewrites(catalog: Catalog) -> None:
    submitted(catalog, held(0), held(1, "refuse", None), held(2))
    catalog.clear()
    assert catalog.order.state == "changes_asked"
    told = accept(catalog)
    assert isinstance(told, Outcome)
    assert (told.ids["state"], told.ids["rewritten_rows"], catalog.order.items) == ("screening", 2, 3)


def test_a_row_that_went_on_in_other_words_is_never_a_task_beside_them(catalog: Catalog) -> None:
    submitted(catalog, held(2))
    catalog.clear()
    catalog.fund(2)
    accept(catalog)
    catalog.do(on_items_screened(screened(ORDER_ID, [0, 1, 2])))
    assert catalog.batch(0).cleared == [0, 1]
    assert (catalog.order.planned_tasks, sum(catalog.order.held.values())) == (2, 0)


def test_two_at_once_mend_each_row_once(catalog: Catalog) -> None:
    submitted(catalog, held(2))
    catalog.clear()
    catalog.fund(2)
    mended = {0: catalog.batch(0).mended(1)}
    commands = [
        application.accept_rewrites(
            key, b"", "c1", ORDER_ID, 1, catalog.order.document, AT, (), mended, first
        )
        for key, first in (("a", 1), ("b", 1), ("c", 2))
    ]
    told = [catalog.do(command) for command in commands]
    assert [type(one) for one in told] == [Outcome, application.UploadsMeet, RowsChanged]
    assert len(catalog.said(ItemsProposed)) == 2
    assert isinstance(accept(catalog, "d"), NoRewrites)


@pytest.mark.parametrize("row", [held(2, "human"), held(2, "refuse", None)])
def test_what_waits_for_a_person_or_cannot_be_mended_is_not_rewritten(catalog: Catalog, row: Any) -> None:
    submitted(catalog, row)
    catalog.clear()
    catalog.fund(2)
    assert isinstance(accept(catalog), NoRewrites)


def test_rows_that_operators_clear_on_appeal_let_an_order_go_on(catalog: Catalog) -> None:
    submitted(catalog, *(held(row, "refuse", None) for row in range(3)))
    catalog.clear()
    assert catalog.order.state == "changes_asked"
    catalog.do(on_items_screened(screened(ORDER_ID, [0, 1, 2])))
    assert catalog.order.state == "funding"


@pytest.mark.servers
def test_a_client_reads_what_would_be_written_and_takes_it(platform: Platform) -> None:
    order_id = platform.draft()
    platform.upload(order_id, b"word\nred\nborn", CSV)
    platform.move(order_id, "submit")
    platform.tell(screened(UUID(order_id), [0], held(1)))
    path = f"/v1/orders/{order_id}/items"
    [shown] = platform.ask("GET", path, params={"state": "held"}).json()["items"]
    assert shown["rewrites"] == [{"column": "word", "text": "mended"}]
    assert platform.move(order_id, "accept-rewrites").status_code == 409
    command = application.clear(UUID(order_id), 1, "policy", AT)
    platform.running.writer.enqueue([command]).result(20)
    platform.tell(funded(UUID(order_id), 1))
    assert platform.move(order_id, "accept-rewrites").json()["rewritten_rows"] == 1
    platform.settle()
    assert platform.ask("GET", path, params={"state": "held"}).json()["items"] == []
    assert platform.move(order_id, "accept-rewrites").status_code == 409
