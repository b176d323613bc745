"""What a quote promised has a consequence: the fee goes back when it was not kept."""

from datetime import timedelta

import pytest

from minijob_contracts.orders import PromiseMissed
from task_catalog import application
from tests.task_catalog.world import AT, ORDER_ID, Catalog

SOON = {"low": 50, "expected": 100, "high": 200}
PROMISE = {"seconds_to_fill": SOON, "agreement": "no history yet", "reward_jpy": 30}


def ended(catalog: Catalog, minutes: float, held_up: str = "", reason: str = "") -> list[PromiseMissed]:
    """What is said of an order of two tasks that was filled so late, or closed then for that reason."""
    catalog.draft(acceptance="client" if held_up == "review" else "automatic")
    catalog.add("red", "table")
    catalog.do(application.submit("s", b"", "c1", ORDER_ID, AT, PROMISE))
    catalog.clear()
    catalog.screen(0, [0] if held_up == "row" else [0, 1], held=held_up == "row")
    tasks = 1 if held_up == "row" else 2
    catalog.fund(tasks)
    at = AT + timedelta(minutes=minutes)
    if held_up == "pause":
        catalog.do(application.pause("p", b"", "c1", ORDER_ID, AT))
        catalog.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    if held_up == "halt":
        catalog.do(application.halt(ORDER_ID, AT))
        catalog.do(application.release(ORDER_ID, False, [], AT))
    if reason == "operator":
        catalog.do(application.stop("stop", b"", ORDER_ID, at))
    elif reason == "client":
        catalog.do(application.close("close", b"", "c1", ORDER_ID, at))
    else:
        catalog.do(application.complete(ORDER_ID, tasks, at))
    for _ in range(2):
        catalog.do(application.settle(ORDER_ID, 30, 6, 0, at))
    missed: list[PromiseMissed] = catalog.said(PromiseMissed)
    return missed


def test_an_order_within_its_promise_keeps_its_fee(catalog: Catalog) -> None:
    assert ended(catalog, 2) == []
    assert catalog.order.promise_beside["seconds_to_fill"]["kept"] is True


@pytest.mark.parametrize("minutes", [0.5, 4])
def test_an_order_outside_its_promise_returns_the_fee_once(catalog: Catalog, minutes: float) -> None:
    [missed] = ended(catalog, minutes)
    assert (missed.fee_jpy, missed.missed, missed.client_id) == (6, ["seconds_to_fill"], "c1")
    assert catalog.order.fee_to_return_jpy == 6


def test_a_safety_stop_that_was_a_false_alarm_does_not_excuse_the_platform(catalog: Catalog) -> None:
    assert len(ended(catalog, 4, held_up="halt")) == 1


@pytest.mark.parametrize(
    ("held_up", "reason"), [("pause", ""), ("review", ""), ("", "operator"), ("", "client")]
)
def test_nothing_is_returned_for_time_that_the_platform_did_not_take(
    catalog: Catalog, held_up: str, reason: str
) -> None:
    assert ended(catalog, 4, held_up, reason) == []


def test_agreement_that_is_measured_after_the_settlement_returns_the_fee_too(catalog: Catalog) -> None:
    promise = {"agreement": {"low": 0.6, "expected": 0.7, "high": 0.9}}
    catalog.draft()
    catalog.add("red", "table")
    catalog.do(application.submit("s", b"", "c1", ORDER_ID, AT, promise))
    catalog.clear()
    catalog.screen(0, [0, 1])
    catalog.fund(2)
    catalog.do(application.complete(ORDER_ID, 2, AT))
    catalog.do(application.settle(ORDER_ID, 30, 6, 0, AT))
    assert catalog.said(PromiseMissed) == []
    measures = {"agreement": [{"question": "q1", "value": 0.1}]}
    for _ in range(2):
        catalog.do(application.decide_pilot(ORDER_ID, 2, ["agreement"], measures, AT))
    assert [(one.missed, one.fee_jpy) for one in catalog.said(PromiseMissed)] == [(["agreement"], 6)]


def test_the_promise_is_for_the_answers_that_there_were_in_the_end(catalog: Catalog) -> None:
    assert ended(catalog, 0.5, held_up="row") == []
    assert catalog.order.promise_beside["seconds_to_fill"]["promised"]["low"] == 25
