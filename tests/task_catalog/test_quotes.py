"""The quote: cost and pay at once, expectations from comparable orders, and whether they came true."""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from minijob_contracts.submissions import OrderFilled
from task_catalog import application
from task_catalog.application import Filled, forecast, likeness_of
from task_catalog.domain import compared
from tests.task_catalog.platform import MEMBER, Platform
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

NO_HISTORY = "no history yet"
MANY_ORDERS = """
INSERT INTO outcomes_v3 (order_id, kinds, texts, points_per_minute, estimated_minutes, answers_per_task,
    client_decides, opened_at, tasks, filled_at)
SELECT gen_random_uuid(), '{single}', 'Is {word} a colour?', 6, 1, 5, false, now() - interval '1 hour', 10,
    now() - n * interval '1 second' FROM generate_series(1, 100000) AS n
"""


def history(count: int) -> list[Filled]:
    """Orders that took 1, 2, 3 … seconds an answer, agreed from 0.01 upwards, and took 0.51, 0.52 … of the
    estimate.
    """
    return [Filled(float(one), one / 100, 0.5 + one / 100) for one in range(1, count + 1)]


def test_fewer_than_twenty_comparable_orders_are_no_history() -> None:
    told = forecast(document(), 2, history(19))
    assert (told["seconds_to_fill"], told["agreement"]) == (NO_HISTORY, NO_HISTORY)
    assert told["measured_minutes_per_answer"] == told["measured_points_per_minute"] == NO_HISTORY
    assert forecast(document(), 2, history(20))["seconds_to_fill"] != NO_HISTORY


def test_cost_and_pay_are_told_without_any_history() -> None:
    told = forecast(document(reward_points=3, estimated_minutes=1), 2, [])
    assert (told["reward_jpy"], told["fee_jpy"], told["total_jpy"]) == (30, 6, 36)
    assert (told["points_per_minute"], told["floor_points_per_minute"], told["meets_floor"]) == (3, 5, False)
    assert told["minutes_per_answer"] == 1


def test_an_interval_is_the_middle_eighty_percent_of_what_happened() -> None:
    told = forecast(document(answers_per_task=5), 2, history(101))
    assert told["seconds_to_fill"] == {"low": 110, "expected": 510, "high": 910}
    assert told["agreement"] == {"low": 0.11, "expected": 0.51, "high": 0.91}
    assert told["comparable_orders"] == 101


def test_what_members_will_take_and_earn_follows_from_what_estimates_were_worth() -> None:
    told = forecast(document(reward_points=20, estimated_minutes=2), 2, history(101))
    assert told["measured_minutes_per_answer"] == {"low": 1.22, "expected": 2.02, "high": 2.82}
    assert told["measured_points_per_minute"] == {"low": 7.09, "expected": 9.9, "high": 16.39}
    assert (told["minutes_per_answer"], told["points_per_minute"]) == (2, 10)


def test_orders_without_a_pilot_tell_nothing_of_minutes() -> None:
    told = forecast(document(), 2, [Filled(1.0, None, None)] * 30)
    assert told["measured_minutes_per_answer"] == NO_HISTORY


def test_minutes_are_compared_too_and_cost_no_fee(catalog: Catalog) -> None:
    minutes = {"low": 1, "expected": 2, "high": 3}
    found = compared({"measured_minutes_per_answer": minutes}, None, None, 3.5)
    assert found["minutes_per_answer"] == {"promised": minutes, "happened": 3.5, "kept": False}
    catalog.draft()
    catalog.add("red")
    catalog.do(application.submit("s", b"", "c1", ORDER_ID, AT, {"measured_minutes_per_answer": minutes}))
    order = catalog.order
    order.pilot = {"median_minutes": 3.5}
    assert order.promise_beside["minutes_per_answer"]["kept"] is False
    assert order.missed == []


def test_no_time_is_told_that_the_client_itself_takes() -> None:
    told = forecast(document(acceptance="client"), 2, history(101))
    assert told["seconds_to_fill"] == "you decide on each answer"
    assert told["agreement"] == {"low": 0.11, "expected": 0.51, "high": 0.91}
    waited = [Filled(None, 0.5, 1.0) for _ in range(19)]
    assert forecast(document(), 2, [*waited, Filled(1.0, 0.5, 1.0)])["seconds_to_fill"] == NO_HISTORY
    assert forecast(document(), 2, [*waited, *history(20)])["seconds_to_fill"]["low"] == 29


@pytest.mark.parametrize(("seconds", "kept"), [(59, False), (60, True), (200, True), (201, False)])
def test_a_promise_is_kept_inside_its_interval(seconds: int, kept: bool) -> None:
    promise = {"seconds_to_fill": {"low": 60, "expected": 90, "high": 200}, "agreement": NO_HISTORY}
    found = compared(promise, timedelta(seconds=seconds), 0.5, None)
    assert found["seconds_to_fill"]["kept"] is kept
    assert found["agreement"] == {"promised": NO_HISTORY, "happened": 0.5, "kept": None}


def test_an_order_that_is_not_filled_has_neither_kept_nor_broken_its_promise() -> None:
    promise = {"seconds_to_fill": {"low": 60, "expected": 90, "high": 200}}
    assert compared(promise, None, None, None)["seconds_to_fill"]["kept"] is None
    assert compared({}, timedelta(seconds=1), None, None)["seconds_to_fill"]["kept"] is None


def test_what_makes_orders_comparable() -> None:
    like = likeness_of(document(reward_points=10, estimated_minutes=2))
    assert (like.kind, like.has_items, like.pay) == ("single", True, (2.5, 10.0))
    asked = [{"id": "a", "kind": "single", "text": "?"}, {"id": "b", "kind": "text", "text": "?"}]
    assert likeness_of(document(questions=asked)).kind == "text"
    assert likeness_of(document(questions=asked)).has_items is False


def filled(platform: Platform, count: int, **changes: Any) -> None:
    for _ in range(count):
        order_id = platform.live("red", **changes)
        platform.tell_once(OrderFilled(order_id=UUID(order_id), accepted=5, tasks=1))


@pytest.mark.servers
class TestAtTheDoor:
    def quote(self, platform: Platform, **changes: Any) -> Any:
        return platform.ask("POST", "/v1/orders/quote", body=document(**changes), key="")

    def test_twenty_filled_orders_are_a_history_and_the_promise_stays_with_the_order(
        self, platform: Platform
    ) -> None:
        filled(platform, 19)
        assert self.quote(platform).json()["seconds_to_fill"] == NO_HISTORY
        filled(platform, 1)
        told = self.quote(platform, tasks=3).json()
        assert told["comparable_orders"] == 20
        assert 0 <= told["seconds_to_fill"]["low"] <= told["seconds_to_fill"]["high"]
        assert self.quote(platform, reward_points=30).json()["comparable_orders"] == 0
        rating = [{"id": "q1", "kind": "rating", "text": "How is {word}?"}]
        assert self.quote(platform, questions=rating).json()["comparable_orders"] == 0
        order_id = platform.live("red")
        promised = platform.order(order_id)["promise"]["seconds_to_fill"]
        assert promised["promised"] is not None
        assert promised["kept"] is None
        platform.tell_once(OrderFilled(order_id=UUID(order_id), accepted=5, tasks=1))
        kept = platform.order(order_id)["promise"]["seconds_to_fill"]
        assert kept["promised"] == promised["promised"]
        assert kept["kept"] in (True, False)

    def test_orders_whose_clients_decided_tell_of_agreement_and_not_of_time(self, platform: Platform) -> None:
        filled(platform, 20, acceptance="client")
        told = self.quote(platform).json()
        assert (told["comparable_orders"], told["seconds_to_fill"]) == (20, NO_HISTORY)
        assert self.quote(platform, acceptance="client").json()["seconds_to_fill"] == (
            "you decide on each answer"
        )
        order_id = platform.live("red", acceptance="client")
        platform.tell_once(OrderFilled(order_id=UUID(order_id), accepted=5, tasks=1))
        time = platform.order(order_id)["promise"]["seconds_to_fill"]
        assert (time["promised"], time["kept"]) == ("you decide on each answer", None)

    def test_a_quote_is_for_clients_and_names_what_is_wrong(self, standing: Platform) -> None:
        assert standing.ask("POST", "/v1/orders/quote", MEMBER, body=document(), key="").status_code == 403
        refused = self.quote(standing, tasks=0)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["where"] == "tasks"

    def test_a_quote_over_a_long_history_is_quick(self, platform: Platform) -> None:
        with platform.running.engine.begin() as tx:
            tx.exec_driver_sql(MANY_ORDERS)
        took = []
        for _ in range(20):
            begun = time.perf_counter()
            told = self.quote(platform).json()
            took.append(time.perf_counter() - begun)
        assert told["comparable_orders"] == 500
        assert sorted(took)[10] < 0.1
