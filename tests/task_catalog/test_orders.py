"""The life of an order as a table of moves, and how rows, verdicts and money decide when it opens."""

from typing import Any
from uuid import uuid4

import pytest

from chassis.codec import blank
from chassis.command import Outcome
from chassis.errors import Refused
from chassis.group import Limits, step
from minijob_contracts.orders import ItemsProposed, OrderApproved, OrderClosed, TaskPublished
from task_catalog import application
from task_catalog.domain import FEES, Order
from tests.task_catalog.world import AT, CODEC, ORDER_ID, Catalog, document

MOVES: dict[str, Any] = {
    "edit": lambda order: order.edit(order.order_version, document(), AT),
    "submit": lambda order: order.submit(AT),
    "pause": lambda order: order.pause(AT),
    "resume": lambda order: order.resume(AT),
    "close": lambda order: order.close("client", AT),
    "stop": lambda order: order.stop(AT),
    "add items": lambda order: order.add_batch([{"word": "red"}], AT),
}
ALLOWED = {
    "draft": {"edit", "submit", "close", "stop", "add items"},
    "screening": {"stop"},
    "changes_asked": {"edit", "submit", "close", "stop", "add items"},
    "in_review": {"close", "stop"},
    "refused": set(),
    "approved": {"close", "stop"},
    "funding": {"stop"},
    "unfunded": {"edit", "submit", "close", "stop"},
    "funded": set(),
    "pilot": {"edit", "pause", "close", "stop", "add items"},
    "live": {"edit", "pause", "close", "stop", "add items"},
    "paused": {"edit", "resume", "close", "stop", "add items"},
    "closed": set(),
    "settled": set(),
}


@pytest.mark.parametrize("move", sorted(MOVES))
@pytest.mark.parametrize("state", sorted(ALLOWED))
def test_each_move_is_possible_only_from_the_states_of_the_table(state: str, move: str) -> None:
    order = blank(Order, uuid4())
    assert isinstance(order, Order)
    order.draft("c1", document(), dict(FEES), AT)
    order.add_batch([{"word": "red"}], AT)
    order.state, order.live_document = state, document()
    if move in ALLOWED[state]:
        MOVES[move](order)
    else:
        with pytest.raises(Refused) as refused:
            MOVES[move](order)
        assert refused.value.status == 409
        assert state in refused.value.detail


def test_an_order_asks_for_the_money_when_it_and_all_its_rows_are_screened(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red", "table")
    catalog.add("blue")
    catalog.submit()
    catalog.screen(0, [0])
    catalog.clear()
    assert catalog.said(OrderApproved) == []
    catalog.screen(1, [2])
    [asked] = catalog.said(OrderApproved)
    assert (asked.tasks, asked.reward_jpy, asked.fee_jpy, asked.total_jpy) == (2, 30, 6, 36)
    assert catalog.order.state == "funding"


def test_only_cleared_rows_become_tasks(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red", "table", "blue")
    catalog.submit()
    catalog.clear()
    catalog.screen(0, [0, 2], held=1)
    catalog.fund(2)
    catalog.publish()
    catalog.publish()
    assert [(task.row, task.item["word"]) for task in catalog.said(TaskPublished)] == [
        (0, "red"),
        (2, "blue"),
    ]


def test_an_order_whose_rows_are_all_held_asks_for_changes(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.clear()
    catalog.screen(0, [], held=1)
    assert catalog.order.state == "changes_asked"


def test_a_survey_without_items_is_one_task(catalog: Catalog) -> None:
    catalog.draft(questions=[{"id": "q1", "kind": "text", "text": "What do you like?"}])
    catalog.do(application.submit("s", b"", "c1", ORDER_ID, AT))
    catalog.clear()
    catalog.fund(1)
    catalog.publish()
    assert [(task.row, task.item, task.places) for task in catalog.said(TaskPublished)] == [(0, {}, 5)]


def test_a_verdict_on_an_older_version_changes_nothing(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.do(application.flag(ORDER_ID, 1, "fix", "policy", [], AT))
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(title="New"), AT))
    catalog.submit()
    catalog.clear(version=1)
    catalog.screen(0, [0], version=1)
    assert (catalog.order.state, catalog.order.order_version) == ("screening", 2)
    catalog.clear(version=2)
    catalog.screen(0, [0], version=2)
    assert catalog.order.state == "funding"


def test_an_unfunded_order_says_by_how_much_and_asks_again_when_submitted(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.clear()
    catalog.screen(0, [0])
    for attempt in (1, 2):
        catalog.do(application.refuse_funding(ORDER_ID, 1, 18, AT))
        assert (catalog.order.state, catalog.order.short_by_jpy) == ("unfunded", 18)
        catalog.submit()
        assert catalog.said(OrderApproved)[-1].attempt == attempt + 1


def test_rows_added_while_live_wait_for_their_own_pass_and_money(catalog: Catalog) -> None:
    catalog.live()
    catalog.publish()
    catalog.add("blue")
    assert catalog.order.state == "live"
    catalog.screen(1, [2])
    assert catalog.said(OrderApproved)[-1].tasks == 3
    catalog.fund(3)
    catalog.publish()
    assert [task.row for task in catalog.said(TaskPublished)] == [0, 1, 2]


def test_an_order_closes_by_itself_only_when_everything_is_answered(catalog: Catalog) -> None:
    catalog.live()
    catalog.do(application.complete(ORDER_ID, 1, AT))
    assert catalog.order.state == "live"
    catalog.add("blue")
    catalog.do(application.complete(ORDER_ID, 2, AT))
    assert catalog.order.state == "live"
    catalog.screen(1, [], held=1)
    catalog.do(application.complete(ORDER_ID, 2, AT))
    assert [event.reason for event in catalog.said(OrderClosed)] == ["complete"]
    catalog.do(application.settle(ORDER_ID, 30, 6, 0, AT))
    assert catalog.order.state == "settled"


def test_uploads_of_one_order_at_once_do_not_mix(catalog: Catalog) -> None:
    catalog.draft()
    rows = [{"word": "red"}]
    first = application.add_items("a", b"", "c1", ORDER_ID, 0, rows, AT)
    second = application.add_items("b", b"", "c1", ORDER_ID, 0, rows, AT)
    results = step(catalog.store, CODEC, catalog.cache, Limits(), [first, second])
    assert isinstance(results[0], Outcome)
    assert getattr(results[1], "status", 0) == 503
    assert [event.first_row for event in catalog.said(ItemsProposed)] == [0]


def test_rows_are_cut_into_batches_of_200_and_below_256_kb() -> None:
    assert [len(batch) for batch in application.in_batches([{"w": "x"}] * 450)] == [200, 200, 50]
    assert [len(batch) for batch in application.in_batches([{"w": "x" * 90_000}] * 5)] == [2, 2, 1]


def test_an_order_takes_a_bounded_number_of_items() -> None:
    order = blank(Order, uuid4())
    assert isinstance(order, Order)
    order.draft("c1", document(), dict(FEES), AT)
    order.rows = 99_999
    order.add_batch([{"word": "red"}], AT)
    with pytest.raises(Refused, match="100000 items"):
        order.add_batch([{"word": "red"}], AT)


def test_a_quote_counts_every_row_that_may_still_become_a_task(catalog: Catalog) -> None:
    catalog.draft()
    assert application.quote_of(catalog.order)["total_jpy"] == 18
    catalog.add("red", "blue", "table")
    catalog.submit()
    catalog.clear()
    assert application.quote_of(catalog.order)["total_jpy"] == 3 * 18
    catalog.screen(0, [0], held=2, verdict="human")
    assert application.quote_of(catalog.order)["total_jpy"] == 3 * 18
    catalog.screen(0, [0, 1], held=1)
    assert application.quote_of(catalog.order)["total_jpy"] == 2 * 18


def test_another_clients_order_does_not_exist(catalog: Catalog) -> None:
    catalog.draft()
    result = catalog.do(application.close("x", b"", "c2", ORDER_ID, AT))
    assert getattr(result, "status", 0) == 404
