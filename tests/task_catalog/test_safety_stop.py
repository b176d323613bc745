"""A safety stop in the catalog: the client cannot resume, an operator's decision ends it."""

from minijob_contracts.orders import OrderClosed, OrderPaused, OrderResumed
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from task_catalog import application
from task_catalog.domain import WrongState
from task_catalog.subscribers import on_safety_stopped, on_watch_decided
from tests.task_catalog.world import AT, ORDER_ID, Catalog


def stopped(catalog: Catalog) -> None:
    catalog.do(on_safety_stopped(SafetyStopped(order_id=ORDER_ID, version=1, cause="reports", reason="3")))


def decided(catalog: Catalog, breach: bool) -> None:
    said = WatchDecided(
        order_id=ORDER_ID, version=1, breach=breach, stopped=True, operator_id="ann", reason="Seen"
    )
    catalog.do(on_watch_decided(said))


def test_the_client_cannot_resume_what_was_stopped(catalog: Catalog) -> None:
    catalog.live()
    stopped(catalog)
    assert (catalog.order.state, len(catalog.said(OrderPaused))) == ("paused", 1)
    assert isinstance(catalog.do(application.resume("r", b"", "c1", ORDER_ID, AT)), WrongState)
    assert catalog.order.state == "paused"


def test_after_a_false_alarm_the_order_goes_on(catalog: Catalog) -> None:
    catalog.live()
    stopped(catalog)
    decided(catalog, breach=False)
    assert (catalog.order.state, len(catalog.said(OrderResumed))) == ("live", 1)


def test_after_a_false_alarm_an_order_that_its_client_had_paused_stays_paused(catalog: Catalog) -> None:
    catalog.live()
    catalog.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    stopped(catalog)
    decided(catalog, breach=False)
    assert catalog.order.state == "paused"
    catalog.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    assert catalog.order.state == "live"


def test_after_a_breach_the_order_is_closed(catalog: Catalog) -> None:
    catalog.live()
    stopped(catalog)
    decided(catalog, breach=True)
    assert [one.reason for one in catalog.said(OrderClosed)] == ["operator"]


def test_a_decision_without_a_stop_closes_after_a_breach_and_changes_nothing_else(catalog: Catalog) -> None:
    catalog.live()
    decided(catalog, breach=False)
    assert catalog.order.state == "live"
    decided(catalog, breach=True)
    assert catalog.order.state == "closed"
