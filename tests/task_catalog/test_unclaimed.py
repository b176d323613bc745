"""Nobody begins an order: its client is told what blocks, and after a week it ends by itself."""

import pytest

from minijob_contracts.orders import OrderClosed
from minijob_contracts.submissions import MembersLeft, OrderUnclaimed
from task_catalog import application
from task_catalog.subscribers import on_order_unclaimed
from tests.task_catalog.platform import Platform
from tests.task_catalog.world import AT, ORDER_ID, Catalog

LEFT = [MembersLeft(condition="everybody", members=1200), MembersLeft(condition="audience", members=None)]


def unclaimed(catalog: Catalog, hours: int, version: int = 1) -> None:
    said = OrderUnclaimed(order_id=ORDER_ID, accepted=0, version=version, hours=hours, conditions=LEFT)
    catalog.do(on_order_unclaimed(said))


def test_its_client_is_told_and_the_order_stays_open(catalog: Catalog) -> None:
    catalog.live()
    unclaimed(catalog, 72)
    assert (catalog.order.state, catalog.order.unclaimed["hours"]) == ("live", 72)
    assert catalog.order.unclaimed["conditions"][1] == {"condition": "audience", "members": None}


def test_after_a_week_it_ends_by_itself(catalog: Catalog) -> None:
    catalog.live()
    unclaimed(catalog, 72)
    unclaimed(catalog, 168)
    unclaimed(catalog, 168)
    assert [one.reason for one in catalog.said(OrderClosed)] == ["unclaimed"]


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_what_is_not_open_is_not_ended(catalog: Catalog, state: str) -> None:
    catalog.live()
    move = {"paused": application.pause, "closed": application.close}[state]
    catalog.do(move("m", b"", "c1", ORDER_ID, AT))
    unclaimed(catalog, 168)
    assert (catalog.order.state, catalog.order.unclaimed) == (state, {})


def test_of_a_version_that_another_has_replaced_nothing_is_told(catalog: Catalog) -> None:
    catalog.live()
    unclaimed(catalog, 168, version=2)
    assert catalog.order.state == "live"


def test_resuming_begins_anew(catalog: Catalog) -> None:
    catalog.live()
    unclaimed(catalog, 72)
    catalog.do(application.pause("p", b"", "c1", ORDER_ID, AT))
    catalog.do(application.resume("r", b"", "c1", ORDER_ID, AT))
    assert catalog.order.unclaimed == {}


@pytest.mark.servers
def test_a_client_reads_what_blocks(platform: Platform) -> None:
    order_id = platform.live("red")
    platform.tell_once(OrderUnclaimed(order_id=order_id, accepted=0, version=1, hours=72, conditions=LEFT))
    told = platform.order(order_id)["unclaimed"]
    assert told["hours"] == 72
    assert told["conditions"] == [
        {"condition": "everybody", "members": 1200},
        {"condition": "audience", "members": None},
    ]
