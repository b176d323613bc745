"""The pilot: a few tasks go to members first, and show whether the others follow."""

import pytest

from minijob_contracts.orders import OrderClosed, OrderPaused, OrderResumed, PilotStarted
from task_catalog import application
from task_catalog.domain import pilot_size
from tests.task_catalog.world import AT, ORDER_ID, Catalog

MEASURES = {"accepted": 100, "agreement": [], "declines": [], "median_minutes": 0.4, "reports": 0.0}


def decide(catalog: Catalog, *failed: str, tasks: int = 20) -> None:
    catalog.do(application.decide_pilot(ORDER_ID, tasks, list(failed), MEASURES, AT))
    catalog.publish()


def test_a_pilot_is_five_percent_or_twenty_tasks_whichever_is_more() -> None:
    assert [pilot_size(tasks) for tasks in (1, 400, 401, 1_000, 100_000)] == [20, 20, 21, 50, 5_000]


def test_only_the_tasks_of_the_pilot_go_to_members(piloted: Catalog) -> None:
    assert piloted.order.state == "pilot"
    assert piloted.rows_published() == list(range(20))
    assert [event.tasks for event in piloted.said(PilotStarted)] == [20]


@pytest.mark.parametrize("failed", [[], ["minutes"]])
@pytest.mark.parametrize("ended", [False, True])
def test_an_order_no_larger_than_a_pilot_is_all_pilot_and_is_only_told_how_it_went(
    catalog: Catalog, ended: bool, failed: list[str]
) -> None:
    catalog.live()
    catalog.publish()
    assert (catalog.order.state, catalog.order.pilot["state"]) == ("live", "running")
    assert [event.tasks for event in catalog.said(PilotStarted)] == [2]
    if ended:
        catalog.do(application.complete(ORDER_ID, 2, AT))
    for _ in range(2):
        decide(catalog, *failed, tasks=2)
    assert catalog.order.state == ("closed" if ended else "live")
    assert catalog.order.pilot["failed"] == failed
    assert catalog.rows_published() == [0, 1]
    assert catalog.said(OrderPaused) == []


def test_a_pilot_that_went_well_opens_the_rest_by_itself(piloted: Catalog) -> None:
    decide(piloted)
    assert piloted.order.state == "live"
    assert piloted.rows_published() == list(range(100))
    assert piloted.order.pilot == {"state": "passed", "tasks": 20, "failed": [], **MEASURES}


def test_a_pilot_that_did_not_pauses_the_order_and_says_which_measure_failed(piloted: Catalog) -> None:
    decide(piloted, "agreement", "minutes")
    assert piloted.order.state == "paused"
    assert piloted.order.pilot["failed"] == ["agreement", "minutes"]
    assert piloted.rows_published() == list(range(20))
    assert len(piloted.said(OrderPaused)) == 1


def test_resuming_after_a_failed_pilot_starts_a_further_one(piloted: Catalog) -> None:
    decide(piloted, "agreement")
    piloted.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    piloted.publish()
    assert piloted.order.state == "pilot"
    assert piloted.rows_published() == list(range(40))
    assert [event.tasks for event in piloted.said(PilotStarted)] == [20, 40]
    decide(piloted, tasks=20)
    assert piloted.order.state == "pilot"
    decide(piloted, tasks=40)
    assert piloted.order.state == "live"
    assert piloted.rows_published() == list(range(100))


def test_a_pause_by_the_client_keeps_the_pilot(piloted: Catalog) -> None:
    piloted.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    piloted.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    assert piloted.order.state == "pilot"
    assert len(piloted.said(OrderResumed)) == 1
    piloted.publish()
    assert piloted.rows_published() == list(range(20))


@pytest.mark.parametrize("failed", [[], ["declines"]])
def test_a_pilot_decided_while_the_client_has_paused_does_not_wake_the_order(
    piloted: Catalog, failed: list[str]
) -> None:
    piloted.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    decide(piloted, *failed)
    assert piloted.order.state == "paused"
    assert len(piloted.said(OrderPaused)) == 1
    piloted.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    assert piloted.order.state == ("pilot" if failed else "live")


def test_answers_to_the_pilot_alone_do_not_close_the_order(piloted: Catalog) -> None:
    piloted.do(application.complete(ORDER_ID, 20, AT))
    assert piloted.order.state == "pilot"
    decide(piloted)
    piloted.do(application.complete(ORDER_ID, 100, AT))
    assert [event.reason for event in piloted.said(OrderClosed)] == ["complete"]


def test_a_decision_on_a_closed_order_changes_nothing(piloted: Catalog) -> None:
    piloted.do(application.close("x", b"", "c1", ORDER_ID, AT))
    decide(piloted)
    assert piloted.order.state == "closed"
    assert piloted.rows_published() == list(range(20))
